"""A file's rows as records of a measure, a period and its numbers, however the file is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.services.imports.check.lines import FIELDS, RowError, Said
from tracker.services.imports.check.periods import with_year
from tracker.services.imports.choices import Shape
from tracker.services.imports.file.faults import RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.table import SEPARATORS, ImportTable
from tracker.services.imports.layout import IsMeasure, Layout, part_of

Spots = Mapping[Column, tuple[int, int]]
"""The cell, by row and column from 0, that each thing a record says stands in."""


class Record(NamedTuple):
    """What is said of one period of one measure, and where; or what is wrong with the whole row."""

    row: int
    said: Said
    spots: Spots
    error: RowError | None = None


def records(
    table: ImportTable, layout: Layout, always: Mapping[Column, str], is_measure: IsMeasure
) -> Iterator[Record]:
    """Go through a file's records, row by row."""
    if layout.shape is Shape.ACROSS:
        yield from _across(table, layout, always, is_measure)
        return
    for number, cells in table.rows():
        try:
            fit(cells, len(table.header), table.separator)
        except RowError as error:
            yield Record(number, _EMPTY, {}, error)
            continue
        said, spots = _common(number, cells, layout, always)
        if layout.shape is Shape.LONG:
            yield Record(number, Said(**said), spots)
        else:
            yield from _of_measures(number, cells, layout, (said, spots), is_measure)


def fit(cells: list[str], width: int, separator: str) -> None:
    """Make a row as wide as the first one: it may end early, or go on with nothing.

    Raises:
        RowError: it has more cells, or all of them in one that another sign separates.
    """
    if len(cells) == width:
        return
    if any(cell.strip() for cell in cells[width:]):
        raise RowError(None, RowFault.TOO_MANY_CELLS)
    filled = [cell for cell in cells if cell.strip()]
    others = [sign for sign in SEPARATORS if sign != separator]
    if width > 2 and len(filled) == 1 and any(filled[0].count(sign) > 1 for sign in others):
        raise RowError(None, RowFault.OTHER_SEPARATOR, filled[0])
    del cells[width:]
    cells += [""] * (width - len(cells))


_EMPTY = Said(*[""] * len(FIELDS))


def _common(
    number: int, cells: list[str], layout: Layout, always: Mapping[Column, str]
) -> tuple[dict[str, str], dict[Column, tuple[int, int]]]:
    """Return what columns say that hold one thing for the whole row, and where."""
    said: dict[str, str] = {column.value: always.get(column, "") for column in FIELDS}
    spots: dict[Column, tuple[int, int]] = {}
    year = ""
    for at, column in layout.columns.items():
        if column is Column.YEAR:
            year = cells[at].strip().removesuffix(".0").removesuffix(",0")
            continue
        said[column] = cells[at]
        spots[column] = (number, at)
    if year and said["period"].strip():
        said["period"] = with_year(said["period"].strip(), year)
    return said, spots


def _of_measures(
    number: int,
    cells: list[str],
    layout: Layout,
    common: tuple[dict[str, str], dict[Column, tuple[int, int]]],
    is_measure: IsMeasure,
) -> Iterator[Record]:
    """Make a record of each measure that has a column, numerator and denominator together."""
    said, spots = common
    by_name: dict[str, dict[Column, int]] = {}
    for at, (name, part) in layout.measures.items():
        if part is not None:
            by_name.setdefault(name, {})[part] = at
    for name, parts in by_name.items():
        texts = [cells[at] for at in parts.values()]
        if not any(text.strip() for text in texts):
            continue
        if not any(sign.isdigit() for text in texts for sign in text) and not is_measure(name):
            continue  # words in a column that is no measure's: a ward, a person's initials
        own = {column: (number, at) for column, at in parts.items()}
        numbers = {column.value: cells[at] for column, at in parts.items()}
        yield Record(number, Said(**said | numbers | {"measure": name}), spots | own)


def _across(
    table: ImportTable, layout: Layout, always: Mapping[Column, str], is_measure: IsMeasure
) -> Iterator[Record]:
    """Make a record of each cell under a period; of two rows, where one has numerators and one denominators."""
    waiting: dict[tuple[str, str], list[_AcrossRow]] = {}
    for number, cells in table.rows():
        try:
            fit(cells, len(table.header), table.separator)
        except RowError as error:
            yield Record(number, _EMPTY, {}, error)
            continue
        said, spots = _common(number, cells, layout, always)
        name, part = part_of(said["measure"], is_measure)
        if part is None:
            continue
        row = _AcrossRow(number, cells, said | {"measure": name}, spots, part)
        if part is Column.VALUE:
            yield from _cells([row], layout)
            continue
        pair = waiting.setdefault((said["team"], name), [])
        pair.append(row)
        if len(pair) > 1:
            yield from _cells(waiting.pop((said["team"], name)), layout)
    for alone in waiting.values():
        yield from _cells(alone, layout)


class _AcrossRow(NamedTuple):
    number: int
    cells: list[str]
    said: dict[str, str]
    spots: dict[Column, tuple[int, int]]
    part: Column


def _cells(rows: list[_AcrossRow], layout: Layout) -> Iterator[Record]:
    first = rows[0]
    for at, period in layout.periods.items():
        numbers = {row.part.value: row.cells[at] for row in rows}
        if not any(text.strip() for text in numbers.values()):
            continue
        own = {row.part: (row.number, at) for row in rows}
        yield Record(first.number, Said(**first.said | numbers | {"period": period}), first.spots | own)
