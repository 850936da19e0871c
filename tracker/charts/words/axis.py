"""Where a value axis begins, if somebody chose another place than 0, and why it may not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite

from tracker.charts.plot import Plot
from tracker.charts.shown import Shown
from tracker.charts.words.nouns import centre_name, named
from tracker.text.locale import Locale, capital

_WHOLE = 100.0


def axis_text(plot: Plot, language: Locale) -> str:
    """Return what the drawing says of an axis that is cut: ``Aksen begynner på 90 %``."""
    assert plot.axis_from is not None
    return language.gettext("Aksen begynner på %(value)s", value=_exact(plot.axis_from, plot, language))


def axis_is_cut(view: Shown) -> bool:
    """Return whether the value axis begins where somebody chose, since everything on it lies at or over that."""
    chosen, plot = view.plot.axis_from, view.plot
    if chosen is None or not (0 < chosen <= lowest_level(view).value < float("inf")):
        return False
    return not plot.is_share or chosen < _WHOLE


_NOISE = 9
"""Decimals kept: 29 of 100 is read as 28.999999999999996 per cent, and an axis that begins at 29 holds it."""


@dataclass(frozen=True, slots=True)
class AxisLevel:
    """A value that the axis must hold, and what it is: a point's position, or the word for a line."""

    value: float
    position: int | None = None
    line: str = ""


def lowest_level(view: Shown) -> AxisLevel:
    """Return the lowest of all that is drawn: the newest of the lowest points, a goal, a centre line or a limit."""
    plot = view.plot
    levels = [AxisLevel(value, position=at) for at, value in enumerate(view.values) if isfinite(value)][::-1]
    goals = [plot.target, plot.target_low, plot.target_high]
    goals += [end for earlier in plot.earlier_targets for end in (earlier.value, earlier.low, earlier.high)]
    levels += [AxisLevel(goal, line="goal") for goal in goals if goal is not None]
    phases = zip(view.reading.phases, view.known, strict=True)
    levels += [AxisLevel(phase.centre, line="centre") for phase, known in phases if known]
    if view.limited:
        levels += [AxisLevel(limit, line="limit") for limit in view.reading.lower.tolist() if isfinite(limit)]
    found = min(levels, key=lambda level: level.value, default=AxisLevel(float("inf")))
    return replace(found, value=round(found.value, _NOISE))


def axis_is_whole_again(view: Shown, language: Locale) -> str:
    """Why a chosen axis begins at 0 all the same: something lies under it. Empty where none is chosen, or it holds."""
    plot, lowest = view.plot, lowest_level(view)
    if plot.axis_from is None or lowest.value >= plot.axis_from:
        return ""
    values = {
        "value": _exact(lowest.value, plot, language),
        "chosen": _exact(plot.axis_from, plot, language),
    }
    if lowest.position is not None:
        period = capital(named(plot.periods[lowest.position], plot, language))
        return language.gettext(
            "Aksen begynner på 0 igjen: %(period)s er %(value)s, under %(chosen)s som var valgt.",
            period=period,
            **values,
        )
    if lowest.line == "goal":
        return language.gettext(
            "Aksen begynner på 0 igjen: et mål er %(value)s, under %(chosen)s som var valgt.", **values
        )
    if lowest.line == "limit":
        return language.gettext(
            "Aksen begynner på 0 igjen: en kontrollgrense er %(value)s, under %(chosen)s som var valgt.", **values
        )
    return language.gettext(
        "Aksen begynner på 0 igjen: %(centre)s er %(value)s, under %(chosen)s som var valgt.",
        centre=centre_name(view, language),
        **values,
    )


def _exact(value: float, plot: Plot, language: Locale) -> str:
    return language.exact(round(value, 1), is_share=plot.is_share)
