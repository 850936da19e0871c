"""The margins of a drawing: as wide as what stands in them, so that no value is cut at the paper's edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite

from tracker.charts.draw.axes import ValueAxis
from tracker.charts.draw.canvas import Size, view_axis
from tracker.charts.plot import Plot
from tracker.charts.shown import Shown
from tracker.charts.words.signals import centre_label
from tracker.text.locale import Locale

_DIGIT = 8.0
"""The widest digit of the fonts the drawings are seen in, at the size of a tick, px."""

_LETTER = 7.28
"""About how wide a letter of a label at the right end is, px."""

_BESIDE, _AFTER = 10.0, 10.0
"""From the paper's edge to the plot, on the left without its text; from the plot to a label on the right, px."""


def tick_texts(value: ValueAxis, plot: Plot, language: Locale) -> list[str]:
    """Return what stands beside each mark of the value axis."""
    if not plot.is_share:
        return [language.number(tick, value.decimals) for tick in value.ticks]
    if value.decimals == 0 and not plot.decimals:
        return [language.figure(tick, plot) for tick in value.ticks]
    return [f"{language.number(tick, value.decimals)}{language.percent_sign}" for tick in value.ticks]


def fitted(views: Iterable[Shown], language: Locale, size: Size) -> Size:
    """The size with margins that hold the values of all these readings, since lanes share theirs; never narrower."""
    left, right = size.left, size.right
    for view in views:
        ticks = tick_texts(view_axis(view, size), view.plot, language)
        left = max([left, *(len(text) * _DIGIT - _spare(text) + _BESIDE for text in ticks)])
        right = max([right, *(len(text) * _LETTER + _AFTER for text in _at_the_end(view, language))])
    return size if (left, right) == (size.left, size.right) else replace(size, left=left, right=right)


def _spare(text: str) -> float:
    """Return what the narrow signs of a number take less than a digit."""
    return sum(text.count(sign) for sign in "\u00a0,.") * _DIGIT / 2


def _at_the_end(view: Shown, language: Locale) -> Iterator[str]:
    """Return the labels at the right end that grow with their numbers."""
    plot, phase = view.plot, view.current
    if phase is not None and view.current_known and isfinite(phase.centre):
        yield centre_label(view, language, phase.centre)
    if plot.target is not None:
        yield language.gettext("Mål %(value)s", value=language.level(plot.target, plot))
    if view.latest is not None:
        yield language.figure(view.values[view.latest], plot)
