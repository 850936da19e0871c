"""The paper of a drawing: its size, its two scales, and where each point of a reading falls on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite

from markupsafe import escape

from tracker.charts.axes import TimeAxis, ValueAxis, middle, value_axis
from tracker.charts.language import Language
from tracker.charts.shown import MISSING, Shown

_CONTROL = {code: None for code in range(32) if code not in {9, 10, 13}} | {0xFFFE: None, 0xFFFF: None}
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000))


@dataclass(frozen=True, slots=True)
class Size:
    """Outer measures of a drawing in px, the margins around its plot, and how many last periods it holds."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    last: int | None = None
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Canvas:
    """One reading on one paper.

    ``first`` is the first position that is drawn; ``x`` and ``y`` have one entry a point from there (``y`` is NaN
    where nothing was measured); ``begin`` and ``end`` are each period's first day and the day after its last.
    """

    view: Shown
    language: Language
    size: Size
    chart_id: str
    time: TimeAxis
    value: ValueAxis
    first: int
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    begin: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)

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
        """The x of a position in the whole series, px."""
        return self.x[position - self.first]

    def height(self, position: int) -> float:
        """The y of a position in the whole series, px; NaN where nothing was measured."""
        return self.y[position - self.first]

    def opens(self, position: int) -> float:
        """The x where the period of a position begins: midway between two points that follow each other."""
        return self.time.x(self.begin[position - self.first])

    def closes(self, position: int) -> float:
        """The x where the period of a position ends."""
        return self.time.x(self.end[position - self.first])

    def drawn(self) -> Iterator[int]:
        """Positions that are on the paper and measured."""
        marks = self.view.marks
        return (at for at in range(self.first, len(marks)) if marks[at] != MISSING)

    def segments(self) -> Iterator[list[int]]:
        """Measured positions that follow each other without a hole in time: a gap is never bridged."""
        run: list[int] = []
        for at in self.drawn():
            if run and (at - run[-1] > 1 or self.begin[at - self.first] != self.end[at - 1 - self.first]):
                yield run
                run = []
            run.append(at)
        if run:
            yield run


def canvas(
    view: Shown, language: Language, size: Size, chart_id: str, time: TimeAxis, *, first: int = 0, base: float = 0.0
) -> Canvas:
    """Lay a reading on paper; ``base`` lifts the time axis from the lower margin, px."""
    periods = view.plot.periods[first:]
    values = view_axis(view, size, base)
    return Canvas(
        view,
        language,
        size,
        str(escape(chart_id)),
        time,
        values,
        first,
        [time.x(middle(period)) for period in periods],
        [values.y(value) if isfinite(value) else value for value in view.values[first:]],
        [period.start.toordinal() for period in periods],
        [period.stop.toordinal() + 1 for period in periods],
    )


def view_axis(view: Shown, size: Size, base: float = 0.0) -> ValueAxis:
    """The value axis of a whole series, so that wide, narrow and lane drawings of it share one scale."""
    plot = view.plot
    goals = [plot.target, plot.target_low, plot.target_high, *(earlier.value for earlier in plot.earlier_targets)]
    centres = [phase.centre for phase, known in zip(view.reading.phases, view.known, strict=True) if known]
    limits = [*view.reading.upper.tolist(), *view.reading.lower.tolist()] if _limited(view) else []
    return value_axis(
        [*view.values, *(goal for goal in goals if goal is not None), *centres, *limits],
        top=size.top,
        bottom=size.height - size.bottom - base,
        is_share=plot.is_share,
        scale=plot.scale,
        axis_from=plot.axis_from,
        whole=not plot.is_share and plot.decimals == 0,
        few_ticks=size.narrow or size.height < 180,
    )


def _limited(view: Shown) -> bool:
    return any(isfinite(limit) for limit in view.reading.upper.tolist())


def plain(text: str) -> str:
    """Text that may stand in SVG: escaped, and without the characters that XML does not know."""
    return str(escape(text.translate(_CONTROL)))


def text_width(text: str, size: float = 12.5) -> float:
    """About how wide a text is in the system font, px."""
    return len(text) * size * 0.54


def shortened(text: str, width: float, size: float = 12.5) -> str:
    """The text, cut with an ellipsis when it is wider than ``width`` px; empty when hardly a letter fits."""
    if text_width(text, size) <= width:
        return text
    letters = int(width / (size * 0.54)) - 1
    return text[:letters].rstrip() + "…" if letters >= 3 else ""


def wrapped(text: str, width: float, size: float = 12.5) -> list[str]:
    """The text on lines of about ``width`` px, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
