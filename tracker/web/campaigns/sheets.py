"""What a unit prints, by its own code: the poster, the table card and the bubbles of the team that people answer."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.access.campaign_code import answer_page_of
from tracker.access.team_code import CodeAccess
from tracker.documents.answer_sheets import AnswerSheet, SheetKind
from tracker.services.answers.question import asked_by
from tracker.views.answers.sheets import sheet_of
from tracker.web.campaigns.day_page import frame_texts, show
from tracker.web.campaigns.join import unit_texts
from tracker.web.campaigns.routes import routes
from tracker.web.campaigns.unit import address_of, place_of
from tracker.web.components.answer_sheets import (
    as_page,
    as_pdf,
    chosen_languages,
    numberless,
    offered_languages,
    tags_of,
)
from tracker.web.components.page_language import asked_language
from tracker.web.core.guard import unit_access
from tracker.web.core.links import whole_address
from tracker.web.core.routes import BY_UNIT_CODE


@routes.page("/dagen/<int:year>/<code>/ark", access=BY_UNIT_CODE)
def unit_sheets() -> ResponseReturnValue:
    """Choose languages and a sheet. `?on=`: a language, repeated."""
    if _answers() is None:
        return redirect(address_of(unit_access()))
    says = unit_texts()
    names = {
        SheetKind.POSTER: (says.poster, says.poster_is),
        SheetKind.TENT: (says.tent, says.tent_is),
        SheetKind.BUBBLES: (says.bubbles, says.bubbles_is),
    }
    return show(
        "campaigns/sheets.html",
        is_secret=True,
        t=says,
        unit=unit_access().unit,
        over=frame_texts().whole_day(unit_access().campaign.held_on),
        action=url_for("campaigns.unit_sheets", **place_of(unit_access())),
        back=address_of(unit_access()),
        asked=asked_language(),
        offered=offered_languages(),
        sheets=[(*names[sheet], _address(sheet)) for sheet in names],
    )


@routes.page("/dagen/<int:year>/<code>/ark/<sheet>", access=BY_UNIT_CODE)
def unit_sheet(sheet: str) -> ResponseReturnValue:
    """Show one sheet to print."""
    kind, found = numberless(sheet), _sheet()
    if found is None:
        return redirect(address_of(unit_access()))
    back = url_for("campaigns.unit_sheets", **place_of(unit_access()), **_chosen())
    return as_page(kind, [found], place=found.ward, back=back, pdf=_address(kind, "campaigns.unit_sheet_pdf"))


@routes.page("/dagen/<int:year>/<code>/ark/<sheet>.pdf", access=BY_UNIT_CODE)
def unit_sheet_pdf(sheet: str) -> ResponseReturnValue:
    """Give the same as a PDF."""
    kind, found = numberless(sheet), _sheet()
    if found is None:
        return redirect(address_of(unit_access()))
    return as_pdf(kind, [found], place=found.ward, page=_address(kind))


def _sheet() -> AnswerSheet | None:
    """Return what the unit's sheets say; None where no answer page is open to it."""
    answers = _answers()
    if answers is None:
        return None
    asked, code = asked_by(answers), answers.code.code
    return sheet_of(answers.team.name, code, asked, chosen_languages(), None, whole_address)


def _answers() -> CodeAccess | None:
    return answer_page_of(unit_access())


def _address(sheet: SheetKind, page: str = "campaigns.unit_sheet") -> str:
    return url_for(page, **place_of(unit_access()), sheet=sheet.value, **_chosen())


def _chosen() -> dict[str, Any]:
    return {"on": tags_of(chosen_languages()), "lang": asked_language()}
