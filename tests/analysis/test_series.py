"""What a series is made of, and what it refuses."""

from datetime import date
from decimal import Decimal
from math import inf, isnan, nan

import numpy as np
import pytest

from tracker.analysis import ChartKind, Direction, Series, read

DAYS = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]


@pytest.mark.parametrize(
    ("argument", "kind", "columns", "options"),
    [
        ("numerator", ChartKind.RUN, (["a", "b"],), {}),
        ("numerator", ChartKind.RUN, ([[1], [2]],), {}),
        ("numerator", ChartKind.RUN, (3.0,), {}),
        ("numerator", ChartKind.RUN, ([1, inf],), {}),
        ("numerator", ChartKind.RUN, ([10**400],), {}),
        ("numerator", ChartKind.RUN, (None,), {}),
        ("numerator", ChartKind.RUN, (np.array([1 + 2j]),), {}),
        ("numerator", ChartKind.RUN, (np.array(["2026-03-02"], dtype="M8[D]"),), {}),
        ("numerator", ChartKind.RUN, ([1, -inf],), {}),
        ("numerator", ChartKind.C, ([1, -1],), {}),
        ("numerator", ChartKind.G, ([1, -1],), {}),
        ("numerator", ChartKind.P, ([-1], [3]), {}),
        ("numerator", ChartKind.U, ([-1], [3]), {}),
        ("numerator", ChartKind.P, ([9], [7]), {}),
        ("numerator", ChartKind.P_PRIME, ([9], [7]), {}),
        ("numerator", ChartKind.T, ([3, 0],), {}),
        ("numerator", ChartKind.T, ([3, -2],), {}),
        ("denominator", ChartKind.RUN, ([1, 2], [1]), {}),
        ("denominator", ChartKind.RUN, ([1, 2], [1, 0]), {}),
        ("denominator", ChartKind.RUN, ([-1, 2], [0, 1]), {}),
        ("denominator", ChartKind.RUN, ([1e300, 2], [1e-300, 1]), {}),
        ("denominator", ChartKind.I, ([1, 2], [1, -1]), {}),
        ("denominator", ChartKind.P, ([1],), {}),
        ("denominator", ChartKind.P_PRIME, ([1],), {}),
        ("denominator", ChartKind.U, ([1],), {}),
        ("denominator", ChartKind.U_PRIME, ([1],), {}),
        ("denominator", ChartKind.XBAR, ([1],), {"spread": [1]}),
        ("denominator", ChartKind.S, ([1],), {"spread": [1]}),
        ("denominator", ChartKind.RUN, ([1], [inf]), {}),
        ("spread", ChartKind.XBAR, ([1], [3]), {}),
        ("spread", ChartKind.S, ([1], [3]), {}),
        ("spread", ChartKind.S, ([1], [3]), {"spread": [-1]}),
        ("spread", ChartKind.S, ([1], [3]), {"spread": [1, 1]}),
        ("numerator", ChartKind.RUN, ([1, Decimal("sNaN")],), {}),
        ("target", ChartKind.RUN, ([1, 2],), {"target": Decimal("sNaN")}),
        ("centre", ChartKind.RUN, ([1, 2],), {"centre": Decimal("sNaN")}),
        ("multiplier", ChartKind.RUN, ([1, 2],), {"multiplier": np.ma.masked}),
        ("freeze", ChartKind.RUN, ([1, 2],), {"freeze": np.ma.masked}),
        ("excluded", ChartKind.RUN, ([1, 2],), {"excluded": [np.ma.masked]}),
        ("phase_starts", ChartKind.RUN, ([1, 2],), {"phase_starts": [1.5]}),
        ("phase_starts", ChartKind.RUN, ([1, 2],), {"phase_starts": 1}),
        ("excluded", ChartKind.RUN, ([1, 2],), {"excluded": ["1"]}),
        ("excluded", ChartKind.RUN, ([1, 2],), {"excluded": [False, True]}),
        ("excluded", ChartKind.RUN, ([1, 2],), {"excluded": np.array([False, True])}),
        ("freeze", ChartKind.RUN, ([1, 2],), {"freeze": -1}),
        ("freeze", ChartKind.RUN, ([1, 2],), {"freeze": 1.5}),
        ("freeze", ChartKind.RUN, ([1, 2],), {"freeze": True}),
        ("freeze", ChartKind.RUN, ([1, 2],), {"freeze": [1, 2]}),
        ("freeze", ChartKind.RUN, ([1, 2],), {"freeze": [1, -2], "phase_starts": [1]}),
        ("centre", ChartKind.RUN, ([1, 2],), {"centre": inf}),
        ("centre", ChartKind.RUN, ([1, 2],), {"centre": "x"}),
        ("centre", ChartKind.RUN, ([1, 2],), {"centre": [1]}),
        ("centre", ChartKind.T, ([1, 2],), {"centre": -1}),
        ("centre", ChartKind.C, ([1, 2],), {"centre": [3, -1]}),
        ("multiplier", ChartKind.RUN, ([1, 2],), {"multiplier": 0}),
        ("multiplier", ChartKind.RUN, ([1, 2],), {"multiplier": -1}),
        ("multiplier", ChartKind.RUN, ([1, 2],), {"multiplier": nan}),
        ("multiplier", ChartKind.RUN, ([1, 2],), {"multiplier": None}),
        ("target", ChartKind.RUN, ([1, 2],), {"target": inf}),
        ("target", ChartKind.RUN, ([1, 2],), {"target": 10**400}),
        ("target", ChartKind.RUN, ([1, 2],), {"target": "high"}),
    ],
)
def test_what_cannot_be_read_is_refused_by_the_name_of_the_argument(argument, kind, columns, options):
    with pytest.raises(ValueError, match=f"^{argument}: "):
        Series(kind, *columns, **options)


def test_an_unknown_kind_or_direction_is_refused():
    with pytest.raises(ValueError, match=r"^kind: 'pareto' is none of run, i, "):
        Series("pareto", [1])
    with pytest.raises(ValueError, match=r"^kind: "):
        Series.from_rows("pareto", [1], [1])
    with pytest.raises(ValueError, match=r"^direction: 'sideways'"):
        Series(ChartKind.RUN, [1], direction="sideways")


def test_the_boundary_of_what_can_be_read():
    assert Series(ChartKind.P, [7, 0], [7, 7]).kind is ChartKind.P
    assert Series(ChartKind.C, [0]).numerator.tolist() == [0]
    assert Series(ChartKind.T, [1e-300]).numerator.tolist() == [1e-300]
    assert Series(ChartKind.U, [9], [7]).denominator.tolist() == [7]
    assert Series(ChartKind.RUN, [-9], [7]).numerator.tolist() == [-9]
    assert Series(ChartKind.S, [1], [3], spread=[0]).spread.tolist() == [0]
    assert Series(ChartKind.RUN, [1], freeze=0).freeze == 0


def test_the_choices_have_plain_defaults():
    series = Series("run", [1, 2])
    assert (series.kind, series.direction) == (ChartKind.RUN, Direction.NEITHER)
    assert (series.denominator, series.spread, series.freeze, series.centre, series.target) == (None,) * 5
    assert (series.phase_starts, series.excluded) == ((), ())
    assert (series.multiplier, series.screened, series.ordered) == (1.0, True, True)
    assert len(series) == 2


def test_positions_may_be_numpy_integers_and_come_in_any_order():
    series = Series(
        ChartKind.RUN,
        range(9),
        phase_starts=np.array([6, 3]),
        excluded={np.int64(4), 2},
        freeze=np.array([2, 1, 2]),
        centre=np.float64(3),
        multiplier=np.float32(2),
        target=np.int64(5),
    )
    assert (series.phase_starts, series.excluded, series.freeze) == ((3, 6), (2, 4), (2, 1, 2))
    assert (series.centre, series.multiplier, series.target) == (3, 2, 5)
    assert series.spans == ((0, 3), (3, 6), (6, 9))
    assert [series.baseline(phase) for phase in range(3)] == [2, 1, 2]


def test_nothing_chosen_may_be_said_as_none_or_nan():
    for nothing in (None, nan, np.float32("nan")):
        series = Series(ChartKind.RUN, [1, 2], centre=nothing, target=nothing)
        assert (series.centre, series.target) == (None, None)
    series = Series(ChartKind.RUN, [1, 2], phase_starts=None, excluded=None, freeze=np.array(1))
    assert (series.phase_starts, series.excluded, series.freeze) == ((), (), 1)
    assert Series(ChartKind.RUN, [1, 2], centre=np.array(3.0)).centre == 3


def test_what_an_array_masks_is_missing():
    masked = np.ma.array([1, 2, 3], mask=[False, True, False])
    assert np.array_equal(Series(ChartKind.RUN, masked).numerator, [1, nan, 3], equal_nan=True)


@pytest.mark.parametrize("form", [tuple, np.array, lambda column: np.array(column, dtype=np.float32), "objects"])
def test_a_column_may_come_in_any_form(form):
    column = [3, 5, 4]
    given = np.array(column, dtype=object) if form == "objects" else form(column)
    series = Series(ChartKind.RUN, given, given)
    assert (series.numerator.tolist(), series.denominator.tolist()) == ([3, 5, 4], [3, 5, 4])
    assert series.numerator.dtype == np.float64


def test_none_and_nan_are_missing_in_either_column():
    reading = read(Series(ChartKind.P, [1, None, 3, nan, 0], [10, 10, None, 10, 0]))
    assert reading.values[0] == 0.1
    assert np.isnan(reading.values[1:]).all()
    assert reading.centre[0] == 0.1


def test_an_array_given_is_left_as_it_is():
    given = np.array([3.0, nan, 1.0])
    Series(ChartKind.RUN, given, given)
    assert given.flags.writeable
    assert np.array_equal(given, [3.0, nan, 1.0], equal_nan=True)


def test_rows_are_sorted_and_those_of_one_place_are_one_point():
    x = [DAYS[2], DAYS[0], None, DAYS[0], DAYS[1]]
    mean = Series.from_rows(ChartKind.RUN, x, [7, 1, 99, 4, None])
    assert mean.numerator.tolist()[::2] == [2.5, 7]
    assert isnan(mean.numerator[1])
    ratio = Series.from_rows(ChartKind.P, x, [7, 1, 9, 4, 2], [9, 5, 9, 6, None])
    assert (ratio.numerator[0], ratio.denominator[0]) == (5, 11)
    assert isnan(ratio.numerator[1])
    assert isnan(ratio.denominator[1])
    counts = Series.from_rows(ChartKind.C, x, [7, 1, 9, 4, None])
    assert (counts.numerator[0], counts.numerator[2]) == (5, 7)


def test_rows_without_a_number_for_x_are_left_out():
    assert Series.from_rows(ChartKind.RUN, [2.0, nan, 1.0], [5, 6, 7]).numerator.tolist() == [7, 5]


def test_a_pair_that_is_not_whole_leaves_its_place_to_the_others():
    series = Series.from_rows(ChartKind.P, [1, 1, 1], [2, None, 3], [10, 10, None])
    assert (series.numerator.tolist(), series.denominator.tolist()) == ([2], [10])


def test_subgroups_have_mean_size_and_standard_deviation():
    series = Series.from_rows(ChartKind.XBAR, [1, 1, 1, 2, 3], [1, 2, 3, 5, None])
    assert series.numerator.tolist()[:2] == [2, 5]
    assert series.denominator.tolist() == [3, 1, 0]
    assert series.spread[0] == 1
    assert np.isnan(series.spread[1:]).all()


def test_texts_that_are_no_dates_are_categories():
    assert Series.from_rows(ChartKind.RUN, ["2026-03-02", "2026-03-09"], [1, 2]).ordered
    assert Series.from_rows(ChartKind.RUN, ["2026-03-02T08:00:00", "2026-03-09 08:00"], [1, 2]).ordered
    assert not Series.from_rows(ChartKind.RUN, ["Ward B", "Ward A"], [1, 2]).ordered
    assert Series.from_rows(ChartKind.RUN, ["Ward B", "Ward A"], [1, 2], ordered=True).ordered
    assert Series.from_rows(ChartKind.RUN, DAYS, [1, 2, 3]).ordered


def test_times_with_an_offset_sort_by_when_they_were():
    x = ["2026-03-02T08:30:00+02:00", "2026-03-02T07:00:00+00:00", "2026-03-02T09:00:00+02:00", "2026-03-02T06:00:00Z"]
    series = Series.from_rows(ChartKind.RUN, x, [2, 3, 5, 1])
    assert series.numerator.tolist() == [1, 2, 4]
    assert series.ordered


def test_iso_texts_of_different_make_sort_by_the_day_they_name():
    assert Series.from_rows(ChartKind.RUN, ["20260309", "2026-03-02", "2026-W10-2"], [3, 1, 2]).numerator.tolist() == [
        1,
        2,
        3,
    ]


def test_what_an_array_masks_is_missing_alone_too():
    masked = np.ma.masked
    assert np.isnan(Series(ChartKind.RUN, [1, masked, np.ma.array(5.0, mask=True), 3]).numerator).tolist() == [
        False,
        True,
        True,
        False,
    ]
    assert Series(ChartKind.RUN, [np.ma.array(5.0)]).numerator.tolist() == [5]
    series = Series(ChartKind.RUN, [1, 2], centre=masked, target=masked)
    assert (series.centre, series.target) == (None, None)
    assert np.isnan(Series(ChartKind.RUN, [1, 2], centre=[masked, 3]).centre).tolist() == [True, False]
    assert Series.from_rows(ChartKind.RUN, [masked, 1], [1, 2]).numerator.tolist() == [2]


def test_decimals_that_are_no_number_are_missing():
    nothing = Decimal("NaN")
    assert np.isnan(Series(ChartKind.RUN, [1, nothing]).numerator).tolist() == [False, True]
    assert Series(ChartKind.RUN, [1, 2], target=nothing, centre=nothing).target is None


def test_options_go_with_the_rows():
    series = Series.from_rows(ChartKind.I, [2, 1], [5, 6], multiplier=100, excluded=[1], screened=False)
    assert (series.multiplier, series.excluded, series.screened) == (100, (1,), False)


@pytest.mark.parametrize(
    ("argument", "kind", "x", "y", "n"),
    [
        ("y", ChartKind.RUN, [1, 2], [1], None),
        ("y", ChartKind.RUN, [1, 2], None, None),
        ("n", ChartKind.RUN, [1, 2], [1, 2], [1]),
        ("n", ChartKind.RUN, [1, 1], [1, 2], [-1, 3]),
        ("x", ChartKind.RUN, [1, "a"], [1, 2], None),
        ("x", ChartKind.RUN, 3, [1], None),
        ("x", ChartKind.RUN, [1, Decimal("sNaN")], [1, 2], None),
        ("x", ChartKind.RUN, ["2026-03-02T08:00:00+01:00", "2026-03-02T08:00:00"], [1, 2], None),
        ("y", ChartKind.RUN, [1, 2], [1, inf], None),
        ("y", ChartKind.C, [1, 1], [-1, 3], None),
        ("denominator", ChartKind.RUN, [1, 1], [1, 2], [0, 0]),
    ],
)
def test_rows_that_cannot_be_read_are_refused(argument, kind, x, y, n):
    with pytest.raises(ValueError, match=f"^{argument}: "):
        Series.from_rows(kind, x, y, n)


def test_places_may_come_one_at_a_time():
    assert Series.from_rows(ChartKind.RUN, iter([2, 1]), [5, 6]).numerator.tolist() == [6, 5]


def test_no_rows_are_no_points():
    for kind in ChartKind:
        assert len(Series.from_rows(kind, [], [], [])) == 0
