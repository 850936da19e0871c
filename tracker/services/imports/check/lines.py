"""What comes of a file's rows: lines that can be stored, faults, and what must be asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.analysis import PeriodKind
from tracker.services.imports.destinations import Destination
from tracker.services.imports.file.excel_days import Serial
from tracker.services.imports.file.faults import Fault, RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.measurements.entries import Entry


class MeasurementLine(NamedTuple):
    """A row that can be stored: what is said of one period of one measure."""

    row: int
    destination: Destination
    start: date
    entry: Entry
    note: str


class EventLine(NamedTuple):
    """A row that can be stored: one event of a measure between events."""

    row: int
    destination: Destination
    day: date
    opportunities: int | None


class SeveralLines(NamedTuple):
    """The first period that several rows are in, as an example of how they are added."""

    lines: list[MeasurementLine]
    are_days: bool
    """Whether the rows say days, which the period is longer than."""


@dataclass(slots=True)
class Asked:
    """What a file leaves open, counted: each is answered once for all its rows."""

    names: Counter[str] = field(default_factory=Counter)
    """Names that are no measure's, as they stand first, by how many rows have them."""
    signs: Counter[str] = field(default_factory=Counter)
    """Signs in the place of numbers."""
    without_year: int = 0
    """Rows whose period would be one if it had a year."""
    several: int = 0
    """Rows of a period that an earlier row is of too."""
    example: SeveralLines | None = None
    marks: dict[str, tuple[Destination, Column, str]] = field(default_factory=dict)
    """Columns of a measure whose thousands are unclear, with the first number, by `mark_key`."""


@dataclass(slots=True)
class Checked:
    """A file whose every row has been looked at."""

    lines: list[MeasurementLine] = field(default_factory=list)
    events: list[EventLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    failed: int = 0
    """Rows with something wrong, also those whose faults are too many to keep."""
    blank: int = 0
    """Rows that name a period and say nothing of it: nothing is stored, nothing is emptied."""
    left_out: int = 0
    """Rows that a person said are not taken in."""
    merged: int = 0
    """Rows that were added to an earlier one of their period, or gave way to a later one."""
    held_back: int = 0
    """Lines far from the others that a person has not said are right."""
    serial: Serial = field(default_factory=Serial)
    """The first day that was written as Excel's number for it, if any was."""
    asked: Asked = field(default_factory=Asked)

    @property
    def ready(self) -> int:
        """How many numbers and events can be stored."""
        return len(self.lines) + len(self.events)


class RowError(ValueError):
    """A row cannot be stored."""

    def __init__(
        self,
        column: Column | None,
        fault: RowFault,
        text: str = "",
        *,
        kinds: tuple[PeriodKind, PeriodKind] | None = None,
    ) -> None:
        """Say what is wrong, with which column, and what was read."""
        super().__init__(fault.value)
        self.column, self.fault, self.text, self.kinds = column, fault, text, kinds


class LeftOutError(Exception):
    """A person said that the row is not taken in."""


class Said(NamedTuple):
    """The texts of a row as they stand in the file, "" where there is no such column."""

    team: str
    measure: str
    period: str
    numerator: str
    denominator: str
    value: str
    missing: str
    note: str


FIELDS = tuple(Column(name) for name in Said._fields)


def mark_key(destination: Destination, column: Column, sign: str) -> str:
    """Name a measure's column and a sign in it, as choices do."""
    return f"{destination.measure.id}:{column}:{sign}"
