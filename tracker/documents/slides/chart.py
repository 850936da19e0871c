"""A chart that PowerPoint draws: values, medians, goals and limits are series, flags and end labels shapes over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.marker import Marker
from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Inches, Pt

from tracker.documents.report import ChartData, ChartLine, LineKind, PointKind, ReportMeasure
from tracker.documents.slides.deck import EDGE, INNER, Deck, colour, plain, tell

TOP, HIGH = 1.98, 3.92
"""Where the chart stands on its slide, in inches."""
_LEFT, _RIGHT, _FOOT, _ROOF = 0.85, 1.85, 0.5, 0.12
"""Room inside the chart for the numbers, the end labels, the periods, and half a letter over the highest line."""
_FLAG = 0.3
_FLAG_TOP = TOP - 0.42
_LETTER = 0.24
"""How far labels at the right end keep from each other."""
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'

_LINES = {
    LineKind.CENTRE: ("median", 1.75, None),
    LineKind.EXTENDED: ("median", 1.75, MSO_LINE_DASH_STYLE.DASH),
    LineKind.GOAL: ("goal", 2.0, None),
    LineKind.LIMIT: ("steady", 1.0, MSO_LINE_DASH_STYLE.DASH),
}
_POINTS = {
    PointKind.BETTER: (XL_MARKER_STYLE.CIRCLE, 10, "better", "better"),
    PointKind.WORSE: (XL_MARKER_STYLE.SQUARE, 9, "worse", "worse"),
    PointKind.NEUTRAL: (XL_MARKER_STYLE.DIAMOND, 10, "neutral", "neutral"),
    PointKind.ASIDE: (XL_MARKER_STYLE.CIRCLE, 7, "surface", "point"),
}
_ENDS = {"last": ("ink", 16, True), "goal": ("goal", 12, True), "centre": ("ink", 12, False)}


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the inside of a chart lies on its slide, in inches."""

    data: ChartData
    left: float = EDGE + _LEFT
    right: float = EDGE + INNER - _RIGHT
    top: float = TOP + _ROOF
    base: float = TOP + HIGH - _FOOT

    def x(self, at: float) -> float:
        """Return where a point stands: each has a strip of its own."""
        return self.left + (at + 0.5) * (self.right - self.left) / len(self.data.labels)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        reach = self.data.high - self.data.low
        return self.base - (value - self.data.low) * (self.base - self.top) / reach


def draw_chart(deck: Deck, slide: Slide, measure: ReportMeasure, data: ChartData) -> None:
    """Draw a measure's chart on its slide, with its flags and labels over it."""
    held = CategoryChartData(number_format=data.shape)
    held.categories = [_cell(label) for label in data.labels]
    held.add_series(_cell(data.name), data.values)
    for line in data.lines:
        held.add_series(_cell(line.name), line.values)
    place = (Inches(EDGE), Inches(TOP), Inches(INNER), Inches(HIGH))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, held)
    tell(frame, f"{measure.name}. {measure.summary} {measure.told}")
    frame.name = plain(measure.name)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(12)
    chart.font.color.rgb = colour("ink2")
    first, *others = chart.plots[0].series
    _dress_values(first, data)
    for series, line in zip(others, data.lines, strict=True):
        _dress_line(series, line)
    _dress_axes(chart, data)
    plot = _Plot(data)
    _place(chart, plot)
    _flags(deck, slide, plot)
    _ends(deck, slide, plot)


def _cell(text: str) -> str:
    """Return a text for the chart's inner workbook, where one that begins as a formula would become one."""
    return plain(text).lstrip("={")


def _dress_values(series: LineSeries, data: ChartData) -> None:
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour("point"), Pt(1.75)
    _mark(series.marker, XL_MARKER_STYLE.CIRCLE, 6, "point", "point")
    for at, kind in enumerate(data.points):
        if kind in _POINTS and data.values[at] is not None:
            point, (_style, _size, _fill, line) = series.points[at], _POINTS[kind]
            _mark(point.marker, *_POINTS[kind])
            # A point that is dressed by itself leaves the series' line. LibreOffice fills its marker with this colour.
            point.format.line.color.rgb, point.format.line.width = colour(line), Pt(1.75)


def _mark(marker: Marker, style: XL_MARKER_STYLE, size: int, fill: str, line: str) -> None:
    marker.style, marker.size = style, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(fill)
    marker.format.line.color.rgb = colour(line)


def _dress_line(series: LineSeries, line: ChartLine) -> None:
    ink, width, dash = _LINES[line.kind]
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb, series.format.line.width = colour(ink), Pt(width)
    if dash is not None:
        series.format.line.dash_style = dash


def _dress_axes(chart: Chart, data: ChartData) -> None:
    value, category = chart.value_axis, chart.category_axis
    value.minimum_scale, value.maximum_scale, value.major_unit = data.low, data.high, data.step
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = data.shape, False
    value.format.line.fill.background()
    value.major_tick_mark = XL_TICK_MARK.NONE
    value.major_gridlines.format.line.color.rgb = colour("rule")
    category.format.line.color.rgb = colour("rule")
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.tick_labels.font.size = Pt(12)
    element = chart.element.xpath("c:chart/c:plotArea/c:catAx")[0]  # the library leaves no labels out
    for turned in element.xpath("c:txPr/a:bodyPr"):
        turned.set("rot", "0")
        turned.set("vert", "horz")
    after = element.xpath("c:noMultiLvlLbl")
    for tag in ("tickLblSkip", "tickMarkSkip"):
        step = parse_xml(f'<c:{tag} {_C} val="{data.named_every}"/>')
        if after:
            after[0].addprevious(step)
        else:
            element.append(step)


def _place(chart: Chart, plot: _Plot) -> None:
    """Say where the inside of the chart lies, so that flags and labels stand where they belong."""
    area = chart.element.xpath("c:chart/c:plotArea")[0]
    for old in area.xpath("c:layout"):
        area.remove(old)
    parts = {
        "x": (plot.left - EDGE) / INNER,
        "y": (plot.top - TOP) / HIGH,
        "w": (plot.right - plot.left) / INNER,
        "h": (plot.base - plot.top) / HIGH,
    }
    said = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in parts.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout {_C}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{said}</c:manualLayout></c:layout>"
        ),
    )


def spread(places: Sequence[float], step: float, least: float, most: float) -> list[float]:
    """Return places in their order, each at least a step from the next, inside the two ends as far as there is room."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + step) if found else max(place, least))
    limit = most
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], limit)
        limit = found[at] - step
    return found


def _flags(deck: Deck, slide: Slide, plot: _Plot) -> None:
    """Stand the flags over the chart; where there is no room for all, the latest stand."""
    room = int((plot.right - plot.left) / _FLAG)
    flags = plot.data.flags[-room:]
    feet = [plot.x(flag.at) for flag in flags]
    middles = spread(feet, _FLAG + 0.02, plot.left + _FLAG / 2, plot.right - _FLAG / 2)
    for flag, foot, middle in zip(flags, feet, middles, strict=True):
        under = _FLAG_TOP + _FLAG
        if abs(middle - foot) > 0.01:
            deck.line(slide, (middle, under, foot, plot.top), ink="ink2", dotted=True)
            under = plot.top
        deck.line(slide, (foot, under, foot, plot.base), ink="ink2", dotted=True)
        is_done = flag.kind == "intervention"
        kind = {"intervention": MSO_SHAPE.ROUNDED_RECTANGLE, "test": MSO_SHAPE.OVAL}.get(flag.kind, MSO_SHAPE.DIAMOND)
        grown = 0.05 if kind is MSO_SHAPE.DIAMOND else 0.0
        deck.shape(
            slide,
            kind,
            str(flag.number),
            (middle - _FLAG / 2 - grown, _FLAG_TOP - grown, _FLAG + 2 * grown, _FLAG + 2 * grown),
            size=11,
            ink="surface" if is_done else "ink",
            ground="ink" if is_done else "surface",
            line="ink",
            told=f"{flag.number}: {flag.title}",
        )


def _ends(deck: Deck, slide: Slide, plot: _Plot) -> None:
    """Write what the lines at the right end are, each at its own height, or as near as there is room."""
    ends = sorted(plot.data.ends, key=lambda end: -end.value)
    heights = spread([plot.y(end.value) for end in ends], _LETTER, plot.top, plot.base)
    last = next((at for at in range(len(plot.data.values) - 1, -1, -1) if plot.data.values[at] is not None), 0)
    kind = plot.data.points[last - 1 if plot.data.points[last] is PointKind.ASIDE and last else last]
    for end, height in zip(ends, heights, strict=True):
        ink, size, bold = _ENDS[end.kind]
        if end.kind == "last" and kind in {PointKind.BETTER, PointKind.WORSE}:
            ink = kind.value
        box = (plot.right + 0.08, height - 0.16, _RIGHT - 0.1, 0.32)
        deck.text(slide, end.text, box, size=size, bold=bold, ink=ink, anchor=MSO_ANCHOR.MIDDLE)
