"""The audit trail of a team: who did what, when, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.services.audit import trail as trails
from tracker.services.audit.references import recall
from tracker.services.audit.registry import AuditTopic
from tracker.services.audit.trail import AuditChoice, TrailPeople
from tracker.text.parse.days import parse_day
from tracker.text.parse.faults import TypedError
from tracker.text.visible import without_invisible
from tracker.views.audit_trail import days_of, entries_of, found_words
from tracker.web.audit.audit_file import audit_file
from tracker.web.audit.routes import routes
from tracker.web.components.download import download
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import choices, locale
from tracker.web.forms import messages

BEDSIDE = "bedside"
"""What the address says of counts from the bedside, which are nobody's."""
BACKWARDS = lazy_gettext("Til-datoen er før fra-datoen.")


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """What the address asks for, as it was typed, what it means, and what is wrong with its days."""

    typed: dict[str, Any]
    choice: AuditChoice
    faults: dict[str, str]


@routes.page("/teams/<team>/audit", access=Permission.READ_AUDIT)
def audit() -> ResponseReturnValue:
    """Show fifty of the chosen lines, newest first; a day that does not exist is told, and then none are."""
    access = team_access()
    people = trails.trail_people(access)
    asked = _asked(people)
    shown = None if asked.faults else trails.trail(access, asked.choice, page=query.page_number())
    who = people.names.get(asked.choice.user_id or 0, "")
    entries = entries_of(shown, recall(access, shown.lines), access.now, locale()) if shown else []
    return render_template(
        "audit/audit.html",
        access=access,
        team=access.team,
        asked=asked,
        page=shown,
        days=days_of(entries, access.today, locale()),
        found=found_words(shown, asked.choice, who, locale()) if shown else "",
        people=[*people.names.items(), *([(BEDSIDE, _("Telling ved senga"))] if people.bedside else [])],
        topics=choices(AuditTopic),
        size=trails.PAGE,
    )


@routes.page("/teams/<team>/audit.csv", access=Permission.READ_AUDIT)
def audit_csv() -> ResponseReturnValue:
    """Give the chosen lines as a file; a day that does not exist is told on the page."""
    access = team_access()
    asked = _asked(trails.trail_people(access))
    if asked.faults:
        return redirect(url_for("audit.audit", team=access.team.slug, **asked.typed))
    return _file(access, asked.choice)


def _file(access: TeamAccess, choice: AuditChoice) -> Response:
    return download(audit_file(access, choice, locale()), f"endringslogg-{access.team.slug}.csv")


def _asked(people: TrailPeople) -> AuditQuestion:
    typed = {name: without_invisible(query.words(name)).strip() for name in ("who", "what", "from", "to", "q")}
    user_id = query.row_id("who")
    faults: dict[str, str] = {}
    first, last = (_day(typed[name], name, faults) for name in ("from", "to"))
    if first is not None and last is not None and last < first:
        faults["to"] = str(BACKWARDS)
    choice = AuditChoice(
        user_id=user_id if user_id in people.names else None,
        bedside=typed["who"] == BEDSIDE,
        topic=query.member(AuditTopic, "what"),
        first=first,
        last=last,
        word=typed["q"],
    )
    return AuditQuestion({name: text for name, text in typed.items() if text}, choice, faults)


def _day(text: str, name: str, faults: dict[str, str]) -> date | None:
    try:
        return parse_day(text) if text else None
    except TypedError:
        faults[name] = str(messages.DATE)
        return None
