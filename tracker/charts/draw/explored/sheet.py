"""The sheet a Plotly figure is collected on: traces, shapes, annotations, and which CSS variable colours each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

from markupsafe import escape

from tracker.analysis import Period
from tracker.charts.draw.canvas import view_axis
from tracker.charts.draw.svg import WIDE
from tracker.charts.shown import Shown
from tracker.text.locale import Locale

Figure: TypeAlias = dict[str, Any]


class PlotlySheet:
    """What has been collected of one figure; dates are ISO text, values are those of the reading."""

    def __init__(self, view: Shown, language: Locale) -> None:
        """An empty sheet for this view."""
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
        self.days = [middle(period) for period in self.plot.periods]

    @property
    def left(self) -> str:
        """When the first period begins."""
        return start(self.plot.periods[0])

    @property
    def right(self) -> str:
        """When the last period ends."""
        return stop(self.plot.periods[-1])

    def shape(self, colours: dict[str, str], **shape: object) -> None:
        """Add a shape behind the points; ``colours`` maps its attributes to CSS variables."""
        at = len(self.shapes)
        self.colours.update({f"shapes[{at}].{path}": variable for path, variable in colours.items()})
        self.shapes.append({"xref": "x", "yref": "y", "layer": "below", **shape})

    def level(self, left: str, right: str, value: float, variable: str, name: str, **stroke: object) -> None:
        """A horizontal line."""
        self.shape(
            {"line.color": variable},
            type="line",
            name=name,
            x0=left,
            x1=right,
            y0=value,
            y1=value,
            line={"width": 2, **stroke},
        )

    def note(self, variable: str, **annotation: object) -> None:
        """Add a text in the colour of a CSS variable."""
        self.colours[f"annotations[{len(self.annotations)}].font.color"] = variable
        text = str(escape(annotation.pop("text")))
        self.annotations.append({"showarrow": False, "text": text, **annotation})

    def trace(self, name: str, colours: dict[str, str], **trace: object) -> None:
        """Add a trace; ``colours`` maps its attributes to CSS variables."""
        base: Figure = {"type": "scatter", "name": name, "x": self.days, "meta": {"colours": colours}}
        self.traces.append({**base, **trace})


def start(period: Period) -> str:
    """Return the moment a period begins."""
    return period.start.isoformat()


def stop(period: Period) -> str:
    """Return the moment a period ends: the day after its last."""
    return (period.stop + timedelta(days=1)).isoformat()


def middle(period: Period) -> str:
    """Return the middle of a period, where its point stands."""
    day = (period.start.toordinal() + period.stop.toordinal() + 1) / 2
    name = date.fromordinal(int(day)).isoformat()
    return name if day.is_integer() else f"{name} 12:00"
