"""Paste from a spreadsheet: a text area, a preview of what lands where, and then the form, not yet saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services.measurements.entries import Part
from tracker.services.measurements.paste.block import MOST_COLUMNS, PastedBlock, read_block
from tracker.services.measurements.paste.landing import Landing, land
from tracker.services.measurements.paste.layout import Anchor, PasteLayout, read_layout
from tracker.services.measurements.record import recorded_in
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.transactions import refuse_changes
from tracker.web.forms.base import Form
from tracker.web.forms.entry_messages import NOT_MEASURED
from tracker.web.forms.typed_fields import show_number
from tracker.web.measurements.record.form import RecordForm
from tracker.web.measurements.record.load import Loaded, load_week, load_weeks
from tracker.web.measurements.record.page import show_week
from tracker.web.measurements.record.paste_view import paste_view
from tracker.web.measurements.record.seen import SeenCell
from tracker.web.measurements.record.weeks_page import show_weeks
from tracker.web.measurements.routes import routes

_BOX = re.compile(r"m(\d{1,9})-(\d{4}-\d{2}-\d{2})-(value|numerator|denominator)", re.ASCII)


class PasteForm(Form):
    """A text of cells; what is wrong with it is said on the page itself."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was read: how its block lies, and where its numbers land."""

    block: PastedBlock
    layout: PasteLayout
    landing: Landing
    rows: dict[tuple[int, date], Measurement]


@routes.page("/teams/<team>/record/paste", access=Permission.RECORD, methods=("GET", "POST"))
def paste() -> ResponseReturnValue:
    """Ask for cells, show where they land, or put them unsaved into the form: nothing is ever stored here."""
    access, form = team_access(), PasteForm()
    loaded = load_week(access)
    text = query.hidden("cells")
    if form.accepted() and text.strip() and loaded.window.tables:
        pasted = _read(access, loaded, text)
        refuse_changes()
        if query.hidden("do") == "place" and pasted.landing.cells:
            return _placed(access, pasted)
        return _page(access, loaded, form, text=text, pasted=pasted), form.status
    if request.method == "POST" and not text.strip():
        form.refuse(None, _("Lim inn minst én celle med et tall."))
    return _page(access, loaded, form, text=text), form.status


def _page(access: TeamAccess, loaded: Loaded, form: PasteForm, *, text: str, pasted: Pasted | None = None) -> str:
    is_week = _view() == "week"
    address: dict[str, Any] = loaded.window.address if loaded.window.tables else {}
    return render_template(
        "measurements/paste.html",
        form=form,
        team=access.team,
        window=loaded.window,
        text=text,
        view=_view(),
        at=query.hidden("at"),
        shown=None if pasted is None else paste_view(pasted.block, pasted.layout, pasted.landing, loaded),
        here=url_for("measurements.paste", team=access.team.slug, **address),
        back=url_for("measurements.record", team=access.team.slug, **address)
        if is_week
        else url_for("measurements.record_weeks", team=access.team.slug),
    )


def _view() -> str:
    return "weeks" if "weeks" in {query.words("view"), query.hidden("view")} else "week"


def _read(access: TeamAccess, loaded: Loaded, text: str) -> Pasted:
    block, measures = read_block(text), list(loaded.by_period)
    layout = read_layout(
        block,
        measures,
        _anchor(loaded),
        today=access.today,
        chosen=_chosen({measure.id: measure for measure in measures}),
    )
    periods = sorted({period for period, _measure in layout.places.values()})
    same = [measure for measure in measures if measure.period_kind is layout.kind]
    rows = recorded_in(access, [(same, periods)]) if periods else {}
    return Pasted(block, layout, land(layout, rows), rows)


def _anchor(loaded: Loaded) -> Anchor:
    """Return where the person stood: the box the paste was made in, or the page it was opened from."""
    rows_are = query.hidden("rows") or ("measures" if _view() == "week" else "periods")
    here = Anchor(loaded.window.main.period, rows_are_measures=rows_are == "measures")
    found = _BOX.fullmatch(query.hidden("at"))
    measure = next((m for m in loaded.by_period if found and m.id == query.read_whole(found[1])), None)
    day = query.read_day(found[2]) if found else None
    if found is None or measure is None or day is None:
        return here
    period = Period.containing(measure.period_kind, day)
    return replace(here, period=period, measure=measure, part=Part(found[3]), is_exact=_view() == "weeks")


def _chosen(measures: dict[int, Measure]) -> dict[int, Measure | None]:
    """Read which measure was chosen for a group of columns; an empty choice leaves its columns out."""
    names = {column: f"g{column}" for column in range(MOST_COLUMNS)}
    said = {column: query.hidden_id(name) for column, name in names.items() if query.is_pressed(name)}
    return {column: None if number is None else measures.get(number) for column, number in said.items()}


def _placed(access: TeamAccess, pasted: Pasted) -> str:
    """Show the form with what landed in it, as if it had been typed: the page of a week where all of it is of one."""
    periods = pasted.landing.periods
    if len(periods) == 1:
        loaded = load_week(access, asked={periods[0].kind: periods[0]})
        form = RecordForm(loaded.window, loaded.rows, counted=loaded.counted, pasted=_typed(pasted, loaded))
        return show_week(access, loaded, form)
    count = periods[0].steps_to(periods[-1]) + 1
    loaded = load_weeks(access, until=periods[-1].stop, count=count)
    form = RecordForm(loaded.window, loaded.rows, counted=loaded.counted, pasted=_typed(pasted, loaded))
    return show_weeks(access, loaded, form)


def _typed(pasted: Pasted, loaded: Loaded) -> dict[str, str]:
    """Write what landed as the form's own fields; a part that was not pasted keeps what is stored."""
    fields: dict[str, str] = {}
    for cell in pasted.landing.cells.values():
        name = f"m{cell.measure.id}-{cell.period.start.isoformat()}"
        row = loaded.rows.get((cell.measure.id, cell.period.start))
        seen = SeenCell.of(row)
        fields[f"{name}-seen"] = str(seen)
        if cell.entry.not_measured:
            fields[f"{name}-missing"] = NOT_MEASURED
            fields[f"{name}-why"] = cell.entry.reason.value if cell.entry.reason else ""
            continue
        for part in (Part.NUMERATOR, Part.DENOMINATOR) if cell.measure.value_kind.has_denominator else (Part.VALUE,):
            kept = getattr(seen.entry, part)
            fields[f"{name}-{part}"] = cell.texts.get(part, "" if kept is None else show_number(kept))
    return fields
