"""Signals in words: what a bracket says, how sure it is, and which signal speaks for the measure now."""

from __future__ import annotations

from math import isfinite

from tracker import analysis
from tracker.analysis import Effect, Rule, Side, Signal
from tracker.charts.shown import Shown, edge_of
from tracker.charts.words.edge import mixing, side_of_edge
from tracker.charts.words.nouns import centre_name, counted
from tracker.text.locale import Locale

RUNS = frozenset({Rule.LONG_RUN, Rule.SHIFT, Rule.SEVEN_ON_ONE_SIDE})
"""Points in a row on one side of the centre line."""

TRENDS = frozenset({Rule.TREND, Rule.SEVEN_POINT_TREND})

_WEIGHT = {Effect.WORSE: 0, Effect.BETTER: 1, Effect.NEUTRAL: 2}


def centre_label(shown: Shown, language: Locale, value: float) -> str:
    """Return the centre line's label: ``Median 58 %``."""
    figure = language.level(value, shown.plot)
    if shown.centre_is_median:
        return language.gettext("Median %(value)s", value=figure)
    return language.gettext("Midtlinje %(value)s", value=figure)


def signal_text(signal: Signal, shown: Shown, language: Locale, *, short: bool = False) -> str:
    """Return what stands at the bracket of a signal, or in its tag when it has no points."""
    kind = shown.plot.counts_in
    count = counted(kind, signal.count, language)
    if signal.rule in RUNS:
        return _run_text(signal, count, shown, language, short=short)
    if signal.rule in TRENDS:
        if short:
            return language.gettext("Trend: %(periods)s", periods=count)
        rises = signal.side is Side.ABOVE
        return (
            language.gettext("Trend: stigende, %(periods)s", periods=count)
            if rises
            else language.gettext("Trend: fallende, %(periods)s", periods=count)
        )
    return _other_text(signal, shown, language, short=short)


def _run_text(signal: Signal, count: str, shown: Shown, language: Locale, *, short: bool) -> str:
    phase = shown.reading.phases[signal.phase]
    if short:
        return language.gettext("Skift: %(periods)s", periods=count)
    if edge_of(phase):
        where = side_of_edge(phase, signal.side, shown, language)
        return language.gettext("Skift: %(periods)s %(where)s", periods=count, where=where)
    centre = centre_name(shown, language)
    if signal.side is Side.BELOW:
        return language.gettext("Skift: %(periods)s under %(centre)s", periods=count, centre=centre)
    return language.gettext("Skift: %(periods)s over %(centre)s", periods=count, centre=centre)


def _other_text(signal: Signal, shown: Shown, language: Locale, *, short: bool) -> str:
    limit = language.number(signal.limit) if isfinite(signal.limit) else ""
    match signal.rule:
        case Rule.FEW_CROSSINGS if edge_of(shown.reading.phases[signal.phase]):
            return language.gettext(
                "Uvanlig få skifter mellom sidene: %(count)s, ventet minst %(limit)s", count=signal.count, limit=limit
            )
        case Rule.FEW_CROSSINGS:
            return language.gettext(
                "Uvanlig få kryssinger: %(count)s, ventet minst %(limit)s", count=signal.count, limit=limit
            )
        case Rule.TOO_FEW_RUNS:
            return language.gettext(
                "Uvanlig få rekker: %(count)s, ventet minst %(limit)s", count=signal.count, limit=limit
            )
        case Rule.TOO_MANY_RUNS:
            return language.gettext(
                "Uvanlig mange rekker: %(count)s, ventet høyst %(limit)s", count=signal.count, limit=limit
            )
        case Rule.TWO_OF_THREE_NEAR_LIMIT:
            return language.gettext("2 av 3 nær grensen")
        case _:
            return language.gettext("Utenfor") if short else language.gettext("Utenfor grensen")


def how_sure(signal: Signal, shown: Shown, language: Locale) -> str:  # noqa: PLR0911 one sentence a rule
    """Return the sentence that says why chance hardly explains it, with the rule's limit."""
    limit = language.number(signal.limit) if isfinite(signal.limit) else ""
    phase = shown.reading.phases[signal.phase]
    if signal.rule in RUNS and edge_of(phase):
        why = mixing(phase, shown, language)
        if signal.rule is Rule.LONG_RUN:
            return language.gettext(
                "%(why)s, og så lang rekke er neppe tilfeldig: grensen er %(limit)s.", why=why, limit=limit
            )
        return language.gettext(
            "%(why)s, og så lang rekke er neppe tilfeldig: regelen krever %(limit)s.", why=why, limit=limit
        )
    if signal.rule is Rule.LONG_RUN:
        return language.gettext("En så lang rekke er neppe tilfeldig: grensen er %(limit)s.", limit=limit)
    if signal.rule in RUNS:
        return language.gettext("En så lang rekke er neppe tilfeldig: regelen krever %(limit)s.", limit=limit)
    if signal.rule in TRENDS:
        return language.gettext(
            "Regelen krever %(limit)s på rad, men trendregelen er svak alene: se etter flere tegn.", limit=limit
        )
    if signal.rule in {Rule.FEW_CROSSINGS, Rule.TOO_FEW_RUNS}:
        return language.gettext("Se etter noe som kommer og går, som turnus eller vaktplan.")
    if signal.rule is Rule.TOO_MANY_RUNS:
        return language.gettext("Se etter om to ulike ting er blandet i samme tall.")
    return language.gettext("Det er neppe tilfeldig: grensene rommer nesten all tilfeldig variasjon.")


def stands(signal: Signal, shown: Shown) -> bool:
    """Return whether a signal is of now, as the verdict has it: too little has come after it to say otherwise."""
    return shown.current_known and analysis.stands(shown.reading, signal)


def leading_signal(shown: Shown) -> Signal | None:
    """The signal of the current phase that matters most: now before earlier, worse first, runs before other rules."""
    current = [signal for signal in shown.signals if signal.phase == len(shown.known) - 1]
    if not current:
        return None

    def weight(signal: Signal) -> tuple[bool, bool, int, bool, int]:
        return (
            not stands(signal, shown),
            not signal.points,
            _WEIGHT[signal.effect],
            signal.rule not in RUNS,
            -(signal.points[-1] if signal.points else 0),
        )

    return min(current, key=weight)
