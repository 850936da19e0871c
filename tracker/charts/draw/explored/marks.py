"""What stands round the points of a Plotly figure as in the drawn chart: flags, brackets, months, labels at the end."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from math import isfinite

from markupsafe import escape

from tracker.analysis import Side
from tracker.charts.draw.axes import spans, time_axis
from tracker.charts.draw.canvas import text_width
from tracker.charts.draw.explored.sheet import PlotlySheet
from tracker.charts.draw.labels import Label, spread
from tracker.charts.draw.marks import MARK_CLASS
from tracker.charts.draw.svg import WIDE
from tracker.charts.plot import FlagKind
from tracker.charts.words.signals import centre_label, signal_text

_HEIGHT = 336.0
"""How high the plot is in the frame that pages give the figure, px: labels are kept apart by it."""

FLAG = 16
"""How far over the plot the middle of a flag stands, px."""

_DIAMOND = "M-12,16L0,28L12,16L0,4Z"
BUBBLE = "M-11,26L11,26L11,8L-2,8L-8,2L-8,8L-11,8Z"
_VOICE = "M5,30L15,30L15,23L11,23L8,20L8,23L5,23Z"
ABOVE = {"yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "yanchor": 1, "layer": "above"}
"""Where the outline of a flag stands: over the plot, in pixels."""


def flags(sheet: PlotlySheet) -> None:
    """Put up each flag over its day, in the shape of its kind, with a dotted line down to the axis."""
    for flag in sheet.plot.flags:
        day = flag.on.isoformat()
        if not sheet.left <= day < sheet.right:
            continue
        ends = {"x0": day, "x1": day, "y0": sheet.value.low, "y1": sheet.value.high}
        line = {"width": 1, "dash": "dot"}
        sheet.shape({"line.color": "--ink2"}, type="line", name="flag", line=line, **ends)
        filled = flag.kind is FlagKind.INTERVENTION
        colours = {"line.color": "--ink", "fillcolor": "--ink" if filled else "--surface"}
        outline = _outline(flag.kind)
        sheet.shape(colours, name="flaghead", xanchor=day, line={"width": 1.6}, **{**ABOVE, **outline})
        if flag.voiced:
            paint = {"line.color": "--ink", "fillcolor": "--surface"}
            small = {**ABOVE, "type": "path", "path": _VOICE}
            sheet.shape(paint, name="flagvoice", xanchor=day, line={"width": 1.2}, **small)
        sheet.note(
            "--surface" if filled else "--ink",
            text=str(flag.number),
            font={"weight": 700},
            x=day,
            y=1,
            yref="paper",
            yanchor="middle",
            yshift=FLAG,
            hovertext=str(escape(f"{flag.number} {flag.title}")),
            name=flag.kind.value,
        )


def _outline(kind: FlagKind) -> dict[str, object]:
    match kind:
        case FlagKind.EVENT:
            return {"type": "path", "path": _DIAMOND}
        case FlagKind.COMMENT:
            return {"type": "path", "path": BUBBLE}
        case _:
            ends = {"x0": -10, "x1": 10, "y0": FLAG - 10, "y1": FLAG + 10}
            return {"type": "rect" if kind is FlagKind.INTERVENTION else "circle", **ends}


def brackets(sheet: PlotlySheet) -> None:
    """Span every signal that marks points, over or under its run, and say why in words."""
    view = sheet.view
    for signal in view.signals:
        heights = [view.values[at] for at in signal.points if isfinite(view.values[at])]
        if not heights:
            continue
        below = signal.side is Side.BELOW
        edge, away = (min(heights), -1) if below else (max(heights), 1)
        first, last = sheet.days[signal.points[0]], sheet.days[signal.points[-1]]
        variable = f"--{signal.effect.value}"
        for left, right, near in ((first, last, 20), (first, first, 15), (last, last, 15)):
            sheet.shape(
                {"line.color": variable},
                type="line",
                name="bracket",
                x0=left,
                x1=right,
                ysizemode="pixel",
                yanchor=edge,
                y0=20 * away,
                y1=near * away,
                line={"width": 1.75},
            )
        sheet.note(
            variable,
            text=signal_text(signal, view, sheet.language),
            font={"weight": 600},
            x=last,
            y=edge,
            xanchor="right",
            yanchor="top" if below else "bottom",
            yshift=22 * away,
        )


def months(sheet: PlotlySheet) -> None:
    """Name the months or years under the weeks, the year with the first of each."""
    periods = sheet.plot.periods
    axis = time_axis(periods, 0, WIDE.width - WIDE.left - WIDE.right)
    found = spans(axis, periods[0].kind)
    for at, span in enumerate(found):
        begins = _moment(axis.start + span.left / axis.day_width)
        if span.begins:
            ends = {"x0": begins, "x1": begins, "y0": -22, "y1": -36}
            place = {"yref": "paper", "ysizemode": "pixel", "yanchor": 0}
            sheet.shape({"line.color": "--rule"}, type="line", name="month", line={"width": 1}, **place, **ends)
        names = [] if span.month is None else [sheet.language.short_month(span.month)]
        names += [] if span.year is None else [str(span.year)]
        name = " ".join(names)
        place = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -22}
        if name and text_width(name) <= span.right - span.left + 8:
            middle = _moment(axis.start + (span.left + span.right) / 2 / axis.day_width)
            sheet.note("--ink2", text=name, name="month", x=middle, **place)
        elif name and (at == 0 or span.month is None):
            # Wider than what is left of it: it goes on to the left, where there is nothing.
            edge = _moment(axis.start + span.right / axis.day_width)
            sheet.note("--ink2", text=name, name="month", x=edge, xanchor="right", xshift=-6, **place)


def _moment(day: float) -> str:
    """Return the moment of a day that is counted with fractions."""
    whole = datetime.combine(datetime.fromordinal(int(day)), time())
    return (whole + timedelta(days=day % 1)).isoformat(" ", "minutes")


def end_labels(sheet: PlotlySheet) -> None:
    """Write the centre line, the goal and the last value at the right end, apart so that each can be read."""
    view, plot, language = sheet.view, sheet.plot, sheet.language
    wanted: list[tuple[float, str, str]] = []
    phase = view.current
    if phase is not None and view.current_known:
        wanted.append((phase.centre, centre_label(view, language, phase.centre), "--ink"))
    if plot.target is not None:
        wanted.append(
            (plot.target, language.gettext("Mål %(value)s", value=language.level(plot.target, plot)), "--goal")
        )
    last = None
    if view.latest is not None:
        last = view.values[view.latest]
        kind = MARK_CLASS.get(view.marks[view.latest])
        wanted.append((last, language.figure(last, plot), f"--{kind}" if kind else "--ink"))
    axis = sheet.value
    heights = [_HEIGHT * (axis.high - value) / (axis.high - axis.low) for value, _, _ in wanted]
    labels = [Label(height, text, variable) for height, (_, text, variable) in zip(heights, wanted, strict=True)]
    spread(labels, 0, _HEIGHT)
    for at, (label, height, (value, _, _)) in enumerate(zip(labels, heights, wanted, strict=True)):
        is_last = last is not None and at == len(labels) - 1
        sheet.note(
            label.kind,
            text=label.text,
            font={"weight": 700, "size": 15} if is_last else {"weight": 600 if label.kind == "--goal" else 400},
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=value,
            yref="y",
            yshift=round(height - label.y, 1),
        )
