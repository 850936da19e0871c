"""A whole Friday by keyboard alone: eight weeks of four measures, from sign-in to the chart; then a shared PC."""

import re

from tests.people import PASSWORD

WARD = "Kirurgisk sengepost 3"
RECORD = "/teams/kirurgisk-sengepost-3/record"
WEEKS, MEASURES = 8, 4
MOST_TABS = 200


def tab_to(page, name):
    """Press Tab until what is called so has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        said = page.evaluate(
            """() => {
              const at = document.activeElement;
              return (at.labels?.[0]?.textContent ?? at.ariaLabel ?? at.textContent).trim();
            }"""
        )
        if re.search(name, said):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{said} shows no focus"
            return
    raise AssertionError(f"no Tab stop is called {name}")


def sign_in(walker):
    page = walker.page
    page.goto("/sign-in")
    tab_to(page, "^E-post")
    page.keyboard.type(walker.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def numbers(week, measure):
    """What is typed: no two cells of a row alike, and every numerator below its denominator."""
    return str(10 + (week * 3 + measure * 5) % 11), str(21 + (week + measure) % 9)


def open_record(page, query=""):
    """Open the form, and wait for its scripts: a person is slower than they are."""
    page.goto(f"{RECORD}{query}")
    page.wait_for_load_state("networkidle")


def cells(page):
    """The first table's number fields, by row and column."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelector("table.grid").querySelectorAll("input[data-row]")]
          .map((e) => [`${e.dataset.row}:${e.dataset.col}`, e.value]))"""
    )


def status(page):
    return page.locator("#status").inner_text()


def test_eight_weeks_of_four_measures_typed_by_keyboard_alone(walker):
    page = walker.page
    sign_in(walker)
    if not page.url.endswith("kirurgisk-sengepost-3"):
        tab_to(page, f"^{WARD}")
        page.keyboard.press("Enter")
    page.wait_for_selector("section.chartcard")
    tab_to(page, "^Registrer uke")
    page.keyboard.press("Enter")
    page.wait_for_selector("table.grid")
    page.wait_for_load_state("networkidle")
    walker.look()

    tab_to(page, r"Teller, Uke \d+")
    column = 0
    for measure in range(MEASURES):
        for part in (0, 1):
            for week in range(WEEKS):
                page.keyboard.type(numbers(week, measure)[part])
                if week < WEEKS - 1:
                    page.keyboard.press("Enter")
            for _ in range(WEEKS - 1):
                page.keyboard.press("ArrowUp")
            page.keyboard.press("ArrowRight")
            column += 1
    expected = {
        f"{week}:{2 * measure + part}": numbers(week, measure)[part]
        for week in range(WEEKS)
        for measure in range(MEASURES)
        for part in (0, 1)
    }
    typed = cells(page)
    assert {place: typed[place] for place in expected} == expected
    first = int(numbers(0, 0)[0]) * 100 / int(numbers(0, 0)[1])
    assert page.locator("table.grid output").first.inner_text() == f"{first:.0f}\N{NO-BREAK SPACE}%"

    page.keyboard.press("Shift+Enter")
    page.keyboard.type("999")
    page.keyboard.press("Escape")
    assert cells(page) == typed, "Escape gives back what stood there"
    walker.look()

    tab_to(page, "^Lagre$")
    page.keyboard.press("Enter")
    page.wait_for_selector("section.chartcard")
    assert "er lagret." in status(page)
    walker.look()
    open_record(page)
    stored = cells(page)
    assert {place: stored[place] for place in expected} == expected
    assert page.locator("[data-unsaved]").count() == 0


def test_a_block_from_excel_and_one_undo(walker):
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(walker)
    open_record(page)
    before = cells(page)
    page.evaluate("navigator.clipboard.writeText('7\\t9\\n8,0\\t\\n-\\t\\n12/20\\n')")
    tab_to(page, r"Teller, Uke \d+")
    page.keyboard.press("Control+v")
    after = cells(page)
    assert [after[place] for place in ("0:0", "0:1", "1:0", "2:0", "2:1", "3:0", "3:1")] == [
        "7", "9", "8,0", "", "", "12", "20",
    ]  # fmt: skip
    assert after["1:1"] == before["1:1"], "a blank leaves what stands there"
    assert status(page) == "5 tall limt inn fra Excel."
    walker.look()
    tab_to(page, r"Nevner, Uke \d+")
    page.keyboard.press("Control+z")
    assert cells(page) == before
    assert status(page) == "Innlimingen er angret."


def test_what_does_not_fit_is_told_and_headings_and_quotation_marks_are_left_out(walker):
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(walker)
    open_record(page)
    before = cells(page)
    block = "Teller\tNevner\n" + "".join(f'"{n}"\t{n + 1},0\n' for n in range(1, 11))
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    tab_to(page, r"Teller, Uke \d+")
    page.keyboard.press("Control+v")
    after = cells(page)
    assert [after[f"{row}:0"] for row in range(WEEKS)] == [str(row + 1) for row in range(WEEKS)]
    assert after["7:1"] == "9,0"
    assert {place: text for place, text in after.items() if place[-1] not in "01"} == {
        place: text for place, text in before.items() if place[-1] not in "01"
    }
    assert status(page) == "16 tall limt inn fra Excel. Resten fikk ikke plass i tabellen."
    assert page.get_by_text("Feltene med en strek til venstre er ikke lagret ennå.").is_visible()
    page.keyboard.press("Control+z")
    assert cells(page) == before
    assert page.locator(".g-note").is_hidden()


def test_a_paste_of_forty_megabytes_holds_nobody_up(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    tab_to(page, r"Teller, Uke \d+")
    took = page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", ("1\\t".repeat(20) + "\\n").repeat(1000000));
          const start = performance.now();
          const at = document.activeElement;
          at.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
          return performance.now() - start;
        }"""
    )
    assert took < 2000
    assert "Resten fikk ikke plass" in status(page)


def test_an_arrow_leaves_a_box_only_at_its_edge_and_a_number_takes_back_not_measured(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    here = "[...document.querySelectorAll('table.grid input')].indexOf(document.activeElement)"
    tab_to(page, r"Teller, Uke \d+")
    first = page.evaluate(here)
    page.keyboard.type("12")
    for key in ("ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        assert page.evaluate(here) == first, f"{key} moves the caret, not the person"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(here) == first + 1
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(here) == first, "a box whose text is chosen is at both its edges"
    page.keyboard.press("ArrowDown")
    assert "Uke" in page.evaluate("document.activeElement.labels[0].textContent")
    assert page.evaluate("document.activeElement.dataset.row") == "1"

    choice = page.locator("table.grid").first.locator("select[data-row='1']").first
    choice.select_option(label="Ferie")
    page.keyboard.type("7")
    assert choice.input_value() == ""


def test_who_leaves_by_cancel_leaves_nothing_for_a_colleague_to_save(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    tab_to(page, r"Teller, Uke \d+")
    page.keyboard.type("1")
    open_record(page)
    page.wait_for_selector("[data-unsaved]")
    tab_to(page, "^Avbryt$")
    page.keyboard.press("Enter")
    page.wait_for_selector("section.chartcard")
    open_record(page)
    assert page.locator("[data-unsaved]").count() == 0


def test_two_who_write_the_same_week_see_both_numbers(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    other = page.context.new_page()
    open_record(other)
    for window, number in ((other, "8"), (page, "5")):
        row = window.locator("table.grid").first.locator("input[data-row='7']")
        row.nth(0).fill(number)
        row.nth(1).fill("9")
        with window.expect_navigation():
            window.get_by_role("button", name="Lagre").click()
    assert page.get_by_label("Bruk mitt: 5 av 9").is_visible()
    assert page.get_by_label("Behold det som er lagret: 8 av 9").is_visible()
    walker.look()
    page.get_by_label("Behold det som er lagret: 8 av 9").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector("section.chartcard")
    open_record(page)
    assert cells(page)["7:0"] == "8"
    assert page.locator("[data-unsaved]").count() == 0


def test_what_is_not_saved_stays_with_the_team_until_somebody_signs_out(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    tab_to(page, r"Teller, Uke \d+")
    page.keyboard.type("1")
    month = page.locator("table.grid").nth(1).locator("input[data-row]").first
    month.focus()
    page.keyboard.type("4")
    open_record(page, "?until=2026-01-01")
    assert page.locator("[data-unsaved]").count() == 0, "those are other weeks"
    open_record(page)
    page.wait_for_selector("[data-unsaved]")
    assert page.locator("[data-unsaved]").count() == 2
    assert status(page) == "Du har tall som ikke er lagret."

    page.context.clear_cookies()  # the session runs out; a colleague signs in, in the same window
    sign_in(walker)
    open_record(page)
    page.wait_for_selector("[data-unsaved]")
    tab_to(page, "^Logg ut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/demo")
    sign_in(walker)
    open_record(page)
    page.wait_for_selector("table.grid output")
    assert page.locator("[data-unsaved]").count() == 0
