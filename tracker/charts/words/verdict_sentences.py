"""The sentences a summary is made of, each true to the letter of the reading it is about."""

from __future__ import annotations

from bisect import bisect_right
from math import isfinite

from tracker.analysis import Direction, Effect, Period, Rule, Side, Signal, Suggestion, Verdict, suggest_phase
from tracker.charts.plot import Flag, FlagKind
from tracker.charts.shown import EXCLUDED, MISSING, Shown, edge_of
from tracker.charts.words import edge
from tracker.charts.words.nouns import centre_name, counted, flag_name, level_of, named, nouns, when, with_unit
from tracker.charts.words.signals import RUNS, TRENDS, how_sure, leading_signal, signal_text, stands
from tracker.text.locale import Locale, capital

_FAR = 12
"""Periods after which a flag is too far back to be named beside a shift."""


def nothing_yet(view: Shown, language: Locale) -> str:
    """Return what stands where no point is: which period gives the first one."""
    if not view.plot.periods:
        return language.gettext("Ingen målinger ennå.")
    return language.gettext(
        "Første punkt kommer når %(period)s er registrert.", period=named(view.plot.periods[-1], view.plot, language)
    )


def silent(view: Shown, language: Locale) -> list[str]:
    """That nothing has been recorded for a while, and what the last value was."""
    assert view.last is not None
    periods = view.plot.periods
    count = view.plot.silent_periods or len(periods) - 1 - view.last
    return [
        language.gettext("Ikke registrert på %(periods)s.", periods=counted(periods[0].kind, max(1, count), language)),
        language.gettext(
            "Siste måling er %(value)s, fra %(period)s.",
            value=language.value(view.values[view.last], view.plot),
            period=named(periods[view.last], view.plot, language),
        ),
    ]


def few(view: Shown, language: Locale) -> list[str]:
    """Return how many points there are, and how many a verdict needs."""
    phase = view.current
    assert phase is not None
    count = counted(view.plot.counts_in, phase.measured, language)
    if phase.start:
        return [
            language.gettext(
                "%(periods)s er målt i denne fasen. Vurderingen kommer når dere har %(minimum)s.",
                periods=count,
                minimum=view.plot.minimum,
            )
        ]
    return [
        language.gettext(
            "%(periods)s er målt. Vurderingen kommer når dere har %(minimum)s.",
            periods=count,
            minimum=view.plot.minimum,
        )
    ]


def held(view: Shown, language: Locale) -> list[str]:
    """That the goal is reached and held."""
    plot = view.plot
    periods = nouns(plot.counts_in, language).the_many
    target = _goal(view, language)
    if plot.target is None:
        first = language.gettext(
            "De %(count)s siste %(periods)s ligger alle i målområdet %(goal)s.",
            count=plot.minimum,
            periods=periods,
            goal=target,
        )
    elif plot.direction is Direction.LOWER:
        first = language.gettext(
            "De %(count)s siste %(periods)s ligger alle på eller under målet på %(goal)s.",
            count=plot.minimum,
            periods=periods,
            goal=target,
        )
    else:
        first = language.gettext(
            "De %(count)s siste %(periods)s ligger alle på eller over målet på %(goal)s.",
            count=plot.minimum,
            periods=periods,
            goal=target,
        )
    return [first, *(_held_at_the_edge(view, language) or [_centre(view, language)])]


def _centre(view: Shown, language: Locale) -> str:
    return language.gettext(
        "%(centre)s er %(value)s.", centre=capital(centre_name(view, language)), value=level_of(view, language)
    )


def _held_at_the_edge(view: Shown, language: Locale) -> list[str]:
    """What the chart can tell of a goal that is held where over half of the points are alike; nothing elsewhere."""
    phase = view.current
    if phase is None or not view.edge:
        return []
    if not phase.tested:
        return [edge.no_more(phase, view, language)]
    signal = leading_signal(view)
    if signal is None or signal.rule not in RUNS:
        return [f"{edge.mixing(phase, view, language)}."]
    return [_run(signal, view, language), how_sure(signal, view, language)]


def _goal(view: Shown, language: Locale) -> str:
    plot = view.plot
    if plot.target is not None:
        return with_unit(language.level(plot.target, plot), plot)
    return with_unit(language.level_range(*plot.goal_range, plot), plot) if plot.goal_range else ""


def no_signal(view: Shown, language: Locale, verdict: Verdict) -> list[str]:
    """That the points vary at random, and what the goal then asks for."""
    phase, plot = view.current, view.plot
    assert phase is not None
    if not phase.tested:
        return edge.untested(view, language)
    sentences = [_blend(view, language)]
    if plot.target is None or verdict is Verdict.STABLE or plot.direction is Direction.NEITHER:
        return sentences
    goal = _goal(view, language)
    higher = plot.direction is Direction.HIGHER
    if (phase.centre >= plot.target) if higher else (phase.centre <= plot.target):
        text = language.gettext("Nivået når målet på %(goal)s, men ikke hver gang.", goal=goal)
    elif higher:
        text = language.gettext("Skal nivået opp til målet på %(goal)s, må noe gjøres på en ny måte.", goal=goal)
    else:
        text = language.gettext("Skal nivået ned til målet på %(goal)s, må noe gjøres på en ny måte.", goal=goal)
    return [*sentences, text]


def _blend(view: Shown, language: Locale) -> str:
    """That nothing but chance is seen, round the line or between its two sides."""
    phase = view.current
    assert phase is not None
    if view.edge:
        return language.gettext("Ingen signal. %(why)s, og det er de.", why=edge.mixing(phase, view, language))
    return language.gettext(
        "Ingen signaler. Punktene varierer tilfeldig rundt %(centre)s på %(value)s.",
        centre=centre_name(view, language),
        value=level_of(view, language),
    )


def signal_sentences(view: Shown, language: Locale, *, decides: bool = True) -> list[str]:
    """Return the leading signal: what, how sure, when it began and the flag nearest before; empty when there is none.

    A new median is advised only to who ``decides`` on phases.
    """
    signal = leading_signal(view)
    if signal is None:
        return []
    if signal.rule in RUNS:
        sentences = [_run(signal, view, language), how_sure(signal, view, language)]
    elif signal.rule in TRENDS:
        sentences = [_trend(signal, view, language), how_sure(signal, view, language)]
    elif signal.points:
        sentences = [_beyond(signal, view, language), how_sure(signal, view, language)]
    else:
        return [*_crossings(signal, view, language), how_sure(signal, view, language)]
    if len(signal.points) > 1 and stands(signal, view):
        sentences.append(_began(signal, view, language, decides=decides))
    return sentences


def _run(signal: Signal, view: Shown, language: Locale) -> str:  # noqa: PLR0911 one sentence a way it can lie
    above = signal.side is not Side.BELOW
    phase = view.reading.phases[signal.phase]
    values = {"centre": centre_name(view, language), "value": level_of(view, language)}
    if not stands(signal, view):
        values["periods"] = counted(view.plot.counts_in, signal.count, language)
        values["stretch"] = _stretch(signal, view, language)
        if edge_of(phase):
            values["where"] = edge.side_of_edge(phase, signal.side, view, language)
            return language.gettext("%(periods)s på rad lå %(where)s, %(stretch)s.", **values)
        if above:
            return language.gettext("%(periods)s på rad lå over %(centre)s på %(value)s, %(stretch)s.", **values)
        return language.gettext("%(periods)s på rad lå under %(centre)s på %(value)s, %(stretch)s.", **values)
    window = range(signal.points[0], len(view.values))
    length = sum(view.marks[at] not in {MISSING, EXCLUDED} for at in window)
    values["subject"] = _subject(view, window, length, language)
    if edge_of(phase):
        values["subject"] = capital(values["subject"])
        values["where"] = edge.side_of_edge(phase, signal.side, view, language)
        return language.gettext("%(subject)s ligger alle %(where)s.", **values)
    if length == signal.count:
        values["subject"] = capital(values["subject"])
        if above:
            return language.gettext("%(subject)s ligger alle over %(centre)s på %(value)s.", **values)
        return language.gettext("%(subject)s ligger alle under %(centre)s på %(value)s.", **values)
    values["count"] = str(signal.count)
    if above:
        return language.gettext(
            "%(count)s av %(subject)s ligger over %(centre)s på %(value)s, og ingen under.", **values
        )
    return language.gettext("%(count)s av %(subject)s ligger under %(centre)s på %(value)s, og ingen over.", **values)


def _subject(view: Shown, window: range, length: int, language: Locale) -> str:
    """Return the last periods, honestly named: ``de 11 siste ukene``, ``de 11 siste målte ukene``."""
    periods = nouns(view.plot.counts_in, language).the_many
    assert view.last is not None
    marks = {view.marks[at] for at in window if at <= view.last and not view.is_running(at)}
    if EXCLUDED in marks:
        return language.gettext("de %(count)s siste %(periods)s som er tatt med,", count=length, periods=periods)
    if MISSING in marks:
        return language.gettext("de %(count)s siste målte %(periods)s", count=length, periods=periods)
    return language.gettext("de %(count)s siste %(periods)s", count=length, periods=periods)


def _trend(signal: Signal, view: Shown, language: Locale) -> str:
    count = counted(view.plot.counts_in, signal.count, language)
    where = _stretch(signal, view, language)
    if signal.side is Side.BELOW:
        return language.gettext("Tallene faller: %(periods)s på rad, %(stretch)s.", periods=count, stretch=where)
    return language.gettext("Tallene stiger: %(periods)s på rad, %(stretch)s.", periods=count, stretch=where)


def _beyond(signal: Signal, view: Shown, language: Locale) -> str:
    where = _stretch(signal, view, language)
    if signal.rule is Rule.TWO_OF_THREE_NEAR_LIMIT:
        return language.gettext("2 av 3 punkter på rad ligger nær en kontrollgrense, %(stretch)s.", stretch=where)
    return language.ngettext(
        "%(num)s punkt ligger utenfor kontrollgrensene, %(stretch)s.",
        "%(num)s punkter ligger utenfor kontrollgrensene, %(stretch)s.",
        len(signal.points),
        stretch=where,
    )


def _crossings(signal: Signal, view: Shown, language: Locale) -> list[str]:
    if signal.rule is not Rule.FEW_CROSSINGS:
        return [f"{signal_text(signal, view, language)}."]
    phase = view.reading.phases[signal.phase]
    limit = language.number(signal.limit) if isfinite(signal.limit) else phase.crossings_limit
    if edge_of(phase):
        first = language.ngettext(
            "Linja skifter bare %(num)s gang mellom %(groups)s.",
            "Linja skifter bare %(num)s ganger mellom %(groups)s.",
            signal.count,
            groups=edge.groups(phase, view, language),
        )
    else:
        first = language.ngettext(
            "Linja krysser %(centre)s på %(value)s bare %(num)s gang.",
            "Linja krysser %(centre)s på %(value)s bare %(num)s ganger.",
            signal.count,
            centre=centre_name(view, language),
            value=level_of(view, language),
        )
    if phase.split is not None and phase.split.uneven:
        counts = edge.sides_counted(phase, view, language)
        return [first, language.gettext("Med %(counts)s venter vi minst %(limit)s.", counts=counts, limit=limit)]
    return [
        first,
        language.gettext("Med %(useful)s punkter venter vi minst %(limit)s.", useful=phase.useful, limit=limit),
    ]


def _stretch(signal: Signal, view: Shown, language: Locale) -> str:
    periods = view.plot.periods
    first, last = periods[signal.points[0]], periods[signal.points[-1]]
    if first == last:
        return named(first, view.plot, language)
    names = {"first": named(first, view.plot, language), "last": named(last, view.plot, language)}
    return language.gettext("%(first)s til %(last)s", **names)


def _began(signal: Signal, view: Shown, language: Locale, *, decides: bool) -> str:
    """Return when it began and which flag stands nearest before: together in time, which is all that can be said."""
    periods = view.plot.periods
    first = periods[signal.points[0]]
    values = {"when": when(first, view.plot, language), "beside": _beside(first, view, language)}
    found = proposal(view) if decides else None
    if found is not None and found.start == signal.points[0] and signal.count >= view.plot.minimum:
        if view.centre_is_median:
            return language.gettext("Skiftet kom %(when)s%(beside)s: vurder ny median derfra.", **values)
        return language.gettext("Skiftet kom %(when)s%(beside)s: vurder ny midtlinje derfra.", **values)
    if signal.rule in RUNS:
        return language.gettext("Skiftet kom %(when)s%(beside)s.", **values)
    return language.gettext("Det begynte %(when)s%(beside)s.", **values)


def proposal(view: Shown) -> Suggestion | None:
    """Return the new phase that a person may decide on; None where there is nothing to propose.

    Not one for the worse, since a deterioration is not to be made the new normal by a click.
    """
    if not view.current_known:
        return None
    firsts = [period.start for period in view.plot.periods]
    begun = [bisect_right(firsts, flag.on) - 1 for flag in interventions(view)]
    found = suggest_phase(view.reading, begun, minimum=view.plot.minimum)
    return None if found is None or found.effect is Effect.WORSE else found


def interventions(view: Shown) -> list[Flag]:
    """Return the interventions among the flags, in the order that ``proposal`` counts them."""
    return [flag for flag in view.plot.flags if flag.kind is FlagKind.INTERVENTION]


def nearest(found: Suggestion, view: Shown) -> Flag | None:
    """Return the intervention nearest before a proposed phase, unless it is too far back to be named beside it."""
    if found.intervention is None:
        return None
    flag, first = interventions(view)[found.intervention], view.plot.periods[found.start]
    return flag if Period.containing(first.kind, flag.on).steps_to(first) <= _FAR else None


def _beside(first: Period, view: Shown, language: Locale) -> str:
    earlier = [flag for flag in view.plot.flags if flag.kind is not FlagKind.COMMENT and flag.on <= first.stop]
    if not earlier:
        return ""
    flag = max(earlier, key=lambda one: (one.on, one.number))
    steps = Period.containing(first.kind, flag.on).steps_to(first)
    if steps > _FAR:
        return ""
    name = flag_name(flag, language)
    forms = nouns(first.kind, language)
    if steps == 0:
        return language.gettext(", %(same)s som %(flag)s", same=forms.same, flag=name)
    if steps == 1:
        return language.gettext(", %(after)s %(flag)s", after=forms.after, flag=name)
    return language.gettext(", %(periods)s etter %(flag)s", periods=counted(first.kind, steps, language), flag=name)
