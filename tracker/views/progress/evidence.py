"""What speaks for each step of progress, with a link to where it stands: from what the team stored, and its charts.

Charts speak through the same readings as everywhere, so that the evidence never says other than the chart does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction, Verdict
from tracker.models.accounts import Role
from tracker.models.improvement import Goal, Intervention, InterventionState, Level, PdsaCycle
from tracker.models.measures import MeasureKind
from tracker.models.networks import NetworkTeam
from tracker.models.progress import EvidenceKind
from tracker.services.improvement import goals, interventions, pdsa
from tracker.services.measurements.history import histories, target_of
from tracker.services.networks.standards import standards_of
from tracker.services.progress.sources import TriedDriver, drivers_tried, networks_of, roles_in
from tracker.services.teams.invitations import REPRESENTATIVES
from tracker.text.locale import Locale
from tracker.views.improvement.goal import road_of
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn, draw

_WELL = frozenset({Verdict.BETTER, Verdict.HELD})
_HALF = 50


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One thing that speaks for a step: whether it is there, what was found, and where that stands."""

    kind: EvidenceKind
    is_there: bool
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class _Sources:
    """All that is looked through, read once."""

    access: TeamAccess
    locale: Locale
    links: Links
    roles: Sequence[Role]
    networks: Sequence[NetworkTeam]
    goals: Sequence[Goal]
    drivers: Sequence[TriedDriver]
    interventions: Sequence[Intervention]
    tests: Sequence[PdsaCycle]
    drawn: Sequence[Drawn]
    minimum: int

    @property
    def team(self) -> str:
        return self.access.team.slug

    def chart(self, each: Drawn) -> str:
        return self.links.measure(self.team, each.measure)

    def goal(self, goal: Goal) -> str:
        return self.links.goal(self.team, goal.id, goal.slug)

    def walked(self) -> list[tuple[int, Goal]]:
        """Return how much of the way each open goal's outcome has come, in percent, the most first."""
        last = {each.measure.id: each.last for each in self.drawn}
        found = [
            (road_of(goal, last.get(goal.outcome_id), self.access.today, self.locale).percent, goal)
            for goal in self.goals
        ]
        return sorted(found, key=lambda pair: -pair[0])


Found = tuple[bool, str, str]
"""Whether it is there, in words, and where it stands."""


def evidence_of(access: TeamAccess, locale: Locale, links: Links) -> list[EvidenceLine]:
    """Look for all that speaks for a step; the number of queries does not grow with what the team has."""
    access.require(Permission.READ_PROGRESS)
    standards = standards_of(access)
    drawn = draw(
        histories(access.measures(), today=access.today),
        locale,
        standards=standards,
    )
    found = _Sources(
        access,
        locale,
        links,
        roles_in(access),
        networks_of(access),
        [goal for goal in goals.goals(access) if goal.closed_at is None],
        drivers_tried(access),
        interventions.interventions(access),
        [test for test in pdsa.tests(access) if test.started_on <= access.today],
        drawn,
        standards.minimum,
    )
    return [EvidenceLine(kind, *look(found)) for kind, look in _LOOK.items()]


def _team(found: _Sources) -> Found:
    return True, found.access.team.name, found.links.team(found.team)


def _members(found: _Sources) -> Found:
    text = found.locale.ngettext("%(num)s er med", "%(num)s er med", len(found.roles))
    return len(found.roles) > 1 and Role.LEADER in found.roles, text, found.links.team(found.team)


def _charge(found: _Sources) -> Found:
    signed = next((part for part in found.networks if part.has_signed), None)
    part = signed or next(iter(found.networks), None)
    if part is None:
        return False, found.locale.gettext("Teamet er ikke med i et nettverk"), found.links.team(found.team)
    text = part.network.name if signed else found.locale.gettext("%(name)s: ikke signert", name=part.network.name)
    return signed is not None, text, found.links.about_network(part.network.slug)


def _goal(found: _Sources) -> Found:
    if found.goals:
        return True, found.goals[0].title, found.goal(found.goals[0])
    dated = next((each for each in found.drawn if (aim := target_of(each.measure)) and aim.deadline), None)
    if dated is not None:
        return True, dated.measure.name, found.chart(dated)
    return False, found.locale.gettext("Ingen mål med tall og dato"), found.links.goals(found.team)


def _measures(found: _Sources) -> Found:
    text = found.locale.ngettext("%(num)s indikator", "%(num)s indikatorer", len(found.drawn))
    return bool(found.drawn), text, found.links.team(found.team)


def _baseline(found: _Sources) -> Found:
    best = max(found.drawn, key=lambda each: len(each.measured), default=None)
    if best is None:
        return False, found.locale.gettext("Ingen målinger ennå"), found.links.team(found.team)
    said = {"name": best.measure.name, "count": len(best.measured), "needed": found.minimum}
    if len(best.measured) >= found.minimum:
        return True, found.locale.gettext("%(name)s: %(count)s målinger", **said), found.chart(best)
    return False, found.locale.gettext("%(name)s: %(count)s av %(needed)s målinger", **said), found.chart(best)


def _plan(found: _Sources) -> Found:
    if found.interventions:
        row = found.interventions[0]
        return True, row.title, found.links.intervention(found.team, row.id)
    if found.tests:
        return True, found.tests[0].title, found.links.test(found.team, found.tests[0].id)
    return False, found.locale.gettext("Ingen tiltak ennå"), found.links.interventions(found.team)


def _running(found: _Sources) -> Found:
    if not found.tests:
        return False, found.locale.gettext("Ingen tester ennå"), found.links.tests(found.team)
    last = found.locale.day(found.tests[-1].started_on, year=False)
    text = found.locale.ngettext(
        "%(num)s test, begynt %(day)s", "%(num)s tester, den siste begynt %(day)s", len(found.tests), day=last
    )
    return True, text, found.links.tests(found.team)


def _target(found: _Sources) -> Found:
    aimed = next((each for each in found.drawn if each.measured and _has_aim(each)), None)
    if aimed is None:
        return False, found.locale.gettext("Ingen diagram med mål"), found.links.team(found.team)
    return True, aimed.measure.name, found.chart(aimed)


def _has_aim(each: Drawn) -> bool:
    return each.plot.target is not None or each.plot.goal_range is not None


def _tested(found: _Sources) -> Found:
    decided = [test for test in found.tests if test.decision is not None]
    if not decided:
        return False, found.locale.gettext("Ingen tester er vurdert"), found.links.tests(found.team)
    text = found.locale.ngettext("%(num)s test er vurdert", "%(num)s tester er vurdert", len(decided))
    return True, text, found.links.tests(found.team)


def _under_way(found: _Sources) -> Found:
    percent, goal = next(iter(found.walked()), (0, None))
    if goal is not None and percent > 0:
        return True, _of_the_way(found, percent, goal), found.goal(goal)
    is_there, text, href = _improved(found, MeasureKind.PROCESS)
    return (is_there, text, href) if is_there or goal is None else (False, goal.title, found.goal(goal))


def _half_way(found: _Sources) -> Found:
    percent, goal = next(iter(found.walked()), (0, None))
    if goal is None:
        return False, found.locale.gettext("Ingen mål med tall og dato"), found.links.goals(found.team)
    return percent >= _HALF, _of_the_way(found, percent, goal), found.goal(goal)


def _of_the_way(found: _Sources, percent: int, goal: Goal) -> str:
    share = found.locale.percent(percent)
    return found.locale.gettext("%(name)s: %(percent)s av veien", name=goal.title, percent=share)


def _drivers(found: _Sources) -> Found:
    if not found.drivers:
        return False, found.locale.gettext("Ingen drivere ennå"), found.links.goals(found.team)
    first = found.drivers[0]
    href = found.links.goal(found.team, first.goal_id, first.goal_slug)
    if not first.is_tried:
        return False, found.locale.gettext("%(name)s: ikke prøvd", name=first.title), href
    return True, found.locale.ngettext("%(num)s driver", "%(num)s drivere", len(found.drivers)), href


def _process(found: _Sources) -> Found:
    return _improved(found, MeasureKind.PROCESS)


def _outcome(found: _Sources) -> Found:
    return _improved(found, MeasureKind.OUTCOME)


def _improved(found: _Sources, kind: MeasureKind) -> Found:
    """Look for a measure that reads as better now, or whose level is better since a phase that was decided."""
    own = [each for each in found.drawn if each.measure.kind is kind]
    for each in own:
        if each.verdict in _WELL:
            return True, f"{each.measure.name}: {each.verdict_label}", found.chart(each)
    for each in own:
        if _has_better_level(each):
            said = {"name": each.measure.name, "phase": each.history.phases[-1].name}
            return True, found.locale.gettext("%(name)s: nytt nivå, «%(phase)s»", **said), found.chart(each)
    if not own:
        return False, found.locale.gettext("Ingen indikator av dette slaget"), found.links.team(found.team)
    return False, f"{own[0].measure.name}: {own[0].verdict_label}", found.chart(own[0])


def _has_better_level(each: Drawn) -> bool:
    phases = each.reading.phases
    if len(phases) < 2 or any(phase.measured < each.plot.minimum for phase in (phases[0], phases[-1])):
        return False
    change = phases[-1].centre - phases[0].centre
    match each.measure.direction:
        case Direction.HIGHER:
            return change > 0
        case Direction.LOWER:
            return change < 0
        case _:
            return False


def _representative(found: _Sources) -> Found:
    number = sum(role in REPRESENTATIVES for role in found.roles)
    text = found.locale.ngettext("%(num)s representant er med", "%(num)s representanter er med", number)
    return number > 0, text, found.links.team(found.team)


def _for_all(found: _Sources) -> Found:
    trying = next((row for row in found.interventions if row.state is InterventionState.TESTING), None)
    if trying is not None:
        text = found.locale.gettext("Prøves fortsatt: %(name)s", name=trying.title)
        return False, text, found.links.intervention(found.team, trying.id)
    done = sum(row.state is InterventionState.IMPLEMENTED for row in found.interventions)
    text = found.locale.ngettext("%(num)s tiltak er innført", "%(num)s tiltak er innført", done)
    return done > 0, text, found.links.interventions(found.team)


def _nothing_worse(found: _Sources) -> Found:
    worse = next((each for each in found.drawn if each.verdict is Verdict.WORSE), None)
    if worse is not None:
        return False, f"{worse.measure.name}: {worse.verdict_label}", found.chart(worse)
    text = found.locale.gettext("Ingen diagram viser forverring")
    return any(each.measured for each in found.drawn), text, found.links.team(found.team)


def _held(found: _Sources) -> Found:
    held = next((each for each in found.drawn if each.verdict is Verdict.HELD), None)
    if held is None:
        return False, found.locale.gettext("Ingen indikator har nådd og holdt målet"), found.links.team(found.team)
    return True, held.measure.name, found.chart(held)


def _reached(found: _Sources) -> Found:
    held = {each.measure.id for each in found.drawn if each.verdict is Verdict.HELD}
    left = next((goal for goal in found.goals if goal.outcome_id not in held), None)
    if left is not None:
        return False, left.title, found.goal(left)
    text = found.locale.ngettext("%(num)s mål", "%(num)s mål", len(found.goals))
    return bool(found.goals), text, found.links.goals(found.team)


def _spread_planned(found: _Sources) -> Found:
    return _on_the_system(found, tuple(InterventionState))


def _spread(found: _Sources) -> Found:
    return _on_the_system(found, (InterventionState.IMPLEMENTED,))


def _on_the_system(found: _Sources, states: Sequence[InterventionState]) -> Found:
    row = next((row for row in found.interventions if row.level is Level.SYSTEM and row.state in states), None)
    if row is None:
        return False, found.locale.gettext("Ingen tiltak på systemnivå"), found.links.interventions(found.team)
    return True, row.title, found.links.intervention(found.team, row.id)


_LOOK: dict[EvidenceKind, Callable[[_Sources], Found]] = {
    EvidenceKind.TEAM: _team,
    EvidenceKind.MEMBERS: _members,
    EvidenceKind.CHARGE: _charge,
    EvidenceKind.GOAL: _goal,
    EvidenceKind.MEASURES: _measures,
    EvidenceKind.BASELINE: _baseline,
    EvidenceKind.PLAN: _plan,
    EvidenceKind.RUNNING: _running,
    EvidenceKind.TARGET: _target,
    EvidenceKind.TESTED: _tested,
    EvidenceKind.UNDER_WAY: _under_way,
    EvidenceKind.DRIVERS: _drivers,
    EvidenceKind.PROCESS: _process,
    EvidenceKind.OUTCOME: _outcome,
    EvidenceKind.REPRESENTATIVE: _representative,
    EvidenceKind.FOR_ALL: _for_all,
    EvidenceKind.HALF_WAY: _half_way,
    EvidenceKind.NOTHING_WORSE: _nothing_worse,
    EvidenceKind.HELD: _held,
    EvidenceKind.SPREAD_PLANNED: _spread_planned,
    EvidenceKind.REACHED: _reached,
    EvidenceKind.SPREAD: _spread,
}
