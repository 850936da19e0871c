from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.periods import Period, PeriodKind, months_from, periods_between

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
KINDS = st.sampled_from(PeriodKind)


@pytest.mark.parametrize(
    ("kind", "year", "number", "start", "stop"),
    [
        (PeriodKind.DAY, 2024, 366, date(2024, 12, 31), date(2024, 12, 31)),
        (PeriodKind.WEEK, 2020, 53, date(2020, 12, 28), date(2021, 1, 3)),
        (PeriodKind.WEEK, 2025, 1, date(2024, 12, 30), date(2025, 1, 5)),
        (PeriodKind.FORTNIGHT, 1970, 1, date(1969, 12, 29), date(1970, 1, 11)),
        (PeriodKind.FORTNIGHT, 1971, 1, date(1971, 1, 11), date(1971, 1, 24)),
        (PeriodKind.MONTH, 2024, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (PeriodKind.TERTIAL, 2026, 2, date(2026, 5, 1), date(2026, 8, 31)),
        (PeriodKind.QUARTER, 2026, 4, date(2026, 10, 1), date(2026, 12, 31)),
        (PeriodKind.YEAR, 2026, 1, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_numbered_period_has_its_days(kind, year, number, start, stop):
    period = Period.numbered(kind, year, number)
    assert (period.start, period.stop) == (start, stop)
    assert (period.year, period.number) == (year, number)


@pytest.mark.parametrize(
    ("kind", "year", "number"),
    [
        (PeriodKind.WEEK, 2026, 54),
        (PeriodKind.WEEK, 2025, 53),
        (PeriodKind.WEEK, 2025, 0),
        (PeriodKind.DAY, 2025, 366),
        (PeriodKind.FORTNIGHT, 2026, 28),
        (PeriodKind.MONTH, 2026, 13),
        (PeriodKind.TERTIAL, 2026, 4),
        (PeriodKind.QUARTER, 2026, 0),
        (PeriodKind.YEAR, 2026, 2),
    ],
)
def test_a_year_has_no_period_beyond_its_last(kind, year, number):
    with pytest.raises(ValueError, match=r"."):
        Period.numbered(kind, year, number)


def test_a_period_begins_on_its_first_day():
    with pytest.raises(ValueError, match="start"):
        Period(PeriodKind.WEEK, date(2026, 1, 1))


@given(KINDS, DAYS)
def test_a_period_contains_its_day_and_touches_its_neighbours(kind, day):
    period = Period.containing(kind, day)
    assert period.start <= day <= period.stop
    assert period.next.start == period.stop + timedelta(days=1)
    assert period.next.previous == period
    assert period < period.next
    assert Period.numbered(kind, period.year, period.number) == period


@given(KINDS, DAYS, st.integers(-40, 40))
def test_steps_count_periods(kind, day, steps):
    first = last = Period.containing(kind, day)
    for _ in range(abs(steps)):
        last = last.next if steps > 0 else last.previous
    assert first.steps_to(last) == steps
    between = periods_between(first, last)
    assert len(between) == max(steps + 1, 0)
    assert all(a.next == b for a, b in pairwise(between))


def test_periods_of_two_kinds_are_not_counted_together():
    week = Period.containing(PeriodKind.WEEK, date(2026, 1, 5))
    with pytest.raises(ValueError, match="other"):
        week.steps_to(Period.containing(PeriodKind.DAY, date(2026, 1, 5)))


def test_so_many_months_later_is_the_same_day_or_the_last_of_a_shorter_month():
    assert months_from(date(2026, 6, 4), 3) == date(2026, 9, 4)
    assert months_from(date(2024, 11, 30), 3) == date(2025, 2, 28)
    assert months_from(date(2026, 3, 31), -13) == date(2025, 2, 28)
