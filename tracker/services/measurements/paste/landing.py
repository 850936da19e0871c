"""Where each pasted number lands, what stood there, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.analysis import Period
from tracker.models.measurements import Measurement, MissingReason
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.cell_text import (
    ThousandsError,
    is_share_text,
    is_whole,
    missing_word,
    read_fraction,
    read_number,
)
from tracker.services.measurements.entries import Entry, Part
from tracker.services.measurements.paste.layout import ColumnGroup, PasteLayout
from tracker.text.parse import TypedError


class CellFault(StrEnum):
    """Why one pasted cell is not put in."""

    NOT_A_NUMBER = "not_a_number"
    SHARE = "share"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Misread:
    """A cell that was not put in as a number: where it stands, its text, and why; no fault: it means "not measured"."""

    row: int
    column: int
    text: str
    fault: CellFault | None = None
    reason: MissingReason | None = None


@dataclass(frozen=True, slots=True)
class Landed:
    """One cell of the form with what was pasted into it. `texts` are what its boxes get, by part."""

    measure: Measure
    period: Period
    texts: Mapping[Part, str]
    entry: Entry
    before: Entry
    is_doubtful: bool = False
    """True where a number may be either of two: the form asks."""

    @property
    def numbers(self) -> int:
        """How many numbers it is: a missing one counts as one."""
        return 1 if self.entry.not_measured else len(self.texts)

    @property
    def is_same(self) -> bool:
        """True where it says what is stored already."""
        return self.entry == self.before and not self.is_doubtful


@dataclass(slots=True)
class Landing:
    """All that landed, by row and first column of its group, and the cells that were not numbers."""

    cells: dict[tuple[int, int], Landed] = field(default_factory=dict)
    misread: list[Misread] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many numbers are new or changed."""
        return sum(cell.numbers for cell in self.cells.values() if not cell.is_same)

    @property
    def same(self) -> int:
        """How many numbers are as before."""
        return sum(cell.numbers for cell in self.cells.values() if cell.is_same)

    @property
    def periods(self) -> list[Period]:
        """The periods that something landed in, oldest first."""
        return sorted({cell.period for cell in self.cells.values()})


def land(layout: PasteLayout, rows: Mapping[tuple[int, date], Measurement]) -> Landing:
    """Read every cell that has a place; blank ones leave alone what stands there."""
    landing = Landing()
    for number, measure, period, group in _places(layout):
        texts = dict(zip(group.parts, (layout.block.rows[number][column] for column in group.columns), strict=True))
        if not any(texts.values()):
            continue
        stored = rows.get((measure.id, period.start))
        like = {part: _others(layout, group, part, number, measure) for part in texts}
        cell = _read(landing, number, group, texts, measure, period, Entry.of(stored), like)
        if cell is not None:
            landing.cells[number, group.columns[0]] = cell
    return landing


def _places(layout: PasteLayout) -> Iterator[tuple[int, Measure, Period, ColumnGroup]]:
    for number, (period, measure) in layout.places.items():
        if measure is not None:
            yield number, measure, period, _group_of(layout, number, measure)
            continue
        for group in layout.groups:
            if group.measure is not None:
                yield number, group.measure, period, group


def _group_of(layout: PasteLayout, number: int, measure: Measure) -> ColumnGroup:
    """Return the columns of a row that is a measure of its own."""
    first = layout.first_column
    if not measure.value_kind.has_denominator:
        return ColumnGroup((first,), (Part.VALUE,), measure)
    if first + 1 >= layout.block.width or read_fraction(layout.block.rows[number][first]):
        return ColumnGroup((first,), (Part.NUMERATOR,), measure)
    return ColumnGroup((first, first + 1), (Part.NUMERATOR, Part.DENOMINATOR), measure)


def _read(
    landing: Landing,
    number: int,
    group: ColumnGroup,
    texts: dict[Part, str],
    measure: Measure,
    period: Period,
    before: Entry,
    like: Mapping[Part, list[float]],
) -> Landed | None:
    words = {part: missing_word(text) for part, text in texts.items() if text}
    if any(word is not None for word in words.values()):
        column = group.columns[0]
        if not all(words.values()):
            landing.misread.append(Misread(number, column, " / ".join(filter(None, texts.values())), CellFault.BOTH))
            return None
        text = next(text for text in texts.values() if text)
        reason = next(word[0] for word in words.values() if word)
        landing.misread.append(Misread(number, column, text, reason=reason))
        return Landed(measure, period, {}, Entry(not_measured=True, reason=reason), before)
    if len(texts) == 1 and measure.value_kind.has_denominator:
        part, text = next(iter(texts.items()))
        if both := read_fraction(text):
            texts = {Part.NUMERATOR: both[0], Part.DENOMINATOR: both[1]}
    entry, kept, doubtful = replace(before, not_measured=False, reason=None), {}, False
    for (part, text), column in zip(texts.items(), group.columns * 2, strict=False):
        if not text:
            continue
        try:
            value = _number(measure, part, text, like.get(part, []))
        except ThousandsError as error:
            value, doubtful = error.whole, True
        except TypedError:
            fault = CellFault.SHARE if is_share_text(text) else CellFault.NOT_A_NUMBER
            landing.misread.append(Misread(number, column, text, fault))
            continue
        entry = _with(entry, part, value)
        kept[part] = text if doubtful else _typed(value)
    return Landed(measure, period, kept, entry, before, doubtful) if kept else None


def _with(entry: Entry, part: Part, value: float) -> Entry:
    """Return an entry with another number in one of its parts."""
    numbers = {
        Part.VALUE: entry.value,
        Part.NUMERATOR: entry.numerator,
        Part.DENOMINATOR: entry.denominator,
        part: value,
    }
    return Entry(numbers[Part.VALUE], numbers[Part.NUMERATOR], numbers[Part.DENOMINATOR])


def _number(measure: Measure, part: Part, text: str, like: list[float]) -> float:
    may_be_share = part is Part.VALUE and measure.value_kind is ValueKind.CONTINUOUS
    try:
        return read_number(text, whole=is_whole(measure, part), like=like, may_be_share=may_be_share)
    except ThousandsError as error:
        if part is Part.VALUE:
            return error.parted
        raise


def _others(layout: PasteLayout, group: ColumnGroup, part: Part, number: int, measure: Measure) -> list[float]:
    """Read the plain numbers of the same column: a doubtful one is compared with them."""
    if part not in group.parts or layout.rows_are_measures or is_whole(measure, part):
        return []
    column, found = group.columns[group.parts.index(part)], []
    for row in layout.places:
        if row == number:
            continue
        try:
            found.append(read_number(layout.block.rows[row][column], whole=False))
        except ValueError:
            continue
    return found


def _typed(value: float) -> str:
    return f"{Decimal(f'{value:.12g}'):f}".replace(".", ",")
