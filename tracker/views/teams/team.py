"""The team's own page: where its measures stand, what it does, and what it wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import show_code
from tracker.analysis import Period
from tracker.models.measures import Measure
from tracker.services.improvement.goals import GoalName, open_goals
from tracker.services.measurements.flags import team_flags
from tracker.services.measurements.history import History, histories, lacking, next_to_record
from tracker.services.measures.archived import count_archived
from tracker.services.networks.standards import standards_of
from tracker.services.tally.codes import tally_code
from tracker.services.teams.teams import Company, company
from tracker.text.locale import Locale, capital
from tracker.views.answers.latest import LatestAnswers, latest_answers
from tracker.views.links import Links
from tracker.views.measures.chart_card import ChartCard, chart_card
from tracker.views.measures.explore import Stretch
from tracker.views.measures.flag_list import ListedFlag, listed
from tracker.views.measures.mark_flow import BESIDE
from tracker.views.measures.reading import Drawn, draw
from tracker.views.teams.first_steps import Step, StepsDone, first_steps, has_begun

NAMED = 3
"""So many measures are named in a reminder; more are counted."""


@dataclass(frozen=True, slots=True)
class TeamReminder:
    """A finished period without numbers, and the way to write them."""

    text: str
    link: str
    href: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What the page of a team shows: one measure large, the others small, and the work beside them."""

    company: Company
    goals: Sequence[GoalName]
    shown: ChartCard | None
    drawn: Sequence[Drawn]
    flags: Sequence[ListedFlag]
    more_flags: int
    """How many earlier ones are left to the measure's own page."""
    due: Period | None
    steps: Sequence[Step]
    has_begun: bool
    """Whether any measure has a number: until then the steps stand in place of the chart."""
    reminders: Sequence[TeamReminder]
    archived: int
    """How many measures are put away."""
    answers: LatestAnswers | None
    tell: str | None
    """The address where the team counts; None where there is nothing to count, or for who may not record."""


def team_page(
    access: TeamAccess, locale: Locale, links: Links, *, large: int | None = None, stretch: Stretch | None = None
) -> TeamPage:
    """Read all the measures of a team and say what its page shows.

    `large` is the measure to show large, and `stretch` what of it is looked at closer.

    Raises:
        NotFoundError: the team has no such measure.
    """
    measures = access.measures()
    flags = team_flags(access)
    told = histories(measures, today=access.today)
    drawn = draw(
        told,
        locale,
        flags=flags,
        links=links,
        team=access.team.slug,
        standards=standards_of(access),
        decides=access.may(Permission.DECIDE_PHASE),
    )
    chosen = _chosen(drawn, large)
    own = [flag for flag in flags if chosen and flag.stands_on((chosen.measure.id,))]
    goals = open_goals(access)
    code = tally_code(access) if access.may(Permission.RECORD) else None
    due = None if access.team.is_reference else next_to_record(told, today=access.today)
    return TeamPage(
        company=company(access),
        goals=goals,
        shown=chart_card(access, chosen, links, flags=flags, stretch=stretch) if chosen else None,
        drawn=drawn,
        flags=listed(own[-BESIDE:], locale, links, team=access.team.slug, today=access.today),
        more_flags=max(0, len(own) - BESIDE),
        due=due,
        steps=first_steps(access, drawn, locale, links, StepsDone(code is not None, bool(goals)), due=due),
        has_begun=has_begun(drawn),
        reminders=_reminders(access, told, locale, links),
        archived=count_archived(access),
        answers=latest_answers(access, locale),
        tell=_tell(code, measures, links),
    )


def _tell(code: str | None, measures: Sequence[Measure], links: Links) -> str | None:
    if code is None or not any(measure.tally_question for measure in measures):
        return None
    return links.tell(show_code(code))


def _reminders(access: TeamAccess, told: Sequence[History], locale: Locale, links: Links) -> list[TeamReminder]:
    """Return what is missing, to those who can do something about it."""
    if access.team.is_reference or not access.may(Permission.RECORD):
        return []
    missed = lacking(told, today=access.today)
    return [_reminder(access.team.slug, period, rows, locale, links) for period, rows in missed.items()]


def _reminder(team: str, period: Period, missed: Sequence[Measure], locale: Locale, links: Links) -> TeamReminder:
    name = locale.period(period)
    if len(missed) > NAMED:
        text = locale.gettext("%(period)s mangler tall for %(n)s indikatorer.", period=capital(name), n=len(missed))
    else:
        names = ", ".join(measure.name for measure in missed)
        text = locale.gettext("%(period)s mangler tall: %(names)s", period=capital(name), names=names)
    href = links.record(team, period=period)
    return TeamReminder(text, locale.gettext("Registrer %(period)s", period=name), href)


def _chosen(drawn: Sequence[Drawn], large: int | None) -> Drawn | None:
    """Find the measure that is asked for; where none is, the team's first."""
    if large is None:
        return drawn[0] if drawn else None
    found = next((each for each in drawn if each.measure.id == large), None)
    if found is None:
        raise NotFoundError(Measure.__tablename__)
    return found
