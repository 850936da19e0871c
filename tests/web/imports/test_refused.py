"""Files that will not do: a sentence for each, and nothing kept."""

import pytest

from tests.web.imports.wizard import CHAIR, HEAD, PATH, kept, send, stored
from tests.workbooks import rows, workbook
from tracker.services.imports.file import kept_sheets
from tracker.services.imports.file.table import Limits

pytestmark = pytest.mark.usefixtures("week_46")


REFUSED = {
    "empty": (b"", "Filen har ingen rader. Skriv overskrifter og tall i den, og last opp på nytt."),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "Filen må være CSV eller Excel (.xlsx). Lagre tallene på nytt"),
    "document": (b"PK\x03\x04" + b"x" * 100, "Filen må være CSV eller Excel (.xlsx)."),
    "old": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "eldre Excel-fil (.xls)"),
    "letters": ("Måned;Indikator\n".encode().decode("cp1252").encode(), "er ødelagt i filen"),
    "bomb": (workbook(("T", f"<sheetData>{'<row/>' * 12_000_000}")), "Filen har mer innhold enn vi tar imot."),
    "quotes": (b'Indikator;Uke\n"x', "Rad 2: Et anførselstegn er ikke lukket, eller noe står etter det."),
    "sheet": (workbook(("T", rows())), "Filen har ingen rader."),
    "page of the web": (b"<html><table><tr><td>Indikator</td></tr></table></html>", "Filen må være CSV eller Excel"),
    "long cell": (f"{HEAD}\n{CHAIR};45/2026;7;9;;{'x' * 200_000}\n", "Rad 2: En celle har over 100 000 tegn."),
    "NUL": (f"{HEAD}\n{CHAIR};45/\0002026;7;9;;\n", "Lagre tallene på nytt"),
    "many rows": (f"{HEAD}\n" + ";" * 20 + "x\n" * 100_001, "Vi tar imot inntil 100 000. Del den opp."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_will_not_do_is_refused_in_a_sentence_and_not_kept(as_, what):
    data, sentence = REFUSED[what]
    page = send(as_("ali"), data, status=422)
    assert sentence in page.errors()
    assert "01010012356" not in page.text
    assert (kept(), stored()) == (0, [])


def test_sheets_that_are_too_much_together_are_refused_before_they_fill_the_memory(as_, monkeypatch):
    line = rows(("Indikator", "Uke", "Verdi"), (CHAIR, "45/2026", 7))
    several = workbook(*((f"Ark {number}", line) for number in range(5)))
    monkeypatch.setattr(kept_sheets, "MOST_TEXT", 200)
    page = send(as_("ali"), several, name="tall.xlsx", status=422)
    assert "Filen har mer innhold enn vi tar imot." in page.errors()
    assert kept() == 0


def test_two_hundred_megabytes_meet_a_page_that_says_so(as_, app):
    ali = as_("ali")
    length = {"CONTENT_LENGTH": str(200 * 1024 * 1024), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    page = ali._request("POST", PATH, environ_overrides=length)
    assert page.status == 413
    assert "større enn vi tar imot" in page.words


def test_a_file_that_is_only_a_little_too_large_says_how_large_it_may_be(as_, monkeypatch):
    monkeypatch.setattr(kept_sheets, "LIMITS", Limits(most_bytes=100))
    page = send(as_("ali"), b"x" * 101, status=422)
    assert "Filen er for stor. Vi tar imot inntil 8 MB." in page.errors()


def test_nothing_at_all_is_asked_for(as_):
    page = as_("ali").submit(PATH, {"pasted": "  "}, status=422)
    assert "Velg en fil, eller lim inn radene." in page.errors()
