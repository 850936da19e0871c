"""What one reading looks like on a page, kept: the same numbers are drawn once, however many people look at them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from threading import Lock

from markupsafe import Markup

from tracker.analysis import Reading
from tracker.charts import table
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.charts.draw.legend import LegendItem, legend
from tracker.charts.plot import Plot
from tracker.text.locale import Locale

_MOST = 256
"""Drawings kept at a time, some 40 KB each."""

_ARRAYS = ("values", "centre", "lower", "upper", "lower95", "upper95", "outside", "marks")
_FIELDS = tuple(field.name for field in fields(Plot))


@dataclass(frozen=True, slots=True)
class Drawings:
    """One reading drawn wide and narrow, with the key under it and the rows of its table, newest first."""

    wide: Markup
    slim: Markup
    keys: tuple[LegendItem, ...]
    rows: tuple[table.TableRow, ...]


_kept: OrderedDict[Hashable, Drawings] = OrderedDict()
_lock = Lock()


def point_name(chart_id: str, plot: Plot, at: int) -> str:
    """Return the name of a point in what is kept of a chart: an address that ends with it shows the point."""
    return svg.point_name(f"{chart_id}-w", plot, at)


def drawings(reading: Reading, plot: Plot, language: Locale, *, chart_id: str, size: Size = svg.WIDE) -> Drawings:
    """Draw a reading, or give what was drawn of the very same numbers, plot and language before.

    ``size`` is that of the drawing for wide windows.
    """
    mark = (chart_id, language.code, size, *_content(reading, plot))
    with _lock:
        found = _kept.get(mark)
        if found is not None:
            _kept.move_to_end(mark)
            return found
    made = Drawings(
        wide=svg.run_chart(reading, plot, language, chart_id=f"{chart_id}-w", size=size),
        slim=svg.run_chart(reading, plot, language, chart_id=f"{chart_id}-n", size=svg.NARROW),
        keys=legend(reading, plot, language),
        rows=table.rows(reading, plot, language),
    )
    with _lock:
        _kept[mark] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


def _content(reading: Reading, plot: Plot) -> tuple[Hashable, ...]:
    """All that a drawing is made from, as a value that can be looked up: every field, so that none is forgotten."""
    series = reading.series
    return (
        *(getattr(reading, name).tobytes() for name in _ARRAYS),
        reading.rules,
        reading.phases,
        reading.signals,
        series.kind,
        series.ordered,
        series.centre is None,
        *(_fixed(getattr(plot, name)) for name in _FIELDS),
    )


def _fixed(value: object) -> Hashable:
    return tuple(value.items()) if isinstance(value, Mapping) else value
