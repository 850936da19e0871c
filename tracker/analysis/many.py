"""Reading one series, or a whole network's at once.

Phases of one kind and length are gathered in a block, one phase a row, and each block is computed in whole-array steps.
One series is a network of one, so ``read`` and ``read_many`` cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import nan
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt

from tracker.analysis.blocks import Block, Span, compute
from tracker.analysis.control_limits import LINES
from tracker.analysis.exact import Floats
from tracker.analysis.reading import PhaseReading, Reading, Signal
from tracker.analysis.rules import Rule, RuleSet
from tracker.analysis.series import Series
from tracker.analysis.signals import JudgedPhase, limits_in_force, marks, signals

Item = TypeVar("Item")
Number = TypeVar("Number", bound=np.generic)

BATCH = 1000
"""Series computed at a time; more would only wait for memory."""


def read(series: Series, rules: RuleSet = RuleSet.ANHOEJ) -> Reading:
    """Centre line, limits, run tests and signals of one series."""
    return read_many([series], rules)[0]


def read_many(series: Iterable[Series], rules: RuleSet = RuleSet.ANHOEJ) -> Sequence[Reading]:
    """Return the readings of many series, computed together; each ``Reading`` is made when it is asked for."""
    return _Readings(tuple(series), rules)


class _Readings(Sequence[Reading]):
    """Readings in the order of their series, each built from its rows of the computed blocks when asked for."""

    def __init__(self, series: tuple[Series, ...], rules: RuleSet) -> None:
        self._series = series
        self._rules = rules
        self._blocks: list[Block] = []
        self._block_of = np.zeros(len(series), dtype=np.int64)
        self._row_of = np.zeros(len(series), dtype=np.int64)
        self._phases: dict[int, list[tuple[int, int]]] = {}
        whole: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        parts: defaultdict[tuple[str, int], list[tuple[int, Span]]] = defaultdict(list)
        for place, one in enumerate(series):
            if one.phase_starts and len(spans := one.spans) > 1:
                for number, (start, stop) in enumerate(spans):
                    parts[one.family, stop - start].append((place, (one, start, stop, number)))
            else:
                whole[one.family, len(one.numerator)].append(place)
        with np.errstate(all="ignore"):
            self._read_whole(whole)
            self._read_parts(parts)

    def _read_whole(self, groups: Mapping[tuple[str, int], list[int]]) -> None:
        """Compute the series of one phase."""
        for (_, size), places in groups.items():
            for some in _batches(places):
                self._block_of[some] = len(self._blocks)
                self._row_of[some] = np.arange(len(some))
                self._blocks.append(compute([(self._series[place], 0, size, 0) for place in some], self._rules))

    def _read_parts(self, groups: Mapping[tuple[str, int], list[tuple[int, Span]]]) -> None:
        """Compute the phases of the other series, and keep where each went."""
        where: dict[tuple[int, int], tuple[int, int]] = {}
        for group in groups.values():
            for some in _batches(group):
                where |= {(place, span[3]): (len(self._blocks), row) for row, (place, span) in enumerate(some)}
                self._blocks.append(compute([span for _, span in some], self._rules))
        for place, number in sorted(where):
            self._phases.setdefault(place, []).append(where[place, number])

    def __len__(self) -> int:
        return len(self._series)

    def __iter__(self) -> Iterator[Reading]:
        with np.errstate(all="ignore"):
            for place in range(len(self)):
                yield self._made(place)

    @overload
    def __getitem__(self, index: int) -> Reading: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Reading]: ...

    def __getitem__(self, index: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        with np.errstate(all="ignore"):
            return self._made(range(len(self))[index])

    def _made(self, place: int) -> Reading:
        phases = self._phases.get(place) or [(int(self._block_of[place]), int(self._row_of[place]))]
        return _reading(self._series[place], self._rules, [(self._blocks[block], row) for block, row in phases])


def _batches(items: list[Item]) -> Iterator[list[Item]]:
    """So many at a time that their arrays stay in the processor's own memory."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _reading(series: Series, rules: RuleSet, rows: list[tuple[Block, int]]) -> Reading:
    """Return one series' reading, put together from its phases."""
    parts = [
        _phase(block, row, (series, start, stop, number), rules)
        for number, ((block, row), (start, stop)) in enumerate(zip(rows, series.spans, strict=True))
    ]
    found = [tuple(signals(part)) for part in parts]
    return Reading(
        series,
        rules,
        **{name: _joined([getattr(part, name) for part in parts]) for name in (*LINES, "outside")},
        marks=_joined([marks(part, own) for part, own in zip(parts, found, strict=True)]),
        phases=tuple(_judged(part.reading, own) for part, own in zip(parts, found, strict=True)),
        signals=tuple(chain.from_iterable(found)),
    )


def _phase(block: Block, row: int, span: Span, rules: RuleSet) -> JudgedPhase:
    """Return one phase as the rules see it."""
    series, start, stop, number = span
    drawn = {name: _row(line, row, stop - start, series.multiplier) for name, line in block.lines.items()}
    return JudgedPhase(
        number,
        _counted(block, row, span, drawn["centre"], rules),
        series,
        rules,
        **drawn,
        outside=block.outside[row].copy(),
        side=block.side[row],
        include=block.include[row],
    )


def _judged(counted: PhaseReading, found: Sequence[Signal]) -> PhaseReading:
    """Return the run counts with what the rules about runs and order say of them."""
    if any(signal.rule is not Rule.BEYOND_LIMITS for signal in found):
        return replace(counted, signal=True)
    return counted


def _counted(block: Block, row: int, span: Span, centre: Floats, rules: RuleSet) -> PhaseReading:
    """Return the run counts of one phase; without useful points there is nothing to count."""
    series, start, stop, number = span
    useful = int(block.runs.useful[row])
    rows = series.baseline(number)
    include = block.include[row]
    split = block.splits.row(row) if block.splits else None
    longest, crossings = limits_in_force(useful, rules, split)
    return PhaseReading(
        start=start,
        stop=stop,
        observed=int(np.count_nonzero(include)),
        measured=int(np.count_nonzero(include & ~np.isnan(block.lines.values[row]))),
        useful=useful,
        longest_run=int(block.runs.longest[row]) if useful else None,
        longest_run_limit=longest,
        crossings=int(block.runs.crossings[row]) if useful else None,
        crossings_limit=crossings,
        signal=False,
        centre=float(centre[-1]) if stop > start else nan,
        baseline_stop=stop if rows is None else min(start + rows, stop),
        split=split,
    )


def _row(line: Floats, row: int, width: int, multiplier: float) -> Floats:
    """Return one phase of a line, one entry a point, in the unit that is shown."""
    shown: Floats = line[row] * multiplier
    return shown if shown.size == width else np.full(width, shown[0])


def _joined(parts: list[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """Return the arrays of the phases as one."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
