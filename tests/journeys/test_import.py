"""Numbers from a file by keyboard, page by page, with axe on each: what is wrong is mended on the way."""

import re

from tests.workbooks import rows, workbook

PATH = "/teams/kirurgisk-sengepost-3/import"
CHAIR = "Satte legen seg ned under visitten?"
HEAD = ("Indikator", "Uke", "Teller", "Nevner", "Merknad")


def sheet(*lines):
    return rows(HEAD, *((CHAIR, *line) for line in lines))


def choose(page, name, data):
    page.get_by_label("Fil", exact=True).set_input_files({"name": name, "mimeType": "", "buffer": data})


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page, name):
    page.get_by_role("button", name=name).focus()
    enter(page)


def step(page):
    return page.locator(".stepper [aria-current=step]").inner_text().split()[-1]


def test_a_workbook_with_faults_goes_through_four_pages(walker):
    page = walker.page
    walker.sign_in()
    page.goto(PATH)
    walker.look()
    choose(page, "tall.csv", b"\x89PNG\0")
    press(page, "Neste")
    assert page.title().startswith("Feil: ")
    assert "Filen må være CSV eller Excel (.xlsx)." in page.locator(".error").inner_text()
    walker.look()

    old = ("44/2025", 6, 9, "")
    wrong = [("54/2025", 7, 9, ""), ("43/2025", 9, 7, ""), ("42/2025", 7, "#DIV/0!", ""), ("41/2025", 7, 9, "a@b.no")]
    choose(page, "tall.xlsx", workbook(("Vår", sheet(old)), ("Høst", sheet(old, *wrong))))
    press(page, "Neste")
    walker.look()
    page.get_by_label("Høst").focus()
    page.keyboard.press("Space")
    press(page, "Neste")
    assert step(page) == "Kolonner"
    walker.look()
    press(page, "Neste")
    assert step(page) == "Sjekk"
    assert page.get_by_text("1 rad er klar, 4 må rettes.").is_visible()
    walker.look()

    page.get_by_label("Rad 3, Periode").fill("40/2025")
    page.get_by_label("Rad 4, Teller").fill("01010012356")
    enter(page)
    assert "fødselsnummer" in page.locator("tbody .error").inner_text()
    walker.look()
    page.get_by_label("Rad 4, Teller").fill("5")
    enter(page)
    assert page.get_by_text("3 rader er klare, 2 må rettes.").is_visible()
    press(page, re.compile("^Lagre 3 tall"))
    assert step(page) == "Ferdig"
    assert page.get_by_text("2 rader med feil er ikke lagret.").is_visible()
    walker.look()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(walker):
    page = walker.page
    walker.sign_in()
    page.goto(PATH)
    page.wait_for_load_state("networkidle")
    choose(page, "tall.csv", b"x" * (9 * 1024 * 1024))
    page.get_by_role("button", name="Neste").press("Enter")
    assert page.locator(".error").inner_text() == "Filen er for stor. Vi tar imot inntil 8 MB. Del den opp."
    assert page.evaluate("document.activeElement.type") == "file"
    walker.look()


def test_forty_megabytes_are_not_pasted(walker):
    page = walker.page
    walker.sign_in()
    page.goto(PATH)
    page.wait_for_load_state("networkidle")
    box = page.get_by_label("Eller lim inn radene her")
    box.focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "x;y\\n".repeat(10000000));
          const at = document.activeElement;
          at.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    said = "Dette er for mye å lime inn. Lagre det som en fil, og last den opp."
    assert page.locator(".error").inner_text() == said
    assert box.input_value() == ""
    walker.look()
