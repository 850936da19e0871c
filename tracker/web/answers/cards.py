"""Cards and posters: sheets of paper with the question in chosen languages, and the square to scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import show_code
from tracker.models.answers import PAGE_LANGUAGES, AnswerLanguage
from tracker.services.answers.cards.owner_text import printed_text
from tracker.services.answers.cards.series import (
    MOST_SHEETS,
    ON_A_SHEET,
    answer_code,
    latest_series,
    make_series,
    series_of,
)
from tracker.services.answers.question import AskedQuestion, asked_by
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.patient_texts import PatientTexts
from tracker.text.answers.sheet_texts import SHEET_TEXTS, SheetTexts
from tracker.text.answers.withdrawal_code import show_withdrawal_code
from tracker.web.answers.routes import routes
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import language
from tracker.web.core.links import whole_address
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField
from tracker.web.forms.typed_fields import NumberField

_USUAL = (AnswerLanguage.NB, AnswerLanguage.EN)


class PaperSheet(StrEnum):
    """What can be printed without a number of its own; the value stands in the address and names the template."""

    POSTER = "poster"
    TENT = "tent"
    BUBBLES = "bubbles"


@dataclass(frozen=True, slots=True)
class SheetLanguage:
    """What a sheet says in one language."""

    tag: str
    ward: str
    question: str
    patient: PatientTexts
    says: SheetTexts


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """One card to write on: its number, and the code that withdraws what is written on it."""

    number: str
    code: str
    text: SheetLanguage


class SeriesForm(Form):
    """How many sheets of cards to make."""

    sheets = NumberField(lazy_gettext("Antall ark"), required=True, whole=True, least=1, most=MOST_SHEETS)
    submission = SubmissionField()


@routes.page("/teams/<team>/answers/cards", access=Permission.RECORD, methods=("GET", "POST"))
def cards() -> ResponseReturnValue:
    """Choose languages and a sheet to print; new numbers are made each time cards are. `?on=`: a language, repeated."""
    access = team_access()
    chosen = _chosen()
    form = SeriesForm(sheets=5)
    if form.accepted():
        with form.refusing():
            made = make_series(access, sheets=int(form.sheets.data), submission=form.submission.data or "")
            team, series = access.team.slug, made.public_id
            return redirect(url_for("answers.answer_cards", team=team, series=series, on=_tags(chosen)))
    code = answer_code(access)
    page = render_template(
        "answers/cards.html",
        team=access.team,
        form=form,
        offered=[(each.value, PATIENT_TEXTS[each.value].name, each in chosen) for each in PAGE_LANGUAGES],
        on=_tags(chosen),
        owner=printed_text(access, AnswerLanguage.SOUTH_SAMI),
        address=_bare(whole_address("answers.answer", code=show_code(code))) if code else "",
        has_other_host=bool(settings().base_url) and request.host not in settings().base_url,
        series=latest_series(access) if code else (),
        may_make=access.may(Permission.MANAGE_TEAM),
    )
    return page, form.status


@routes.page("/teams/<team>/answers/cards/<sheet>", access=Permission.RECORD)
def sheet(sheet: str) -> ResponseReturnValue:
    """Show a poster, a table tent or bubbles as one A4."""
    access = team_access()
    wanted = query.read_member(PaperSheet, sheet)
    if wanted is None:
        abort(404)
    return _print(access, f"answers/sheet_{wanted.value}.html")


@routes.page("/teams/<team>/answers/cards/series/<series>", access=Permission.RECORD)
def answer_cards(series: str) -> ResponseReturnValue:
    """Show the cards of a series, four on an A4, each with its number and its code on a strip to tear off."""
    access = team_access()
    row, keys = series_of(access, series), settings().answer_keys
    texts = cycle(_texts(access, asked_by(access), _chosen()))
    made = [
        PrintedCard(f"{number:04}", show_withdrawal_code(keys.card_code(row.public_id, number)), next(texts))
        for number in range(row.first, row.last + 1)
    ]
    return _print(
        access,
        "answers/sheet_cards.html",
        sheets=[made[at : at + ON_A_SHEET] for at in range(0, len(made), ON_A_SHEET)],
    )


def _print(access: TeamAccess, template: str, **values: object) -> ResponseReturnValue:
    """Answer with sheets. A team without a code of its answer page has nothing to print yet: it makes one first."""
    code = answer_code(access)
    chosen = _chosen()
    back = url_for("answers.cards", team=access.team.slug, on=_tags(chosen))
    if not code:
        return redirect(back)
    asked = asked_by(access)
    address = whole_address("answers.answer", code=show_code(code))
    page = render_template(
        template,
        lang=language().value,
        ward=access.team.name,
        house=asked.house,
        back=back,
        texts=_texts(access, asked, chosen),
        owner=printed_text(access, AnswerLanguage.SOUTH_SAMI),
        qr=draw_qr(address),
        address=_bare(address),
        withdraw=_bare(whole_address("answers.withdraw")),
        **values,
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _texts(access: TeamAccess, asked: AskedQuestion, chosen: Sequence[AnswerLanguage]) -> list[SheetLanguage]:
    found = []
    for each in chosen:
        own, patient = asked.words(each), PATIENT_TEXTS[each.value]
        ward, question = own.asker or access.team.name, own.question or patient.question
        found.append(SheetLanguage(each.value, ward, question, patient, SHEET_TEXTS[each.value]))
    return found


def _chosen() -> Sequence[AnswerLanguage]:
    """Return the languages the address asks for, in their usual order; the usual two where it asks for none."""
    asked = set(query.members(AnswerLanguage, "on"))
    return [each for each in PAGE_LANGUAGES if each in asked] or _USUAL


def _tags(chosen: Sequence[AnswerLanguage]) -> list[str]:
    return [each.value for each in chosen]


def _bare(address: str) -> str:
    """Return an address as it is printed."""
    return address.split("://", 1)[-1]
