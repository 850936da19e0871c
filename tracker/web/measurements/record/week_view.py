"""What the page of one week is handed: a row a measure, the weeks before beside it, and what the save bar says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.access.people import OSLO, local_day
from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.events import last_events
from tracker.services.measures.values import factor, shown
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import said
from tracker.web.measurements.record.cell import CellForm, InputBox
from tracker.web.measurements.record.choice import Choice, ResultStyle
from tracker.web.measurements.record.form import RecordForm, Rows
from tracker.web.measurements.record.names import clock, period_name, period_text, short_name, unit_beside
from tracker.web.measurements.record.window import RecordTable, RecordWindow


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stood in an earlier period: the share or value, and under it what it was made of."""

    value: str = ""
    parts: str = ""


@dataclass(frozen=True, slots=True)
class WeekBox:
    """One number's control with the name it is read by."""

    box: InputBox
    label: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One measure. `settled`: it was put away, so what it says is read only, and since when."""

    name: str
    title: str
    unit: str
    unit_beside: str
    boxes: tuple[WeekBox, ...]
    result: str
    multiplier: float
    decimals: int
    missing: InputBox | None
    why: InputBox | None
    earlier: tuple[Earlier, ...]
    tally: str
    again: int | None
    ask: Choice | None
    choice: Choice | None
    settled: str = ""


@dataclass(frozen=True, slots=True)
class WeekTable:
    """One kind of period. `filled` of `total` measures have something stored."""

    id: str
    title: str
    name: str
    short: str
    last: str
    period: Period
    earlier: tuple[Period, ...]
    rows: tuple[WeekRow, ...]
    filled: int
    total: int
    is_running: bool

    @property
    def is_complete(self) -> bool:
        """True where every measure has a number, or says that it was not measured."""
        return self.filled == self.total


def week_tables(form: RecordForm, window: RecordWindow, rows: Rows, archived: Sequence[Measure]) -> list[WeekTable]:
    """Lay the form's cells out, the main table first; measures put away since then stand last, read only."""
    made = []
    for table in window.tables:
        period = table.period
        cells = [form.cells[measure.id, period] for measure in table.measures]
        old = [
            _settled(measure, table, rows)
            for measure in archived
            if measure.period_kind is table.kind and _was_used(measure, period)
        ]
        made.append(
            WeekTable(
                f"p-{table.kind}",
                period_name(period, window.today),
                period_text(period, window.today),
                short_name(period, window.today),
                short_name(period.previous, window.today),
                period,
                table.before,
                (*(_row(cell, table, rows, window.today) for cell in cells), *old),
                sum(cell.place.row is not None for cell in cells),
                len(cells),
                period.stop >= window.today,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class EventRow:
    """A measure that is recorded when something happens: the way to write it down, and when it last did."""

    title: str
    href: str
    last: str


def event_rows(access: TeamAccess, measures: Sequence[Measure]) -> list[EventRow]:
    """List the measures that are recorded when something happens."""
    last, rows = last_events(access, measures), []
    for measure in measures:
        href = url_for("measurements.add_event", team=access.team.slug, measure_id=measure.id)
        days = (access.today - last[measure.id]).days if measure.id in last else None
        text = "" if days is None else ngettext("%(num)s dag siden sist", "%(num)s dager siden sist", days)
        rows.append(EventRow(measure.name, href, text))
    return rows


def begin(form: RecordForm, table: RecordTable) -> None:
    """Let the page open with the caret in the first empty box of a table; nowhere where all is filled."""
    for measure in table.measures:
        cell = form.cells[measure.id, table.period]
        empty = next((box for box in cell.numbers.values() if not box.text), None)
        if empty is not None and not cell.missing.text:
            empty.begins = True
            return


def heading(period: Period) -> str:
    """Return the days of a week or fortnight for the line under the title; nothing where the name says it."""
    if period.kind in {PeriodKind.WEEK, PeriodKind.FORTNIGHT}:
        return locale().days(period.start, period.stop)
    return ""


def earlier_of(measure: Measure, row: Measurement | None) -> Earlier:
    """Return what a period has: "86 %" over "24 av 28", a value alone, or "ikke målt"."""
    if row is None:
        return Earlier()
    entry = Entry.of(row)
    if entry.not_measured:
        return Earlier("", said(Entry(not_measured=True)))
    result = result_of(measure, row)
    return Earlier(result, said(entry)) if measure.value_kind.has_denominator else Earlier(said(entry))


def result_of(measure: Measure, row: Measurement | None) -> str:
    """Write the stored share or rate, for readers without scripts."""
    if row is None or not measure.value_kind.has_denominator:
        return ""
    value = shown(measure, value=row.value, numerator=row.numerator, denominator=row.denominator)
    return "" if value is None else locale().figure(value, ResultStyle.of(measure))


def tally_of(cell: CellForm, today: date) -> tuple[str, bool]:
    """Return what telling has to do with a cell: that it is counted, or what was counted under a number by hand.

    The second is True where the count can be used again.
    """
    place = cell.place
    if place.is_tallied and place.row is not None:
        local = place.row.recorded_at.astimezone(OSLO)
        at = clock(local)
        if local.date() == today:
            return str(_("fra telling, sist kl. %(at)s", at=at)), False
        return str(_("fra telling, sist %(day)s", day=locale().day(local.date(), year=False))), False
    if place.counted is None:
        return "", False
    sums = {"part": place.counted.yes, "whole": place.counted.total}
    if place.row is None or place.row.source is Source.IMPORT:
        return str(_("Tellingen er %(part)s av %(whole)s.", **sums)), True
    return str(_("Skrevet inn. Tellingen er %(part)s av %(whole)s.", **sums)), True


def part_names(measure: Measure) -> tuple[str, ...]:
    """Name the boxes of a cell: numerator and denominator, or the unit of a value."""
    if measure.value_kind.has_denominator:
        return str(_("teller")), str(_("nevner"))
    return (measure.unit or str(_("verdi")),)


def _row(cell: CellForm, table: RecordTable, rows: Rows, today: date) -> WeekRow:
    measure, name = cell.place.measure, period_text(table.period, today)
    boxes = tuple(
        WeekBox(box, f"{measure.name}, {part}, {name}", not box.is_whole and len(cell.numbers) > 1)
        for part, box in zip(part_names(measure), cell.numbers.values(), strict=True)
    )
    beside = unit_beside(measure)
    style = ResultStyle.of(measure)
    tally, is_over = tally_of(cell, today)
    return WeekRow(
        cell.place.name,
        measure.name,
        "" if beside else measure.unit,
        beside,
        boxes,
        result_of(measure, cell.place.row),
        factor(measure),
        style.decimals,
        cell.missing,
        cell.why,
        tuple(earlier_of(measure, rows.get((measure.id, period.start))) for period in table.before),
        tally,
        cell.place.measure.id if is_over else None,
        cell.ask,
        cell.choice,
    )


def _settled(measure: Measure, table: RecordTable, rows: Rows) -> WeekRow:
    now = earlier_of(measure, rows.get((measure.id, table.period.start)))
    archived = locale().day_seen_from(_archived_on(measure), table.period.start)
    text = " ".join(filter(None, (now.value, now.parts)))
    return WeekRow(
        f"m{measure.id}",
        measure.name,
        measure.unit,
        "",
        (),
        text,
        1,
        0,
        None,
        None,
        tuple(earlier_of(measure, rows.get((measure.id, period.start))) for period in table.before),
        "",
        None,
        None,
        None,
        str(_("arkivert %(day)s", day=archived)),
    )


def _was_used(measure: Measure, period: Period) -> bool:
    return local_day(measure.created_at) <= period.stop and period.start <= _archived_on(measure)


def _archived_on(measure: Measure) -> date:
    return local_day(measure.archived_at or measure.created_at)
