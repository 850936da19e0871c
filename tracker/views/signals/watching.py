"""Looking at every team's measures for signals, as their charts show them, and saying what a measure's chart says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from tracker.access.people import local_day
from tracker.analysis import Effect, Verdict, holds_goal
from tracker.analysis.standing import stands
from tracker.models.measures import Measure
from tracker.models.notifications import SignalKind
from tracker.services.measurements.history import target_of
from tracker.services.signals.keeping import FoundSignal, FoundSignals, keep_signals, measures_of_teams
from tracker.text.locale import Locale
from tracker.views.measures.reading import Drawn, Judged, draw_judged, goal_range_of
from tracker.views.signals.judging import judge_teams

_GOAL = frozenset({SignalKind.GOAL_HELD})
_ALL_BUT_SILENT = frozenset(SignalKind) - {SignalKind.SILENT}


def watch_signals(team_ids: Sequence[int], *, now: datetime) -> None:
    """Keep the signals that stand in these teams now, in the open transaction."""
    measures = measures_of_teams(team_ids)
    read = judge_teams(measures, today=local_day(now))
    keep_signals({each.history.measure: _look(each) for each in read}, now=now)


def sentences_of(measures: Sequence[Measure], locale: Locale, *, today: date) -> Mapping[int, str]:
    """Return what the chart of each measure says in words, by its id: the verdict and why, without its flags."""
    return {each.measure.id: each.summary for each in drawn_of(measures, locale, today=today)}


def drawn_of(measures: Sequence[Measure], locale: Locale, *, today: date) -> list[Drawn]:
    """Read measures of many teams, each by the standards of its own."""
    return [draw_judged(each, locale) for each in judge_teams(measures, today=today)]


def _look(judged: Judged) -> FoundSignals:
    """Give the signals that are of now: none of a run with too few points, and only the silence of what is silent."""
    aim = target_of(judged.history.measure)
    goal_from = None if aim is None else aim.valid_from
    match judged.verdict:
        case Verdict.SILENT:
            found, unknown = _silence(judged), _ALL_BUT_SILENT
        case Verdict.FEW:
            found, unknown = (), _GOAL
        case _:
            held = holds_goal(judged.reading, minimum=judged.minimum, within=goal_range_of(judged.history.measure))
            found = (*_runs(judged), *(_held_goal(judged, goal_from) if held and goal_from else ()))
            unknown = _GOAL if held is None else frozenset()
    return FoundSignals(found, unknown, goal_from)


def _silence(judged: Judged) -> tuple[FoundSignal, ...]:
    lacking = judged.history.periods[-1].next.start if judged.history.periods else None
    return (FoundSignal(lacking, SignalKind.SILENT, lacking, Effect.WORSE),) if lacking else ()


def _held_goal(judged: Judged, goal_from: date) -> tuple[FoundSignal, ...]:
    return (FoundSignal(goal_from, SignalKind.GOAL_HELD, judged.history.periods[-1].start, Effect.BETTER),)


def _runs(judged: Judged) -> Iterator[FoundSignal]:
    reading, periods = judged.reading, judged.history.periods
    for signal in reading.signals:
        if stands(reading, signal):
            phase = reading.phases[signal.phase]
            kind = SignalKind(signal.rule.value)
            yield FoundSignal(periods[phase.start].start, kind, periods[signal.points[0]].start, signal.effect)
