"""A team's cards and posters: sheets of paper with the question in chosen languages, and the square to scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import show_code
from tracker.documents.answer_sheets import AnswerSheet, PrintedCard, SheetKind
from tracker.models.answers import AnswerLanguage
from tracker.services.answers.cards.owner_text import printed_text
from tracker.services.answers.cards.series import MOST_SHEETS, answer_code, latest_series, make_series, series_of
from tracker.text.answers.withdrawal_code import show_withdrawal_code
from tracker.views.answers.sheets import bare, team_sheet
from tracker.web.answers.routes import routes
from tracker.web.components.answer_sheets import (
    as_page,
    as_pdf,
    chosen_languages,
    numberless,
    offered_languages,
    tags_of,
)
from tracker.web.core.guard import team_access
from tracker.web.core.links import whole_address
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField
from tracker.web.forms.typed_fields import NumberField


class SeriesForm(Form):
    """How many sheets of cards to make."""

    sheets = NumberField(lazy_gettext("Antall ark"), required=True, whole=True, least=1, most=MOST_SHEETS)
    submission = SubmissionField()


@routes.page("/teams/<team>/answers/cards", access=Permission.RECORD, methods=("GET", "POST"))
def cards() -> ResponseReturnValue:
    """Choose languages and a sheet to print; new numbers are made each time cards are. `?on=`: a language, repeated."""
    access = team_access()
    chosen = chosen_languages()
    form = SeriesForm(sheets=5)
    if form.accepted():
        with form.refusing():
            made = make_series(access, sheets=int(form.sheets.data), submission=form.submission.data or "")
            team, series = access.team.slug, made.public_id
            return redirect(url_for("answers.answer_cards", team=team, series=series, on=tags_of(chosen)))
    code = answer_code(access)
    page = render_template(
        "answers/cards.html",
        team=access.team,
        form=form,
        offered=offered_languages(),
        on=tags_of(chosen),
        owner=printed_text(access, AnswerLanguage.SOUTH_SAMI),
        address=bare(whole_address("answers.answer", code=show_code(code))) if code else "",
        has_other_host=bool(settings().base_url) and request.host not in settings().base_url,
        series=latest_series(access) if code else (),
        may_make=access.may(Permission.MANAGE_TEAM),
    )
    return page, form.status


@routes.page("/teams/<team>/answers/cards/<sheet>", access=Permission.RECORD)
def sheet(sheet: str) -> ResponseReturnValue:
    """Show a poster, a table tent or bubbles as one A4."""
    access, chosen = team_access(), chosen_languages()
    kind, found = numberless(sheet), team_sheet(access, chosen, whole_address)
    if found is None:
        return _code_first(access, chosen)
    pdf = url_for("answers.sheet_pdf", team=access.team.slug, sheet=kind.value, on=tags_of(chosen))
    return as_page(kind, [found], place=access.team.name, back=_back(access, chosen), pdf=pdf)


@routes.page("/teams/<team>/answers/cards/<sheet>.pdf", access=Permission.RECORD)
def sheet_pdf(sheet: str) -> ResponseReturnValue:
    """Give the same as a PDF."""
    access, chosen = team_access(), chosen_languages()
    kind, found = numberless(sheet), team_sheet(access, chosen, whole_address)
    if found is None:
        return _code_first(access, chosen)
    page = url_for("answers.sheet", team=access.team.slug, sheet=kind.value, on=tags_of(chosen))
    return as_pdf(kind, [found], place=access.team.name, page=page)


@routes.page("/teams/<team>/answers/cards/series/<series>", access=Permission.RECORD)
def answer_cards(series: str) -> ResponseReturnValue:
    """Show the cards of a series, four on an A4, each with its number and its code on a strip to tear off."""
    access, chosen = team_access(), chosen_languages()
    found = _cards(access, series, chosen)
    if found is None:
        return _code_first(access, chosen)
    pdf = url_for("answers.answer_cards_pdf", team=access.team.slug, series=series, on=tags_of(chosen))
    return as_page(SheetKind.CARDS, [found], place=access.team.name, back=_back(access, chosen), pdf=pdf)


@routes.page("/teams/<team>/answers/cards/series/<series>.pdf", access=Permission.RECORD)
def answer_cards_pdf(series: str) -> ResponseReturnValue:
    """Give the same as a PDF."""
    access, chosen = team_access(), chosen_languages()
    found = _cards(access, series, chosen)
    if found is None:
        return _code_first(access, chosen)
    page = url_for("answers.answer_cards", team=access.team.slug, series=series, on=tags_of(chosen))
    return as_pdf(SheetKind.CARDS, [found], place=access.team.name, page=page)


def _cards(access: TeamAccess, series: str, chosen: Sequence[AnswerLanguage]) -> AnswerSheet | None:
    """Return the cards of a series, in the chosen languages by turns."""
    row, keys = series_of(access, series), settings().answer_keys
    found = team_sheet(access, chosen, whole_address)
    if found is None:
        return None
    texts = cycle(found.texts)
    numbers = range(row.first, row.last + 1)
    codes = [show_withdrawal_code(keys.card_code(row.public_id, number)) for number in numbers]
    made = [PrintedCard(f"{number:04}", code, next(texts)) for number, code in zip(numbers, codes, strict=True)]
    return replace(found, cards=made)


def _code_first(access: TeamAccess, chosen: Sequence[AnswerLanguage]) -> ResponseReturnValue:
    """A team without a code of its answer page has nothing to print yet: it makes one first."""
    return redirect(_back(access, chosen))


def _back(access: TeamAccess, chosen: Sequence[AnswerLanguage]) -> str:
    return url_for("answers.cards", team=access.team.slug, on=tags_of(chosen))
