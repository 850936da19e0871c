"""What a person sees of one measure: one reading, from which the page, the file and the figure all come.

All of it is plain values: a report, a mail or an answer to another program can show the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction, Mark, Period
from tracker.charts.shown import shown
from tracker.charts.words import explain
from tracker.charts.words.axis import axis_is_whole_again
from tracker.charts.words.summary import PhaseProposal, suggestion
from tracker.models.measurements import Phase, RareEvent
from tracker.models.measures import Measure, ValueKind
from tracker.models.threads import Thread
from tracker.services.measurements.annotations import may_change, may_remove
from tracker.services.measurements.events import events_of
from tracker.services.measurements.flags import FlagSubject, TeamFlag, team_flags
from tracker.services.measurements.history import histories, next_to_record
from tracker.services.measurements.proposals import open_proposals
from tracker.services.measurements.recorders import names_of, recorders_of
from tracker.services.measures.plan import plan_of
from tracker.services.networks.standards import Standards, standards_of
from tracker.services.threads.threads import threads_of
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.chart_card import ChartCard, chart_card
from tracker.views.measures.explore import Stretch
from tracker.views.measures.flag_list import ListedFlag, listed
from tracker.views.measures.mark_flow import FlowPhase, by_phase, has_no_room_beside
from tracker.views.measures.new_rules import NewRules, new_rules_of
from tracker.views.measures.plan import Held, definitions_told, people_of, plan_facts, plan_sentence, targets_told
from tracker.views.measures.reading import Drawn, draw
from tracker.views.measures.thread_list import ThreadList, thread_list
from tracker.views.measures.thread_places import told_in, with_threads
from tracker.views.tally.tally_card import TallyCard, tally_card

_COUNTED = frozenset({ValueKind.PROPORTION, ValueKind.RATE, ValueKind.COUNT})
_LEAST_MEASURED = 6


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure as it is drawn, and the team's flags; those on this chart are `own`."""

    drawn: Drawn
    flags: Sequence[TeamFlag]
    names: Mapping[int, str]
    """Names by user id: of who decided, and for the team's own people of who recorded."""
    standards: Standards
    threads: Sequence[Thread]

    @property
    def own(self) -> list[TeamFlag]:
        """The flags that stand on this chart."""
        return [flag for flag in self.flags if flag.stands_on((self.drawn.measure.id,))]


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a note in the list, and the addresses that change it and take it away, if this person may."""

    who: str
    edit: str
    remove: str


@dataclass(frozen=True, slots=True)
class ListedPhase:
    """One phase in the list beside the chart."""

    name: str
    since: str
    reason: str
    decided: str
    remove: str = ""


@dataclass(frozen=True, slots=True)
class ListedProposal:
    """A phase that a reader proposes: who, from when and why, and where the leader decides; nowhere for others."""

    by: str
    since: str
    reason: str
    decide: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the page of one measure shows, from what the chart says first to all that stands behind it."""

    drawn: Drawn
    card: ChartCard
    due: Period | None
    """The period to write numbers for next."""
    listed: Sequence[ListedFlag]
    written: Mapping[int, Written]
    """By the number of a flag in the list."""
    tally: TallyCard | None
    phases: Sequence[ListedPhase]
    events: Sequence[RareEvent]
    method: Sequence[str]
    reasons: Sequence[str]
    sentence: str
    told: Sequence[tuple[str, str]]
    exclusions: str
    wordings: Sequence[Held]
    targets: Sequence[Held]
    offers_days: bool
    is_wide: bool
    """Whether the chart takes the whole width, and the list flows under it, by phase."""
    flow: Sequence[FlowPhase]
    decided: Mapping[int, ListedPhase]
    """By the id of a phase."""
    new_rules: NewRules | None
    axis_notice: str
    threads: ThreadList
    proposals: Sequence[ListedProposal]
    suggested: PhaseProposal | None
    """Where the program would begin a new phase."""


def measure_view(access: TeamAccess, measure: Measure, locale: Locale, links: Links) -> MeasureView:
    """Read a measure as this person sees it: the same number of queries whatever the number of points."""
    flags = team_flags(access)
    [history] = histories([measure], today=access.today)
    standards, recorders = standards_of(access), recorders_of(access, [history])
    said = set() if measure.axis_from_by_id is None else {measure.axis_from_by_id}
    if history.finished is not None and recorders:
        said.add(history.finished.by_id)
    writers = {flag.written_by_id for flag in flags if flag.written_by_id is not None}
    deciders = {phase.decided_by_id for phase in history.decided}
    deciders |= {phase.proposed_by_id for phase in history.decided if phase.proposed_by_id is not None}
    names = names_of(recorders | people_of(measure) | deciders | writers | said)
    [drawn] = draw(
        [history],
        locale,
        flags=flags,
        links=links,
        team=access.team.slug,
        standards=standards,
        recorders=names if recorders else {},
        decides=access.may(Permission.DECIDE_PHASE),
    )
    threads = threads_of(access, measure)
    return MeasureView(with_threads(drawn, threads), flags, names, standards, threads)


def measure_page(
    access: TeamAccess, measure: Measure, locale: Locale, links: Links, *, stretch: Stretch | None = None
) -> MeasurePage:
    """Read a measure and say all that its page shows; the number of queries does not grow with its points.

    `stretch` is what of the chart is looked at closer, in the chart's own place.
    """
    view = measure_view(access, measure, locale, links)
    drawn, team = view.drawn, access.team.slug
    plan = plan_of(measure)
    lines = listed(view.own, locale, links, team=team, today=access.today, kind=measure.period_kind)
    decided = {phase.id: _listed_phase(access, view, phase, links) for phase in drawn.history.decided}
    is_wide = has_no_room_beside(drawn, view.own)
    parted = {phase.id for phase in drawn.history.phases} if is_wide else set()
    return MeasurePage(
        drawn=drawn,
        card=chart_card(
            access,
            drawn,
            links,
            flags=view.flags,
            point_links=_point_links(access, drawn, links),
            threads=told_in(drawn, view.threads),
            names=view.names,
            is_wide=is_wide,
            stretch=stretch,
        ),
        due=next_to_record([drawn.history], today=access.today),
        listed=lines,
        written=_written(access, view, links),
        tally=tally_card(access, measure, locale),
        phases=[told for row_id, told in decided.items() if row_id not in parted],
        events=events_of(access, measure)[::-1] if measure.value_kind.is_between_events else (),
        method=explain.method(drawn.reading, drawn.plot, locale),
        reasons=explain.reasons(drawn.reading, drawn.plot, locale),
        sentence=plan_sentence(plan, locale),
        told=plan_facts(measure, locale),
        exclusions=plan.exclusions,
        wordings=definitions_told(measure, view.names, locale),
        targets=targets_told(measure, view.names, locale),
        offers_days=_offers_days_between(drawn),
        is_wide=is_wide,
        flow=by_phase(drawn, view.own, lines) if is_wide else (),
        decided=decided,
        new_rules=new_rules_of(drawn, view.standards),
        axis_notice=axis_is_whole_again(shown(drawn.reading, drawn.plot), locale),
        threads=thread_list(access, view.threads, drawn.locale, links, drawn=drawn),
        proposals=_proposals(access, measure, locale, links),
        suggested=suggestion(drawn.reading, drawn.plot, locale),
    )


def _proposals(access: TeamAccess, measure: Measure, locale: Locale, links: Links) -> list[ListedProposal]:
    return [
        ListedProposal(
            by=row.by.name,
            since=locale.period(Period.containing(measure.period_kind, row.starts_on), year=True),
            reason=row.reason,
            decide=links.proposal(access.team.slug, measure.id, row.id) if access.may(Permission.DECIDE_PHASE) else "",
        )
        for row in open_proposals(access, measure)
    ]


def _point_links(access: TeamAccess, drawn: Drawn, links: Links) -> dict[int, tuple[str, str]]:
    """Return, for who decides, the way to leave each point out or take it in again."""
    if not access.may(Permission.DECIDE) or drawn.measure.value_kind.is_between_events:
        return {}
    pattern = links.exclude(access.team.slug, drawn.measure.id, "START")  # made once: there are hundreds of points
    again, leave = drawn.locale.gettext("Ta med igjen"), drawn.locale.gettext("Hold utenfor")
    found = {}
    for at, mark in enumerate(drawn.reading.marks.tolist()):
        if mark != Mark.MISSING and at not in drawn.history.running:
            text = again if mark == Mark.EXCLUDED else leave
            found[at] = (text, pattern.replace("START", drawn.history.periods[at].start.isoformat()))
    return found


def _written(access: TeamAccess, view: MeasureView, links: Links) -> dict[int, Written]:
    """Return by flag number who wrote each note; events are the team's, comments are signed."""
    team, measure_id = access.team.slug, view.drawn.measure.id
    found = {}
    for flag in view.own:
        if flag.subject is not FlagSubject.ANNOTATION:
            continue
        remove = links.remove_annotation(team, measure_id, flag.row_id) if may_remove(access, flag) else ""
        edit = links.edit_annotation(team, measure_id, flag.row_id) if may_change(access, flag) else ""
        who = view.names.get(flag.written_by_id or 0, "") if flag.is_comment else ""
        found[flag.number] = Written(who, edit, remove)
    return found


def _listed_phase(access: TeamAccess, view: MeasureView, phase: Phase, links: Links) -> ListedPhase:
    measure, locale = view.drawn.measure, view.drawn.locale
    who, when = view.names.get(phase.decided_by_id, ""), locale.day(local_day(phase.decided_at))
    remove = ""
    if access.may(Permission.DECIDE_PHASE):
        remove = links.remove_phase(access.team.slug, measure.id, phase.id)
    return ListedPhase(
        name=phase.name,
        since=locale.period(Period.containing(measure.period_kind, phase.starts_on), year=True),
        reason=phase.reason,
        decided=_decided(who, when, view.names.get(phase.proposed_by_id or 0, ""), locale),
        remove=remove,
    )


def _decided(who: str, when: str, proposer: str, locale: Locale) -> str:
    if proposer:
        return locale.gettext("%(who)s, %(when)s, foreslått av %(proposer)s", who=who, when=when, proposer=proposer)
    return locale.gettext("%(who)s, %(when)s", who=who, when=when)


def _offers_days_between(drawn: Drawn) -> bool:
    """Return whether most periods are zero, so that the days between events would say more."""
    if drawn.measure.value_kind not in _COUNTED or drawn.measure.direction is Direction.HIGHER:
        return False
    if shown(drawn.reading, drawn.plot).edge:
        return False  # the box beside the chart says it, with other ways
    measured = [value for value in drawn.reading.values.tolist() if isfinite(value)]
    return len(measured) >= _LEAST_MEASURED and sum(value == 0 for value in measured) > len(measured) / 2
