"""Goes through a file's rows, and gathers what can be stored, what is wrong and what must be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from tracker.services.imports.check.combine import combined
from tracker.services.imports.check.evidence import Evidence
from tracker.services.imports.check.lines import (
    FIELDS,
    Checked,
    EventLine,
    LeftOutError,
    MeasurementLine,
    RowError,
    Said,
)
from tracker.services.imports.check.reader import RowOptions, RowReader
from tracker.services.imports.check.records import Record, fit, records
from tracker.services.imports.choices import NOTHING_SAID, Choices, Shape
from tracker.services.imports.destinations import Destinations
from tracker.services.imports.file.faults import Fault, FileError, FileFault, RowFault, readable
from tracker.services.imports.file.header_row import NUMBERS, Column
from tracker.services.imports.file.screened_cells import Blanked
from tracker.services.imports.file.table import ImportTable
from tracker.services.imports.layout import Layout, layout_of, require

Tick = Callable[[int], None]
"""Is told now and then how many rows have been looked at."""
_TOGETHER = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """How a file is read, and what it is called.

    `confirmed`: telephone numbers and addresses in notes are meant to stand. `always`: what columns that the file does
    not have are taken to say in every row. `choices`: what a person has decided for the whole file. `asks`: what it
    leaves open can be asked about. `blanked`: cells that held an identity number and were emptied.
    """

    name: str = ""
    confirmed: bool = False
    always: Mapping[Column, str] = field(default_factory=dict)
    choices: Choices = NOTHING_SAID
    asks: bool = False
    blanked: Blanked = field(default_factory=dict)


def check_table(
    table: ImportTable,
    columns: Mapping[int, Column],
    destinations: Destinations,
    *,
    today: date,
    needs_team: bool,
    how: CheckOptions,
    tick: Tick | None = None,
) -> Checked:
    """Look at every row of a file.

    Raises:
        FileError: a needed column is missing or stands there twice, or the file breaks off.
    """
    layout = layout_in(table, columns, how.choices, destinations)
    require(layout, needs_team=needs_team, always=how.always)
    is_measure = _in_first_team(table, layout, destinations)

    def gather() -> Evidence:
        return Evidence(record.said for record in records(table, layout, how.always, is_measure))

    options = RowOptions(how.choices, layout.bare, how.confirmed, how.asks)
    reader = RowReader(destinations, today, options, gather)
    checking = _Checking(table, reader, how.blanked, has_numbers=layout.shape is not Shape.LONG or _has_numbers(layout))
    if layout.shape is Shape.LONG and layout.place(Column.YEAR) is None:
        checking.long(layout, how.always, tick)
    else:
        for count, record in enumerate(records(table, layout, how.always, is_measure)):
            if tick and not count % _TOGETHER:
                tick(record.row)
            checking.record(record)
    return checking.finished(how.choices)


def layout_in(
    table: ImportTable, columns: Mapping[int, Column], choices: Choices, destinations: Destinations
) -> Layout:
    """Lay a file out; whether a heading is a measure's name, the team of its first row says."""
    long = Layout(Shape.LONG, columns)
    return layout_of(table.header, columns, choices, _in_first_team(table, long, destinations))


def _in_first_team(table: ImportTable, layout: Layout, destinations: Destinations) -> Callable[[str], bool]:
    at = layout.place(Column.TEAM)
    team = ""
    if at is not None:
        _, cells = next(table.rows(), (0, []))
        team = cells[at] if at < len(cells) else ""
    return lambda name: destinations.is_measure(team, name)


def _has_numbers(layout: Layout) -> bool:
    return bool(set(layout.columns.values()) & set(NUMBERS))


class _Checking:
    """What has come of the rows so far."""

    def __init__(self, table: ImportTable, reader: RowReader, blanked: Blanked, *, has_numbers: bool) -> None:
        self.table, self.reader, self.blanked, self.has_numbers = table, reader, blanked, has_numbers
        self.checked = Checked(asked=reader.asked)

    def long(self, layout: Layout, always: Mapping[Column, str], tick: Tick | None) -> None:
        """Read a file with a row for each number. Nothing is made for a row but what comes of it."""
        places = {column: at for at, column in layout.columns.items()}
        width = len(self.table.header)
        fixed = [always.get(column, "") for column in FIELDS if column not in places]
        after = iter(range(width, width + len(fixed)))
        pick = itemgetter(*(places[column] if column in places else next(after) for column in FIELDS))
        checked, read, blanked = self.checked, self.reader.read, self.blanked
        number = 0
        for count, (number, cells) in enumerate(self.table.rows()):
            if tick and not count % _TOGETHER:
                tick(number)
            try:
                if len(cells) != width:
                    fit(cells, width, self.table.separator)
                cells.extend(fixed)
                if number in blanked:
                    self.refuse_blanked({column: (number, at) for column, at in places.items()})
                line = read(number, *pick(cells))
            except RowError as error:
                spots = {column: (number, at) for column, at in places.items()}
                said = Said(*pick(cells)) if len(cells) == width + len(fixed) else None
                self.fail(number, error, said, spots)
            except LeftOutError:
                checked.left_out += 1
            else:
                if isinstance(line, MeasurementLine):
                    checked.lines.append(line)
                else:
                    self.keep(line)
        if tick:
            tick(number)

    def record(self, record: Record) -> None:
        """Read one record."""
        try:
            if record.error is not None:
                raise record.error
            self.refuse_blanked(record.spots)
            self.keep(self.reader.read(record.row, *record.said))
        except RowError as error:
            self.fail(record.row, error, record.said, record.spots)
        except LeftOutError:
            self.checked.left_out += 1

    def refuse_blanked(self, spots: Mapping[Column, tuple[int, int]]) -> None:
        """Refuse a row whose own cell held an identity number; one in a column that is not taken in hurts nothing.

        Raises:
            RowError: it did.
        """
        for column, (row, at) in spots.items():
            if at in self.blanked.get(row, ()):
                raise RowError(column, RowFault.IDENTITY_NUMBER)

    def keep(self, line: MeasurementLine | EventLine | None) -> None:
        """Keep what a row says."""
        if isinstance(line, MeasurementLine):
            self.checked.lines.append(line)
        elif line is None:
            self.checked.blank += 1
        else:
            self.checked.events.append(line)

    def fail(self, number: int, error: RowError, said: Said | None, spots: Mapping[Column, tuple[int, int]]) -> None:
        """Keep what is wrong with a row, as long as there is room."""
        self.checked.failed += 1
        if len(self.checked.faults) >= self.table.limits.most_faults:
            return
        at = spots.get(error.column) if error.column else None
        found = self.reader.destination_of.get((said.team, said.measure)) if said else None
        measure = found.measure.name if found else readable(said.measure) if said else ""
        period = readable(said.period) if said else ""
        text = readable(error.text)
        fault = Fault(number, error.column, error.fault, text, at, measure, period, error.kinds)
        self.checked.faults.append(fault)

    def finished(self, choices: Choices) -> Checked:
        """Return what came of the whole file.

        Raises:
            FileError: it has no numbers, and no events that need none.
        """
        checked = self.checked
        if not self.has_numbers and not checked.events:
            raise FileError(FileFault.COLUMN_MISSING, columns=(Column.VALUE,))
        if not self.has_numbers and checked.blank:
            self._tell_needed_values()
        before = len(checked.lines)
        checked.lines = combined(checked.lines, choices.several)
        checked.merged = before - len(checked.lines)
        checked.serial = self.reader.period_reader.serial
        return checked

    def _tell_needed_values(self) -> None:
        """Turn rows without numbers into faults, in a file of events that has no column for numbers."""
        checked = self.checked
        checked.failed, checked.blank = checked.failed + checked.blank, 0
        checked.faults.append(Fault(0, Column.VALUE, RowFault.NEEDS_VALUE))
