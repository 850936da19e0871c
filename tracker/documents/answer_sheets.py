"""Sheets that ask what matters, as a PDF in millimetres: they reach the paper in the same scale everywhere.

A browser's own margins and "fit to page" change a sheet's scale, and some choose the paper themselves. Each sheet is
one A4; words that a team wrote and that do not fit are set smaller, never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import segno

from tracker.documents.typesetting import typeset
from tracker.text.answers.patient_texts import PatientTexts
from tracker.text.answers.sheet_texts import SheetTexts
from tracker.text.fonts import FAMILY

_SOURCE = Path(__file__).parent / "answer_sheets.typ"
_NO_DAY = date(2000, 1, 1)
"""The same sheet is the same file, whenever it is made: a day in it would say nothing that the paper does not."""
QUIET = 4
"""The empty modules around a square that readers need (ISO/IEC 18004)."""


class SheetKind(StrEnum):
    """What is printed; the value stands in addresses."""

    POSTER = "poster"
    TENT = "tent"
    BUBBLES = "bubbles"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class SheetLanguage:
    """What a sheet says in one language."""

    tag: str
    ward: str
    question: str
    patient: PatientTexts
    says: SheetTexts


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """The question as the owner of a network gave it, in a language the product does not write."""

    tag: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """One card to write on: its number, and the code that withdraws what is written on it."""

    number: str
    code: str
    text: SheetLanguage


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What the sheets of one ward say."""

    ward: str
    house: str
    link: str
    """What the square says: the whole address of the ward's question."""
    address: str
    """The same as it is printed."""
    withdraw: str
    texts: Sequence[SheetLanguage]
    owner: OwnQuestion | None
    cards: Sequence[PrintedCard] = ()


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a PDF says of itself, in the language of who prints it."""

    language: str
    title: str
    square: str
    """What is said of the square to who does not see it, before its address."""


def answer_sheets_pdf(kind: SheetKind, sheets: Sequence[AnswerSheet], words: SheetWords) -> bytes:
    """Set the sheets, one A4 each; of cards, one for every four.

    Raises:
        PaperError: they could not be set.
    """
    said = {
        "kind": kind.value,
        "font": FAMILY,
        "words": asdict(words),
        "sheets": [_said(kind, each) for each in sheets],
    }
    return typeset(_SOURCE, "said", said, day=_NO_DAY)


def _said(kind: SheetKind, sheet: AnswerSheet) -> dict[str, object]:
    said = asdict(sheet)
    if kind in {SheetKind.POSTER, SheetKind.TENT}:
        square = segno.make(sheet.link, error="m")
        drawn = BytesIO()
        square.save(drawn, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False)
        said |= {"square": drawn.getvalue().decode(), "modules": square.symbol_size(border=0)[0]}
    return said
