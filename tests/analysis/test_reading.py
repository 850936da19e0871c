"""What a reading says of one series: phases, freeze, exclusions, missing values, marks and signals."""

from math import comb

import numpy as np
import pytest

from tests.analysis import oracle_files
from tracker.analysis import (
    ChartKind,
    Direction,
    Effect,
    Mark,
    PhaseReading,
    Rule,
    RuleSet,
    Series,
    Side,
    Signal,
    asked,
    read,
)
from tracker.analysis.runs.run_limits import counted_crossings_limit, crossings_limit, longest_run_limit

BEFORE = [5, 6, 4, 5, 6, 4]
AFTER = [9, 8, 10, 9, 8, 10]


def run(values, **options):
    return read(Series(ChartKind.RUN, values, **options))


def test_a_phase_tells_its_counts_and_limits():
    (phase,) = run([1, 2, 3, 3, 3, 4, 5, 3, 2, 4, 1, 5]).phases
    assert phase == PhaseReading(
        start=0,
        stop=12,
        observed=12,
        measured=12,
        useful=8,
        longest_run=2,
        longest_run_limit=6,
        crossings=5,
        crossings_limit=1,
        signal=False,
        centre=3.0,
        baseline_stop=12,
    )
    assert phase.tested


def test_limits_are_those_of_the_table():
    for row in oracle_files.table("anhoej_limits.csv"):
        useful = int(row["n_useful"])
        assert longest_run_limit(useful) == int(row["longest_run_max"])
        assert crossings_limit(useful) == int(row["n_crossings_min"])


@pytest.mark.parametrize("useful", [1024, 2500])
def test_the_limit_of_crossings_is_exact_beyond_what_a_float_holds(useful):
    limit = crossings_limit(useful)
    up_to_it = [comb(useful - 1, crossings) for crossings in range(limit + 1)]
    assert sum(up_to_it[:-1]) * 20 < 2 ** (useful - 1) <= sum(up_to_it) * 20


def test_the_limit_of_crossings_is_that_of_whole_numbers_wherever_it_is_asked():
    assert [crossings_limit(useful) for useful in range(1, 1200)] == [
        counted_crossings_limit(useful) for useful in range(1, 1200)
    ]
    assert crossings_limit(20_000) == counted_crossings_limit(20_000)


def test_a_run_of_the_limit_is_no_signal_and_one_more_is():
    calm, long = [0, 2] * 6 + [0] + [2] * 7, [0, 2] * 6 + [0] + [2] * 8
    assert not run(calm, centre=1).signals
    (signal,) = run(long, centre=1, direction=Direction.HIGHER).signals
    assert signal == Signal(Rule.LONG_RUN, 0, tuple(range(13, 21)), Side.ABOVE, Effect.BETTER, 8, 7)


def test_points_on_the_centre_and_missing_ones_neither_break_nor_lengthen_a_run():
    reading = run([1, 1, None, 3, 1, 1, 1, 5, 5, 5, 5, 5], centre=3)
    phase = reading.phases[0]
    assert (phase.useful, phase.longest_run, phase.crossings) == (10, 5, 1)
    assert (phase.observed, phase.measured) == (12, 11)
    assert reading.marks[:4].tolist() == [Mark.ORDINARY, Mark.ORDINARY, Mark.MISSING, Mark.ON_CENTRE]


@pytest.mark.parametrize("values", [[], [3.0], [5.0] * 20, [None] * 4], ids=["none", "one", "constant", "missing"])
def test_no_useful_points_is_no_test_and_no_signal(values):
    (phase,) = run(values).phases
    assert not phase.tested
    assert (phase.useful, phase.longest_run, phase.longest_run_limit) == (0, None, None)
    assert (phase.crossings, phase.crossings_limit, phase.signal) == (None, None, False)


def test_a_series_without_points_has_one_empty_phase_and_empty_arrays():
    reading = run([], freeze=3, phase_starts=[4])
    assert [(phase.start, phase.stop, phase.observed, phase.baseline_stop) for phase in reading.phases] == [
        (0, 0, 0, 0)
    ]
    assert np.isnan(reading.phases[0].centre)
    assert [len(getattr(reading, name)) for name in ("values", "centre", "lower", "upper", "outside", "marks")] == [
        0
    ] * 6


def test_every_kind_reads_no_points_and_one_point():
    for kind in ChartKind:
        for size in (0, 1):
            column = [3.0] * size
            reading = read(Series(kind, column, [4.0] * size, spread=[1.0] * size))
            assert len(reading.values) == len(reading.upper95) == size
            assert not reading.signals


def test_phases_have_their_own_centre_and_test():
    reading = run([*BEFORE, *AFTER], phase_starts=[6])
    assert [(phase.start, phase.stop, phase.centre) for phase in reading.phases] == [(0, 6, 5), (6, 12, 9)]
    assert reading.centre.tolist() == [5] * 6 + [9] * 6


def test_phase_starts_outside_the_series_or_repeated_do_no_harm():
    reading = run([*BEFORE, *AFTER], phase_starts=[12, 6, 99, 6, 0, -2])
    assert [(phase.start, phase.stop) for phase in reading.phases] == [(0, 6), (6, 12)]


def test_freeze_and_phases_work_together():
    values = [1, 1, 1, 7, 7, 7, 2, 2, 2, 8, 8, 8]
    both = run(values, phase_starts=[6], freeze=3)
    assert both.centre.tolist() == [1] * 6 + [2] * 6
    assert [phase.baseline_stop for phase in both.phases] == [3, 9]
    assert [phase.longest_run for phase in both.phases] == [3, 3]
    one = run(values, phase_starts=[6], freeze=[3, None])
    assert one.centre.tolist() == [1] * 6 + [5] * 6
    assert [phase.baseline_stop for phase in one.phases] == [3, 12]


def test_freeze_entries_belong_to_phases_that_have_not_begun_too():
    assert run(BEFORE, phase_starts=[40], freeze=[2, 5]).phases[0].baseline_stop == 2


def test_freeze_counts_rows_missing_and_excluded_ones_too():
    assert run([1, None, 3, 9, 9, 9], freeze=3).phases[0].centre == 2
    assert run([1, 50, 3, 9, 9, 9], freeze=3, excluded=[1]).phases[0].centre == 2


@pytest.mark.parametrize(("values", "freeze"), [([5, 6, 4], 0), ([None, None, 4, 5], 2)])
def test_an_empty_baseline_gives_no_centre_and_no_test(values, freeze):
    reading = run(values, freeze=freeze)
    assert np.isnan(reading.centre).all()
    assert not reading.phases[0].tested
    assert reading.marks[-1] == Mark.ORDINARY


def test_an_excluded_point_is_drawn_but_counts_for_nothing():
    reading = run([1, 2, 3, 90, 1, 2, 3], excluded=[3, 77, -1])
    assert reading.values[3] == 90
    assert reading.marks[3] == Mark.EXCLUDED
    assert reading.centre[0] == 2
    assert (reading.phases[0].observed, reading.phases[0].measured, reading.phases[0].useful) == (6, 6, 4)


def test_an_excluded_point_is_still_compared_with_the_limits_but_gives_no_signal():
    reading = read(Series(ChartKind.I, [4, 6, 5, 4, 6, 90, 5, 4, 6, 5], excluded=[5]))
    assert reading.outside.tolist() == [False] * 5 + [True] + [False] * 4
    assert not reading.signals
    assert reading.marks[5] == Mark.EXCLUDED


def test_exclusions_count_over_the_whole_series():
    reading = run([*BEFORE, *AFTER], phase_starts=[6], excluded=[1, 7])
    assert [phase.observed for phase in reading.phases] == [5, 5]
    assert np.flatnonzero(reading.marks == Mark.EXCLUDED).tolist() == [1, 7]


def test_the_multiplier_takes_values_and_the_users_line_but_not_the_target():
    series = Series(ChartKind.P, [1, 2], [10, 10], centre=0.2, multiplier=100, target=30)
    reading = read(series)
    assert reading.values.tolist() == [10, 20]
    assert reading.centre.tolist() == [20, 20]
    assert reading.phases[0].centre == 20
    assert reading.series.target == 30


def test_a_users_line_with_a_gap_is_computed_in_that_phase():
    reading = run([1, 2, 3, 5, 6, 7], centre=[9, None, 9, 8, 8, 8], phase_starts=[3])
    assert reading.centre.tolist() == [2, 2, 2, 8, 8, 8]
    assert run([1, 2, 3], centre=float("nan")).phases[0].centre == 2


@pytest.mark.parametrize(
    ("direction", "above", "below"),
    [
        (Direction.HIGHER, Mark.BETTER, Mark.WORSE),
        (Direction.LOWER, Mark.WORSE, Mark.BETTER),
        (Direction.NEITHER, Mark.NEUTRAL, Mark.NEUTRAL),
    ],
)
def test_marks_follow_the_wished_direction(direction, above, below):
    reading = run([1] * 10 + [9] * 10, centre=5, direction=direction)
    assert reading.marks.tolist() == [below] * 10 + [above] * 10
    assert [signal.side for signal in reading.signals] == [Side.BELOW, Side.ABOVE, Side.NONE]
    assert reading.signals[-1].effect is Effect.NEUTRAL


def test_few_crossings_is_a_signal_without_points():
    (signal,) = run([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]).signals
    assert signal == Signal(Rule.FEW_CROSSINGS, 0, (), Side.NONE, Effect.NEUTRAL, 1, 3)


def test_the_points_of_a_signal_count_from_the_start_of_the_series():
    reading = run([*BEFORE, *[1] * 9, 9], phase_starts=[6], centre=5)
    (signal,) = [signal for signal in reading.signals if signal.rule is Rule.LONG_RUN]
    assert (signal.phase, signal.points, signal.side) == (1, tuple(range(6, 15)), Side.BELOW)
    assert reading.marks[6] == Mark.NEUTRAL


@pytest.mark.parametrize(("last", "side", "limit"), [(50, Side.ABOVE, "upper"), (-50, Side.BELOW, "lower")])
def test_a_point_beyond_a_limit_tells_which(last, side, limit):
    reading = read(Series(ChartKind.I, [4, 6] * 6 + [last], freeze=12, direction=Direction.HIGHER))
    (signal,) = reading.signals
    effect = Effect.BETTER if side is Side.ABOVE else Effect.WORSE
    assert signal == Signal(Rule.BEYOND_LIMITS, 0, (12,), side, effect, 1, getattr(reading, limit)[12])
    assert not reading.phases[0].signal


def test_spread_is_neither_better_nor_worse():
    reading = read(Series(ChartKind.MR, [4, 5, 4, 5, 4, 5, 4, 50, 5], direction=Direction.LOWER))
    assert {signal.effect for signal in reading.signals} == {Effect.NEUTRAL}


def test_moving_ranges_and_categories_get_no_run_signal():
    values = [1.0] * 10 + [9.0] * 10
    assert run(values).phases[0].signal
    assert not run(values, ordered=False).phases[0].signal
    assert not run(values, ordered=False).signals
    steps = np.cumsum([1.0] * 12 + [9.0] * 12)
    assert not any(phase.signal for phase in read(Series(ChartKind.MR, steps)).phases)
    for series in (Series(ChartKind.MR, values), Series(ChartKind.I, values, ordered=False)):
        assert asked(series, RuleSet.MAKING_DATA_COUNT) == (Rule.BEYOND_LIMITS,)
    assert asked(Series(ChartKind.I, values), RuleSet.ANHOEJ) == RuleSet.ANHOEJ.rules


def test_the_rule_set_is_part_of_the_reading():
    reading = read(Series(ChartKind.RUN, BEFORE), RuleSet.IHI)
    assert reading.rules is RuleSet.IHI
    assert (RuleSet.IHI.name, RuleSet.IHI.version) == ("ihi", "2011")
    assert len({rules.name for rules in vars(RuleSet).values() if isinstance(rules, RuleSet)}) == 6


def test_the_default_rules_are_those_of_anhoej():
    assert run(BEFORE).rules is RuleSet.ANHOEJ


def test_a_reading_shares_no_memory_with_what_it_was_made_from():
    values, line = np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.0, 2.0])
    series = Series(ChartKind.RUN, values, centre=line)
    reading = read(series)
    reading.values[:] = reading.centre[:] = 7
    assert values.tolist() == series.numerator.tolist() == [1, 2, 3]
    assert line.tolist() == read(series).centre.tolist() == [2, 2, 2]
    values[:] = 0
    assert series.numerator.tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="read-only"):
        series.numerator[0] = 9
