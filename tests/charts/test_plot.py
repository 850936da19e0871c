import pytest

from tests.charts.cases import charted, weeks
from tracker.analysis import ChartKind, Direction, Series, read
from tracker.charts.plot import Plot


def decimals(values, **options):
    return charted(values, **options)[1].decimals


def test_a_share_has_no_decimals():
    assert decimals([40, 58.3, 61], is_share=True) == 0


def test_a_share_has_one_decimal_when_all_lie_within_five_points():
    assert decimals([98.1, 99.4, 97.0], is_share=True) == 1
    assert decimals([94.0, 99.0], is_share=True) == 1
    assert decimals([93.9, 99.0], is_share=True) == 0


def test_constant_and_single_shares_need_no_decimal():
    assert decimals([100, 100, 100], is_share=True) == 0
    assert decimals([58.33], is_share=True) == 0


def test_counts_have_none_and_other_values_one():
    assert decimals([3, 4, None]) == 0
    assert decimals([3.2, 4]) == 1


def test_decimals_that_were_chosen_stay():
    assert decimals([3.2, 4], decimals=2) == 2


def test_direction_and_target_come_from_the_series():
    series = Series(ChartKind.RUN, [1, 2], target=5, direction=Direction.LOWER)
    plot = Plot.of(read(series), title="Fall", periods=weeks(1, 2))
    assert (plot.target, plot.direction) == (5, Direction.LOWER)


@pytest.mark.parametrize("name", ["periods", "numerators", "denominators"])
def test_entries_must_match_the_points(name):
    reading = read(Series(ChartKind.RUN, [1, 2, 3]))
    fields = {"title": "Fall", "periods": weeks(1, 3), name: weeks(1, 2)}
    with pytest.raises(ValueError, match=f"{name}: 2 entries for 3 points"):
        Plot.of(reading, **fields)
