"""How fast the engine reads a network: ``python -m bench.engine``.

Everything is measured in one run on one machine, in CPU time, and printed as ratios, so that a slow or busy computer
does not change the answer. The yardstick is the least that any program has to do to the same array: ``np.sort`` for the
medians and one int8 sweep for longest run and crossings.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from time import process_time

import numpy as np

from tracker.analysis import ChartKind, RuleSet, Series, read, read_many
from tracker.analysis.exact import Floats
from tracker.analysis.runs.arrangements import fewest_crossings, longest_run
from tracker.analysis.runs.run_limits import longest_run_limit

POINTS = 104
SERIES = 10_000
SIZES = (100, 1_000, 10_000, 100_000)


def main() -> None:
    """Measure and print."""
    values = np.random.default_rng(20260104).normal(size=(SERIES, POINTS))
    charts = [Series(ChartKind.RUN, row) for row in values]
    bare = best(lambda: bare_pass(values))
    many = best(lambda: read_many(charts))
    every = best(lambda: [reading.phases for reading in read_many(charts)], times=2)
    print(f"engine: {SERIES} run charts of {POINTS} points, CPU time, best of several")
    print(f"  bare numpy pass over the array        {bare * 1e3:9.1f} ms")
    print(
        f"  read_many                             {many * 1e3:9.1f} ms   {many / bare:6.1f} x bare (at most 10, aim 5)"
    )
    print(f"  read_many, and every reading made     {every * 1e3:9.1f} ms   {every / bare:6.1f} x bare")
    print(f"  making the series                     {making(values) * 1e6 / SERIES:9.1f} us each")
    print("cost of read_many by number of series (flat is 1.0)")
    costs = {size: cost_each(values, size) for size in SIZES}
    for size, cost in costs.items():
        print(f"  {size:7d} series                        {cost * 1e6:9.2f} us each {cost / costs[SERIES]:6.2f}")
    counts = [Series(ChartKind.RUN, row) for row in np.random.default_rng(3).poisson(2, (SERIES, POINTS))]
    plain = best(lambda: read_many(counts), times=3)
    split = best(lambda: read_many(counts, RuleSet.ANHOEJ_SPLIT), times=3)
    print(f"read_many of counts, by how they split  {split * 1e3:9.1f} ms   {split / plain:6.1f} x by their number")
    print("split_limits, each asked for the first time")
    for points in (60, 250, 1_000):
        spent = max(limits_cold(fewer, points - fewer) for fewer in range(3, points // 2, max(1, points // 50)))
        print(f"  {points:7d} points, the slowest split      {spent * 1e3:9.2f} ms   (at most 50)")
    one = Series(ChartKind.RUN, values[0, :60])
    alone = best(lambda: [read(one) for _ in range(200)]) / 200
    print(f"one read of 60 points                   {alone * 1e3:9.3f} ms   (at most 0.5)")
    for kind in ChartKind:
        series = example(kind)
        spent = best(lambda series=series: [read(series) for _ in range(50)]) / 50
        print(f"  {kind:38s}{spent * 1e3:9.3f} ms")


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU seconds that this work took in several tries."""
    spent = []
    for _ in range(times):
        start = process_time()
        work()
        spent.append(process_time() - start)
    return min(spent)


def bare_pass(values: Floats) -> tuple[Floats, np.ndarray, np.ndarray]:
    """Medians, longest runs and crossings, with nothing missing, tied, excluded, checked or explained."""
    ranked = np.sort(values, axis=1)
    medians = (ranked[:, (POINTS - 1) // 2] + ranked[:, POINTS // 2]) / 2
    above = np.ascontiguousarray((values > medians[:, np.newaxis]).view(np.int8).T)
    run = np.ones(len(values), dtype=np.int8)
    longest = run.copy()
    crossings = np.zeros(len(values), dtype=np.int8)
    for earlier, later in pairwise(above):
        same = (earlier == later).view(np.int8)
        run *= same
        run += 1
        np.maximum(longest, run, out=longest)
        crossings += 1 - same
    return medians, longest, crossings


def making(values: Floats) -> float:
    """CPU seconds to make all the series."""
    return best(lambda: [Series(ChartKind.RUN, row) for row in values], times=2)


def cost_each(values: Floats, size: int) -> float:
    """CPU seconds a series when so many are read together."""
    charts = [Series(ChartKind.RUN, values[number % len(values)]) for number in range(size)]
    rounds = max(1, SERIES // size)
    return best(lambda: [read_many(charts) for _ in range(rounds)], times=3) / rounds / size


def limits_cold(fewer: int, more: int) -> float:
    """CPU seconds that the limits of a split take, nothing remembered."""
    anhoej = longest_run_limit(fewer + more)
    return best(lambda: (longest_run(fewer, more, anhoej), fewest_crossings(fewer, more)), times=2)


def example(kind: ChartKind) -> Series:
    """Sixty points of this kind."""
    values = np.random.default_rng(7).poisson(9, size=60) + 1.0
    return Series(kind, values, np.full(60, 40.0), spread=np.full(60, 2.0))


if __name__ == "__main__":
    main()
