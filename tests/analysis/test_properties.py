"""What must hold for every series, whatever its numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import oracle_files
from tracker.analysis import ChartKind, Direction, Mark, Reading, RuleSet, Series, read, read_many
from tracker.analysis.runs.counting import count_runs, sides
from tracker.analysis.runs.run_limits import crossings_limit, longest_run_limit

LINES = ("values", "centre", "lower", "upper", "lower95", "upper95", "outside", "marks")
RULES = st.sampled_from(
    [
        RuleSet.ANHOEJ,
        RuleSet.ANHOEJ_SPLIT,
        RuleSet.IHI,
        RuleSet.IHI_EXACT,
        RuleSet.IHI_SPLIT,
        RuleSet.MAKING_DATA_COUNT,
    ]
)
WHOLE = st.integers(-50, 50).map(float)
VALUES = st.lists(st.none() | WHOLE, max_size=40)
SHORT = settings(max_examples=100, deadline=None)


@st.composite
def any_series(draw, kinds=tuple(ChartKind)):
    """A series of any kind with any choices."""
    kind = draw(st.sampled_from(kinds))
    size = draw(st.integers(0, 30))
    sizes = draw(st.lists(st.none() | st.integers(5, 60), min_size=size, max_size=size))
    counts = draw(st.lists(st.none() | st.integers(1, 5), min_size=size, max_size=size))
    spread = draw(st.lists(st.none() | st.floats(0.5, 4), min_size=size, max_size=size))
    bare = kind in {ChartKind.RUN, ChartKind.I, ChartKind.C} and draw(st.booleans())
    starts = draw(st.lists(st.integers(-2, 32), max_size=3))
    return Series(
        kind,
        counts,
        None if bare else sizes,
        spread=spread,
        phase_starts=starts,
        freeze=draw(st.none() | st.integers(0, 12)),
        excluded=draw(st.lists(st.integers(-1, 31), max_size=4)),
        centre=draw(st.none() | st.floats(0.05, 0.95)),
        multiplier=draw(st.sampled_from([1.0, 100.0, 0.3])),
        direction=draw(st.sampled_from(Direction)),
        screened=draw(st.booleans()),
        ordered=draw(st.booleans()),
    )


def assert_same(one: Reading, other: Reading) -> None:
    assert repr(one.phases) == repr(other.phases)
    assert one.signals == other.signals
    for line in LINES:
        assert np.array_equal(getattr(one, line), getattr(other, line), equal_nan=line not in {"outside", "marks"}), (
            line
        )


def runs(values, **options):
    return read(Series(ChartKind.RUN, values, **options))


def counts_of(reading):
    return [
        (phase.useful, phase.longest_run, phase.crossings, phase.longest_run_limit, phase.crossings_limit, phase.signal)
        for phase in reading.phases
    ]


@SHORT
@given(st.lists(any_series(), max_size=5), RULES)
def test_many_read_together_are_as_each_read_alone(series, rules):
    together = read_many(series, rules)
    assert len(together) == len(series)
    for one, reading in zip(series, together, strict=True):
        assert reading.series is one
        assert_same(reading, read(one, rules))


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("kind", ChartKind)
def test_rows_of_one_block_do_not_touch_each_other(kind, ordered):
    random = np.random.default_rng(5)
    level = 0.0 if kind in {ChartKind.P_PRIME, ChartKind.U_PRIME} else 2.0
    series = []
    for choices in ({}, {"freeze": 5}, {"excluded": [0, 4]}, {"freeze": 7, "excluded": [2]}, {"centre": 0.4}):
        for number in range(6):
            counts = np.full(12, level) if number == 3 else random.integers(1, 5, 12).astype(float)
            sizes = np.full(12, 6.0) if number in {3, 4} else random.integers(5, 9, 12).astype(float)
            counts[number == 5 : 3 * (number == 5)] = np.nan
            spread = random.uniform(0.5, 2, 12)
            series.append(Series(kind, counts, sizes, spread=spread, ordered=ordered, **choices))
    for one, reading in zip(series, read_many(series), strict=True):
        assert_same(reading, read(one))


def test_a_line_that_leaves_no_room_for_limits_takes_none_from_the_series_beside_it():
    series = [Series(ChartKind.P_PRIME, [2, 4, 3], [10, 10, 10], ordered=False, centre=line) for line in (1, 0.3)]
    without, beside = read_many(series)
    assert np.isnan(without.upper).all()
    assert np.isfinite(beside.upper).all()
    assert_same(beside, read(series[1]))


def test_more_than_one_batch_of_series_keep_their_places():
    random = np.random.default_rng(11)
    series = [Series(ChartKind.RUN, random.integers(0, 9, 12), phase_starts=[5] * (n % 2)) for n in range(2300)]
    together = read_many(iter(series))
    for place in (0, 1, 998, 999, 1000, 1001, 1999, 2000, 2001, 2299, -1):
        assert_same(together[place], read(series[place]))
    assert [reading.series for reading in together[3:9:2]] == series[3:9:2]
    with pytest.raises(IndexError):
        together[2300]


@SHORT
@given(any_series(), RULES)
def test_every_mark_and_phase_fits_the_series(series, rules):
    reading = read(series, rules)
    spans = [(phase.start, phase.stop) for phase in reading.phases]
    assert spans == list(series.spans)
    assert all(len(getattr(reading, line)) == len(series) for line in LINES)
    for signal in reading.signals:
        phase = reading.phases[signal.phase]
        assert all(phase.start <= point < phase.stop for point in signal.points)
        assert not set(signal.points) & set(series.excluded)
        assert not np.isnan(reading.values[list(signal.points)]).any()
    meant = {Mark.BETTER, Mark.WORSE, Mark.NEUTRAL}
    assert {at for at, mark in enumerate(reading.marks) if mark in meant} == {
        point for signal in reading.signals for point in signal.points
    }


@SHORT
@given(VALUES, st.integers(-30, 30))
def test_shifting_the_values_moves_the_median_and_nothing_else(values, step):
    moved = runs([None if value is None else value + step for value in values])
    stays = runs(values)
    assert counts_of(moved) == counts_of(stays)
    assert moved.marks.tolist() == stays.marks.tolist()
    assert np.array_equal(moved.centre, stays.centre + step, equal_nan=True)


@SHORT
@given(VALUES, st.sampled_from([0.25, 0.5, 2.0, 1024.0]))
def test_scaling_the_values_scales_the_median_and_nothing_else(values, factor):
    scaled = runs([None if value is None else value * factor for value in values])
    stays = runs(values)
    assert counts_of(scaled) == counts_of(stays)
    assert np.array_equal(scaled.centre, stays.centre * factor, equal_nan=True)
    assert_same(runs(values, multiplier=factor), read(Series(ChartKind.RUN, values, multiplier=factor)))
    assert np.array_equal(runs(values, multiplier=factor).values, scaled.values, equal_nan=True)


@SHORT
@given(VALUES)
def test_reversing_time_or_turning_upside_down_keeps_runs_and_crossings(values):
    assert counts_of(runs(values[::-1])) == counts_of(runs(values))
    assert counts_of(runs([None if value is None else -value for value in values])) == counts_of(runs(values))


@SHORT
@given(VALUES)
def test_saying_everything_twice_keeps_the_median_and_crossings_and_doubles_the_runs(values):
    (once,), (twice,) = runs(values).phases, runs([value for value in values for _ in "ab"]).phases
    assert twice.useful == 2 * once.useful
    assert twice.crossings == once.crossings
    assert twice.longest_run == (None if once.longest_run is None else 2 * once.longest_run)
    assert np.array_equal([twice.centre], [once.centre], equal_nan=True)


@SHORT
@given(VALUES, VALUES, RULES)
def test_a_phase_is_read_as_if_it_were_a_series_of_its_own(first, second, rules):
    whole = read(Series(ChartKind.RUN, [*first, *second], phase_starts=[len(first)]), rules)
    parts = [read(Series(ChartKind.RUN, part), rules) for part in (first, second) if part]
    if parts:
        assert counts_of(whole) == [counts for part in parts for counts in counts_of(part)]
        assert whole.marks.tolist() == [mark for part in parts for mark in part.marks.tolist()]


@SHORT
@given(any_series(), RULES)
def test_phases_of_every_kind_of_chart_know_nothing_of_each_other(series, rules):
    """The whole, read with phases, is what its pieces are when each is read alone."""
    whole = read(series, rules)
    for phase in whole.phases:
        span = slice(phase.start, phase.stop)
        alone = Series(
            series.kind,
            series.numerator[span],
            None if series.denominator is None else series.denominator[span],
            spread=series.spread[span],
            freeze=series.freeze,
            excluded=[point - phase.start for point in series.excluded],
            centre=series.centre,
            multiplier=series.multiplier,
            direction=series.direction,
            screened=series.screened,
            ordered=series.ordered,
        )
        piece = read(alone, rules)
        for line in LINES:
            given = getattr(whole, line)[span]
            assert np.array_equal(given, getattr(piece, line), equal_nan=line not in {"outside", "marks"}), line


@SHORT
@given(VALUES, st.integers(-30, 30), st.sampled_from([0.25, 2.0, 1024.0]), st.booleans())
def test_limits_move_with_the_values_scale_with_them_and_stand_when_time_is_reversed(values, step, factor, screened):
    def lines(changed):
        reading = read(Series(ChartKind.I, changed, screened=screened))
        return np.array([reading.centre, reading.lower, reading.upper, reading.lower95, reading.upper95])

    known = [np.nan if value is None else value for value in values]
    stays = lines(known)
    same = {"rel": 1e-12, "abs": 1e-9, "nan_ok": True}
    assert lines([value + step for value in known]) == pytest.approx(stays + step, **same)
    assert lines([value * factor for value in known]) == pytest.approx(stays * factor, **same)
    assert lines(known[::-1]) == pytest.approx(stays, **same)


@SHORT
@given(VALUES, st.lists(st.integers(0, 40), max_size=6))
def test_missing_values_change_no_run(values, places):
    padded = list(values)
    for place in places:
        padded.insert(place, None)
    assert counts_of(runs(padded)) == counts_of(runs(values))


@SHORT
@given(VALUES.filter(len), st.data())
def test_an_excluded_point_counts_as_if_it_were_missing(values, data):
    out = data.draw(st.integers(0, len(values) - 1))
    without = [None if place == out else value for place, value in enumerate(values)]
    assert counts_of(runs(values, excluded=[out])) == counts_of(runs(without))


@pytest.mark.parametrize(("points", "size"), [(10, 30_000), (24, 40_000), (60, 30_000)])
def test_random_series_give_false_signals_as_often_as_reckoned(points, size):
    """100,000 series in all; the exact chances are those of a centre line that is known (oracle/tables)."""
    exact = {int(row["n"]): row for row in oracle_files.table("anhoej_false_signal.csv")}[points]
    values = np.random.default_rng(20260100 + points).normal(size=(size, points))
    counts = count_runs(sides(values, np.zeros((size, 1)), None))
    long = counts.longest > longest_run_limit(points)
    few = counts.crossings < crossings_limit(points)
    assert long.mean() == pytest.approx(float(exact["p_long_run"]), abs=0.005)
    assert few.mean() == pytest.approx(float(exact["p_few_crossings"]), abs=0.005)
    assert (long | few).mean() == pytest.approx(float(exact["p_signal"]), abs=0.005)
    readings = read_many([Series(ChartKind.RUN, row, centre=0.0) for row in values[:1500]])
    assert [reading.phases[0].signal for reading in readings] == (long | few)[:1500].tolist()
