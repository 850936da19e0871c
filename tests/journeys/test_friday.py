"""A whole Friday: by keyboard, on a phone, from a spreadsheet, over a count, beside a colleague, without network."""

import re
import sqlite3

import pytest

from tests.people import PASSWORD

WARD = "Kirurgisk sengepost 3"
TEAM = "/teams/kirurgisk-sengepost-3"
RECORD = f"{TEAM}/record"
MOST_TABS = 120
TYPED = {"numerator": "10", "denominator": "20", "value": "7,5"}
ROW = ".rec-week [data-cell]"


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


def open_record(page, query="", path=RECORD):
    """Open the form, and wait for its scripts: a person is slower than they are."""
    page.goto(f"{path}{query}")
    page.wait_for_load_state("networkidle")


def boxes(page, scope=".rec-form"):
    """Every number on the page by its name."""
    return page.evaluate(
        """scope => Object.fromEntries(
          [...document.querySelectorAll(`${scope} [data-part]`)].map((e) => [e.name, e.value]))""",
        scope,
    )


def here(page):
    """The box that has the focus: its name, part and text; None elsewhere."""
    return page.evaluate(
        """() => {
          const at = document.activeElement;
          return at.dataset.part ? { name: at.name, part: at.dataset.part, value: at.value } : null;
        }"""
    )


def untallied(page):
    """The first row that is not counted at the bedside and takes two numbers."""
    rows = page.locator(f"{ROW}:not(:has(.rec-ask)):has([data-part=denominator])")
    return rows.first


def paste(page, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def three_more_measures(database):
    """Give the ward three more measures of a week, like one it has: eight with the five of the demo."""
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        query = """SELECT m.* FROM measure m JOIN team t ON t.id = m.team_id
                   WHERE t.slug = ? AND m.value_kind = 'proportion' ORDER BY m.id"""
        kept = dict(connection.execute(query, [TEAM.rpartition("/")[2]]).fetchone())
        for number in range(3):
            row = kept | {"id": None, "name": f"Indikator {number}", "slug": f"indikator-{number}", "submission": None}
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO measure ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def status(page):
    return page.locator("#status").inner_text()


def bar(page):
    return " ".join(page.locator(".save-t").inner_text().split())


def in_view(page, locator):
    """Whether all of it can be seen without scrolling."""
    at = locator.bounding_box()
    size = page.viewport_size
    return at["y"] >= 0 and at["y"] + at["height"] <= size["height"] and at["x"] + at["width"] <= size["width"]


def test_the_week_of_the_button_is_typed_by_keyboard_alone(walker):
    page = walker.page
    sign_in(walker)
    if not page.url.endswith("kirurgisk-sengepost-3"):
        tab_to(page, f"^{WARD}")
        page.keyboard.press("Enter")
    page.wait_for_selector("section.chartcard")
    button = page.get_by_role("link", name=re.compile("^Registrer uke")).first.inner_text()
    tab_to(page, "^Registrer uke")
    page.keyboard.press("Enter")
    page.wait_for_selector("table.rec")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text() == button
    assert here(page)["value"] == "", "the caret stands in the first empty box"
    assert in_view(page, page.locator("input:focus"))
    walker.look()

    for _ in range(MOST_TABS):
        at = here(page)
        if at and not at["value"]:
            page.keyboard.type(TYPED[at["part"]])
            page.keyboard.press("Escape")
            assert here(page)["value"] == "", "Escape gives back what stood there"
            page.keyboard.type(TYPED[at["part"]])
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim() === 'Lagre'"):
            break
    typed = boxes(page)
    assert "" not in typed.values()
    assert re.match(r"\d+ tall er ikke lagret", bar(page))
    assert page.locator(f"{ROW} output").nth(1).inner_text() == "50\N{NO-BREAK SPACE}%"
    page.keyboard.press("Enter")
    page.wait_for_selector("#status .notice-done")
    assert re.search(r"er lagret\.", status(page))
    assert bar(page).startswith("Alt er lagret")
    assert boxes(page) == typed
    assert page.locator("[data-unsaved]").count() == 0
    walker.look()


def test_enter_goes_down_and_from_the_last_box_to_the_button(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    page.locator(f"{ROW} [data-part]").first.focus()
    seen = [here(page)["name"]]
    for key in ["Enter", "ArrowDown"] * 10:
        page.keyboard.press(key)
        if (at := here(page)) is None:
            break
        seen.append(at["name"])
    assert page.evaluate("document.activeElement.textContent.trim()") == "Lagre"
    assert len(seen) == len(set(seen)) == page.locator("[data-cell]").count()


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_a_measure_is_a_card_and_the_button_stays_in_sight(walker, width):
    page = walker.page
    page.set_viewport_size({"width": width, "height": 700})
    walker.sign_in()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    open_record(page)
    row = untallied(page)
    box, tick = row.locator("[data-part]").first.bounding_box(), row.locator(".rec-m label").bounding_box()
    assert box["height"] >= 56
    assert tick["y"] >= box["y"] + box["height"], "the tick stands after the boxes"
    for at in range(page.locator(ROW).count()):
        page.locator(f"{ROW} [data-part]").nth(at).focus()
        assert in_view(page, page.locator("input:focus"))
        assert in_view(page, page.get_by_role("button", name="Lagre"))
        covered = page.locator("input:focus").bounding_box()
        assert covered["y"] + covered["height"] <= page.locator(".save").bounding_box()["y"]
    row.get_by_role("checkbox").check()
    assert not row.locator("[data-part]").first.is_visible()
    row.locator("select").select_option(label="Ikke målt: ferie")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector("#status .notice-done")
    assert untallied(page).locator("select").input_value() == "holiday"


def test_eight_measures_of_eight_weeks_fit_and_arrows_leave_a_box_only_at_its_edge(walker, tmp_path):
    three_more_measures(tmp_path / "journey.sqlite3")
    page = walker.page
    sign_in(walker)
    open_record(page, path=f"{RECORD}/weeks")
    region = page.locator(".scroll").first
    assert region.locator("thead [scope=colgroup]").count() == 8
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert in_view(page, page.get_by_role("button", name="Lagre"))
    walker.look()

    first = page.locator("table.grid [data-row='0'] [data-part]").first
    first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    name = here(page)["name"]
    for key in ("ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        assert here(page)["name"] == name, f"{key} moves the caret, not the person"
    page.keyboard.press("ArrowRight")
    assert here(page)["name"] == name.replace("numerator", "denominator")
    page.keyboard.press("ArrowLeft")
    assert here(page)["name"] == name, "a box whose text is chosen is at both its edges"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('td').dataset.row") == "1"


def test_cells_from_a_spreadsheet_are_shown_first_and_land_on_their_weeks(walker):
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(walker)
    open_record(page, path=f"{RECORD}/weeks")
    weeks = page.locator("table.grid").first.locator("tbody th").all_inner_texts()
    last = [re.search(r"\d+", text)[0] for text in weeks][-3:]
    page.locator("table.grid [data-row='0'] [data-part]").first.focus()
    rows = [f"uke {last[0]}\t7\t9\t78 %", f"uke {last[1]}\tferie\t\t", f"uke {last[2]}\t8\t12\t67 %"]
    paste(page, "\n".join(["Uke\tTeller\tNevner\tAndel", *rows]))
    page.wait_for_selector(".rec-land")
    walker.look()
    assert "andelen regnes ut av tallene foran" in page.locator(".rec-drop").inner_text()
    page.get_by_role("button", name=re.compile("^Sett inn")).click()
    page.wait_for_selector("table.grid")
    page.wait_for_load_state("networkidle")
    landed = page.locator("[data-part][data-unsaved]").evaluate_all("all => all.map((e) => e.value)")
    assert [text for text in landed if text] == ["7", "9", "8", "12"]
    assert "tall er ikke lagret" in bar(page)
    walker.look()
    page.get_by_role("link", name="Angre").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-unsaved]").count() == 0


def test_one_cell_is_pasted_where_the_caret_stands(walker):
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(walker)
    open_record(page)
    box = untallied(page).locator("[data-part]").first
    box.fill("")
    box.focus()
    paste(page, "12\n")
    assert box.input_value() == "12"


def test_a_paste_of_forty_megabytes_holds_nobody_up(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    page.locator(f"{ROW} [data-part]").first.focus()
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
    page.wait_for_selector(".rec-drop")
    assert "fikk ikke plass" in page.locator(".rec-drop").inner_text()


def test_a_number_over_a_running_count_asks_at_once_and_the_count_can_be_used_again(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    row = page.locator(f"{ROW}:has(.rec-ask)").first
    counted = row.locator("[data-part]").first.input_value()
    row.locator("[data-part]").first.fill("0")
    assert row.get_by_label(re.compile("^Det jeg skrev: 0 av")).is_checked()
    walker.look()
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector("#status .notice-done")
    row = page.locator(f"{ROW}:has(.rec-again)").first
    assert row.locator("[data-part]").first.input_value() == "0"
    walker.look()
    row.get_by_role("button", name=re.compile("^Bruk tellingen igjen")).click()
    page.wait_for_selector("#status .notice-done")
    assert page.locator(f"{ROW}:has(.rec-ask)").first.locator("[data-part]").first.input_value() == counted


def test_two_who_write_the_same_week_see_both_numbers(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    other = page.context.new_page()
    open_record(other)
    for window, number in ((other, "8"), (page, "5")):
        row = untallied(window)
        row.locator("[data-part]").nth(0).fill(number)
        row.locator("[data-part]").nth(1).fill("9")
        with window.expect_navigation():
            window.get_by_role("button", name="Lagre").click()
    assert page.get_by_label("Ditt: 5 av 9").is_visible()
    theirs = page.get_by_label(re.compile(r"kl\. .*: 8 av 9"))
    assert bar(page).startswith("Velg for 1 tall")
    walker.look()
    theirs.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector("#status .notice")
    assert untallied(page).locator("[data-part]").first.input_value() == "8"
    assert page.locator("[data-unsaved]").count() == 0


def test_what_is_not_saved_stays_with_the_team_until_somebody_signs_out(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    untallied(page).locator("[data-part]").first.fill("1")
    page.locator(".rec-side [data-part]").first.fill("4")
    page.get_by_role("link", name=re.compile("^Før: uke")).click()
    page.wait_for_selector("#status .toast")
    assert status(page) == "Du har tall i en annen periode som ikke er lagret."
    assert page.locator(f"{ROW} [data-unsaved]").count() == 0, "those are other weeks"
    open_record(page)
    page.wait_for_selector("[data-unsaved]")
    assert page.locator("[data-unsaved]").count() == 2
    assert bar(page).startswith("2 tall er ikke lagret")

    page.context.clear_cookies()  # the session runs out; a colleague signs in, in the same window
    sign_in(walker)
    open_record(page)
    page.wait_for_selector("[data-unsaved]")
    tab_to(page, "^Logg ut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/demo")
    sign_in(walker)
    open_record(page)
    assert page.locator("[data-unsaved]").count() == 0


def test_who_takes_it_back_leaves_nothing_for_a_colleague_to_save(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    untallied(page).locator("[data-part]").first.fill("1")
    open_record(page)
    page.wait_for_selector("[data-unsaved]")
    page.get_by_role("link", name="Angre").click()
    page.wait_for_load_state("networkidle")
    open_record(page)
    assert page.locator("[data-unsaved]").count() == 0


def test_without_network_the_text_stays_and_the_bar_says_so(walker):
    page = walker.page
    sign_in(walker)
    open_record(page)
    untallied(page).locator("[data-part]").first.fill("1")
    page.context.set_offline(True)
    page.wait_for_function("document.querySelector('.save-t').textContent.includes('Uten nett')")
    page.get_by_role("button", name="Lagre").click()
    assert untallied(page).locator("[data-part]").first.input_value() == "1"
    page.context.set_offline(False)
    page.wait_for_function("document.querySelector('.save-t').textContent.includes('ikke lagret')")
