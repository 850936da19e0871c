"""How a file is built, and what each of its columns therefore holds: guessed from the first row, or chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.analysis import PeriodKind
from tracker.services.imports.choices import Choices, Shape
from tracker.services.imports.file.faults import FileError, FileFault
from tracker.services.imports.file.header_row import NUMBERS, Column, fold, kind_named
from tracker.text.parse import TypedError, said_period
from tracker.text.parse.days import written_day

_FEWEST_PERIODS = 2
"""Headings that are periods, before they are taken to go across."""
_SUMS = frozenset({"sum", "total", "totalt", "i alt", "ialt", "snitt", "gjennomsnitt", "average", "mean", "hittil"})
_PART = re.compile(
    r"(?P<name>.*?\S)[\s_.,:;/(-]+(?P<part>teller|tæller|teljar|numerator|nevner|nævner|nemnar|denominator|[tn]|"
    r"%|andel|prosent|percent)\s?\)?",
    re.IGNORECASE,
)
_PARTS = {"teller": Column.NUMERATOR, "tæller": Column.NUMERATOR, "teljar": Column.NUMERATOR,
          "numerator": Column.NUMERATOR, "t": Column.NUMERATOR, "nevner": Column.DENOMINATOR,
          "nævner": Column.DENOMINATOR, "nemnar": Column.DENOMINATOR, "denominator": Column.DENOMINATOR,
          "n": Column.DENOMINATOR}  # fmt: skip
_LONGEST = 300

IsMeasure = Callable[[str], bool]
"""Tells whether a name is a measure's."""


class NamedPart(NamedTuple):
    """A measure's name as a heading or a row says it, and which of its numbers stand there; None: none that is kept."""

    name: str
    part: Column | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a file the things are that a row says."""

    shape: Shape
    columns: Mapping[int, Column]
    """Columns that hold one thing for the whole row."""
    measures: Mapping[int, NamedPart] = field(default_factory=dict)
    """Columns that hold a measure's numbers, where each has its own."""
    periods: Mapping[int, str] = field(default_factory=dict)
    """Columns that hold a period's numbers, where periods go across, and the periods as they are written."""
    bare: PeriodKind | None = None
    """The kind of period that the heading says numbers alone are."""

    def place(self, column: Column) -> int | None:
        """Return where a column is, None where the file has none."""
        return next((at for at, held in self.columns.items() if held is column), None)


def layout_of(header: Sequence[str], columns: Mapping[int, Column], choices: Choices, is_measure: IsMeasure) -> Layout:
    """Lay a file out by its shape, chosen or guessed."""
    shape = choices.shape or guess_shape(header, columns, is_measure)
    if shape is Shape.ACROSS:
        periods = {at: name for at, name in enumerate(header) if at not in columns and is_period(name)}
        return Layout(shape, _with_names(header, columns, periods), periods=periods)
    if shape is Shape.MEASURES:
        kept = {at: column for at, column in columns.items() if column not in {*NUMBERS, Column.MEASURE}}
        parts = {at: part_of(name, is_measure) for at, name in enumerate(header) if name and at not in kept}
        if Column.PERIOD not in kept.values() and 0 not in kept:
            kept[0] = Column.PERIOD
            parts.pop(0, None)
        return Layout(shape, kept, measures=_paired(parts), bare=_bare(header, kept))
    return Layout(shape, dict(columns), bare=_bare(header, columns))


def guess_shape(header: Sequence[str], columns: Mapping[int, Column], is_measure: IsMeasure) -> Shape:
    """Guess how a file is built from its first row, and what its columns are called."""
    held = set(columns.values())
    across = [name for at, name in enumerate(header) if at not in columns and is_period(name)]
    if len(across) >= _FEWEST_PERIODS and Column.PERIOD not in held:
        return Shape.ACROSS
    if Column.PERIOD in held and not held & {Column.MEASURE, *NUMBERS}:
        others = [name for at, name in enumerate(header) if at not in columns and name]
        if any(is_measure(part_of(name, is_measure).name) for name in others):
            return Shape.MEASURES
    return Shape.LONG


def is_period(heading: str) -> bool:
    """Return whether a heading is a period by itself: a week, a month, a day, or a number with its year."""
    if not heading or len(heading) > _LONGEST:
        return False
    try:
        if written_day(heading) is not None:
            return True
    except TypedError:
        return False
    said = said_period(heading)
    return said is not None and (said.kind is not None or said.year is not None)


def part_of(heading: str, is_measure: IsMeasure) -> NamedPart:
    """Read a heading such as "Hørt T", "Hørt (nevner)" or "Hørt %": a measure's name, and which number it is.

    A name that is a measure's as it stands is not parted.
    """
    name = heading[:_LONGEST].strip()
    if fold(name) in _SUMS:
        return NamedPart(name, None)
    found = None if is_measure(name) else _PART.fullmatch(name)
    if found is None:
        return NamedPart(name, Column.VALUE)
    return NamedPart(found["name"].strip(), _PARTS.get(found["part"].casefold()))


def require(layout: Layout, *, needs_team: bool, always: Mapping[Column, str]) -> None:
    """Check that the columns that are needed are there, once.

    Raises:
        FileError: one is missing, or stands there twice.
    """
    twice = [column for column, times in Counter(layout.columns.values()).items() if times > 1]
    if twice:
        raise FileError(FileFault.COLUMN_TWICE, columns=(twice[0],))
    held = {*layout.columns.values(), *always}
    if layout.shape is Shape.MEASURES:
        held |= {Column.MEASURE, *({Column.VALUE} if layout.measures else set())}
    elif layout.shape is Shape.ACROSS:
        held |= {Column.PERIOD, Column.VALUE} if layout.periods else set()
    needed = [Column.TEAM] if needs_team else []
    missing = [column for column in (*needed, Column.MEASURE, Column.PERIOD) if column not in held]
    if not held & set(NUMBERS) and layout.shape is not Shape.LONG:
        missing.append(Column.VALUE)
    if missing:
        if not held & set(NUMBERS) and Column.VALUE not in missing:
            missing.append(Column.VALUE)
        raise FileError(FileFault.COLUMN_MISSING, columns=tuple(missing))


def _with_names(
    header: Sequence[str], columns: Mapping[int, Column], periods: Mapping[int, str]
) -> Mapping[int, Column]:
    """Take the first column that is no period for the measures' names, where none is called so."""
    kept = {at: column for at, column in columns.items() if column not in NUMBERS}
    if Column.MEASURE not in kept.values():
        free = [
            at for at, name in enumerate(header) if at not in periods and at not in kept and fold(name) not in _SUMS
        ]
        if free and free[0] < min(periods, default=0):
            kept[free[0]] = Column.MEASURE
    return kept


def _paired(parts: Mapping[int, NamedPart]) -> dict[int, NamedPart]:
    """Leave out what is worked out: a share beside the numerator and denominator it comes from, and sums."""
    return {at: part for at, part in parts.items() if part.part is not None}


def _bare(header: Sequence[str], columns: Mapping[int, Column]) -> PeriodKind | None:
    at = next((at for at, column in columns.items() if column is Column.PERIOD), None)
    return kind_named(header[at]) if at is not None and at < len(header) else None
