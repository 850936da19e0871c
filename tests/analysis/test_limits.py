"""Centre lines and limits by hand, and where we differ from qicharts2 on purpose (docs/statistics.md)."""

from fractions import Fraction
from math import exp, inf, isnan, lgamma, pi, sqrt

import numpy as np
import pytest

from tests.analysis import oracle_files, qic
from tests.analysis.oracle_files import number
from tracker.analysis import ChartKind, Direction, Series, assurance, read
from tracker.analysis.control_limits import Rows, _c4, _screened_mean
from tracker.analysis.exact import mean, ratio, row_weighted_means, row_weighted_squares


def limits(kind, *columns, **options):
    reading = read(Series(kind, *columns, **options))
    return reading.centre, reading.lower, reading.upper, reading.lower95, reading.upper95


def differing(reason):
    return [qic.cases()[name] for name, why in qic.differences().items() if why == reason]


def test_constants_are_those_of_the_table():
    for row in oracle_files.table("shewhart_constants.csv"):
        assert _c4(float(row["n"])) == pytest.approx(float(row["c4"]), rel=1e-12)


@pytest.mark.parametrize(
    ("kind", "columns", "centre", "sigma"),
    [
        (ChartKind.I, ([2, 4, 3, 5],), 3.5, (5 / 3) / 1.128),
        (ChartKind.P, ([2, 4], [10, 20]), 0.2, np.sqrt(0.16 / np.array([10, 20]))),
        (ChartKind.U, ([2, 4], [10, 20]), 0.2, np.sqrt(0.2 / np.array([10, 20]))),
        (ChartKind.C, ([9, 7],), 8, sqrt(8)),
        (ChartKind.I_PRIME, ([10, 30], [5, 10]), 40 / 15, 1 / sqrt(0.3) * sqrt(pi / 2) / np.sqrt([5, 10])),
    ],
)
def test_limits_lie_two_and_three_sigma_from_the_centre(kind, columns, centre, sigma):
    reading = read(Series(kind, *columns))
    each = np.broadcast_to(sigma, reading.centre.shape)
    assert reading.centre == pytest.approx(centre, rel=1e-12)
    assert reading.upper - reading.centre == pytest.approx(3 * each, rel=1e-12)
    assert reading.upper95 - reading.centre == pytest.approx(2 * each, rel=1e-12)


def test_moving_ranges_beyond_3_267_times_their_mean_are_screened_once():
    values = [0, 1] * 9 + [0, 6]
    screened, plain = (read(Series(ChartKind.I, values, screened=screened)) for screened in (True, False))
    assert screened.upper[0] - screened.centre[0] == pytest.approx(3 * 1 / 1.128)
    assert plain.upper[0] - plain.centre[0] == pytest.approx(3 * (24 / 19) / 1.128)


def test_a_constant_series_has_its_centre_for_limits():
    for kind, columns in [
        (ChartKind.I, ([5] * 9,)),
        (ChartKind.T, ([5] * 9,)),
        (ChartKind.I_PRIME, ([5] * 9,)),
        (ChartKind.P_PRIME, ([2] * 9, [10] * 9)),
        (ChartKind.P_PRIME, ([0] * 9, [10] * 9)),
        (ChartKind.U_PRIME, ([0] * 9, [10] * 9)),
    ]:
        centre, *others = limits(kind, *columns)
        for line in others:
            assert line == pytest.approx(centre, rel=1e-12)
    for case in differing("constant"):
        for line, row, *_, given in qic.mismatches(case, qic.readings(case)):
            if line != "sigma.signal":
                assert given == pytest.approx(number(case["points"]["cl"][row]), rel=1e-9), (case["id"], line)


def test_a_constant_series_of_tenths_lies_on_its_mean():
    for size in range(1, 200):
        reading = read(Series(ChartKind.I, [0.1] * size))
        assert reading.phases[0].useful == 0


@pytest.mark.parametrize("value", [0.1, 0.3, 5, 7, 11, 365])
def test_no_point_of_a_constant_series_lies_off_its_line_or_beyond_its_limits(value):
    for size in (3, 9, 12):
        for kind in (ChartKind.I, ChartKind.T, ChartKind.I_PRIME, ChartKind.U, ChartKind.U_PRIME):
            for sizes in ([1] * size, [0.7] * size):
                reading = read(Series(kind, [value] * size, sizes))
                assert (reading.phases[0].useful, reading.outside.any()) == (0, False), (kind, size, sizes[0])


def test_a_ratio_of_sums_is_rounded_once():
    assert ratio([0.1, 0.1, 0.1], [1, 1, 1]) == 0.1
    assert ratio([0.3] * 9, [0.7] * 9) == 0.3 / 0.7
    assert ratio([2, 4], [10, 20]) == 0.2
    assert isnan(ratio([1], [0]))
    assert isnan(ratio([], []))
    assert ratio([1.7e308, 1.7e308], [1e-300, 1]) == inf
    assert ratio([1.7e308], [1.7e308, 1.7e308]) == 0


def test_t_takes_the_users_line_as_it_is_given():
    centre, lower, upper, *_ = limits(ChartKind.T, [3, 8, 5, 9, 4, 7], centre=5)
    assert centre == pytest.approx([5] * 6)
    assert (lower[0] < 5 < upper[0], lower[0] > 0) == (True, True)


def test_t_has_no_two_sigma_limit_below_zero_and_its_values_are_untouched():
    reading = read(Series(ChartKind.T, [1, 500, 2, 400, 1, 600, 3, 450]))
    assert reading.values.tolist() == [1, 500, 2, 400, 1, 600, 3, 450]
    assert (reading.lower[0], reading.lower95[0]) == (0, 0)


def test_g_draws_the_users_line_as_it_is_given_with_the_peers_limits():
    centre, lower, upper, *_ = limits(ChartKind.G, [0, 3, 10, 25, 1, 7, 2, 40, 5, 6], centre=10)
    assert centre[0] == 10
    assert (lower[0], upper[0]) == (0, pytest.approx(10 + 3 * sqrt(110)))
    for case in differing("g-user-centre"):
        assert {line for line, *_ in qic.mismatches(case, qic.readings(case))} & {"lcl", "ucl"} == set()


def test_i_prime_keeps_to_the_baseline():
    values, sizes = [10, 12, 9, 14, 11, 80, 70, 75], [4, 5, 3, 6, 5, 4, 4, 5]
    frozen = limits(ChartKind.I_PRIME, values, sizes, freeze=5)
    alone = limits(ChartKind.I_PRIME, values[:5], sizes[:5])
    for whole, part in zip(frozen, alone, strict=True):
        assert whole[:5] == pytest.approx(part, rel=1e-12)
    without = limits(ChartKind.I_PRIME, values[:5], sizes[:5], excluded=[2])
    bridged = limits(ChartKind.I_PRIME, [10, 12, 14, 11], [4, 5, 6, 5])
    assert without[2][0] == pytest.approx(bridged[2][0], rel=1e-12)


def test_something_counted_out_of_nothing_is_refused():
    for case in differing("zero-denominator"):
        for rows in qic.facets(case).values():
            with pytest.raises(ValueError, match=r"^denominator: zero"):
                qic.series(case, rows)


def test_shares_above_one_and_missing_denominators_are_refused():
    for reason, argument in (("share-above-one", "numerator"), ("no-denominator", "denominator")):
        for case in differing(reason):
            for rows in qic.facets(case).values():
                with pytest.raises(ValueError, match=f"^{argument}: "):
                    qic.series(case, rows)


def test_merged_rows_that_are_all_missing_stay_missing():
    (case,) = differing("missing-merged")
    (reading,) = qic.readings(case).values()
    assert isnan(reading.values[1])


def test_places_that_differ_in_the_last_digits_are_two():
    (case,) = differing("x-digits")
    (reading,) = qic.readings(case).values()
    assert len(reading.values) == len(case["data"]["x"])


def test_an_empty_subgroup_takes_no_degree_of_freedom():
    sizes, spread = [4, 3, 2], [1.0, 2.0, 3.0]
    _, _, upper, *_ = limits(ChartKind.XBAR, [5, 6, 7], sizes, spread=spread)
    _, _, with_empty, *_ = limits(ChartKind.XBAR, [5, 6, 7, None], [*sizes, 0], spread=[*spread, None])
    assert with_empty[:3] == pytest.approx(upper, rel=1e-12)
    assert isnan(with_empty[3])
    pooled = sqrt((3 * 1 + 2 * 4 + 1 * 9) / 6)
    assert upper[0] - (5 * 4 + 6 * 3 + 7 * 2) / 9 == pytest.approx(3 * pooled / (_c4(4) * 2))


def test_a_subgroup_without_a_spread_takes_no_part_in_the_pooled_one():
    _, _, upper, *_ = limits(ChartKind.XBAR, [5, 6, 7], [4, 3, 2], spread=[1.0, 2.0, 3.0])
    centre, _, known, *_ = limits(ChartKind.XBAR, [5, 6, 7, 6], [4, 3, 2, 4], spread=[1.0, 2.0, 3.0, None])
    assert known[0] - centre[0] == pytest.approx(upper[0] - (5 * 4 + 6 * 3 + 7 * 2) / 9, rel=1e-12)


def test_a_moving_range_of_just_the_limit_is_screened():
    rows = Rows(values=np.zeros((1, 3)), counts=np.zeros((1, 3)))
    assert _screened_mean(rows, np.array([[0.0, 4.0]]), 2.0).tolist() == [[0.0]]


def test_categories_with_a_missing_value_have_limits():
    for case in differing("category-missing"):
        (reading,) = qic.readings(case).values()
        assert np.isfinite(reading.upper).any()


def test_categories_take_the_standard_deviation_of_their_scores():
    counts, sizes = np.array([12, 14, 9, 22, 17, 8]), np.array([40, 44, 39, 51, 47, 30])
    _, _, upper, *_ = limits(ChartKind.P_PRIME, counts, sizes, ordered=False)
    share = counts.sum() / sizes.sum()
    sigma = np.sqrt(share * (1 - share) / sizes)
    scores = (counts / sizes - share) / sigma
    assert upper == pytest.approx(share + 3 * sigma * scores.std(ddof=1), rel=1e-9)


def test_categories_need_two_scores_and_a_line_that_leaves_room_for_limits():
    for choices in ({"excluded": [0, 1]}, {"freeze": 1}, {"freeze": 0, "centre": 0.2}, {"centre": 1}):
        _, *others = limits(ChartKind.P_PRIME, [2, 4, 3], [10, 10, 10], ordered=False, **choices)
        assert np.isnan(others).all(), choices
    centre, _, upper, *_ = limits(ChartKind.P_PRIME, [2, 4, 3], [10, 10, 10], ordered=False, excluded=[2])
    assert (upper - centre)[:2] == pytest.approx(3 * 0.1 * sqrt(2))


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("kind", [ChartKind.P_PRIME, ChartKind.U_PRIME])
def test_points_that_all_lie_on_a_moving_line_have_it_for_limits(kind, ordered):
    line = [0.2, 0.4, 0.6, 0.5]
    for drawn in limits(kind, [2, 4, 6, 5], [10, 10, 10, 10], centre=line, ordered=ordered):
        assert drawn.tolist() == line


def test_a_subgroup_without_a_mean_is_missing_with_all_it_has():
    reading = read(Series(ChartKind.S, [5, None, 6], [4, 4, 4], spread=[1, 9, 3]))
    assert isnan(reading.values[1])
    assert reading.centre.tolist() == [2, 2, 2]


def test_a_line_above_one_on_shares_is_drawn_without_limits():
    centre, *others = limits(ChartKind.P, [2, 4], [10, 10], centre=1.5)
    assert centre.tolist() == [1.5, 1.5]
    assert np.isnan(others).all()


def test_facets_are_series_of_their_own():
    for case in differing("facets"):
        assert case["status"] == "error"
        assert all(reading.phases for reading in qic.readings(case).values())


def test_freeze_holds_in_each_part_where_the_peer_forgets_it():
    asked = [
        case
        for case in qic.cases().values()
        if "freeze" in case["args"] and ("part" in case["args"] or "part" in case["roles"])
    ]
    assert asked
    for case in asked:
        for rows in qic.facets(case).values():
            try:
                series = qic.series(case, rows, with_freeze=True)
            except ValueError:
                continue
            for phase in read(series).phases:
                assert phase.baseline_stop == min(phase.start + case["args"]["freeze"], phase.stop)


def test_huge_values_have_a_median_and_a_mean():
    assert read(Series(ChartKind.RUN, [1.6e308, 1.7e308])).phases[0].centre == pytest.approx(1.65e308, rel=1e-15)
    assert read(Series(ChartKind.I, [1.6e308, 1.7e308])).phases[0].centre == pytest.approx(1.65e308, rel=1e-15)


@pytest.mark.parametrize("kind", ChartKind)
def test_numbers_at_the_end_of_what_a_float_holds_are_read_without_a_word(kind):
    huge = [1.7e308, 1.6e308, 1.7e308, 1.0, 1.7e308]
    assert len(read(Series(kind, huge, [1.7e308] * 5, spread=huge)).marks) == 5
    if kind in {ChartKind.RUN, ChartKind.I, ChartKind.MR}:
        assert len(read(Series(kind, [1.7e308, -1.7e308, 1.7e308])).marks) == 3
    if kind in {ChartKind.XBAR, ChartKind.S}:
        assert len(read(Series(kind, [7, 9, 0], [1e300, 1.7e308, 0.5], spread=[1e200, 1e200, 1e200])).marks) == 3


def test_rows_that_merge_to_more_than_a_float_holds_are_refused():
    with pytest.raises(ValueError, match=r"^numerator: infinity"):
        Series.from_rows(ChartKind.C, [1, 1], [1.7e308, 1.7e308])
    with pytest.raises(ValueError, match=r"^spread: infinity"):
        Series.from_rows(ChartKind.XBAR, [1, 1], [1.7e308, -1.7e308])


def test_huge_values_on_both_sides_of_zero_have_a_mean_though_one_lies_further_from_it_than_a_float_holds():
    assert mean([1.7e308, -1.7e308, -1.7e308]) == -1.7e308 / 3


def test_c4_goes_on_smoothly_where_its_series_takes_over():
    for size in (1001.0, 1500.0, 4000.0):
        by_gamma = sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))
        assert _c4(size) == pytest.approx(by_gamma, rel=1e-11)
    assert _c4(1000.0) < _c4(1001.0) < _c4(1e308) == 1


def test_c4_of_two_neighbouring_large_sizes_multiply_to_what_the_gamma_function_cancels_to():
    for size in (1001.0, 1500.0, 4000.0):
        assert _c4(size) * _c4(size + 1) == pytest.approx(sqrt((size - 1) / size), rel=5e-13)


def test_counts_alone_are_read_whatever_they_are_out_of():
    for kind in (ChartKind.C, ChartKind.G):
        for line, alone in zip(limits(kind, [3, 5, 4], [10, None, 30]), limits(kind, [3, 5, 4]), strict=True):
            assert line.tolist() == alone.tolist()


def test_the_median_of_the_smallest_numbers_is_theirs():
    assert read(Series(ChartKind.RUN, [5e-324, 5e-324])).phases[0].useful == 0


def test_a_value_on_the_limit_is_inside():
    reading = read(Series(ChartKind.C, [4, 4, 4, 10, -0.0], centre=4))
    assert (reading.upper[0], reading.lower[0]) == (10, 0)
    assert not reading.outside.any()


def test_moving_ranges_and_times_without_a_range_have_no_limits():
    for kind in (ChartKind.MR, ChartKind.T):
        for values in ([5.0], [5.0, None, 7.0], [None, None]):
            _, *others = limits(kind, values)
            assert np.isnan(others).all(), (kind, values)
    for case in differing("no-limits"):
        assert {line for line, *_ in qic.mismatches(case, qic.readings(case))} <= {"lcl", "lcl.95"}
    assert assurance(read(Series(ChartKind.MR, [5.0], target=3, direction=Direction.LOWER))) is None


@pytest.mark.parametrize(
    ("numbers", "correct"),
    [
        ([0.3, 1.6], 0.9500000000000001),
        ([0.8, 1.2, 0.3, 0.6, 1.8, 0.1], 0.8),
        ([1e308, 1e308, 1e308], 1e308),
        ([1e100, 1.0, -1e100], 1 / 3),
        ([5e-324, 5e-324], 5e-324),
        ([inf, 1.0], inf),
    ],
)
def test_a_mean_is_rounded_once(numbers, correct):
    assert mean(numbers) == correct


def test_means_and_ratios_are_those_of_fractions():
    random = np.random.default_rng(20261101)
    for size in (2, 3, 7, 60):
        for _ in range(50):
            numbers, weights = (random.uniform(0.01, 9, (2, size)).round(2)).tolist()
            exact = [Fraction(number) for number in numbers]
            heavy = [Fraction(weight) for weight in weights]
            assert mean(numbers) == float(sum(exact) / size)
            assert ratio(numbers, weights) == float(sum(exact) / sum(heavy))
            rows = (np.array([numbers]), np.array([weights]))
            pairs = list(zip(exact, heavy, strict=True))
            assert row_weighted_means(*rows)[0, 0] == float(sum(one * by for one, by in pairs) / sum(heavy))
            squares = sum(one * one * by for one, by in pairs) / sum(heavy)
            assert row_weighted_squares(*rows)[0, 0] == float(squares)


def test_a_point_on_a_mean_of_decimals_lies_on_it():
    assert read(Series(ChartKind.C, [0.8, 1.2, 0.3, 0.6, 1.8, 0.1])).phases[0].useful == 5


@pytest.mark.parametrize("value", [0.1, 0.3, 1.1, 7, 0.07])
def test_constant_subgroups_lie_on_their_line(value):
    for size in (3, 12, 40):
        sizes = [2 + at % 5 for at in range(size)]
        for kind in (ChartKind.XBAR, ChartKind.S):
            for spread in (value, 0.0):
                reading = read(Series(kind, [value] * size, sizes, spread=[spread] * size))
                assert (reading.phases[0].useful, reading.outside.any()) == (0, False), (kind, size, spread)
        rows = [at for at, many in enumerate(sizes) for _ in range(many)]
        reading = read(Series.from_rows(ChartKind.XBAR, rows, [value] * len(rows)))
        assert (reading.centre[0], reading.phases[0].useful, reading.signals) == (value, 0, ())


def test_subgroups_that_vary_alike_at_any_level_have_one_spread():
    rows = [at for at in range(12) for _ in range(3)]
    values = [step + 8 * at for at in range(12) for step in (0.25, 0.5, 1.0)]
    reading = read(Series.from_rows(ChartKind.S, rows, values))
    assert reading.phases[0].useful == 0
    assert reading.values[0] == pytest.approx(np.std([0.25, 0.5, 1.0], ddof=1))


def test_weights_at_the_end_of_what_a_float_holds_still_weigh():
    with np.errstate(over="ignore", invalid="ignore"):  # as read does
        assert row_weighted_means(np.array([[2.0, 4.0]]), np.array([[1e307, 1e307]]))[0, 0] == pytest.approx(3)


def test_the_first_moving_range_of_each_phase_is_missing():
    reading = read(Series(ChartKind.MR, [3, 5, 4, 9, 1, 2], phase_starts=[3]))
    assert np.isnan(reading.values).tolist() == [True, False, False, True, False, False]
    assert reading.values[[1, 2, 4, 5]].tolist() == [2, 1, 8, 1]
    assert reading.upper[1] == pytest.approx(1.5 * 3.267)
