from datetime import date
from math import nan

import pytest

from tests.charts.cases import months, stretch, weeks
from tracker.analysis import Period, PeriodKind
from tracker.charts.draw.axes import label_step, spans, time_axis, times, value_axis


def axis(values, **options):
    return value_axis(values, top=0, bottom=100, **options)


def test_a_share_is_always_0_to_100():
    found = axis([71, 83], is_share=True)
    assert (found.low, found.high, found.ticks) == (0, 100, (0, 25, 50, 75, 100))


@pytest.mark.parametrize(
    ("largest", "high"),
    [(5.3, 6), (9.8, 12), (6.1, 8), (1, 1.2), (0.04, 0.05), (45, 50), (450, 500), (91, 120), (19, 25), (3, 4)],
)
def test_other_values_run_from_0_to_a_round_number_at_least_a_tenth_over(largest, high):
    found = axis([largest / 2, largest, nan])
    assert found.low == 0
    assert found.high == pytest.approx(high)
    assert found.high >= 1.1 * largest - 1e-9
    assert 2 <= len(found.ticks) <= 7


def test_counts_have_marks_on_whole_numbers():
    assert axis([0, 1], whole=True).ticks == (0, 1, 2)
    assert axis([0, 0], whole=True).ticks == (0, 1)


def test_a_score_shows_its_whole_scale():
    found = axis([4, 6], scale=(1, 10))
    assert (found.low, found.high, found.cut) == (1, 10, False)


def test_a_value_outside_the_scale_stays_on_the_paper():
    assert axis([4, 12], scale=(1, 10)).high == 12
    assert axis([104], is_share=True).high == 104


def test_negative_values_reach_below_zero():
    found = axis([-3, 4])
    assert found.low <= -3 < 4 <= found.high
    assert 0 in found.ticks


def test_the_axis_is_cut_only_by_decision_and_never_over_a_value():
    assert axis([50, 60], is_share=True, axis_from=40).cut
    assert axis([50, 60], is_share=True, axis_from=40).low == 40
    assert not axis([30, 60], is_share=True, axis_from=40).cut


def test_a_small_drawing_has_few_marks():
    assert axis([50], is_share=True, few_ticks=True).ticks == (0, 50, 100)


def test_nothing_still_has_a_scale():
    found = axis([])
    assert found.low == 0 < found.high


def test_values_lie_between_the_edges():
    found = axis([50], is_share=True)
    assert (found.y(0), found.y(100), found.y(50)) == (100, 0, 50)


def test_time_is_true():
    """Four missing weeks take the room of four weeks, and a month its own days."""
    periods = (*weeks(2, 3), *weeks(9, 2))
    axis = time_axis(periods, 0, 700)
    x = [axis.x(day) for day in times(periods).middle]
    assert x[3] - x[2] == pytest.approx(5 * (x[1] - x[0]))
    year = months(2026, 1, 3)
    x = [time_axis(year, 0, 900).x(day) for day in times(year).middle]
    assert x[1] - x[0] == pytest.approx((31 + 28) / 2 * time_axis(year, 0, 900).day_width)


def test_a_weeks_point_stands_on_thursday_noon():
    (week,) = weeks(45, 1)
    assert times((week,)).middle[0] == date(2026, 11, 5).toordinal() + 0.5


def test_every_fourth_week_is_numbered_and_fewer_when_they_crowd():
    assert label_step(PeriodKind.WEEK, 14) == 4
    assert label_step(PeriodKind.WEEK, 3.9) == 8
    assert label_step(PeriodKind.WEEK, 0.1) == 52
    assert label_step(PeriodKind.MONTH, 40) == 1


def named(kind, periods):
    axis = time_axis(periods, 0, 626)
    return [(span.month, span.year) for span in spans(axis, kind) if span.month or span.year]


def test_months_stand_below_weeks_with_the_year_at_the_first_and_each_january():
    found = named(PeriodKind.WEEK, weeks(40, 30, 2025))
    assert found[0] == (10, 2025)
    assert (1, 2026) in found
    assert [year for _, year in found].count(None) == len(found) - 2


def test_years_stand_below_months_and_under_crowded_weeks():
    assert named(PeriodKind.MONTH, months(2025, 1, 24)) == [(None, 2025), (None, 2026)]
    assert named(PeriodKind.WEEK, weeks(2, 160, 2023))[0] == (None, 2023)


def test_nothing_stands_below_years():
    assert named(PeriodKind.YEAR, stretch(PeriodKind.YEAR, 2020, 1, 5)) == []


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_periods_that_follow_each_other_meet(kind):
    first = Period.containing(kind, date(2026, 3, 4))
    found = times((first, first.next, first.next.next))
    assert found.end[:-1] == found.begin[1:]
