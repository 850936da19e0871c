"""Looking at every team's measures for signals, as their charts show them, and saying what a measure's chart says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from tracker.access.people import local_day
from tracker.analysis import Verdict
from tracker.analysis.standing import stands
from tracker.models.measures import Measure
from tracker.services.signals.keeping import FoundSignal, keep_signals, measures_of_teams
from tracker.text.locale import Locale
from tracker.views.measures.of_teams import judge_teams
from tracker.views.measures.reading import Drawn

_UNTOLD = (Verdict.SILENT, Verdict.FEW)


def watch_signals(team_ids: Sequence[int], *, now: datetime) -> None:
    """Keep the signals that stand in these teams now, in the open transaction."""
    measures = measures_of_teams(team_ids)
    drawn = drawn_of(measures, Locale.of("nb"), today=local_day(now))
    keep_signals({each.measure: list(_standing(each)) for each in drawn}, now=now)


def sentences_of(measures: Sequence[Measure], locale: Locale, *, today: date) -> Mapping[int, str]:
    """Return what the chart of each measure says in words, by its id: the verdict and why, without its flags."""
    return {each.measure.id: each.summary for each in drawn_of(measures, locale, today=today)}


def drawn_of(measures: Sequence[Measure], locale: Locale, *, today: date) -> list[Drawn]:
    """Read measures of many teams, each by the standards of its own."""
    return [each.draw(locale) for each in judge_teams(measures, today=today)]


def _standing(drawn: Drawn) -> Iterator[FoundSignal]:
    """Give the signals that are of now: none of a measure with too few points, or one that has gone quiet."""
    if drawn.verdict in _UNTOLD:
        return
    reading, periods = drawn.reading, drawn.history.periods
    for signal in reading.signals:
        if stands(reading, signal):
            phase = reading.phases[signal.phase]
            yield FoundSignal(periods[phase.start].start, signal.rule, periods[signal.points[0]].start, signal.effect)
