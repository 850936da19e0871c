"""The front door: read one series, or a whole network's at once.

Phases of one kind and length are gathered in a block, one phase a row, and each block is computed in whole-array steps.
One series is a network of one, so ``read`` and ``read_many`` cannot disagree.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from math import nan
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt

from tracker.analysis.blocks import Block, Span, compute, kinship
from tracker.analysis.exact import Floats
from tracker.analysis.reading import PhaseReading, Reading, Signal
from tracker.analysis.rules import Rule, RuleSet
from tracker.analysis.runs import crossings_limit, longest_run_limit
from tracker.analysis.series import Series
from tracker.analysis.signals import Phase, marks, signals

Number = TypeVar("Number", bound=np.generic)


def read(series: Series, rules: RuleSet = RuleSet.ANHOEJ) -> Reading:
    """Centre line, limits, run tests and signals of one series."""
    return read_many([series], rules)[0]


def read_many(series: Iterable[Series], rules: RuleSet = RuleSet.ANHOEJ) -> Sequence[Reading]:
    """The readings of many series, computed together; each ``Reading`` is made when it is asked for."""
    return _Readings(tuple(series), rules)


class _Readings(Sequence[Reading]):
    """Readings in the order of their series, each built from its rows of the computed blocks when asked for."""

    def __init__(self, series: tuple[Series, ...], rules: RuleSet) -> None:
        self._series = series
        self._rules = rules
        self._places: list[list[tuple[Hashable, int]]] = []
        groups: dict[Hashable, list[Span]] = {}
        for one in series:
            places = []
            for number, (start, stop) in enumerate(one.spans):
                key = kinship(one, stop - start)
                group = groups.setdefault(key, [])
                places.append((key, len(group)))
                group.append(Span(one, start, stop, number))
            self._places.append(places)
        with np.errstate(all="ignore"):
            self._blocks = {key: compute(group, rules) for key, group in groups.items()}

    def __len__(self) -> int:
        return len(self._series)

    @overload
    def __getitem__(self, index: int) -> Reading: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Reading]: ...

    def __getitem__(self, index: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        phases = [(self._blocks[key], row) for key, row in self._places[index]]
        with np.errstate(all="ignore"):
            return _reading(self._series[index], self._rules, phases)


def _reading(series: Series, rules: RuleSet, rows: list[tuple[Block, int]]) -> Reading:
    """One series' reading, put together from its phases."""
    lines: list[dict[str, Floats]] = []
    codes: list[npt.NDArray[np.int8]] = []
    phases: list[PhaseReading] = []
    found: list[Signal] = []
    for number, ((block, row), (start, stop)) in enumerate(zip(rows, series.spans, strict=True)):
        drawn = {name: _row(line, row, stop - start) * series.multiplier for name, line in block.lines.items()}
        counted = _counted(block, row, Span(series, start, stop, number), drawn["centre"])
        phase = Phase(
            number,
            counted,
            series,
            rules,
            values=drawn["values"],
            lower=drawn["lower"],
            upper=drawn["upper"],
            lower95=drawn["lower95"],
            upper95=drawn["upper95"],
            side=block.side[row],
            include=block.include[row],
            outside=block.outside[row],
        )
        own = tuple(signals(phase))
        lines.append(drawn)
        codes.append(marks(phase, own))
        phases.append(replace(counted, signal=any(signal.rule is not Rule.BEYOND_LIMITS for signal in own)))
        found.extend(own)
    joined = {name: _joined([drawn[name] for drawn in lines]) for name in lines[0]}
    outside = _joined([block.outside[row] for block, row in rows])
    return Reading(
        series, rules, **joined, outside=outside, marks=_joined(codes), phases=tuple(phases), signals=tuple(found)
    )


def _counted(block: Block, row: int, span: Span, centre: Floats) -> PhaseReading:
    """The run counts of one phase; without useful points there is nothing to count."""
    useful = int(block.runs.useful[row])
    size = span.stop - span.start
    rows = span.series.baseline(span.number)
    include = block.include[row]
    return PhaseReading(
        start=span.start,
        stop=span.stop,
        observed=int(np.count_nonzero(include)),
        measured=int(np.count_nonzero(include & ~np.isnan(block.lines.values[row]))),
        useful=useful,
        longest_run=int(block.runs.longest[row]) if useful else None,
        longest_run_limit=longest_run_limit(useful) if useful else None,
        crossings=int(block.runs.crossings[row]) if useful else None,
        crossings_limit=crossings_limit(useful) if useful else None,
        signal=False,
        centre=float(centre[-1]) if size else nan,
        baseline_stop=span.stop if rows is None else min(span.start + rows, span.stop),
    )


def _row(line: Floats, row: int, width: int) -> Floats:
    """One phase of a line, one entry a point."""
    return np.broadcast_to(line[row], (width,))


def _joined(parts: list[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """The arrays of the phases as one."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
