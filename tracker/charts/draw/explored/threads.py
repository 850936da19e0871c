"""What is said of points and stretches, on a Plotly figure as in the drawn chart: bubbles, bars, feet and rings."""

from __future__ import annotations

from datetime import date
from math import isfinite

from markupsafe import escape

from tracker.charts.draw.explored.marks import ABOVE, BUBBLE, FLAG
from tracker.charts.draw.explored.sheet import PlotlySheet, start, stop
from tracker.charts.plot import ThreadMark
from tracker.charts.words.summary import thread_texts

_RING = 9
_BAR = (1, 5)
"""How far over the plot the bar of a stretch begins and ends, px."""


def threads(sheet: PlotlySheet) -> None:
    """Put up a bubble for each thread, filled while it waits: over a point with a ring, or over a bar with two feet."""
    told = thread_texts(sheet.plot, sheet.language)
    for mark in sheet.plot.threads:
        inside = [at for at, period in enumerate(sheet.plot.periods) if mark.first <= period.start <= mark.last]
        if inside:
            _bubble(sheet, mark, _place(sheet, mark, inside), told.get(mark.number, ""))


def _place(sheet: PlotlySheet, mark: ThreadMark, inside: list[int]) -> str:
    """Draw what a thread is about, and return the day its bubble stands over."""
    first, last = inside[0], inside[-1]
    if mark.is_point:
        _foot(sheet, sheet.days[first])
        _ring(sheet, first)
        return sheet.days[first]
    left, right = start(sheet.plot.periods[first]), stop(sheet.plot.periods[last])
    place = {"yref": "paper", "ysizemode": "pixel", "yanchor": 1, "y0": _BAR[0], "y1": _BAR[1], "layer": "above"}
    colours = {"line.color": "--ink", "fillcolor": "--ink" if mark.waits else "--surface"}
    sheet.shape(colours, type="rect", name="said", x0=left, x1=right, line={"width": 1.4}, **place)
    _foot(sheet, left)
    _foot(sheet, right)
    middle = (date.fromisoformat(left).toordinal() + date.fromisoformat(right).toordinal()) // 2
    return date.fromordinal(middle).isoformat()


def _foot(sheet: PlotlySheet, day: str) -> None:
    ends = {"x0": day, "x1": day, "y0": sheet.value.low, "y1": sheet.value.high}
    sheet.shape({"line.color": "--ink2"}, type="line", name="saidfoot", line={"width": 1, "dash": "dot"}, **ends)


def _ring(sheet: PlotlySheet, at: int) -> None:
    value = sheet.view.values[at]
    if isfinite(value):
        place = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": sheet.days[at], "yanchor": value}
        ends = {"x0": -_RING, "x1": _RING, "y0": -_RING, "y1": _RING}
        sheet.shape({"line.color": "--ink"}, type="circle", name="ring", line={"width": 1.75}, **{**place, **ends})


def _bubble(sheet: PlotlySheet, mark: ThreadMark, day: str, told: str) -> None:
    colours = {"line.color": "--ink", "fillcolor": "--ink" if mark.waits else "--surface"}
    sheet.shape(
        colours, **{**ABOVE, "type": "path", "path": BUBBLE, "name": "bubble", "xanchor": day, "line": {"width": 1.6}}
    )
    sheet.note(
        "--surface" if mark.waits else "--ink",
        text=str(mark.number),
        font={"weight": 700},
        x=day,
        y=1,
        yref="paper",
        yanchor="middle",
        yshift=FLAG + 1,
        hovertext=str(escape(told)),
        name="thread",
    )
