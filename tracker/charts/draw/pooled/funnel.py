"""A funnel as SVG: each team at its size and its share, within what chance gives round what all have together.

The points bear no number of rank and their order says nothing. Who lies outside the outer limits is a diamond in the
colour of neither better nor worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from tracker.analysis.exact import Floats
from tracker.analysis.pooling.funnel import FunnelReading
from tracker.charts.draw.axes import ValueAxis, value_axis
from tracker.charts.draw.canvas import Size, plain, shortened, text_width
from tracker.text.locale import Locale
from tracker.text.numbers import NumberStyle

WIDE = Size(612, 400, left=46, right=86, top=20, bottom=54)
NARROW = Size(360, 330, left=42, right=84, top=20, bottom=54, narrow=True)

_DOT, _DIAMOND, _RING = 4.4, 6.5, 9.0
_LINE = 14.0


@dataclass(frozen=True, slots=True)
class FunnelDot:
    """One team: how large, its value as drawn, what is said of it, and the ``name`` beside it where it has one."""

    size: float
    value: float
    text: str
    name: str = ""
    is_outside: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPlot:
    """How a funnel is shown: its name, what it says, what its sizes count, and how its values are written."""

    title: str
    text: str
    sizes: str
    factor: float
    style: NumberStyle


def funnel(
    reading: FunnelReading, dots: Sequence[FunnelDot], plot: FunnelPlot, language: Locale, *, chart_id: str, size: Size
) -> Markup:
    """Draw the limits, the line of all together and the teams; ``chart_id`` must be unique on the page."""
    paper = _Paper(reading, dots, plot, language, size)
    name = plain(chart_id)
    kind = "rc rc-narrow" if size.narrow else "rc"
    drawn = [
        f'<svg class="{kind}" viewBox="0 0 {size.width:g} {size.height:g}" role="img" ',
        f'aria-labelledby="{name}-t {name}-d">',
        f'<title id="{name}-t">{plain(plot.title)}</title>',
        f'<desc id="{name}-d">{plain(plot.text)}</desc>',
        paper.grid(),
        paper.limits(),
        paper.sizes(),
        *(paper.dot(dot) for dot in dots),
        "</svg>",
    ]
    return Markup("".join(drawn))  # noqa: S704 every text has been escaped where it was drawn


class _Paper:
    """One funnel on one paper."""

    def __init__(
        self, reading: FunnelReading, dots: Sequence[FunnelDot], plot: FunnelPlot, language: Locale, size: Size
    ) -> None:
        self.reading, self.plot, self.language, self.size = reading, plot, language, size
        self.left, self.right = size.left, size.width - size.right
        limits = reading.limits
        shown = [*(dot.value for dot in dots), float(limits.upper[len(limits.upper) // 4]) * plot.factor]
        self.value = value_axis(
            shown,
            top=size.top,
            bottom=size.height - size.bottom,
            is_share=plot.style.is_share,
            few_ticks=size.narrow,
        )
        most = float(limits.sizes[-1])
        across = value_axis([most / 1.1], top=self.right, bottom=self.left, whole=True, few_ticks=size.narrow)
        self.across: ValueAxis = replace(across, high=most, ticks=tuple(at for at in across.ticks if at <= most))

    def grid(self) -> str:
        """Return horizontal lines with their values."""
        drawn = []
        for tick in self.value.ticks:
            y = self.value.y(tick)
            kind = "rc-axis" if tick == self.value.low else "rc-grid"
            text = (
                self.language.percent(tick)
                if self.plot.style.is_share
                else self.language.number(tick, self.value.decimals)
            )
            drawn.append(
                f'<path class="{kind}" d="M{self.left:.1f} {y:.1f}H{self.right:.1f}"/>'
                f'<text x="{self.left - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{plain(text)}</text>'
            )
        return "".join(drawn)

    def limits(self) -> str:
        """Return the four limits, what lies between the outer ones, and the line of all together with its name."""
        found = self.reading.limits
        upper, lower = self._points(found.upper), self._points(found.lower)
        drawn = [f'<path class="rc-limitband" d="M{"L".join((*upper, *reversed(lower)))}z"/>']
        inner = self._points(found.upper95), self._points(found.lower95)
        lines = (("fu-outer", upper), ("fu-outer", lower), *(("fu-inner", line) for line in inner))
        drawn += [f'<path class="{kind}" d="M{"L".join(line)}"/>' for kind, line in lines]
        centre = self.reading.centre * self.plot.factor
        y, x = self._y(centre), self.right + 8
        start = self.across.y(float(found.sizes[0]))
        drawn.append(f'<path class="rc-median" d="M{start:.1f} {y:.1f}H{self.right:.1f}"/>')
        whole = self.language.gettext("Alle %(value)s", value=self.language.figure(centre, self.plot.style))
        drawn.append(f'<text class="rc-label" x="{x:.1f}" y="{y + 4:.1f}">{plain(whole)}</text>')
        text = self.language.exact(99.8, is_share=True)
        for line in (found.upper, found.lower):
            end = self._y(float(line[-1]) * self.plot.factor)
            if abs(end - y) > _LINE:
                drawn.append(f'<text x="{x:.1f}" y="{end + 4:.1f}">{plain(text)}</text>')
        return "".join(drawn)

    def sizes(self) -> str:
        """Return the axis of sizes with what they count."""
        base = self.size.height - self.size.bottom
        drawn = [f'<path class="rc-axis" d="M{self.left:.1f} {base:.1f}H{self.right:.1f}"/>']
        for tick in self.across.ticks:
            x = self.across.y(tick)
            text = plain(self.language.number(tick))
            drawn.append(
                f'<path class="rc-axis" d="M{x:.1f} {base:.1f}v5"/>'
                f'<text x="{x:.1f}" y="{base + 20:.1f}" text-anchor="middle">{text}</text>'
            )
        said = plain(shortened(self.plot.sizes, self.size.width - 8))
        middle = (self.left + self.right) / 2
        drawn.append(f'<text x="{middle:.1f}" y="{self.size.height - 10:.1f}" text-anchor="middle">{said}</text>')
        return "".join(drawn)

    def dot(self, dot: FunnelDot) -> str:
        """Return one team with its words; a name beside it where it has one."""
        x, y = self.across.y(dot.size), self._y(dot.value)
        ring = f'<circle class="fu-own" cx="{x:.1f}" cy="{y:.1f}" r="{_RING}"/>' if dot.is_own else ""
        mark = f'<circle class="rc-dot" cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}"/>'
        if dot.is_outside:
            reach = _DIAMOND
            shape = f"M{x:.1f} {y - reach:.1f}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z"
            mark = f'<path class="fu-out" d="{shape}"/>'
        words = f"<title>{plain(dot.text)}</title>"
        return f"{ring}<g>{words}{mark}</g>{self._name(dot, x, y)}"

    def _name(self, dot: FunnelDot, x: float, y: float) -> str:
        if not dot.name:
            return ""
        text = shortened(dot.name, self.right - self.left)
        wide = text_width(text)
        # One's own lies among the others: its name stands clear of them, on the side away from the line.
        is_clear = dot.is_outside and not self.size.narrow
        away = 24.0 if dot.value < self.reading.centre * self.plot.factor else -16.0
        beside, aside = (12.0, 4.0) if is_clear else (0.0, away)
        at = x + beside
        at = x - beside - wide if at + wide > self.right and x - beside - wide >= self.left else at
        at = max(self.left, min(at, self.size.width - wide))
        return f'<text class="rc-label fu-name" x="{at:.1f}" y="{y + aside:.1f}">{plain(text)}</text>'

    def _y(self, value: float) -> float:
        return self.value.y(min(max(value, self.value.low), self.value.high))

    def _points(self, line: Floats) -> list[str]:
        xs = (self.across.y(size) for size in self.reading.limits.sizes.tolist())
        ys = (self._y(value) for value in (line * self.plot.factor).tolist())
        return [f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True)]
