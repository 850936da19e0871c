"""The sheets as PDF: one A4 each, the true scale, every word kept, and a square that leads where it says."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from tests.reported import facts, structure
from tracker.documents.answer_sheets import (
    QUIET,
    AnswerSheet,
    OwnQuestion,
    PrintedCard,
    SheetKind,
    SheetLanguage,
    SheetWords,
    answer_sheets_pdf,
)
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.sheet_texts import SHEET_TEXTS

LINK = "https://oyehoyde.example.no/viktig/h24c-2xnx-ywfv"
WORDS = SheetWords("nb", "Plakat A4 – Kirurgisk sengepost 3", "QR-kode til")
TEXTS = [
    SheetLanguage(tag, "Kirurgisk sengepost 3", PATIENT_TEXTS[tag].question, PATIENT_TEXTS[tag], SHEET_TEXTS[tag])
    for tag in ("nb", "nn", "en", "da")
]
SHEET = AnswerSheet(
    "Kirurgisk sengepost 3", "Fjordheim sykehus", LINK, LINK[8:], "oyehoyde.example.no/angre", TEXTS, owner=None,
    cards=[PrintedCard(f"{number:04}", f"1234 5678 {number:04}", TEXTS[number % 4]) for number in range(1, 9)],
)  # fmt: skip
LONG = replace(
    SHEET,
    ward="Ortopedisk og kirurgisk sengepost for eldre og kronisk syke pasienter, øst",
    texts=[replace(each, question="Hva er det aller viktigste for deg i dag, om du må velge? " * 2) for each in TEXTS],
    owner=OwnQuestion("sma", "(oppdiktet spørsmål) " * 5, "(oppdiktet tekst) " * 23 + "sist"),
)


def pages(content):
    return PdfReader(BytesIO(content)).pages


def words(page):
    """The words of a page, without the places where a line broke."""
    return re.sub(r"[\s\u200b]", "", page.extract_text())


def square_of(page):
    """The modules of the square as they are drawn, dark ones true, and how wide one is in millimetres."""
    drawn = page.get_contents().get_data().decode("latin-1")
    found = re.search(r"q ([\d.]+) 0 0 -\1 [\d.]+ [\d.]+ cm[^q]*?4 M ((?:[\d.]+ [\d.]+ [ml]\s)+)", drawn)
    strokes = re.findall(r"(\S+) (\S+) m\s(\S+) \2 l", found[2])
    dark = {(int(float(y)), x) for left, y, right in strokes for x in range(int(left), int(right))}
    size = max(max(place) for place in dark) + 1 + QUIET
    return [[(y, x) in dark for x in range(size)] for y in range(size)], float(found[1]) / 72 * 25.4


@pytest.mark.parametrize("kind", SheetKind)
def test_every_sheet_is_one_tagged_page_of_a4(kind):
    content = answer_sheets_pdf(kind, [SHEET, SHEET], WORDS)
    said = facts(content)
    assert (said["pages"], said["ua"], said["lang"], said["title"]) == (
        4 if kind is SheetKind.CARDS else 2, "1", "nb", WORDS.title,
    )  # fmt: skip
    sides = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages(content)}
    assert sides == {(595, 842)}
    assert structure(content).all("H1")


@pytest.mark.parametrize("kind", SheetKind)
def test_long_words_are_set_smaller_and_none_is_lost(kind):
    found = pages(answer_sheets_pdf(kind, [LONG], WORDS))
    assert len(found) == (2 if kind is SheetKind.CARDS else 1)
    said = words(found[0])
    for text in (TEXTS[0].says.no_names if kind is SheetKind.BUBBLES else "", LONG.owner.question, "sist"):
        assert re.sub(r"\s", "", text) in said


def test_cards_have_their_own_number_and_code():
    first, second = pages(answer_sheets_pdf(SheetKind.CARDS, [SHEET], WORDS))
    assert [f"12345678{number:04}" in words(first) for number in range(1, 9)] == [True] * 4 + [False] * 4
    assert words(second).count("oyehoyde.example.no/angre") == 4


def test_what_a_team_wrote_is_no_markup():
    odd = replace(TEXTS[0], ward="#panic() $x$ <a>", question="*Hva* #set text(red) \\ @x")
    [page] = pages(answer_sheets_pdf(SheetKind.POSTER, [replace(SHEET, texts=[odd])], WORDS))
    assert "#panic()$x$<a>" in words(page)
    assert "*Hva*#settext(red)\\@x" in words(page)


@pytest.mark.parametrize(("kind", "millimetres"), [(SheetKind.POSTER, 90), (SheetKind.TENT, 50)])
def test_the_square_is_a_drawing_in_its_true_size_and_says_the_address(kind, millimetres):
    content = answer_sheets_pdf(kind, [SHEET], WORDS)
    [page] = pages(content)
    modules, width = square_of(page)
    assert modules == [[bool(dark) for dark in row] for row in segno.make(LINK, error="m").matrix_iter(border=QUIET)]
    assert round(width * (len(modules) - 2 * QUIET), 1) == millimetres
    assert list(page.images) == []
    assert [each.alt for each in structure(content).all("Figure")] == [f"QR-kode til {SHEET.address}"]
