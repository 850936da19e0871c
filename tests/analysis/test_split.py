"""Runs judged by how the points split: limits given the split, the line at the edge, and when there is no test."""

from functools import cache
from itertools import combinations, groupby
from math import comb

import numpy as np
import pytest

from tests.analysis import oracle_files, simulation
from tests.analysis.test_properties import assert_same
from tracker.analysis import (
    ChartKind,
    Direction,
    Mark,
    Rule,
    RuleSet,
    Series,
    Side,
    Split,
    Verdict,
    read,
    read_many,
    runs_limits,
    split_limits,
    stands,
    suggest_phase,
    verdict,
)
from tracker.analysis.reading import Untested
from tracker.analysis.runs.arrangements import (
    arrangements_within,
    chance_of_longer,
    fewest_crossings,
    longest_run,
    seldom_longer,
    ways_by_runs,
)
from tracker.analysis.runs.number_of_runs import given
from tracker.analysis.runs.run_limits import crossings_limit, longest_run_limit

SPLIT, IHI_SPLIT = RuleSet.ANHOEJ_SPLIT, RuleSet.IHI_SPLIT
FALLS = [3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 3]
RARE = [0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]


def run(values, rules=SPLIT, **options):
    return read(Series(ChartKind.RUN, values, **options), rules)


@cache
def ending(one, other, most):
    """Arrangements with no run longer than ``most`` that end on the first side and on the second, run by run."""
    ways = np.zeros((one + 1, other + 1, 2), dtype=object)
    ways[0, 0] = 1
    for i in range(one + 1):
        for j in range(other + 1):
            if i or j:
                ways[i, j, 0] = sum(ways[i - size, j, 1] for size in range(1, min(most, i) + 1))
                ways[i, j, 1] = sum(ways[i, j - size, 0] for size in range(1, min(most, j) + 1))
    return ways[one, other].sum()


def test_limits_are_those_of_the_table_whichever_side_is_named_first():
    for row in oracle_files.table("split_limits.csv"):
        fewer, more = int(row["fewer"]), int(row["more"])
        limits = int(row["longest_limit"]), int(row["crossings_limit"])
        assert split_limits(fewer, more) == split_limits(more, fewer) == limits
        assert longest_run(fewer, more, 1) == int(row["split_longest"])
        assert fewest_crossings(fewer, more) == int(row["split_crossings"])
        assert chance_of_longer(fewer, more, limits[0]) == pytest.approx(float(row["p_longest_over"]), abs=1e-12)


@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 6), (2, 5), (3, 7), (4, 4), (5, 8), (6, 3), (6, 7)])
def test_small_splits_are_those_counted_one_arrangement_at_a_time(one, other):
    runs, longest = [], []
    for places in combinations(range(one + other), one):
        each = [len(list(group)) for _, group in groupby(at in places for at in range(one + other))]
        runs.append(len(each))
        longest.append(max(each))
    assert [ways for ways in ways_by_runs(one, other) if ways] == [runs.count(n) for n in sorted(set(runs))]
    for most in range(1, one + other + 1):
        within = sum(length <= most for length in longest)
        assert arrangements_within(one, other, most) == within
        assert chance_of_longer(one, other, most) == pytest.approx(1 - within / len(longest), abs=1e-14)


@pytest.mark.parametrize(("fewer", "more"), [(3, 90), (20, 60), (38, 62), (60, 140)])
def test_larger_splits_are_those_built_run_by_run(fewer, more):
    longest, crossings = split_limits(fewer, more)
    every = comb(fewer + more, fewer)
    assert (every - ending(fewer, more, longest)) * 20 <= every
    if longest > longest_run_limit(fewer + more):
        assert (every - ending(fewer, more, longest - 1)) * 20 > every
    own = fewest_crossings(fewer, more)
    up_to = [sum(list(ways_by_runs(fewer, more))[:most]) for most in (own - 1, own)]
    assert up_to[0] * 20 <= every < up_to[1] * 20
    assert crossings == min(own, crossings_limit(fewer + more))


@pytest.mark.parametrize(("fewer", "more"), [(3, 997), (90, 910), (333, 667), (490, 510)])
def test_floats_and_whole_numbers_agree_on_a_thousand_points(fewer, more):
    every = comb(fewer + more, fewer)
    longest, _ = split_limits(fewer, more)
    exact = 1 - arrangements_within(fewer, more, longest) / every
    assert chance_of_longer(fewer, more, longest) == pytest.approx(exact, abs=1e-12)
    assert exact <= 0.05
    if longest > longest_run_limit(fewer + more):
        assert 1 - arrangements_within(fewer, more, longest - 1) / every > 0.05


def test_a_chance_of_just_five_percent_is_seldom():
    assert seldom_longer(1, 39, 38)
    assert not seldom_longer(1, 39, 37)
    assert longest_run(1, 39, 1) == 38


def test_more_than_a_thousand_points_are_counted_in_whole_numbers():
    longest, crossings = split_limits(5, 1200)
    assert seldom_longer(5, 1200, longest)
    assert not seldom_longer(5, 1200, longest - 1)
    assert crossings == fewest_crossings(5, 1200)


def test_sides_that_differ_by_one_at_most_have_the_limits_of_their_number():
    for fewer, more in ((5, 5), (5, 6), (30, 31), (500, 500)):
        assert split_limits(fewer, more) == (longest_run_limit(fewer + more), crossings_limit(fewer + more))
    assert Split(5, 6).uneven is False
    assert Split(5, 7).uneven is True


@pytest.mark.parametrize(
    ("fewer", "more", "argument"),
    [(2, 30, "fewer"), (30, 2, "fewer"), (-3, 9, "fewer"), (4, 5, "more"), (3, 7.0, "more"), (True, 12, "fewer")],
)
def test_limits_without_a_test_are_refused(fewer, more, argument):
    with pytest.raises(ValueError, match=f"^{argument}: "):
        split_limits(fewer, more)


def test_points_on_a_median_at_the_floor_are_a_side_of_their_own():
    (phase,) = run(RARE).phases
    assert phase.split == Split(above=6, below=18, edge=-1)
    assert (phase.useful, phase.tested, phase.untested, phase.split.uneven) == (24, True, None, True)
    assert (phase.longest_run_limit, phase.crossings_limit) == split_limits(6, 18)
    assert Mark.ON_CENTRE not in run(RARE).marks
    assert not run(RARE).signals
    by_number = run(RARE, RuleSet.ANHOEJ)
    assert (by_number.phases[0].useful, by_number.phases[0].split) == (6, None)


def test_points_on_a_median_at_the_ceiling_are_a_side_of_their_own():
    (phase,) = run([10 - value for value in RARE]).phases
    assert phase.split == Split(above=18, below=6, edge=1)
    assert run([-value for value in RARE]).phases[0].split == phase.split


def test_points_on_a_median_between_the_extremes_count_for_neither_side():
    (phase,) = run([1, 2, 2, 3, 2, 2, 5, 1, 2, 4, 2, 3]).phases
    assert (phase.split, phase.useful) == (Split(above=4, below=2), 6)


def test_the_median_between_events_is_judged_as_the_median_of_a_run_chart():
    gaps = read(Series(ChartKind.G, [0, 0, 3, 0, 0, 9, 0, 1, 0, 0, 4, 0]), SPLIT)
    assert gaps.phases[0].split == Split(above=4, below=8, edge=-1)
    mean = read(Series(ChartKind.C, [0, 0, 3, 0, 0, 9, 0, 1, 0, 0, 4, 0]), SPLIT)
    assert mean.phases[0].split == Split(above=3, below=9)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([0] * 30 + [1, 2], Untested.ONE_SIDED),
        ([0, 1, 0, 1, 0, 0, 1, 0, 0], Untested.FEW_USEFUL),
        ([1, 2, 2, 3, 2, 2, 5, 1, 2, 4, 2, 3], Untested.ONE_SIDED),
        ([7] * 20, Untested.NONE_USEFUL),
        ([None] * 20, Untested.NONE_USEFUL),
        ([], Untested.NONE_USEFUL),
    ],
)
def test_too_few_points_for_a_test_are_said_as_such(values, why):
    for rules in (SPLIT, IHI_SPLIT):
        reading = run(values, rules)
        (phase,) = reading.phases
        assert (phase.untested, phase.tested, phase.signal) == (why, False, False)
        assert (phase.longest_run_limit, phase.crossings_limit) == (None, None)
        assert not [signal for signal in reading.signals if signal.rule is not Rule.TREND]
        assert (phase.longest_run is None) == (why is Untested.NONE_USEFUL)
        assert suggest_phase(reading, minimum=1) is None
    assert run(values, RuleSet.ANHOEJ).phases[0].untested in {None, Untested.NONE_USEFUL}


def test_excluded_and_missing_points_are_on_no_side():
    reading = run([*RARE, 0, None, 9], excluded=[24, 26])
    assert reading.phases[0].split == run(RARE).phases[0].split
    assert reading.marks[24:].tolist() == [Mark.EXCLUDED, Mark.MISSING, Mark.EXCLUDED]


def test_phases_have_their_own_split():
    reading = run([*RARE, *[10 - value for value in RARE]], phase_starts=[24])
    assert [phase.split.edge for phase in reading.phases] == [-1, 1]


@pytest.mark.parametrize("rules", [(RuleSet.ANHOEJ, SPLIT), (RuleSet.IHI_EXACT, IHI_SPLIT)])
def test_a_frozen_or_given_line_is_judged_as_before(rules):
    random = np.random.default_rng(20261102)
    for mean in (0.3, 1, 4):
        for choices in ({"freeze": 12}, {"centre": 0.0}, {"centre": 2.0}):
            values = random.poisson(mean, 40)
            before, now = (run(values, one, direction=Direction.LOWER, **choices) for one in rules)
            assert now.phases[0].split.own is False
            assert (before.signals, before.marks.tolist()) == (now.signals, now.marks.tolist())
            assert before.phases[0].signal == now.phases[0].signal
            assert before.phases[0].useful == now.phases[0].useful
            assert verdict(before) is verdict(now)
            assert suggest_phase(before) == suggest_phase(now)


def test_a_baseline_of_all_there_is_leaves_the_line_the_points_own():
    for choices in ({"freeze": 24}, {"freeze": 99}, {"centre": [None] * 24}):
        assert run(RARE, **choices).phases[0].split.own
    later = run([*RARE, None, 5], freeze=24, excluded=[25])
    assert later.phases[0].split == run(RARE).phases[0].split


def test_a_signal_given_the_split_is_one_by_number_too():
    """Away from the edge: limits are only ever wider."""
    random = np.random.default_rng(20261103)
    rows = [Series(ChartKind.RUN, row) for row in random.poisson(3, (300, 40))]
    for now, before in zip(read_many(rows, SPLIT), read_many(rows, RuleSet.ANHOEJ), strict=True):
        assert {signal.points for signal in now.signals} <= {signal.points for signal in before.signals}
        assert now.marks.tolist() == before.marks.tolist() or now.phases[0].signal < before.phases[0].signal


@pytest.mark.parametrize("zeros", [12, 13, 20, 40, 200])
def test_falls_that_end_are_held_or_better_for_as_long_as_it_lasts(zeros):
    for rules in (SPLIT, IHI_SPLIT):
        held = run([*FALLS, *[0] * zeros], rules, direction=Direction.LOWER, target=0)
        assert verdict(held) is Verdict.HELD
        free = run([*FALLS, *[0] * zeros], rules, direction=Direction.LOWER)
        assert verdict(free) is Verdict.BETTER
        (standing,) = [signal for signal in free.signals if stands(free, signal)]
        assert (standing.points, standing.side) == (tuple(range(12, 12 + zeros)), Side.BELOW)
        assert set(free.marks[12:].tolist()) == {Mark.BETTER}


def test_a_team_that_reaches_the_ceiling_is_better():
    values = [90, 92, 88, 91, 90, 93, 89, 90, 92, 91, 90, 88, *[100] * 20]
    assert verdict(run(values, direction=Direction.HIGHER)) is Verdict.BETTER
    assert verdict(run(values, direction=Direction.HIGHER, target=95)) is Verdict.HELD


def test_falls_that_come_back_are_worse():
    assert verdict(run([*[0] * 20, *FALLS], direction=Direction.LOWER, target=0)) is Verdict.WORSE


def test_a_phase_is_suggested_where_the_zeros_begin():
    found = suggest_phase(run([*FALLS, *[0] * 20], direction=Direction.LOWER), [3, 11])
    assert (found.start, found.side, found.limit, found.intervention) == (12, Side.BELOW, split_limits(12, 20)[0], 1)
    assert (found.before, found.after) == (3, 0)


def test_the_number_of_runs_is_that_of_the_split():
    for row in oracle_files.table("exact_run_limits_by_split.csv"):
        above, below = int(row["n_above"]), int(row["n_below"])
        assert given(above, below) == given(below, above) == (int(row["lower"]), int(row["upper"]))
    assert runs_limits(24, IHI_SPLIT, Split(6, 18)) == given(6, 18)
    assert runs_limits(24, IHI_SPLIT, Split(12, 12)) == runs_limits(24, RuleSet.IHI_EXACT) == given(12, 12)
    assert runs_limits(24, IHI_SPLIT, Split(2, 22)) is None
    assert runs_limits(24, IHI_SPLIT, Split(2, 22, own=False)) == given(12, 12)


def test_a_shift_is_six_points_or_as_many_as_the_split_asks():
    (even,) = run([1, 9] * 8, IHI_SPLIT).phases
    assert (even.longest_run_limit, even.crossings_limit) == (5, given(8, 8)[0] - 1)
    reading = run([0] * 10 + [1, 2, 0, 3, 0, 0], IHI_SPLIT)
    (phase,) = reading.phases
    assert phase.split == Split(above=3, below=13, edge=-1)
    assert phase.longest_run_limit == longest_run(3, 13, 5) > 6
    assert Rule.SHIFT not in {signal.rule for signal in reading.signals}
    (shift,) = [one for one in run([*FALLS, *[0] * 20], IHI_SPLIT).signals if one.points[:1] == (12,)]
    assert (shift.rule, shift.count, shift.limit) == (Rule.SHIFT, 20, longest_run(12, 20, 5) + 1)


def test_a_thousand_splits_in_one_network_are_as_each_alone():
    random = np.random.default_rng(20261104)
    rows = [Series(ChartKind.RUN, random.poisson(mean, 26)) for mean in (0.1, 0.7, 3) for _ in range(40)]
    for rules in (SPLIT, IHI_SPLIT):
        for one, reading in zip(rows, read_many(rows, rules), strict=True):
            assert_same(reading, read(one, rules))


@pytest.mark.parametrize("points", [20, 26, 52, 120])
def test_chance_alone_is_seldom_told_as_worse(points):
    """At most 5 % asked for; ``python -m tests.analysis.simulation`` finds under 1 % everywhere."""
    random = np.random.default_rng(20261105 + points)
    for mean in simulation.MEANS:
        worse, *_ = simulation.told(simulation.counts(random, mean, points, 200), SPLIT)
        assert worse <= 0.03, mean
    for share in simulation.SHARES:
        for of in (10, 20):
            worse, *_ = simulation.told(simulation.shares(random, share, of, points, 200), SPLIT)
            assert worse <= 0.03, (share, of)


@pytest.mark.parametrize("zeros", [12, 13, 30, 120])
def test_random_falls_that_end_are_told_as_held_or_better(zeros):
    random = np.random.default_rng(20261106)
    for mean in (1, 2, 3, 5):
        readings = read_many(simulation.falls_to_none(random, mean, zeros, 100, target=0), SPLIT)
        assert {verdict(reading) for reading in readings} <= {Verdict.HELD, Verdict.BETTER}
