"""The same reading as a Plotly figure, in plain dictionaries, for zoom and hover behind "Utforsk".

Nothing here has a colour. Each trace's ``meta["colours"]`` and ``layout.meta["colours"]`` map an attribute path, such
as ``shapes[0].line.color``, to the name of a CSS variable; the browser reads the variables at draw time and on theme
change. Hover words come ready in ``customdata``, since Plotly's own formats do not follow the language.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import isfinite
from typing import Any, TypeAlias

from markupsafe import escape

from tracker.analysis import Direction, Mark, Period, Reading, Side
from tracker.charts.axes import label_step
from tracker.charts.canvas import view_axis
from tracker.charts.keys import mark_names
from tracker.charts.language import NBSP, Language
from tracker.charts.plot import Plot
from tracker.charts.points import Points
from tracker.charts.shown import Shown, shown
from tracker.charts.signals import centre_label, signal_text
from tracker.charts.svg import WIDE

Figure: TypeAlias = dict[str, Any]

_SYMBOLS = {
    Mark.ORDINARY: ("circle", 7, "--point"),
    Mark.ON_CENTRE: ("circle-open", 7, "--point"),
    Mark.BETTER: ("circle", 14, "--better"),
    Mark.WORSE: ("square", 13, "--worse"),
    Mark.NEUTRAL: ("diamond", 13, "--neutral"),
    Mark.EXCLUDED: ("circle-x-open", 10, "--control"),
}
_GLYPHS = {Mark.BETTER: "+", Mark.WORSE: "−"}


def figure(reading: Reading, plot: Plot, language: Language) -> Figure:
    """``data``, ``layout`` and ``config`` for ``Plotly.newPlot``; empty of traces when nothing is measured."""
    view = shown(reading, plot)
    plot = view.plot
    drawing = _Drawing(view, language)
    if view.last is not None:
        drawing.everything()
    layout = {
        "separators": ("." if language.english else ",") + NBSP,
        "showlegend": False,
        "hovermode": "closest",
        "margin": {"l": 56, "r": 112, "t": 40, "b": 56},
        "xaxis": drawing.time_axis(),
        "yaxis": drawing.value_axis(),
        "shapes": drawing.shapes,
        "annotations": drawing.annotations,
        "meta": {"colours": drawing.colours},
    }
    config = {
        "displayModeBar": False,
        "displaylogo": False,
        "responsive": True,
        "showSendToCloud": False,
        "plotlyServerURL": "",
    }
    return {"data": drawing.traces, "layout": layout, "config": config}


class _Drawing:
    """Collects traces, shapes and annotations, and which CSS variable colours each."""

    def __init__(self, view: Shown, language: Language) -> None:
        self.view = view
        self.plot = view.plot
        self.language = language
        self.value = view_axis(view, WIDE)
        self.traces: list[Figure] = []
        self.shapes: list[Figure] = []
        self.annotations: list[Figure] = []
        self.colours = {
            "paper_bgcolor": "--surface",
            "plot_bgcolor": "--surface",
            "font.color": "--ink2",
            "xaxis.linecolor": "--control",
            "xaxis.tickcolor": "--control",
            "yaxis.gridcolor": "--rule",
            "hoverlabel.bgcolor": "--ink",
            "hoverlabel.font.color": "--surface",
        }
        self.days = [_middle(period) for period in self.plot.periods]

    def everything(self) -> None:
        """All there is in a chart with points, from the back to the front."""
        self._goal()
        self._pauses()
        self._limits()
        self._centres()
        self._flags()
        self._line()
        self._points()
        self._signals()

    def time_axis(self) -> Figure:
        """The time axis with our own names, since Plotly's locales lack some languages and spell others oddly."""
        axis: Figure = {"type": "date", "showgrid": False, "zeroline": False, "ticks": "outside", "showline": True}
        periods = self.plot.periods
        if not periods:
            return axis
        step = label_step(periods[0].kind, (WIDE.width - WIDE.left - WIDE.right) / len(periods))
        chosen = range(0, len(periods), step)
        names = [self.language.first_tick(periods[0]), *(self.language.tick(periods[at]) for at in chosen[1:])]
        places = [self.days[at] for at in chosen]
        return {**axis, "tickvals": places, "ticktext": names, "tickangle": 0, "range": [self._left, self._right]}

    def value_axis(self) -> Figure:
        """The same scale as the drawn chart: never cut by itself."""
        value, language, plot = self.value, self.language, self.plot
        sign = ("%" if language.english else f"{NBSP}%") if plot.is_share else ""
        return {
            "range": [value.low, value.high],
            "tickvals": list(value.ticks),
            "ticktext": [language.number(tick, value.decimals) + sign for tick in value.ticks],
            "zeroline": False,
            "fixedrange": True,
            "title": {"text": str(escape(plot.unit)) if plot.unit and not plot.is_share else ""},
        }

    @property
    def _left(self) -> str:
        return _start(self.plot.periods[0])

    @property
    def _right(self) -> str:
        return _stop(self.plot.periods[-1])

    def _shape(self, colours: dict[str, str], **shape: object) -> None:
        at = len(self.shapes)
        self.colours.update({f"shapes[{at}].{path}": variable for path, variable in colours.items()})
        self.shapes.append({"xref": "x", "yref": "y", "layer": "below", **shape})

    def _level(self, left: str, right: str, value: float, variable: str, name: str, **stroke: object) -> None:
        """A horizontal line."""
        self._shape(
            {"line.color": variable},
            type="line",
            name=name,
            x0=left,
            x1=right,
            y0=value,
            y1=value,
            line={"width": 2, **stroke},
        )

    def _note(self, variable: str, **annotation: object) -> None:
        self.colours[f"annotations[{len(self.annotations)}].font.color"] = variable
        text = str(escape(annotation.pop("text")))
        self.annotations.append({"showarrow": False, "text": text, **annotation})

    def _label(self, value: float, text: str, variable: str) -> None:
        """A label at the right end of a line."""
        self._note(variable, text=text, x=1, xref="paper", xanchor="left", xshift=8, y=value, yref="y")

    def _goal(self) -> None:
        plot, value = self.plot, self.value
        if plot.target_low is not None or plot.target_high is not None:
            low = value.low if plot.target_low is None else plot.target_low
            high = value.high if plot.target_high is None else plot.target_high
            self._band(self._left, self._right, low, high)
        left = self._left
        for earlier in plot.earlier_targets:
            right = min((earlier.until + timedelta(days=1)).isoformat(), self._right)
            if right > left:
                self._goal_step(left, right, earlier.value)
                left = right
        if plot.target is not None:
            self._goal_step(left, self._right, plot.target)
            text = self.language.gettext("Mål %(value)s", value=self.language.level(plot.target, plot))
            self._label(plot.target, text, "--goal")

    def _goal_step(self, left: str, right: str, goal: float) -> None:
        if self.plot.direction is Direction.HIGHER:
            self._band(left, right, goal, self.value.high)
        elif self.plot.direction is Direction.LOWER:
            self._band(left, right, self.value.low, goal)
        self._level(left, right, goal, "--goal", "goal", width=1.75)

    def _band(self, left: str, right: str, low: float, high: float) -> None:
        self._shape(
            {"fillcolor": "--goaltint"},
            type="rect",
            name="goalband",
            x0=left,
            x1=right,
            y0=low,
            y1=high,
            line={"width": 0},
        )

    def _pauses(self) -> None:
        for pause in self.plot.pauses:
            left, right = pause.start.isoformat(), (pause.stop + timedelta(days=1)).isoformat()
            if left >= self._right or right <= self._left:
                continue
            self._shape(
                {"fillcolor": "--sunken"},
                type="rect",
                name="pause",
                yref="paper",
                x0=max(left, self._left),
                x1=min(right, self._right),
                y0=0,
                y1=1,
                line={"width": 0},
            )
            middle = pause.start + (pause.stop - pause.start) / 2
            self._note(
                "--ink2", text=pause.reason, x=middle.isoformat(), y=0, yref="paper", yanchor="bottom", textangle=-90
            )

    def _limits(self) -> None:
        reading, known = self.view.reading, self.view.known
        shown_at = [known[at] for at, phase in enumerate(reading.phases) for _ in range(phase.start, phase.stop)]
        for limits in (reading.upper.tolist(), reading.lower.tolist()):
            values = [limit if isfinite(limit) and ok else None for limit, ok in zip(limits, shown_at, strict=True)]
            if any(value is not None for value in values):
                line = {"width": 1, "dash": "dot", "shape": "hvh"}
                self._trace("limit", {"line.color": "--steady"}, mode="lines", y=values, line=line, hoverinfo="skip")

    def _centres(self) -> None:
        view, periods, phases = self.view, self.plot.periods, self.view.reading.phases
        for number, phase in enumerate(phases):
            left = _start(periods[phase.start])
            if number:
                self._shape(
                    {"line.color": "--control"},
                    type="line",
                    name="phase",
                    yref="paper",
                    x0=left,
                    x1=left,
                    y0=0,
                    y1=1,
                    line={"width": 1.25},
                )
            if name := view.phase_name(number):
                self._note("--ink2", text=name, x=left, y=0, yref="paper", xanchor="left", yanchor="bottom", xshift=6)
            if not view.known[number]:
                continue
            right = self._right if number == len(phases) - 1 else _start(periods[phase.stop])
            turn = _stop(periods[phase.baseline_stop - 1]) if phase.baseline_stop < phase.stop else right
            self._level(left, turn, phase.centre, "--median", "median")
            if turn < right:
                self._level(turn, right, phase.centre, "--median", "median", dash="dash")
            if number == len(phases) - 1:
                self._label(phase.centre, centre_label(view, self.language, phase.centre), "--ink")

    def _flags(self) -> None:
        for flag in self.plot.flags:
            day = flag.on.isoformat()
            if self._left <= day < self._right:
                text = f"{flag.number} {flag.title}"
                self._note(
                    "--ink",
                    text=str(flag.number),
                    x=day,
                    y=1,
                    yref="paper",
                    yanchor="bottom",
                    hovertext=str(escape(text)),
                    name=flag.kind.value,
                )
                self._shape(
                    {"line.color": "--ink2"},
                    type="line",
                    name="flag",
                    yref="paper",
                    x0=day,
                    x1=day,
                    y0=0,
                    y1=1,
                    line={"width": 1, "dash": "dot"},
                )

    def _trace(self, name: str, colours: dict[str, str], **trace: object) -> None:
        base: Figure = {"type": "scatter", "name": name, "x": self.days, "meta": {"colours": colours}}
        self.traces.append({**base, **trace})

    def _line(self) -> None:
        """The data line; a hole in time gets a hole in the line even where no period stands for it."""
        periods = self.plot.periods
        days: list[str] = []
        values: list[float | None] = []
        for at, value in enumerate(self.view.values):
            if at and periods[at - 1].next != periods[at]:
                days.append(_stop(periods[at - 1]))
                values.append(None)
            days.append(self.days[at])
            values.append(value if isfinite(value) else None)
        self._trace(
            "line",
            {"line.color": "--point"},
            mode="lines",
            x=days,
            y=values,
            connectgaps=False,
            line={"width": 1.75, "shape": "linear"},
            hoverinfo="skip",
        )

    def _points(self) -> None:
        view, words, names = self.view, Points(self.view, self.language), mark_names(self.view, self.language)
        for mark, (symbol, size, variable) in _SYMBOLS.items():
            chosen = [at for at, code in enumerate(view.marks) if code == mark]
            if not chosen:
                continue
            sizes = [4 if view.small(at) else size for at in chosen]
            days, values = [self.days[at] for at in chosen], [view.values[at] for at in chosen]
            self._trace(
                names[int(mark)],
                {"marker.color": variable, "marker.line.color": "--surface"},
                mode="markers",
                x=days,
                y=values,
                marker={"symbol": symbol, "size": sizes, "line": {"width": 1}},
                customdata=["<br>".join(str(escape(line)) for line in words.lines(at)) for at in chosen],
                hovertemplate="%{customdata}<extra></extra>",
            )
            if mark in _GLYPHS:
                self._trace(
                    "glyph",
                    {"textfont.color": "--surface"},
                    mode="text",
                    x=days,
                    y=values,
                    text=[_GLYPHS[mark]] * len(chosen),
                    textfont={"size": 12},
                    hoverinfo="skip",
                )

    def _signals(self) -> None:
        """What the brackets say, over or under the run's last point."""
        view = self.view
        for signal in view.signals:
            if not signal.points:
                continue
            heights = [view.values[at] for at in signal.points]
            below = signal.side is Side.BELOW
            self._note(
                f"--{signal.effect.value}",
                text=signal_text(signal, view, self.language),
                x=self.days[signal.points[-1]],
                y=min(heights) if below else max(heights),
                xanchor="right",
                yanchor="top" if below else "bottom",
                yshift=-12 if below else 12,
            )


def _start(period: Period) -> str:
    return period.start.isoformat()


def _stop(period: Period) -> str:
    """The moment a period ends: the day after its last."""
    return (period.stop + timedelta(days=1)).isoformat()


def _middle(period: Period) -> str:
    middle = (period.start.toordinal() + period.stop.toordinal() + 1) / 2
    day = date.fromordinal(int(middle)).isoformat()
    return day if middle.is_integer() else f"{day} 12:00"
