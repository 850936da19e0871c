"""The figure that ties a goal together: every measure on one time axis, the interventions through all, the drivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction
from tracker.charts.draw.canvas import Size
from tracker.charts.draw.lane import NARROW, WIDE, TimeSpan, lane
from tracker.charts.draw.margins import fitted
from tracker.charts.shown import shown
from tracker.charts.words import summary
from tracker.models.improvement import Claim, Goal, Intervention, PdsaCycle
from tracker.models.measures import Measure, MeasureKind
from tracker.services.improvement import drivers, goals, pdsa
from tracker.services.measurements.flags import FlagSubject, TeamFlag, team_flags
from tracker.services.measurements.history import histories
from tracker.services.measures.values import is_share
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale
from tracker.views.improvement.goal import Road, aim_sentence, road_of
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.flag_list import listed
from tracker.views.measures.reading import Drawn, draw, flags_on_charts

_ORDER = (MeasureKind.OUTCOME, MeasureKind.PROCESS, MeasureKind.BALANCING)
"""The lanes from above: results, the way there, and what must not get worse."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One measure on the shared time axis, drawn for wide and narrow windows; `kind` says how strong its link is."""

    name: str
    href: str
    unit: str
    kind: str
    verdict: str
    verdict_kind: str
    wide: Markup
    slim: Markup


@dataclass(frozen=True, slots=True)
class LaneWords:
    """What stands beside a lane; `key` tells its drawing from the others on the page."""

    name: str
    href: str
    unit: str
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One intervention or test under the lanes, from where it starts to where it ends, in percent of the width."""

    number: int
    kind: str
    title: str
    href: str
    when: str
    state: str
    x: float
    stop: float


@dataclass(frozen=True, slots=True)
class Idea:
    """One intervention in the driver diagram, with its flag where it has begun; an idea has that of its latest test."""

    name: str
    href: str
    state: str
    number: int | str
    kind: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One driver of the diagram with its ideas."""

    name: str
    href: str
    note: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """All that the goal page draws. `lanes` is empty while nothing has been measured."""

    aim: str
    verdict: str
    caution: str
    road: Road
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    branches: tuple[Branch, ...]
    follows: bool
    """True where something is followed beside the outcome."""


def figure_of(access: TeamAccess, goal: Goal, locale: Locale, links: Links) -> Figure:
    """Read everything a goal page shows; the number of queries does not grow with measures, points or flags."""
    followed = sorted(goals.followed(access, goal), key=lambda pair: _ORDER.index(pair[0].kind))
    measures = [goal.outcome, *(measure for measure, _link in followed)]
    hanging = drivers.ideas(access, goal)
    flat = [idea for ideas in hanging.values() for idea in ideas]
    tried = pdsa.latest_tests(access, [idea.id for idea in flat])
    flags = _flags(team_flags(access), measures, flat, tried)
    on_charts = flags_on_charts(flags, links, access.team.slug)
    read = draw(
        histories(measures, today=access.today),
        locale,
        standards=standards_of(access),
        decides=access.may(Permission.DECIDE_PHASE),
    )
    drawn = [replace(each, plot=replace(each.plot, flags=on_charts)) for each in read]
    measured = any(each.last is not None for each in drawn)
    span = TimeSpan.around(each.plot for each in drawn) if measured else None
    size = fitted([shown(each.reading, each.plot) for each in drawn], locale, WIDE)  # all lanes share their margins
    claims = [None, *(None if m.kind is MeasureKind.BALANCING else link.claim for m, link in followed)]
    return Figure(
        aim=aim_sentence(goal, locale),
        verdict=drawn[0].summary,
        caution=summary.caution(locale),
        road=road_of(goal, drawn[0].last, access.today, locale),
        lanes=() if span is None else lanes_of(access, drawn, claims, span, size, links),
        bars=() if span is None else _bars(access, flags, span, size, locale, links),
        branches=_branches(access, goal, hanging, tried, flags, locale, links),
        follows=bool(followed),
    )


def _flags(
    flags: Iterable[TeamFlag],
    measures: Sequence[Measure],
    hanging: Sequence[Intervention],
    tried: Mapping[int, PdsaCycle],
) -> list[TeamFlag]:
    """Keep the interventions and tests that touch what is followed, or hang on one of the goal's drivers."""
    ids = [measure.id for measure in measures]
    on_drivers = {idea.id for idea in hanging}
    tests_of_those = {test.id for test in tried.values()}
    return [
        flag
        for flag in flags
        if (flag.subject is FlagSubject.INTERVENTION and (flag.row_id in on_drivers or flag.stands_on(ids)))
        or (flag.subject is FlagSubject.TEST and (flag.row_id in tests_of_those or flag.stands_on(ids)))
    ]


def lanes_of(
    access: TeamAccess, drawn: Sequence[Drawn], claims: Sequence[Claim | None], span: TimeSpan, size: Size, links: Links
) -> tuple[Lane, ...]:
    """Draw measures as lanes on one time axis: the first carries the flags, the last one the months."""
    said = [
        LaneWords(
            name=each.measure.name,
            href=links.measure(access.team.slug, each.measure),
            unit=_unit(each.measure, each.locale),
            kind=_kind(each.measure, claim, each.locale),
            key=str(each.measure.id),
        )
        for each, claim in zip(drawn, claims, strict=True)
    ]
    return draw_lanes(drawn, said, span, size)


def draw_lanes(drawn: Sequence[Drawn], said: Sequence[LaneWords], span: TimeSpan, size: Size) -> tuple[Lane, ...]:
    """Draw readings as lanes on one time axis, for wide and narrow windows, each with its words and its verdict."""
    slim, last = span.latest(), len(drawn) - 1
    made = []
    for place, (each, words) in enumerate(zip(drawn, said, strict=True)):
        ends = {"first": place == 0, "last": place == last}
        wide = lane(each.reading, each.plot, each.locale, span, chart_id=f"lane-{words.key}", size=size, **ends)
        narrow = lane(each.reading, each.plot, each.locale, slim, chart_id=f"slim-{words.key}", size=NARROW)
        made.append(
            Lane(
                name=words.name,
                href=words.href,
                unit=words.unit,
                kind=words.kind,
                verdict=each.verdict_label,
                verdict_kind=each.verdict.value,
                wide=wide,
                slim=narrow,
            )
        )
    return tuple(made)


def _kind(measure: Measure, claim: Claim | None, locale: Locale) -> str:
    """Return what the measure is for and, where it is thought to help, how strong the link to the goal is claimed."""
    if claim is None:
        return label(measure.kind, locale)
    return locale.gettext(
        "%(kind)s · kobling: %(claim)s", kind=label(measure.kind, locale), claim=label(claim, locale).lower()
    )


def _unit(measure: Measure, locale: Locale) -> str:
    """Return what is counted and which way is better: "per 1000 liggedøgn, lavere er bedre"."""
    counted = measure.unit
    if is_share(measure):
        counted = locale.gettext("andel %(counted)s", counted=measure.unit) if measure.unit else locale.gettext("andel")
    parts = [counted] if counted else []
    if measure.direction is not Direction.NEITHER:
        parts.append(label(measure.direction, locale).lower())
    return ", ".join(parts)


def _bars(
    access: TeamAccess, flags: Sequence[TeamFlag], span: TimeSpan, size: Size, locale: Locale, links: Links
) -> tuple[Bar, ...]:
    said = listed(flags, locale, links, team=access.team.slug, today=access.today)
    return tuple(
        Bar(
            number=line.number,
            kind=line.kind,
            title=line.title,
            href=line.href,
            when=line.when if span.holds(flag.on) else locale.gettext("før: %(when)s", when=line.when),
            state=line.state,
            x=span.percent(flag.on, size),
            stop=span.percent(flag.until or span.stop, size),
        )
        for flag, line in zip(flags, said, strict=True)
    )


def _branches(
    access: TeamAccess,
    goal: Goal,
    hanging: Mapping[int, Sequence[Intervention]],
    tried: Mapping[int, PdsaCycle],
    flags: Sequence[TeamFlag],
    locale: Locale,
    links: Links,
) -> tuple[Branch, ...]:
    """Draw the drivers with their ideas; the numbers are those of the flags on the axis."""
    numbers = {(flag.subject, flag.row_id): flag.number for flag in flags}
    team = access.team.slug
    measures = {measure.id: measure for measure in access.measures()} if goal.drivers else {}
    made = []
    for driver in goal.drivers:
        measure = measures.get(driver.measure_id or 0)
        href = ""
        note = locale.gettext("Indikator mangler")
        if measure is not None:
            href = links.measure(team, measure)
            note = locale.gettext("Indikator: %(name)s", name=measure.name)
        ideas = tuple(_idea(team, row, tried.get(row.id), numbers, locale, links) for row in hanging.get(driver.id, ()))
        made.append(Branch(driver.title, href, note, ideas))
    return tuple(made)


def _idea(
    team: str,
    row: Intervention,
    test: PdsaCycle | None,
    numbers: Mapping[tuple[FlagSubject, int], int],
    locale: Locale,
    links: Links,
) -> Idea:
    """Return an idea the flag it has on the axis: its own, or that of its latest test; what has not begun has none."""
    href, state = links.intervention(team, row.id), label(row.state, locale)
    own = numbers.get((FlagSubject.INTERVENTION, row.id))
    tested = None if test is None else numbers.get((FlagSubject.TEST, test.id))
    if own is not None:
        return Idea(row.title, href, state, own, "intervention")
    if test is not None and tested is not None:
        if test.title != row.title:  # the axis knows the flag by the test's own name
            state = locale.gettext("%(state)s, test: %(title)s", state=state, title=test.title)
        return Idea(row.title, href, state, tested, "test")
    return Idea(row.title, href, state, "", "idea")
