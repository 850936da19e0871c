"""What a unit prints, by its own code: the poster, the table card and the bubbles of the team that people answer."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.access.campaign_code import answer_page_of
from tracker.access.team_code import CodeAccess, show_code
from tracker.services.answers.question import asked_by
from tracker.web.campaigns.day_page import frame_texts, show
from tracker.web.campaigns.join import unit_texts
from tracker.web.campaigns.routes import routes
from tracker.web.campaigns.unit import address_of
from tracker.web.components.answer_sheets import (
    PaperSheet,
    chosen_languages,
    offered_languages,
    print_sheet,
    tags_of,
)
from tracker.web.components.page_language import asked_language
from tracker.web.core import query
from tracker.web.core.guard import unit_access
from tracker.web.core.routes import BY_UNIT_CODE


@routes.page("/dagen/<int:year>/<code>/ark", access=BY_UNIT_CODE)
def unit_sheets() -> ResponseReturnValue:
    """Choose languages and a sheet. `?on=`: a language, repeated."""
    if _answers() is None:
        return redirect(address_of(unit_access()))
    says = unit_texts()
    names = {
        PaperSheet.POSTER: (says.poster, says.poster_is),
        PaperSheet.TENT: (says.tent, says.tent_is),
        PaperSheet.BUBBLES: (says.bubbles, says.bubbles_is),
    }
    return show(
        "campaigns/sheets.html",
        is_secret=True,
        t=says,
        unit=unit_access().unit,
        over=frame_texts().whole_day(unit_access().campaign.held_on),
        action=url_for("campaigns.unit_sheets", **_place()),
        back=address_of(unit_access()),
        asked=asked_language(),
        offered=offered_languages(),
        sheets=[(*names[sheet], _address(sheet)) for sheet in PaperSheet],
    )


@routes.page("/dagen/<int:year>/<code>/ark/<sheet>", access=BY_UNIT_CODE)
def unit_sheet(sheet: str) -> ResponseReturnValue:
    """Show one sheet to print."""
    wanted, answers = query.read_member(PaperSheet, sheet), _answers()
    if wanted is None:
        abort(404)
    if answers is None:
        return redirect(address_of(unit_access()))
    asked, back = asked_by(answers), url_for("campaigns.unit_sheets", **_place(), **_chosen())
    template = f"answers/sheet_{wanted.value}.html"
    return print_sheet(template, answers.team, asked, code=answers.code.code, owner=None, back=back)


def _answers() -> CodeAccess | None:
    return answer_page_of(unit_access())


def _address(sheet: PaperSheet) -> str:
    return url_for("campaigns.unit_sheet", **_place(), sheet=sheet.value, **_chosen())


def _chosen() -> dict[str, Any]:
    return {"on": tags_of(chosen_languages()), "lang": asked_language()}


def _place() -> dict[str, Any]:
    return {"year": unit_access().campaign.year, "code": show_code(unit_access().unit.code)}
