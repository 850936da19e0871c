"""What each row and column of a pasted block is: heading, periods, names, groups of numbers, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tracker.analysis import Period, PeriodKind
from tracker.models.measures import Measure
from tracker.services.measurements.cell_text import is_share_text, missing_word, read_fraction
from tracker.services.measurements.entries import Part
from tracker.services.measurements.paste.block import PastedBlock
from tracker.services.measurements.paste.headings import Heading, HeadingKind, find_measure, read_heading
from tracker.text.parse import TypedError, TypedFault, parse_number, parse_period

_LEAST_IN_ORDER = 3


class LeftOut(StrEnum):
    """Why something pasted is not put in."""

    HEADING = "heading"
    SHARE_COLUMN = "share_column"
    NO_MEASURE = "no_measure"
    NOT_CHOSEN = "not_chosen"
    OTHER_COLUMN = "other_column"
    NO_PERIOD = "no_period"
    FUTURE = "future"
    TWICE = "twice"
    NO_ROW = "no_row"
    BLANK_ROW = "blank_row"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the person stood: the periods on the page, the first cell, and whether rows are measures there."""

    period: Period
    measure: Measure | None = None
    part: Part | None = None
    rows_are_measures: bool = False
    is_exact: bool = False
    """Whether rows go down from `period`; else the last row lands on it."""


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """The columns of one measure: both parts, or one number. `measure` None: they are left out."""

    columns: tuple[int, ...]
    parts: tuple[Part, ...]
    measure: Measure | None


@dataclass(slots=True)
class PasteLayout:
    """How a block is read. `rows`: the period of each row and, where rows are measures, its measure."""

    block: PastedBlock
    kind: PeriodKind
    has_heading: bool = False
    has_periods: bool = False
    has_names: bool = False
    rows_are_measures: bool = False
    groups: list[ColumnGroup] = field(default_factory=list)
    places: dict[int, tuple[Period, Measure | None]] = field(default_factory=dict)
    rows_out: dict[int, LeftOut] = field(default_factory=dict)
    columns_out: dict[int, LeftOut] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The first row under a heading."""
        return int(self.has_heading)

    @property
    def first_column(self) -> int:
        """The first column of numbers."""
        return int(self.has_periods or self.has_names)


def read_layout(
    block: PastedBlock,
    measures: Sequence[Measure],
    anchor: Anchor,
    *,
    today: date,
    chosen: Mapping[int, Measure | None],
) -> PasteLayout:
    """Read how a block lies. `measures`: all recorded by period; `chosen`: a group's measure, by its column."""
    headings = _headings(block, measures)
    layout = PasteLayout(block, anchor.period.kind, has_heading=headings is not None)
    _find_rows(layout, headings, measures, anchor, today)
    same = [measure for measure in measures if measure.period_kind is layout.kind]
    if layout.rows_are_measures:
        _place_measures(layout, same, anchor)
    else:
        _group(layout, headings, same, anchor, chosen)
    for number, row in enumerate(block.rows):
        if number >= layout.first_row and not any(row[layout.first_column :]):
            layout.rows_out.setdefault(number, LeftOut.BLANK_ROW)
    if layout.has_heading:
        layout.rows_out[0] = LeftOut.HEADING
    return layout


def _headings(block: PastedBlock, measures: Sequence[Measure]) -> list[Heading | None] | None:
    """Return what the first row says of its columns, where every cell of it is a known heading; else it is a row."""
    if not block.rows or len(block.rows) < 2:
        return None
    read = [read_heading(text, measures) if text else None for text in block.rows[0]]
    known = all((heading is not None) is bool(text) for heading, text in zip(read, block.rows[0], strict=True))
    return read if known and any(read) else None


def _find_rows(
    layout: PasteLayout, headings: list[Heading | None] | None, measures: Sequence[Measure], anchor: Anchor, today: date
) -> None:
    texts = layout.block.column(0, first=layout.first_row) if layout.block.width else []
    filled = [text for text in texts if text]
    head = headings[0] if headings else None
    if layout.block.width > 1 and filled and all(find_measure(text, measures) for text in filled):
        layout.has_names = layout.rows_are_measures = True
        named = [find_measure(text, measures) for text in filled]
        layout.kind = named[0].period_kind if named[0] else layout.kind
        return
    if layout.block.width > 1:
        for kind in _kinds(head, measures, anchor):
            if filled and _are_periods(filled, kind, head, today):
                layout.kind, layout.has_periods = kind, True
                _place_periods(layout, texts, today)
                return
    layout.rows_are_measures = anchor.rows_are_measures and not (headings and any(h and h.measure for h in headings))
    if not layout.rows_are_measures:
        _place_in_order(layout, anchor, today)


def _kinds(head: Heading | None, measures: Sequence[Measure], anchor: Anchor) -> list[PeriodKind]:
    if head and head.period_kind and head.period_kind is not PeriodKind.DAY:
        return [head.period_kind]
    return list(dict.fromkeys([anchor.period.kind, *(measure.period_kind for measure in measures)]))


def _are_periods(texts: Sequence[str], kind: PeriodKind, head: Heading | None, today: date) -> bool:
    """Return whether a column names periods: bare numbers do where the heading says so, or each follows the last."""
    if any(is_share_text(text) or missing_word(text) for text in texts):
        return False
    read = [_period(text, kind, today) for text in texts]
    if any(period is None for period in read):
        return False
    if not any(text.isdecimal() for text in texts) or (head is not None and head.kind is HeadingKind.PERIOD):
        return True
    numbers = [int(text) for text in texts if text.isdecimal()]
    in_order = all(after - before == 1 or after == 1 for before, after in pairwise(numbers))
    return kind is not PeriodKind.DAY and len(numbers) >= _LEAST_IN_ORDER and in_order


def _period(text: str, kind: PeriodKind, today: date) -> Period | TypedFault | None:
    """Read a period; FUTURE where it has not begun, None where the text names none of this kind."""
    try:
        return parse_period(text, kind, today=today)
    except TypedError as error:
        return error.fault if error.fault is TypedFault.FUTURE else None


def _place_periods(layout: PasteLayout, texts: Sequence[str], today: date) -> None:
    taken: set[Period] = set()
    for number, text in enumerate(texts, start=layout.first_row):
        period = _period(text, layout.kind, today) if text else None
        if not isinstance(period, Period):
            layout.rows_out[number] = LeftOut.FUTURE if period else LeftOut.NO_PERIOD
        elif period in taken:
            layout.rows_out[number] = LeftOut.TWICE
        else:
            taken.add(period)
            layout.places[number] = (period, None)


def _place_in_order(layout: PasteLayout, anchor: Anchor, today: date) -> None:
    """Give every row under the heading a period of its own, blank ones as well, so that nothing moves up or down."""
    numbers = range(layout.first_row, len(layout.block.rows))
    period = anchor.period
    for _ in numbers[1:] if not anchor.is_exact else ():
        period = period.previous
    for number in numbers:
        if period.start > today:
            layout.rows_out[number] = LeftOut.FUTURE
        else:
            layout.places[number] = (period, None)
        period = period.next


def _place_measures(layout: PasteLayout, measures: Sequence[Measure], anchor: Anchor) -> None:
    """Let each row be a measure of the anchor's period: by its name, or from the anchor's measure downwards."""
    period = anchor.period if layout.kind is anchor.period.kind else None
    at = measures.index(anchor.measure) if anchor.measure in measures else 0
    taken: set[int] = set()
    for number in range(layout.first_row, len(layout.block.rows)):
        place = at + number - layout.first_row
        if layout.has_names:
            measure = find_measure(layout.block.rows[number][0], measures)
        else:
            measure = measures[place] if place < len(measures) else None
        if measure is None or period is None:
            layout.rows_out[number] = LeftOut.NO_ROW
        elif measure.id in taken:
            layout.rows_out[number] = LeftOut.TWICE
        else:
            taken.add(measure.id)
            layout.places[number] = (period, measure)
    for column in range(layout.first_column + 2, layout.block.width):
        layout.columns_out[column] = (
            LeftOut.SHARE_COLUMN if _are_shares(layout, column, column - 2) else LeftOut.OTHER_COLUMN
        )


def _group(
    layout: PasteLayout,
    headings: list[Heading | None] | None,
    measures: Sequence[Measure],
    anchor: Anchor,
    chosen: Mapping[int, Measure | None],
) -> None:
    queue = list(measures[measures.index(anchor.measure) if anchor.measure in measures else 0 :])
    column = layout.first_column
    while column < layout.block.width:
        head = headings[column] if headings else None
        if head is not None and head.kind in {HeadingKind.OTHER, HeadingKind.PERIOD, HeadingKind.NAMES}:
            layout.columns_out[column] = LeftOut.OTHER_COLUMN
            column += 1
            continue
        if _is_left_over(layout, column, head):
            layout.columns_out[column] = LeftOut.SHARE_COLUMN
            column += 1
            continue
        named = head.measure if head is not None else None
        if named in queue:
            queue = queue[queue.index(named) :]
        measure = named if named in measures else (queue[0] if queue else None)
        if measure is not None and measure.value_kind.has_denominator and _says_percent(layout, column):
            layout.columns_out[column] = LeftOut.SHARE_COLUMN
            column += 1
            continue
        if measure is not None and measure in queue:
            queue.remove(measure)
        columns, parts = _columns_of(layout, column, measure, anchor, headings)
        if measure is None:
            layout.columns_out |= dict.fromkeys(columns, LeftOut.NO_MEASURE)
        elif column in chosen and chosen[column] is None:
            layout.columns_out |= dict.fromkeys(columns, LeftOut.NOT_CHOSEN)
        layout.groups.append(ColumnGroup(columns, parts, chosen.get(column, measure)))
        column = columns[-1] + 1


def _columns_of(
    layout: PasteLayout, column: int, measure: Measure | None, anchor: Anchor, headings: list[Heading | None] | None
) -> tuple[tuple[int, ...], tuple[Part, ...]]:
    """Return the columns a measure takes from here on, and the part that each holds."""
    if measure is None or not measure.value_kind.has_denominator:
        return (column,), (Part.VALUE,)
    texts = [text for text in layout.block.column(column, first=layout.first_row) if text and not missing_word(text)]
    if texts and all(read_fraction(text) for text in texts):
        return (column,), (Part.NUMERATOR,)
    after = column + 1
    ends = after >= layout.block.width or bool(
        headings and (head := headings[after]) and head.kind is HeadingKind.MEASURE
    )
    if ends:
        alone = measure is anchor.measure and column == layout.first_column and anchor.part is Part.DENOMINATOR
        return (column,), (Part.DENOMINATOR if alone else Part.NUMERATOR,)
    turned = bool(headings and (head := headings[column]) and head.kind is HeadingKind.DENOMINATOR)
    return (column, after), (Part.DENOMINATOR, Part.NUMERATOR) if turned else (Part.NUMERATOR, Part.DENOMINATOR)


def _is_left_over(layout: PasteLayout, column: int, head: Heading | None) -> bool:
    """Return whether a column is worked out from the two before it: their share, said in percent or in every row."""
    last = layout.groups[-1] if layout.groups else None
    follows = last is not None and len(last.columns) == 2 and last.columns[-1] == column - 1
    if not follows:
        return False
    if head is not None and head.kind is HeadingKind.SHARE:
        return True
    return _are_shares(layout, column, column - 2)


def _says_percent(layout: PasteLayout, column: int) -> bool:
    texts = [text for text in layout.block.column(column, first=layout.first_row) if text and not missing_word(text)]
    return bool(texts) and all(map(is_share_text, texts))


def _are_shares(layout: PasteLayout, column: int, first: int) -> bool:
    filled = 0
    for row in layout.block.rows[layout.first_row :]:
        if not row[column] or missing_word(row[column]):
            continue
        filled += 1
        if is_share_text(row[column]):
            continue
        try:
            part, whole, share = (parse_number(row[number]) for number in (first, first + 1, column))
        except TypedError:
            return False
        if not whole or not any(
            abs(share - factor * part / whole) <= room for factor, room in ((100, 0.51), (1, 0.006))
        ):
            return False
    return filled > 0
