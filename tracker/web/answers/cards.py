"""Cards and posters: sheets of paper with the question in chosen languages, and the square to scan."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import show_code
from tracker.models.answers import AnswerLanguage
from tracker.services.answers.cards.owner_text import printed_text
from tracker.services.answers.cards.series import (
    MOST_SHEETS,
    ON_A_SHEET,
    answer_code,
    latest_series,
    make_series,
    series_of,
)
from tracker.services.answers.question import asked_by
from tracker.text.answers.withdrawal_code import show_withdrawal_code
from tracker.web.answers.routes import routes
from tracker.web.components.answer_sheets import (
    PaperSheet,
    SheetLanguage,
    bare,
    chosen_languages,
    offered_languages,
    print_sheet,
    sheet_texts,
    tags_of,
)
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.links import whole_address
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField
from tracker.web.forms.typed_fields import NumberField


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
    texts = cycle(sheet_texts(access.team, asked_by(access)))
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
    back = url_for("answers.cards", team=access.team.slug, on=tags_of(chosen_languages()))
    if not code:
        return redirect(back)
    owner = printed_text(access, AnswerLanguage.SOUTH_SAMI)
    return print_sheet(template, access.team, asked_by(access), code=code, owner=owner, back=back, **values)
