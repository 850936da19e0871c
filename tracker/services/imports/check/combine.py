"""Several rows of one period made one: days added up to a week, cases to a month, or the last one of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.models.measurements import MissingReason
from tracker.services.imports.check.lines import MeasurementLine
from tracker.services.imports.check.notes import NOTE_MOST
from tracker.services.imports.choices import SeveralRows
from tracker.services.imports.destinations import Destination
from tracker.services.measurements.entries import Entry


def combined(lines: list[MeasurementLine], several: SeveralRows) -> list[MeasurementLine]:
    """Return one line for each period of each measure, in the order in which periods are met."""
    if several is SeveralRows.REFUSE:
        return lines
    groups: dict[tuple[Destination, date], list[MeasurementLine]] = {}
    for line in lines:
        groups.setdefault((line.destination, line.start), []).append(line)
    return [group[0] if len(group) == 1 else _one(group, several) for group in groups.values()]


def added(entries: list[Entry]) -> Entry:
    """Add entries up. Those that were not measured add nothing; where none was, nor is the sum."""
    measured = [entry for entry in entries if not entry.not_measured]
    if not measured:
        reasons = {entry.reason for entry in entries}
        return Entry(not_measured=True, reason=_common(reasons))
    return Entry(
        _sum(entry.value for entry in measured),
        _sum(entry.numerator for entry in measured),
        _sum(entry.denominator for entry in measured),
    )


def _one(group: list[MeasurementLine], several: SeveralRows) -> MeasurementLine:
    if several is SeveralRows.LAST:
        return group[-1]
    first = group[0]
    notes = list(dict.fromkeys(line.note for line in group if line.note))
    note = ""
    for text in notes:
        longer = f"{note}. {text}" if note else text
        note = longer if len(longer) <= NOTE_MOST else note
    return first._replace(entry=added([line.entry for line in group]), note=note)


def _sum(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _common(reasons: set[MissingReason | None]) -> MissingReason | None:
    return next(iter(reasons)) if len(reasons) == 1 else None
