"""The paper of a drawing: its size, its two scales, and where each point of a reading falls on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite

from markupsafe import escape

from tracker.charts.draw.axes import TimeAxis, Times, ValueAxis, times, value_axis
from tracker.charts.shown import MISSING, Shown
from tracker.text.locale import Locale

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Size:
    """Outer measures of a drawing in px, the margins around its plot, and how many last periods it holds.

    A ``still`` drawing leaves the page: its points have no words behind them that say who recorded them, and no names.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    last: int | None = None
    narrow: bool = False
    still: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """What something on the paper covers, px."""

    left: float
    right: float
    upper: float
    lower: float

    def touches(self, other: Box) -> bool:
        """Return whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.upper < other.lower
            and other.upper < self.lower
        )


@dataclass(frozen=True, slots=True)
class Canvas:
    """One reading on one paper.

    ``first`` is the first position that is drawn; ``x`` and ``y`` have one entry a point from there (``y`` is NaN
    where nothing was measured); ``times`` is when each period begins and ends.
    """

    view: Shown
    language: Locale
    size: Size
    chart_id: str
    time: TimeAxis
    value: ValueAxis
    first: int
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    times: Times = field(default_factory=lambda: Times([], [], []))

    @property
    def left(self) -> float:
        """Left edge of the plot, px."""
        return self.size.left

    @property
    def right(self) -> float:
        """Right edge of the plot, px."""
        return self.size.width - self.size.right

    @property
    def top(self) -> float:
        """Upper edge of the plot, px."""
        return self.value.top

    @property
    def base(self) -> float:
        """Lower edge of the plot, where the time axis lies, px."""
        return self.value.bottom

    def at(self, position: int) -> float:
        """Return the x of a position in the whole series, px."""
        return self.x[position - self.first]

    def height(self, position: int) -> float:
        """Return the y of a position in the whole series, px; NaN where nothing was measured."""
        return self.y[position - self.first]

    def opens(self, position: int) -> float:
        """Return the x where the period of a position begins: midway between two points that follow each other."""
        return self.time.x(self.times.begin[position - self.first])

    def closes(self, position: int) -> float:
        """Return the x where the period of a position ends."""
        return self.time.x(self.times.end[position - self.first])

    def drawn(self) -> Iterator[int]:
        """Positions that are on the paper and measured."""
        marks = self.view.marks
        return (at for at in range(self.first, len(marks)) if marks[at] != MISSING)

    def segments(self) -> Iterator[list[int]]:
        """Measured positions that follow each other without a hole in time: a gap is never bridged."""
        return unbroken(self.view.marks, self.times, self.first)


def canvas(view: Shown, language: Locale, size: Size, chart_id: str, time: TimeAxis, *, first: int = 0) -> Canvas:
    """Lay a reading on paper, from its point ``first`` on."""
    found = times(view.plot.periods[first:], joined=view.plot.by_events)
    values = view_axis(view, size)
    scale = time.day_width
    zero = time.left - time.start * scale
    return Canvas(
        view,
        language,
        size,
        str(escape(chart_id)),
        time,
        values,
        first,
        [zero + day * scale for day in found.middle],
        [values.y(value) if isfinite(value) else value for value in view.values[first:]],
        found,
    )


def view_axis(view: Shown, size: Size) -> ValueAxis:
    """Return the value axis of a whole series, so that wide, narrow and lane drawings of it share one scale."""
    plot = view.plot
    goals = [plot.target, plot.target_low, plot.target_high]
    goals += [end for earlier in plot.earlier_targets for end in (earlier.value, earlier.low, earlier.high)]
    centres = [phase.centre for phase, known in zip(view.reading.phases, view.known, strict=True) if known]
    limits = [*view.reading.upper.tolist(), *view.reading.lower.tolist()] if view.limited else []
    return value_axis(
        [*view.values, *(goal for goal in goals if goal is not None), *centres, *limits],
        top=size.top,
        bottom=size.height - size.bottom,
        is_share=plot.is_share,
        scale=plot.scale,
        axis_from=plot.axis_from,
        whole=not plot.is_share and plot.decimals == 0,
        few_ticks=size.narrow or size.height < 180,
    )


def unbroken(marks: list[int], when: Times, first: int = 0) -> Iterator[list[int]]:
    """Measured positions from ``first`` that follow each other without a hole in time."""
    run: list[int] = []
    for at in range(first, len(marks)):
        if marks[at] == MISSING:
            continue
        if run and (at - run[-1] > 1 or when.begin[at - first] != when.end[at - 1 - first]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def upright(x: float, top: float, foot: float, texts: Iterable[Box]) -> str:
    """Return the path of a line straight down from ``top`` to ``foot``, with a gap wherever a text lies."""
    parts, y = [], top
    for box in sorted(texts, key=lambda box: box.upper):
        if box.left < x < box.right and y < box.lower and box.upper < foot:
            parts.append((y, box.upper))
            y = box.lower
    return "".join(f"M{x:.1f} {begin:.1f}V{end:.1f}" for begin, end in (*parts, (y, foot)) if end > begin)


def plain(text: str) -> str:
    """Return the text that may stand in SVG: escaped, and without the characters that XML does not know."""
    return str(escape(_UNWRITABLE.sub("", text)))


def text_width(text: str, size: float = 12.5) -> float:
    """Return about how wide a text is in the system font, px."""
    return len(text) * size * 0.54


def shortened(text: str, width: float, size: float = 12.5) -> str:
    """Return the text, cut with an ellipsis when it is wider than ``width`` px; empty when hardly a letter fits."""
    if text_width(text, size) <= width:
        return text
    letters = int(width / (size * 0.54)) - 1
    return text[:letters].rstrip() + "…" if letters >= 3 else ""


def wrapped(text: str, width: float, size: float = 12.5) -> list[str]:
    """Return the text on lines of about ``width`` px, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
