"""What the page says of a form as a whole: what was saved, and what is to be mended, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.services.measurements.record import MeasurementCell
from tracker.text.locale import capital
from tracker.web.measurements.record.form import RecordForm
from tracker.web.measurements.record.load import Loaded
from tracker.web.measurements.record.names import period_name, period_text
from tracker.web.measurements.record.window import RecordWindow


@dataclass(frozen=True, slots=True)
class RecordFault:
    """One line of the summary: where, what, and the control to go to."""

    href: str
    text: str


def wrongs(form: RecordForm, window: RecordWindow) -> list[RecordFault]:
    """List what is to be mended: the sentence alone does not say which of 64 boxes it is about."""
    lines = []
    for cell in form.cells.values():
        where = f"{period_name(cell.place.period, window.today)}, {cell.place.measure.name}"
        for control in cell.controls():
            if not control.errors:
                continue
            if control is cell.choice:
                lines.append(RecordFault(f"#{control.name}", _colon(where) + cell.choice.line))
                continue
            part = _box_name(control.name)
            at = _colon(f"{where}, {part}" if part else where)
            lines += [RecordFault(f"#{control.name}", at + error) for error in control.errors]
    return lines


def say_saved(cells: Sequence[MeasurementCell], loaded: Loaded) -> None:
    """Say which periods were written down, oldest first: also where the same form had come through already."""
    window = loaded.window
    periods = sorted({cell.period for cell in cells}, key=lambda period: (period.start, period.kind))
    if not periods:
        flash(_("Ingenting var endret."), "info")
        return
    names = _listed(period_text(period, window.today) for period in periods)
    told = _("%(periods)s er lagret.", periods=capital(names))
    if periods == [window.main.period]:
        told = f"{told} {_filled(cells, loaded)}"
    flash(told, "done")


def _filled(cells: Sequence[MeasurementCell], loaded: Loaded) -> str:
    """Return how many of the main table's measures have something now."""
    table = loaded.window.main
    have = {measure.id for measure in table.measures if (measure.id, table.period.start) in loaded.rows}
    have |= {cell.measure.id for cell in cells if not cell.entry.is_empty}
    have -= {cell.measure.id for cell in cells if cell.entry.is_empty}
    total = len(table.measures)
    if len(have) == total:
        return str(ngettext("Indikatoren er fylt ut.", "Alle %(num)s indikatorer er fylt ut.", total))
    return str(_("%(filled)s av %(total)s indikatorer er fylt ut.", filled=len(have), total=total))


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return _("%(first)s og %(last)s", first=", ".join(first), last=last) if first else last


def _colon(text: str) -> str:
    """Put a colon before what follows, but not after a question mark."""
    return text + (" " if text.endswith("?") else ": ")


def _box_name(name: str) -> str:
    names = {"numerator": _("teller"), "denominator": _("nevner"), "missing": _("ikke målt"), "why": _("ikke målt")}
    return str(names.get(name.rpartition("-")[2], ""))
