"""The team's own page: where its measures stand, what it does, and what it wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.code import show_code
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.measures import Measure
from tracker.services.improvement import goals as goals_service
from tracker.services.measurements.flags import team_flags
from tracker.services.measurements.history import History, histories, lacking, next_to_record
from tracker.services.networks.standards import standards_of
from tracker.services.tally.codes import tally_code
from tracker.services.teams import teams
from tracker.text.locale import capital
from tracker.views.improvement.flag_list import listed
from tracker.views.measures.chart_card import chart_card
from tracker.views.measures.reading import Drawn, draw
from tracker.views.teams.first_steps import first_steps
from tracker.web.core.frame import chart_language
from tracker.web.core.guard import team_access
from tracker.web.teams.routes import routes

NAMED = 3
"""So many measures are named in a reminder; more are counted."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A finished period without numbers, and the way to write them."""

    text: str
    link: str
    href: str


@routes.page("/teams/<team>", access=Permission.READ)
def team() -> ResponseReturnValue:
    """Show one measure large, the others small, and the work beside them."""
    access = team_access()
    measures = access.measures()
    flags = team_flags(access)
    standards = standards_of(access)
    told = histories(measures, today=access.today)
    drawn = draw(
        told,
        flags=flags,
        team_slug=access.team.slug,
        minimum=standards.minimum,
        silent_after=standards.silent_after,
    )
    chosen = _chosen(drawn)
    own = [flag for flag in flags if chosen and flag.stands_on((chosen.measure.id,))]
    goals = goals_service.open_goals(access)
    due = None if access.team.is_reference else next_to_record(told, today=access.today)
    return render_template(
        "teams/team.html",
        access=access,
        team=access.team,
        company=teams.company(access),
        goals=goals,
        shown=chart_card(access, chosen, flags=flags) if chosen else None,
        drawn=drawn,
        flags=listed(own, team_slug=access.team.slug, language=chart_language(), today=access.today),
        due=due,
        steps=first_steps(access, drawn, due=due, has_goal=bool(goals)),
        reminders=_reminders(access, told),
        tell=_tell(access, measures),
    )


def _tell(access: TeamAccess, measures: Sequence[Measure]) -> str | None:
    """Give the way to the page where the team counts, to those who record; None where there is nothing to count."""
    if not access.may(Permission.RECORD) or not any(measure.tally_question for measure in measures):
        return None
    code = tally_code(access)
    return None if code is None else url_for("tally.tell", code=show_code(code))


def _reminders(access: TeamAccess, told: Sequence[History]) -> list[Reminder]:
    """Say what is missing, to those who can do something about it."""
    if access.team.is_reference or not access.may(Permission.RECORD):
        return []
    return [_reminder(access, period, missed) for period, missed in lacking(told, today=access.today).items()]


def _reminder(access: TeamAccess, period: Period, missed: Sequence[Measure]) -> Reminder:
    name = chart_language().period(period)
    if len(missed) > NAMED:
        text = _("%(period)s mangler tall for %(n)s indikatorer.", period=capital(name), n=len(missed))
    else:
        names = ", ".join(measure.name for measure in missed)
        text = _("%(period)s mangler tall: %(names)s", period=capital(name), names=names)
    href = url_for("measurements.record", team=access.team.slug, period=period.start.isoformat())
    return Reminder(text, _("Registrer %(period)s", period=name), href)


def _chosen(drawn: Sequence[Drawn]) -> Drawn | None:
    """Find the measure the address asks for; without one, the team's first."""
    asked = request.args.get("indicator", type=int)
    if asked is None:
        return drawn[0] if drawn else None
    found = next((each for each in drawn if each.measure.id == asked), None)
    if found is None:
        abort(404)
    return found
