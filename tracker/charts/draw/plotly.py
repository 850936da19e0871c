"""The same reading as a Plotly figure, in plain dictionaries, for zoom and hover behind "Utforsk".

Nothing here has a colour. Each trace's ``meta["colours"]`` and ``layout.meta["colours"]`` map an attribute path, such
as ``shapes[0].line.color``, to the name of a CSS variable; the browser reads the variables at draw time and on theme
change. Hover words come ready in ``customdata``, since Plotly's own formats do not follow the language.
"""

from __future__ import annotations

from datetime import timedelta
from math import isfinite

from markupsafe import escape

from tracker.analysis import Direction, Mark, Reading
from tracker.charts.draw.axes import label_step
from tracker.charts.draw.explored.marks import brackets, end_labels, flags, months
from tracker.charts.draw.explored.sheet import Figure, PlotlySheet, start, stop
from tracker.charts.draw.explored.threads import threads
from tracker.charts.draw.explored.words import plotly_words
from tracker.charts.draw.legend import mark_names
from tracker.charts.draw.margins import fitted, tick_texts
from tracker.charts.draw.svg import WIDE
from tracker.charts.plot import Plot
from tracker.charts.shown import RUNNING, shown
from tracker.charts.words.axis import axis_text
from tracker.charts.words.edge import why_sides
from tracker.charts.words.explain import rule_set_name
from tracker.charts.words.points import Points
from tracker.text.conventions import NBSP
from tracker.text.locale import Locale

_SYMBOLS: dict[int, tuple[str, int, str]] = {
    int(Mark.ORDINARY): ("circle", 7, "--point"),
    int(Mark.ON_CENTRE): ("circle-open", 7, "--point"),
    int(Mark.BETTER): ("circle", 14, "--better"),
    int(Mark.WORSE): ("square", 13, "--worse"),
    int(Mark.NEUTRAL): ("diamond", 13, "--neutral"),
    int(Mark.EXCLUDED): ("circle-x-open", 10, "--control"),
    RUNNING: ("circle-open-dot", 8, "--point"),
}
_GLYPHS = {int(Mark.BETTER): "+", int(Mark.WORSE): "−"}


def figure(reading: Reading, plot: Plot, language: Locale) -> Figure:
    """``data``, ``layout`` and ``config`` for ``Plotly.newPlot``; empty of traces when nothing is measured."""
    view = shown(reading, plot)
    sheet = PlotlySheet(view, language)
    if view.last is not None:
        layers = (
            _goal,
            _pauses,
            _limits,
            _centres,
            flags,
            months,
            _line,
            _points,
            threads,
            brackets,
            end_labels,
            _rules,
        )
        for layer in layers:
            layer(sheet)
    size = fitted([view], language, WIDE)
    layout = {
        "separators": language.decimal_mark + NBSP,
        "showlegend": False,
        "hovermode": "closest",
        "margin": {"l": size.left + 10, "r": size.right, "t": 40, "b": 90 if view.edge else 72},
        "xaxis": _time_axis(sheet),
        "yaxis": _value_axis(sheet),
        "shapes": sheet.shapes,
        "annotations": sheet.annotations,
        "meta": {"colours": sheet.colours},
    }
    config = {
        "locale": language.code,
        "locales": {language.code: plotly_words(language)},
        "showTips": False,  # its notice of the double click: the page says itself how to see everything again
        "displayModeBar": False,
        "displaylogo": False,
        "responsive": True,
        "showSendToCloud": False,
        "plotlyServerURL": "",
    }
    return {"data": sheet.traces, "layout": layout, "config": config}


def _time_axis(sheet: PlotlySheet) -> Figure:
    """Return the time axis with our own names, since Plotly's locales lack some languages and spell others oddly."""
    axis: Figure = {"type": "date", "showgrid": False, "zeroline": False, "ticks": "outside", "showline": True}
    periods = sheet.plot.periods
    if not periods:
        return axis
    step = label_step(periods[0].kind, (WIDE.width - WIDE.left - WIDE.right) / len(periods))
    chosen = range(0, len(periods), step)
    names = [sheet.language.first_tick(periods[0]), *(sheet.language.tick(periods[at]) for at in chosen[1:])]
    places = [sheet.days[at] for at in chosen]
    return {**axis, "tickvals": places, "ticktext": names, "tickangle": 0, "range": [sheet.left, sheet.right]}


def _value_axis(sheet: PlotlySheet) -> Figure:
    """Return the same scale as the drawn chart: never cut by itself."""
    value, language, plot = sheet.value, sheet.language, sheet.plot
    said = [str(escape(plot.unit))] if plot.unit and not plot.is_share else []
    if value.cut:
        said.append(axis_text(plot, language))
    return {
        "range": [value.low, value.high],
        "tickvals": list(value.ticks),
        "ticktext": tick_texts(value, plot, language),
        "zeroline": False,
        "fixedrange": True,
        "title": {"text": ". ".join(said)},
    }


def _goal(sheet: PlotlySheet) -> None:
    plot, left = sheet.plot, sheet.left
    for earlier in plot.earlier_targets:
        right = min((earlier.until + timedelta(days=1)).isoformat(), sheet.right)
        if right > left:
            _goal_step(sheet, left, right, earlier.value, earlier.low, earlier.high)
            left = right
    _goal_step(sheet, left, sheet.right, plot.target, plot.target_low, plot.target_high)


def _goal_step(
    sheet: PlotlySheet, left: str, right: str, value: float | None, low: float | None, high: float | None
) -> None:
    """Draw what was aimed at from one day to another: a value, a range, or nothing."""
    axis, direction = sheet.value, sheet.plot.direction
    if low is not None or high is not None:
        _band(sheet, left, right, axis.low if low is None else low, axis.high if high is None else high)
    elif value is not None and direction is Direction.HIGHER:
        _band(sheet, left, right, value, axis.high)
    elif value is not None and direction is Direction.LOWER:
        _band(sheet, left, right, axis.low, value)
    for level in (value, low, high):
        if level is not None:
            sheet.level(left, right, level, "--goal", "goal", width=1.75)


def _band(sheet: PlotlySheet, left: str, right: str, low: float, high: float) -> None:
    sheet.shape(
        {"fillcolor": "--goaltint"},
        type="rect",
        name="goalband",
        x0=left,
        x1=right,
        y0=low,
        y1=high,
        line={"width": 0},
    )


def _pauses(sheet: PlotlySheet) -> None:
    for pause in sheet.plot.pauses:
        left, right = pause.start.isoformat(), (pause.stop + timedelta(days=1)).isoformat()
        if left >= sheet.right or right <= sheet.left:
            continue
        sheet.shape(
            {"fillcolor": "--sunken"},
            type="rect",
            name="pause",
            yref="paper",
            x0=max(left, sheet.left),
            x1=min(right, sheet.right),
            y0=0,
            y1=1,
            line={"width": 0},
        )
        middle = pause.start + (pause.stop - pause.start) / 2
        sheet.note(
            "--ink2", text=pause.reason, x=middle.isoformat(), y=0, yref="paper", yanchor="bottom", textangle=-90
        )


def _limits(sheet: PlotlySheet) -> None:
    reading, known = sheet.view.reading, sheet.view.known
    shown_at = [known[at] for at, phase in enumerate(reading.phases) for _ in range(phase.start, phase.stop)]
    for limits in (reading.upper.tolist(), reading.lower.tolist()):
        values = [limit if isfinite(limit) and ok else None for limit, ok in zip(limits, shown_at, strict=True)]
        if any(value is not None for value in values):
            line = {"width": 1, "dash": "dot", "shape": "hvh"}
            sheet.trace("limit", {"line.color": "--steady"}, mode="lines", y=values, line=line, hoverinfo="skip")


def _centres(sheet: PlotlySheet) -> None:
    view, periods, phases = sheet.view, sheet.plot.periods, sheet.view.reading.phases
    for number, phase in enumerate(phases):
        left = start(periods[phase.start])
        if number:
            sheet.shape(
                {"line.color": "--control"},
                type="line",
                name="phase",
                x0=left,
                x1=left,
                y0=sheet.value.low,
                y1=sheet.value.high,
                line={"width": 1.25},
            )
        if name := view.phase_name(number):
            sheet.note("--ink2", text=name, x=left, y=0, yref="paper", xanchor="left", yanchor="bottom", xshift=6)
        if not view.known[number]:
            continue
        right = sheet.right if number == len(phases) - 1 else start(periods[phase.stop])
        turn = stop(periods[phase.baseline_stop - 1]) if phase.baseline_stop < phase.stop else right
        sheet.level(left, turn, phase.centre, "--median", "median")
        if turn < right:
            sheet.level(turn, right, phase.centre, "--median", "median", dash="dash")


def _line(sheet: PlotlySheet) -> None:
    """The data line; a hole in time gets a hole in the line even where no period stands for it."""
    periods = sheet.plot.periods
    days: list[str] = []
    values: list[float | None] = []
    for at, value in enumerate(sheet.view.values):
        if at and not sheet.plot.by_events and periods[at - 1].next != periods[at]:
            days.append(stop(periods[at - 1]))
            values.append(None)
        days.append(sheet.days[at])
        values.append(value if isfinite(value) else None)
    sheet.trace(
        "line",
        {"line.color": "--point"},
        mode="lines",
        x=days,
        y=values,
        connectgaps=False,
        line={"width": 1.75, "shape": "linear"},
        hoverinfo="skip",
    )


def _points(sheet: PlotlySheet) -> None:
    view, words, names = sheet.view, Points(sheet.view, sheet.language), mark_names(sheet.view, sheet.language)
    for mark, (symbol, size, variable) in _SYMBOLS.items():
        chosen = [at for at in range(len(view.marks)) if view.drawn_mark(at) == mark]
        if not chosen:
            continue
        sizes = [4 if view.small(at) else size for at in chosen]
        days, values = [sheet.days[at] for at in chosen], [view.values[at] for at in chosen]
        sheet.trace(
            names[mark],
            {"marker.color": variable, "marker.line.color": "--surface"},
            mode="markers",
            x=days,
            y=values,
            marker={"symbol": symbol, "size": sizes, "line": {"width": 1}},
            customdata=["<br>".join(str(escape(line)) for line in words.lines(at)) for at in chosen],
            hovertemplate="%{customdata}<extra></extra>",
        )
        if mark in _GLYPHS:
            sheet.trace(
                "glyph",
                {"textfont.color": "--surface"},
                mode="text",
                x=days,
                y=values,
                text=[_GLYPHS[mark]] * len(chosen),
                textfont={"size": 12},
                hoverinfo="skip",
            )


def _rules(sheet: PlotlySheet) -> None:
    """Under the time axis: the rules that found the marks, and what they look for where most values are alike."""
    view = sheet.view
    if not any(view.known):
        return
    said = [sheet.language.gettext("Regler: %(name)s.", name=rule_set_name(view.reading.rules, sheet.language))]
    if view.edge and view.current is not None:
        said.append(why_sides(view.current, view, sheet.language))
    for at, text in enumerate(said):
        place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top"}
        sheet.note("--ink2", text=text, name="rules", yshift=-46 - 18 * at, **place)
