"""The same sheets for the teams of a network, printed by its host. Cards with codes to withdraw are each team's own."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.documents.answer_sheets import SheetKind
from tracker.models.answers import AnswerLanguage
from tracker.services.answers.cards.owner_text import owner_text
from tracker.services.answers.cards.teams import asking_teams
from tracker.views.answers.sheets import network_sheets as sheets_of
from tracker.web.answers.routes import routes
from tracker.web.components.answer_sheets import (
    as_page,
    as_pdf,
    chosen_languages,
    numberless,
    offered_languages,
    tags_of,
)
from tracker.web.core import query
from tracker.web.core.guard import network_access
from tracker.web.core.links import whole_address


@routes.page("/networks/<network>/answer-sheets", access=Permission.MANAGE_NETWORK)
def network_sheets() -> ResponseReturnValue:
    """Choose teams, languages and a sheet; `?kind=` goes on to what was chosen."""
    access = network_access()
    if (kind := query.member(SheetKind, "kind")) is not None:
        return redirect(url_for("answers.network_sheet", sheet=kind.value, **_asked(access)))
    teams, chosen = asking_teams(access), set(query.slugs("team"))
    return render_template(
        "answers/network_sheets.html",
        network=access.network,
        teams=[(each, each.slug in chosen) for each in teams if each.code],
        lacking=[each.name for each in teams if not each.code],
        offered=offered_languages(),
        owner=owner_text(access, AnswerLanguage.SOUTH_SAMI),
        back=url_for("networks.about", network=access.network.slug),
    )


@routes.page("/networks/<network>/answer-sheets/<sheet>", access=Permission.MANAGE_NETWORK)
def network_sheet(sheet: str) -> ResponseReturnValue:
    """Show one sheet for each of the chosen teams."""
    access, kind = network_access(), numberless(sheet)
    asked = _asked(access)
    found = sheets_of(access, asked["team"], chosen_languages(), whole_address)
    back = url_for("answers.network_sheets", **asked)
    if not found:
        return redirect(back)
    pdf = url_for("answers.network_sheet_pdf", sheet=kind.value, **asked)
    return as_page(kind, found, place=access.network.name, back=back, pdf=pdf)


@routes.page("/networks/<network>/answer-sheets/<sheet>.pdf", access=Permission.MANAGE_NETWORK)
def network_sheet_pdf(sheet: str) -> ResponseReturnValue:
    """Give the same as a PDF."""
    access, kind = network_access(), numberless(sheet)
    asked = _asked(access)
    found = sheets_of(access, asked["team"], chosen_languages(), whole_address)
    if not found:
        return redirect(url_for("answers.network_sheets", **asked))
    page = url_for("answers.network_sheet", sheet=kind.value, **asked)
    return as_pdf(kind, found, place=access.network.name, page=page)


def _asked(access: NetworkAccess) -> dict[str, Any]:
    """Return what is chosen, as an address says it."""
    return {"network": access.network.slug, "team": query.slugs("team"), "on": tags_of(chosen_languages())}
