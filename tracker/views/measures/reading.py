"""From a measure's history to what a page shows of it: one reading, and a plot of it in the reader's language.

Chart, sparkline, verdict, cell, table and export of a page all come from the same `Drawn`, so they cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from tracker.analysis import Reading, RuleSet, Verdict, read_many, verdict
from tracker.charts.draw.sparkline import sparkline
from tracker.charts.plot import MINIMUM, EarlierTarget, Flag, FlagKind, Pause, Plot
from tracker.charts.words import summary as summary_service
from tracker.models.audit import Subject
from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure, MeasureKind, MeasureTarget, RuleSetName
from tracker.services.measurements.flags import TeamFlag
from tracker.services.measurements.history import History, Note, series_of, target_of
from tracker.services.measures.values import is_share, to_typed
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.web.core.frame import chart_language

RULES: Mapping[RuleSetName, RuleSet] = {
    RuleSetName.ANHOEJ: RuleSet.ANHOEJ,
    RuleSetName.IHI: RuleSet.IHI,
    RuleSetName.IHI_EXACT: RuleSet.IHI_EXACT,
    RuleSetName.MAKING_DATA_COUNT: RuleSet.MAKING_DATA_COUNT,
}
"""The engine's rule set for each name a measure can carry."""

_PLANNED = frozenset({MissingReason.HOLIDAY, MissingReason.CLOSED})
SILENT_AFTER = 3
_SHORT_UNIT = 5
"""A unit of so few letters ("min") stands after its number on a card."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One measure as a page shows it."""

    history: History
    reading: Reading
    plot: Plot
    verdict: Verdict
    language: Locale

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.history.measure

    @property
    def summary(self) -> str:
        """One to three sentences: the verdict, how sure, since when, and the goal."""
        return summary_service.summary(self.reading, self.plot, self.language, self.verdict)

    @property
    def verdict_label(self) -> str:
        """The verdict's word."""
        return summary_service.verdict_label(self.verdict, self.language)

    @property
    def verdict_class(self) -> str:
        """The kind of the verdict's tag."""
        return self.verdict.value

    @property
    def last(self) -> float | None:
        """The last value that was measured in a period that is over, as shown; the running one's where it is alone."""
        values = self.reading.values.tolist()
        measured = [at for at, value in enumerate(values) if value == value]  # noqa: PLR0124 - NaN is missing
        over = [at for at in measured if at not in self.history.running] or measured
        return values[over[-1]] if over else None

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
        return sparkline(self.reading, self.plot, self.language)

    @property
    def facts(self) -> list[str]:
        """What a card says beside the last value: the centre line, and the goal."""
        said = [self.plot.unit] if len(self.plot.unit) > _SHORT_UNIT else []
        if self.centre is not None:
            said.append(_("median %(value)s", value=self._level(self.centre)))
        if self.plot.target is not None:
            said.append(_("mål %(value)s", value=self._level(self.plot.target)))
        elif self.plot.goal_range is not None:
            ends = self.language.level_range(*self.plot.goal_range, self.plot)
            said.append(_("mål %(value)s", value=ends + self._unit))
        return said

    def _level(self, value: float) -> str:
        """Give a centre line or a goal in the decimals it needs."""
        return self.language.level(value, self.plot) + self._unit

    @property
    def _unit(self) -> str:
        """The unit as it stands behind a value; a long one, or a share's, is said elsewhere."""
        is_short = 0 < len(self.plot.unit) <= _SHORT_UNIT and not self.plot.is_share
        return f"\u00a0{self.plot.unit}" if is_short else ""

    def brief(self, value: float | None) -> str:
        """Give a value for a card: a unit of several words is said once, beside the name, and left out here."""
        if value is None or len(self.plot.unit) <= _SHORT_UNIT:
            return self.say(value)
        return self.language.figure(value, self.plot)

    def say(self, value: float | None) -> str:
        """Give a value with its unit; a dash where there is none."""
        return "–" if value is None else self.language.value(value, self.plot)


def draw(
    histories: Sequence[History],
    *,
    flags: Sequence[TeamFlag] = (),
    team_slug: str | None = None,
    minimum: int = MINIMUM,
    silent_after: int = SILENT_AFTER,
    recorders: Mapping[int, str] | None = None,
) -> list[Drawn]:
    """Read many histories at once, and say how each is shown; the order is kept.

    `flags` are the team's; each chart gets its own. `recorders` (names by user id) are for the team's own eyes.
    """
    language = chart_language()
    readings: dict[int, Reading] = {}
    by_rules: dict[RuleSetName, list[int]] = defaultdict(list)
    for place, history in enumerate(histories):
        by_rules[history.measure.rule_set].append(place)
    for name, places in by_rules.items():
        found = read_many([series_of(histories[place]) for place in places], RULES[name])
        readings.update(zip(places, found, strict=True))
    drawn = []
    for place, history in enumerate(histories):
        reading = readings[place]
        own = [flag for flag in flags if flag.stands_on((history.measure.id,))]
        plot = _plot(history, reading, flags_on_charts(own, team_slug), language, minimum, recorders or {})
        verdict_now = verdict(
            reading,
            minimum=minimum,
            silent_periods=history.silent_periods,
            silent_after=silent_after,
            balancing=history.measure.kind is MeasureKind.BALANCING,
            within=plot.goal_range,
        )
        drawn.append(Drawn(history, reading, plot, verdict_now, language))
    return drawn


def flags_on_charts(flags: Iterable[TeamFlag], team_slug: str | None) -> tuple[Flag, ...]:
    """Give the flags as they are drawn; with a team's slug each is a link to what it stands for."""
    return tuple(Flag(flag.number, flag_kind(flag), flag.on, flag.title, flag_href(flag, team_slug)) for flag in flags)


def flag_kind(flag: TeamFlag) -> FlagKind:
    """Give the shape of a flag."""
    match flag.subject:
        case Subject.INTERVENTION:
            return FlagKind.INTERVENTION
        case Subject.TEST:
            return FlagKind.TEST
        case _:
            return FlagKind.COMMENT if flag.is_comment else FlagKind.EVENT


def flag_href(flag: TeamFlag, team_slug: str | None) -> str:
    """Give the address of what a flag stands for; a note has none of its own."""
    if team_slug is None:
        return ""
    match flag.subject:
        case Subject.INTERVENTION:
            return url_for("improvement.intervention", team=team_slug, intervention_id=flag.row_id)
        case Subject.TEST:
            return url_for("improvement.test", team=team_slug, test_id=flag.row_id)
        case _:
            return ""


def _plot(
    history: History,
    reading: Reading,
    flags: tuple[Flag, ...],
    language: Locale,
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
        unit="" if share else measure.unit,
        is_share=share,
        decimals=None if share and not measure.decimals else measure.decimals,
        target_low=low,
        target_high=high,
        earlier_targets=_earlier_targets(measure),
        phase_names=_phase_names(history),
        flags=flags,
        pauses=_pauses(history),
        numerators=history.numerators if has_parts else (),
        denominators=history.denominators or (),
        counted=measure.unit if share else "",
        notes=_notes(history),
        recorded=_recorded(history, recorders, language),
        minimum=minimum,
        running=history.running,
        silent_periods=history.silent_periods,
        by_events=measure.value_kind.is_between_events,
    )


def _earlier_targets(measure: Measure) -> tuple[EarlierTarget, ...]:
    """Give what was aimed at before: a new target never rewrites an old stretch of the chart."""
    return tuple(
        EarlierTarget(later.valid_from, *_ends(measure, earlier))
        for earlier, later in pairwise(measure.targets)
        if later.valid_from > earlier.valid_from
    )


def _ends(measure: Measure, aim: MeasureTarget) -> tuple[float | None, float | None, float | None]:
    """Give a target's value, or the two ends of its range, as they are drawn."""
    value, low, high = (None if end is None else to_typed(measure, end) for end in (aim.value, aim.low, aim.high))
    return value, low, high


def _phase_names(history: History) -> tuple[str, ...]:
    if not history.phases:
        return ()
    return (_("Før"), *(phase.name for phase in history.phases))


def _pauses(history: History) -> tuple[Pause, ...]:
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
        Pause(start, stop, _("%(reason)s: ingen måling", reason=label(reason))) for start, stop, reason in bands
    )


def _notes(history: History) -> dict[int, str]:
    """Say of each point what there is to say: why it is missing or left out, and the note of that period.

    The reason stands alone: whoever shows it says that the point is left out, in words that fit there.
    """
    said: dict[int, str] = {}
    for place, note in history.notes.items():
        parts = [note.text] if note.text else []
        if place in history.excluded and note.excluded_reason:
            parts.insert(0, note.excluded_reason)
        if place in history.not_measured and note.missing_reason is not None:
            parts.insert(0, label(note.missing_reason))
        if parts:
            said[place] = ". ".join(parts)
    return said


def _who(note: Note, recorders: Mapping[int, str]) -> str:
    if note.recorded_by_id is None:
        return label(note.source)
    return recorders.get(note.recorded_by_id) or str(_("ukjent"))


def _recorded(history: History, recorders: Mapping[int, str], language: Locale) -> dict[int, str]:
    if not recorders:
        return {}
    pattern = str(_("%(who)s, %(when)s"))  # looked up once: there is a line for every point
    return {
        place: pattern % {"who": _who(note, recorders), "when": language.day(note.recorded_at.date())}
        for place, note in history.notes.items()
    }
