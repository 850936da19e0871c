"""What lies far outside: numbers of a file held against what the team has, or against the rest of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import quantiles
from typing import NamedTuple

from sqlalchemy import select

from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, ValueKind
from tracker.services.imports.bulk import batches
from tracker.services.imports.check import MeasurementLine
from tracker.services.measurements.entries import Entry
from tracker.services.measures.values import factor

_FEWEST = 12
"""Numbers there must be before any is called far from them."""
_FAR, _NEAR = 3.0, 1.5
"""Distances between the quartiles: beyond the first a number is far, within the second it belongs."""
_SHIFTS = (10, 100, 1000)
"""By how much a number is too large whose decimal mark is missing."""
_ASKED = 400


class Spread(NamedTuple):
    """How many numbers there are, and the lowest and highest, as people read them: shares in per cent."""

    numbers: int
    low: float
    high: float


class FarLine(NamedTuple):
    """A line far from the others: their lowest and highest, and whether it would be near with a decimal mark."""

    line: MeasurementLine
    value: float
    others: Spread
    lacks_mark: bool

    @property
    def key(self) -> str:
        """What the line is called in choices."""
        return f"{self.line.row}:{self.line.destination.measure.id}"


def value_of(measure: Measure, entry: Entry) -> float | None:
    """Return what an entry is on the measure's chart; None where it is no number."""
    if entry.denominator and entry.numerator is not None:
        return entry.numerator / entry.denominator * factor(measure)
    return entry.value


def spread_of(values: Sequence[float]) -> Spread | None:
    """Return how many values there are, the lowest and the highest; None of none."""
    return Spread(len(values), min(values), max(values)) if values else None


def stored_values(measures: Iterable[Measure]) -> dict[int, list[float]]:
    """Return the values that are stored of measures, by their ids."""
    by_id = {measure.id: measure for measure in measures}
    columns = (Measurement.measure_id, Measurement.value, Measurement.numerator, Measurement.denominator)
    found: dict[int, list[float]] = {}
    for ids in batches(sorted(by_id), _ASKED):
        rows = select(*columns).where(Measurement.measure_id.in_(ids), Measurement.not_measured.is_(False))
        for measure_id, said, numerator, denominator in db.session.execute(rows):
            value = value_of(by_id[measure_id], Entry(said, numerator, denominator))
            if value is not None:
                found.setdefault(measure_id, []).append(value)
    return found


def far_lines(lines: Iterable[MeasurementLine], stored: Mapping[int, Sequence[float]]) -> list[FarLine]:
    """Return the lines far from what the team has of their measure; where it has too little, from the file's others."""
    by_measure: dict[int, list[tuple[MeasurementLine, float]]] = {}
    for line in lines:
        value = value_of(line.destination.measure, line.entry)
        if value is not None:
            by_measure.setdefault(line.destination.measure.id, []).append((line, value))
    far: list[FarLine] = []
    for measure_id, valued in by_measure.items():
        others = stored.get(measure_id, ())
        others = others if len(others) >= _FEWEST else [value for _, value in valued]
        if len(others) >= _FEWEST:
            far += _far(valued, others)
    return sorted(far, key=lambda each: each.line.row)


def _far(valued: Sequence[tuple[MeasurementLine, float]], others: Sequence[float]) -> Iterable[FarLine]:
    low, _, high = quantiles(others, n=4, method="inclusive")
    width = high - low
    if width <= 0:
        return
    near = [value for value in others if low - _FAR * width <= value <= high + _FAR * width]
    spread = Spread(len(near), min(near), max(near))
    for line, value in valued:
        if not low - _FAR * width <= value <= high + _FAR * width:
            is_free = line.destination.measure.value_kind is ValueKind.CONTINUOUS
            shifted = [value / shift for shift in _SHIFTS] if is_free else []
            lacks = any(low - _NEAR * width <= one <= high + _NEAR * width for one in shifted)
            yield FarLine(line, value, spread, lacks)
