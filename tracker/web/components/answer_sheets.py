"""Sheets of paper that ask what matters: which languages are chosen, and the sheets as a page or as a PDF."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flask import Response, abort, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.documents.answer_sheets import AnswerSheet, SheetKind, SheetWords, answer_sheets_pdf
from tracker.documents.typesetting import MIMETYPE, PaperError
from tracker.models.answers import PAGE_LANGUAGES, AnswerLanguage
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.locale import marked
from tracker.web.components.download import download
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.language import language, locale
from tracker.web.core.log import described

_LOG = logging.getLogger(__name__)
_USUAL = (AnswerLanguage.NB, AnswerLanguage.EN)
_NAMES: Mapping[SheetKind, str] = MappingProxyType(
    {
        SheetKind.POSTER: marked("Plakat A4"),
        SheetKind.TENT: marked("Bordkort A5"),
        SheetKind.BUBBLES: marked("Bobler A4"),
        SheetKind.CARDS: marked("Svarkort A6"),
    }
)
_NOTES: Mapping[SheetKind, str] = MappingProxyType(
    {
        SheetKind.POSTER: marked(
            "QR-koden er 90 mm og leses på én meter. Velg faktisk størrelse i utskriften: streken på arket er 50 mm."
        ),
        SheetKind.TENT: marked(
            "QR-koden er 50 mm og leses på en halv meter. Velg faktisk størrelse i utskriften: streken på arket er "
            "50 mm."
        ),
        SheetKind.BUBBLES: marked("Velg faktisk størrelse i utskriften: streken på arket er 50 mm."),
        SheetKind.CARDS: marked(
            "Skriv ut hvert kort én gang. Velg faktisk størrelse i utskriften: streken på arket er 50 mm. Legg ingen "
            "ark igjen i skriveren: kodene sletter svar."
        ),
    }
)


def numberless(sheet: str) -> SheetKind:
    """Return the kind of sheet an address names, of those that have no number of their own; 404 for others."""
    wanted = query.read_member(SheetKind, sheet)
    if wanted is None or wanted is SheetKind.CARDS:
        abort(404)
    return wanted


def chosen_languages() -> Sequence[AnswerLanguage]:
    """Return the languages the address asks for, in their usual order; the usual two where it asks for none."""
    asked = set(query.members(AnswerLanguage, "on"))
    return [each for each in PAGE_LANGUAGES if each in asked] or _USUAL


def tags_of(chosen: Sequence[AnswerLanguage]) -> list[str]:
    """Return languages as an address says them."""
    return [each.value for each in chosen]


def offered_languages() -> list[tuple[str, str, bool]]:
    """Return what one can choose: as an address says it, its name, and whether it is chosen."""
    chosen = chosen_languages()
    return [(each.value, PATIENT_TEXTS[each.value].name, each in chosen) for each in PAGE_LANGUAGES]


def as_page(kind: SheetKind, sheets: Sequence[AnswerSheet], *, place: str, back: str, pdf: str) -> Response:
    """Answer with sheets as a page that a browser prints, and the way to the same as a PDF."""
    page = render_template(
        "answers/sheets.html",
        lang=language().value,
        ward=place,
        kind=kind.value,
        title=locale().gettext(_NAMES[kind]),
        note=locale().gettext(_NOTES[kind]),
        sheets=sheets,
        draw_qr=draw_qr,
        back=back,
        pdf=pdf,
    )
    return _kept_by_nobody(make_response(page))


def as_pdf(kind: SheetKind, sheets: Sequence[AnswerSheet], *, place: str, page: str) -> ResponseReturnValue:
    """Answer with sheets as a PDF; where they cannot be set, with the page that a browser prints."""
    said = locale()
    name = said.gettext(_NAMES[kind])
    words = SheetWords(said.code, f"{name} – {place}", _("QR-kode til"))
    try:
        content = answer_sheets_pdf(kind, sheets, words)
    except PaperError as error:
        _LOG.error("sheets could not be set: %s", described(error))
        return redirect(page)
    return _kept_by_nobody(download(content, f"{name.lower().replace(' ', '-')}.pdf", MIMETYPE))


def _kept_by_nobody(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"  # a unit's sheets stand behind its code
    return answer
