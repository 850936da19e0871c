"""From a measure's history to what a page shows of it: one reading, and a plot of it in the reader's language.

Chart, sparkline, verdict, cell, table and export of a page all come from the same `Drawn`, so they cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isnan

import numpy as np
from markupsafe import Markup

from tracker.access.people import local_day
from tracker.analysis import ChartKind, Reading, RuleSet, Series, Verdict, read, read_many, verdict
from tracker.charts.draw.sparkline import sparkline
from tracker.charts.plot import EarlierTarget, Flag, FlagKind, Pause, Plot
from tracker.charts.shown import edge_of
from tracker.charts.words import summary as summary_service
from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure, MeasureKind, MeasureTarget, RuleSetName, ValueKind
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.services.measurements.history import History, Note, series_of, target_of, without_numbers
from tracker.services.measurements.soundness import tell_unreadable
from tracker.services.measures.values import is_share, to_typed
from tracker.services.networks.standards import USUAL, Standards
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links

RULES: Mapping[RuleSetName, RuleSet] = {
    RuleSetName.ANHOEJ_SPLIT: RuleSet.ANHOEJ_SPLIT,
    RuleSetName.ANHOEJ: RuleSet.ANHOEJ,
    RuleSetName.IHI: RuleSet.IHI,
    RuleSetName.IHI_EXACT: RuleSet.IHI_EXACT,
    RuleSetName.IHI_SPLIT: RuleSet.IHI_SPLIT,
    RuleSetName.MAKING_DATA_COUNT: RuleSet.MAKING_DATA_COUNT,
}
"""The engine's rule set for each name a measure can carry."""

_PLANNED = frozenset({MissingReason.HOLIDAY, MissingReason.CLOSED})
_SHORT_UNIT = 5
"""A unit of so few letters ("min") stands after its number on a card."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One measure that is read, with where it stands: what a long list needs to know of those it does not draw."""

    history: History
    reading: Reading
    verdict: Verdict
    minimum: int
    """How many points the verdict asked for."""

    @property
    def has_numbers(self) -> bool:
        """Whether any value was measured."""
        return not np.isnan(self.reading.values).all()

    @property
    def goals(self) -> list[float]:
        """The goal that holds now as it is drawn: its value, the two ends of its range, or nothing."""
        series, ends = self.reading.series, goal_range_of(self.history.measure)
        return [*(() if series.target is None else (series.target,)), *(ends or ())]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One measure as a page shows it."""

    history: History
    reading: Reading
    plot: Plot
    verdict: Verdict
    locale: Locale
    decides: bool = False
    """Whether it is shown to somebody who decides on phases, and is told when to consider one."""

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.history.measure

    @property
    def summary(self) -> str:
        """One to three sentences: the verdict, how sure, since when, and the goal."""
        return summary_service.summary(self.reading, self.plot, self.locale, self.verdict, decides=self.decides)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the summary, one by one."""
        return summary_service.sentences(self.reading, self.plot, self.locale, self.verdict, decides=self.decides)

    @property
    def verdict_label(self) -> str:
        """The verdict's word."""
        return summary_service.verdict_label(self.verdict, self.locale)

    @property
    def last(self) -> float | None:
        """The last value that was measured in a period that is over, as shown; the running one's where it is alone."""
        measured = self.measured
        over = [at for at in measured if at not in self.history.running] or measured
        return self.reading.values.tolist()[over[-1]] if over else None

    @property
    def measured(self) -> list[int]:
        """The positions of the values that were measured."""
        return [at for at, value in enumerate(self.reading.values.tolist()) if not isnan(value)]

    @property
    def centre(self) -> float | None:
        """The centre line of the current phase, where it has enough points to be drawn."""
        phase = self.reading.phases[-1] if self.reading.phases else None
        if phase is None or phase.measured < self.plot.minimum or phase.centre != phase.centre:
            return None
        return phase.centre

    @property
    def spark(self) -> Markup:
        """The small chart on a card."""
        return sparkline(self.reading, self.plot, self.locale)

    @property
    def facts(self) -> list[str]:
        """What a card says beside the last value: the centre line, and the goal."""
        said = [self.plot.unit] if len(self.plot.unit) > _SHORT_UNIT else []
        if self.centre is not None:
            said.append(self.locale.gettext("median %(value)s", value=self._level(self.centre)))
        if self.plot.target is not None:
            said.append(self.locale.gettext("mål %(value)s", value=self._level(self.plot.target)))
        elif self.plot.goal_range is not None:
            ends = self.locale.level_range(*self.plot.goal_range, self.plot)
            said.append(self.locale.gettext("mål %(value)s", value=ends + self._unit))
        return said

    def _level(self, value: float) -> str:
        """Return a centre line or a goal in the decimals it needs."""
        return self.locale.level(value, self.plot) + self._unit

    @property
    def _unit(self) -> str:
        """The unit as it stands behind a value; a long one, or a share's, is said elsewhere."""
        is_short = 0 < len(self.plot.unit) <= _SHORT_UNIT and not self.plot.is_share
        return f"\u00a0{self.plot.unit}" if is_short else ""

    def brief(self, value: float | None) -> str:
        """Return a value for a card: a unit of several words is said once, beside the name, and left out here."""
        if value is None or len(self.plot.unit) <= _SHORT_UNIT:
            return self.say(value)
        return self.locale.figure(value, self.plot)

    def say(self, value: float | None) -> str:
        """Return a value with its unit; a dash where there is none."""
        return "–" if value is None else self.locale.value(value, self.plot)


def draw(
    histories: Sequence[History],
    locale: Locale,
    *,
    flags: Sequence[TeamFlag] = (),
    links: Links | None = None,
    team: str = "",
    standards: Standards = USUAL,
    recorders: Mapping[int, str] | None = None,
    decides: bool = False,
) -> list[Drawn]:
    """Read many histories at once, and say how each is shown; the order is kept.

    `flags` are those of the team with this slug; each chart gets its own, with `links` as links. `recorders` (names by
    user id) are for the team's own eyes. The sentence advises a new median only to somebody who `decides` on phases.
    """
    drawn = []
    for each in judge(histories, standards=standards):
        own = [flag for flag in flags if flag.stands_on((each.history.measure.id,))]
        charted = flags_on_charts(own, links, team)
        drawn.append(draw_judged(each, locale, flags=charted, recorders=recorders or {}, decides=decides))
    return drawn


def judge(histories: Sequence[History], *, standards: Standards = USUAL) -> list[Judged]:
    """Read many histories at once and say where each stands, without what it takes to draw them; the order is kept."""
    histories = list(histories)
    readings: dict[int, Reading] = {}
    by_rules: dict[RuleSetName, list[int]] = defaultdict(list)
    for place, history in enumerate(histories):
        by_rules[history.measure.rule_set].append(place)
    for name, places in by_rules.items():
        try:
            found = read_many([series_of(histories[place]) for place in places], RULES[name])
        except ValueError:  # one of them cannot be read: find it, and judge the others
            for place in places:
                histories[place], readings[place] = _read_alone(histories[place], name)
        else:
            readings.update(zip(places, found, strict=True))
    judged = []
    for place, history in enumerate(histories):
        reading = readings[place]
        stands = verdict_of(history, reading, standards)
        judged.append(Judged(history, reading, stands, standards.minimum))
    return judged


def draw_judged(
    judged: Judged,
    locale: Locale,
    *,
    flags: tuple[Flag, ...] = (),
    recorders: Mapping[int, str] | None = None,
    decides: bool = False,
) -> Drawn:
    """Say how one that was judged is shown."""
    plot = _plot(judged.history, judged.reading, flags, locale, judged.minimum, recorders or {})
    return Drawn(judged.history, judged.reading, plot, judged.verdict, locale, decides)


def verdict_of(history: History, reading: Reading, standards: Standards) -> Verdict:
    """Return where a measure stands.

    Where over half of the points are alike and no test can be made, that it stands still would claim what nobody knows.
    """
    found = verdict(
        reading,
        minimum=standards.minimum,
        silent_periods=history.silent_periods,
        silent_after=standards.silent_after,
        balancing=history.measure.kind is MeasureKind.BALANCING,
        within=goal_range_of(history.measure),
    )
    current = reading.phases[-1]
    is_unknown = edge_of(current) != 0 and not current.tested
    return Verdict.STABLE if found is Verdict.STILL and is_unknown else found


def _read_alone(history: History, rules: RuleSetName) -> tuple[History, Reading]:
    try:
        return history, read(series_of(history), RULES[rules])
    except ValueError:
        tell_unreadable(history.measure)
        return without_numbers(history), read(Series(ChartKind.RUN, ()), RULES[rules])


def flags_on_charts(flags: Iterable[TeamFlag], links: Links | None, team: str) -> tuple[Flag, ...]:
    """Return the flags as they are drawn; with `links` each leads to what it stands for."""
    made = []
    for each in flags:
        href = links.flag(team, each) if links else ""
        made.append(Flag(each.number, flag_kind(each), each.on, each.title, href, each.from_answers))
    return (*made,)


def flag_kind(flag: TeamFlag) -> FlagKind:
    """Return the shape of a flag."""
    match flag.subject:
        case FlagSubject.INTERVENTION:
            return FlagKind.INTERVENTION
        case FlagSubject.TEST:
            return FlagKind.TEST
        case _:
            return FlagKind.COMMENT if flag.is_comment else FlagKind.EVENT


def _plot(
    history: History,
    reading: Reading,
    flags: tuple[Flag, ...],
    locale: Locale,
    minimum: int,
    recorders: Mapping[int, str],
) -> Plot:
    measure = history.measure
    share = is_share(measure)
    has_parts = history.denominators is not None
    aim = target_of(measure)
    _value, low, high = (None, None, None) if aim is None else _ends(measure, aim)
    return Plot.of(
        reading,
        title=measure.name,
        periods=history.periods,
        unit=unit_of(measure),
        is_share=share,
        decimals=None if share and not measure.decimals else measure.decimals,
        target_low=low,
        target_high=high,
        earlier_targets=_earlier_targets(measure),
        axis_from=to_typed(measure, measure.axis_from) if share and measure.axis_from is not None else None,
        phase_names=_phase_names(history, locale),
        flags=flags,
        pauses=_pauses(history, locale),
        numerators=history.numerators if has_parts else (),
        denominators=history.denominators or (),
        counted=measure.unit if share else "",
        notes=_notes(history, locale),
        recorded=_recorded(history, recorders, locale),
        minimum=minimum,
        running=history.running,
        tallied=history.tallied,
        events=_events(measure),
        year=history.year,
        silent_periods=history.silent_periods,
        by_events=measure.value_kind.is_between_events,
    )


def unit_of(measure: Measure) -> str:
    """Return the unit that stands behind a value; a share has its sign and none."""
    return "" if is_share(measure) else measure.unit


def goal_range_of(measure: Measure) -> tuple[float, float] | None:
    """Return the two ends of the goal range that holds now, as they are drawn; None where there is none."""
    aim = target_of(measure)
    _value, low, high = (None, None, None) if aim is None else _ends(measure, aim)
    return None if low is None or high is None else (low, high)


def _events(measure: Measure) -> str:
    """Return what is counted one by one, as the unit says it: "fall"; nothing where the unit is a rate or a scale."""
    unit = measure.unit.strip()
    is_counted = measure.value_kind is ValueKind.COUNT and not unit.casefold().startswith("per ")
    return unit if is_counted else ""


def _earlier_targets(measure: Measure) -> tuple[EarlierTarget, ...]:
    """Return what was aimed at before: a new target never rewrites an old stretch of the chart."""
    return tuple(
        EarlierTarget(later.valid_from, *_ends(measure, earlier))
        for earlier, later in pairwise(measure.targets)
        if later.valid_from > earlier.valid_from
    )


def _ends(measure: Measure, aim: MeasureTarget) -> tuple[float | None, float | None, float | None]:
    """Return a target's value, or the two ends of its range, as they are drawn."""
    value, low, high = (None if end is None else to_typed(measure, end) for end in (aim.value, aim.low, aim.high))
    return value, low, high


def _phase_names(history: History, locale: Locale) -> tuple[str, ...]:
    if not history.phases:
        return ()
    return (locale.gettext("Før"), *(phase.name for phase in history.phases))


def _pauses(history: History, locale: Locale) -> tuple[Pause, ...]:
    """Join the planned stops that follow each other for the same reason into bands."""
    bands: list[tuple[date, date, MissingReason]] = []
    for place in sorted(history.not_measured):
        reason, period = history.notes[place].missing_reason, history.periods[place]
        if reason not in _PLANNED:
            continue
        if bands and bands[-1][2] is reason and history.periods[place - 1].stop == bands[-1][1]:
            bands[-1] = (bands[-1][0], period.stop, reason)
        else:
            bands.append((period.start, period.stop, reason))
    return tuple(
        Pause(start, stop, locale.gettext("%(reason)s: ingen måling", reason=label(reason, locale)))
        for start, stop, reason in bands
    )


def _notes(history: History, locale: Locale) -> dict[int, str]:
    """Return of each point what there is to say: why it is missing or left out, and the note of that period.

    The reason stands alone: whoever shows it says that the point is left out, in words that fit there.
    """
    said: dict[int, str] = {}
    for place, note in history.notes.items():
        parts = [note.text] if note.text else []
        if place in history.excluded and note.excluded_reason:
            parts.insert(0, note.excluded_reason)
        if place in history.not_measured and note.missing_reason is not None:
            parts.insert(0, label(note.missing_reason, locale))
        if parts and place not in history.unreadable:
            said[place] = ". ".join(parts)
    return said | dict.fromkeys(history.unreadable, locale.gettext("Tallet kan ikke leses."))


def _who(note: Note, recorders: Mapping[int, str], locale: Locale) -> str:
    if note.recorded_by_id is None:
        return label(note.source, locale)
    return recorders.get(note.recorded_by_id) or locale.gettext("ukjent")


def _recorded(history: History, recorders: Mapping[int, str], locale: Locale) -> dict[int, str]:
    if not recorders:
        return {}
    pattern = locale.gettext("%(who)s, %(when)s")  # looked up once: there is a line for every point
    return {
        place: pattern % {"who": _who(note, recorders, locale), "when": locale.day(local_day(note.recorded_at))}
        for place, note in history.notes.items()
    }
