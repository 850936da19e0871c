"""Sheets of paper with a team's question in chosen languages and the square to scan: for the team, and for a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import Response, make_response, render_template

from tracker.access.team_code import show_code
from tracker.models.answers import PAGE_LANGUAGES, AnswerLanguage, OwnerText
from tracker.models.teams import Team
from tracker.services.answers.question import AskedQuestion
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.patient_texts import PatientTexts
from tracker.text.answers.sheet_texts import SHEET_TEXTS, SheetTexts
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.language import language
from tracker.web.core.links import whole_address

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


def chosen_languages() -> Sequence[AnswerLanguage]:
    """Return the languages the address asks for, in their usual order; the usual two where it asks for none."""
    asked = set(query.members(AnswerLanguage, "on"))
    return [each for each in PAGE_LANGUAGES if each in asked] or _USUAL


def offered_languages() -> list[tuple[str, str, bool]]:
    """Return the languages that may be chosen: tag, name, and whether it is."""
    chosen = chosen_languages()
    return [(each.value, PATIENT_TEXTS[each.value].name, each in chosen) for each in PAGE_LANGUAGES]


def tags_of(chosen: Sequence[AnswerLanguage]) -> list[str]:
    """Return languages as an address asks for them."""
    return [each.value for each in chosen]


def bare(address: str) -> str:
    """Return an address as it is printed."""
    return address.split("://", 1)[-1]


def sheet_texts(team: Team, asked: AskedQuestion) -> list[SheetLanguage]:
    """Return what the sheets of a team say in each chosen language: its own words where it has any."""
    found = []
    for each in chosen_languages():
        own, patient = asked.words(each), PATIENT_TEXTS[each.value]
        ward, question = own.asker or team.name, own.question or patient.question
        found.append(SheetLanguage(each.value, ward, question, patient, SHEET_TEXTS[each.value]))
    return found


def print_sheet(
    template: str, team: Team, asked: AskedQuestion, *, code: str, owner: OwnerText | None, back: str, **values: object
) -> Response:
    """Answer with sheets; kept by nobody, since whoever has the code may answer."""
    address = whole_address("answers.answer", code=show_code(code))
    page = render_template(
        template,
        lang=language().value,
        ward=team.name,
        house=asked.house,
        back=back,
        texts=sheet_texts(team, asked),
        owner=owner,
        qr=draw_qr(address),
        address=bare(address),
        withdraw=bare(whole_address("answers.withdraw")),
        **values,
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
