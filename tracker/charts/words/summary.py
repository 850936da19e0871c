"""What a reading says, in one to three sentences a team can act on.

Built by rule, in this order: the verdict with its count and centre line, how sure it is, when it began and the flag
nearest before, then the goal. Never "significant", never a change in per cent, never a cause.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis import Period, Reading, Suggestion, Verdict
from tracker.charts.plot import Plot
from tracker.charts.shown import Shown, shown
from tracker.charts.words.axis import axis_is_cut, axis_text
from tracker.charts.words.edge import why_sides
from tracker.charts.words.explain import method, reasons, rule_set_name
from tracker.charts.words.nouns import centre_name, named, stretch
from tracker.charts.words.points import point
from tracker.charts.words.signals import RUNS, centre_label, leading_signal, signal_text
from tracker.charts.words.verdict_sentences import (
    few,
    held,
    nearest,
    no_signal,
    nothing_yet,
    proposal,
    signal_sentences,
    silent,
)
from tracker.text.locale import Locale, capital

__all__ = [
    "PhaseProposal",
    "caution",
    "description",
    "method",
    "point",
    "reasons",
    "suggestion",
    "summary",
    "tags",
    "verdict_label",
]


@dataclass(frozen=True, slots=True)
class PhaseProposal:
    """A new phase that a person may decide on: where it would begin, the words of the link, and what came before.

    ``beside`` names the intervention nearest before it, empty where none is near: together in time, and no more.
    ``apart`` says why it would begin elsewhere than what the sentence speaks of; empty where it does not.
    """

    position: int
    period: Period
    text: str
    beside: str
    apart: str = ""


def verdict_label(verdict: Verdict, language: Locale) -> str:  # noqa: PLR0911 one word a verdict
    """Return the word of a verdict, as in tags and the network table."""
    match verdict:
        case Verdict.SILENT:
            return language.gettext("Registrerer ikke")
        case Verdict.FEW:
            return language.gettext("For få punkter")
        case Verdict.WORSE:
            return language.gettext("Forverring")
        case Verdict.HELD:
            return language.gettext("Mål nådd og holdt")
        case Verdict.BETTER:
            return language.gettext("Bedring")
        case Verdict.STILL:
            return language.gettext("Står stille")
        case Verdict.STABLE:
            return language.gettext("Stabil")


def caution(language: Locale) -> str:
    """That coincidence is not cause; printed wherever interventions and outcomes meet."""
    return language.gettext("At to ting skjer samtidig, viser ikke at det ene førte til det andre.")


def summary(reading: Reading, plot: Plot, language: Locale, verdict: Verdict, *, decides: bool = True) -> str:
    """One to three sentences about the current phase, led by the verdict; advice on phases only to who ``decides``."""
    return " ".join(sentences(reading, plot, language, verdict, decides=decides))


def sentences(
    reading: Reading, plot: Plot, language: Locale, verdict: Verdict, *, decides: bool = True
) -> tuple[str, ...]:
    """Return the sentences of the summary, one by one: the first says most, the others how sure it is."""
    view = shown(reading, plot)
    if view.last is None:
        return (nothing_yet(view, language),)
    if verdict is Verdict.SILENT:
        said = silent(view, language)
    elif verdict is Verdict.FEW or not view.current_known:
        said = few(view, language)
    elif verdict is Verdict.HELD:
        first, *more = held(view, language)
        told = [] if view.edge else signal_sentences(view, language, decides=decides)
        said = [first, *(told or more)]
    else:
        said = signal_sentences(view, language, decides=decides) or no_signal(view, language, verdict)
    return tuple(said[:3])


def tags(reading: Reading, plot: Plot, language: Locale) -> tuple[str, ...]:
    """Signals of the current phase that mark no point, such as unusually few crossings: shown as tags."""
    view = shown(reading, plot)
    now = len(view.known) - 1
    return tuple(
        signal_text(signal, view, language) for signal in view.signals if not signal.points and signal.phase == now
    )


def suggestion(reading: Reading, plot: Plot, language: Locale) -> PhaseProposal | None:
    """Return the new phase that the software proposes, or None; a person decides, with date, reason and name.

    See ``verdict_sentences.proposal`` for when.
    """
    view = shown(reading, plot)
    found = proposal(view)
    if found is None:
        return None
    period = view.plot.periods[found.start]
    name = named(period, view.plot, language)
    if view.centre_is_median:
        text = language.gettext("Regn ut ny median fra %(period)s", period=name)
    else:
        text = language.gettext("Regn ut ny midtlinje fra %(period)s", period=name)
    flag = nearest(found, view)
    beside = "" if flag is None else language.gettext("Nærmest før: tiltak %(number)s.", number=flag.number)
    return PhaseProposal(found.start, period, text, beside, _apart(found, view, language))


def _apart(found: Suggestion, view: Shown, language: Locale) -> str:
    """Return why a new phase would not begin where the leading signal does, where it would not."""
    signal, phase = leading_signal(view), view.current
    assert phase is not None
    if signal is None or not signal.points or signal.points[0] == found.start:
        return ""
    period = named(view.plot.periods[found.start], view.plot, language)
    if signal.rule in RUNS and phase.start <= signal.points[0] < phase.baseline_stop < phase.stop:
        last = named(view.plot.periods[phase.baseline_stop - 1], view.plot, language)
        return language.gettext(
            "%(centre)s er regnet av punktene til og med %(last)s, så en ny kan tidligst regnes fra %(period)s.",
            centre=capital(centre_name(view, language)),
            last=last,
            period=period,
        )
    return language.gettext(
        "Rekka på samme side av %(centre)s begynte i %(period)s.", centre=centre_name(view, language), period=period
    )


def thread_texts(plot: Plot, language: Locale) -> dict[int, str]:
    """Say of each thread on the chart, by its number, what it is about, and whether it waits."""
    starts = {period.start: period for period in plot.periods}
    told = {}
    for mark in plot.threads:
        if mark.first not in starts or mark.last not in starts:
            continue
        where = stretch(starts[mark.first], starts[mark.last], language)
        if mark.is_point:
            where = named(starts[mark.first], plot, language)
        text = language.gettext("Samtale %(number)s om %(where)s.", number=mark.number, where=where)
        if mark.waits:
            text = language.gettext("Samtale %(number)s om %(where)s venter på svar.", number=mark.number, where=where)
        told[mark.number] = text
    return told


def description(reading: Reading, plot: Plot, language: Locale) -> str:
    """Return the alternative text of the chart: kind, time, centre lines, goal, runs and the last value."""
    view = shown(reading, plot)
    plot = view.plot
    name = language.gettext("Run-diagram") if view.centre_is_median else language.gettext("Kontrolldiagram")
    if view.latest is None:
        return f"{name}. {nothing_yet(view, language)}"
    parts = [f"{name}, {stretch(plot.periods[0], plot.periods[-1], language)}."]
    for at, phase in enumerate(reading.phases):
        if view.known[at]:
            label = centre_label(view, language, phase.centre)
            title = view.phase_name(at)
            parts.append(
                language.gettext("%(label)s i fasen %(phase)s.", label=label, phase=title) if title else f"{label}."
            )
    if plot.target is not None:
        parts.append(language.gettext("Mål %(value)s", value=language.level(plot.target, plot)) + ".")
    parts.extend(f"{signal_text(signal, view, language)}." for signal in view.signals)
    parts.append(
        language.gettext(
            "Siste måling: %(value)s, %(period)s.",
            value=language.value(view.values[view.latest], plot),
            period=named(plot.periods[view.latest], plot, language),
        )
    )
    parts.extend(thread_texts(plot, language).values())
    if view.edge and view.current is not None:
        parts.append(why_sides(view.current, view, language))
    if axis_is_cut(view):
        parts.append(f"{axis_text(plot, language)}.")
    if any(view.known):
        parts.append(language.gettext("Regler: %(name)s.", name=rule_set_name(reading.rules, language)))
    return " ".join(parts)
