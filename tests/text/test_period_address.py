"""A period as an address says it, there and back."""

from datetime import date

import pytest

from tracker.analysis import Period, PeriodKind
from tracker.text.period_address import period_query, read_period, write_period

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PeriodKind.DAY, "2026-11-27"), (PeriodKind.WEEK, "2026-W48"), (PeriodKind.FORTNIGHT, "2026-W48"),
        (PeriodKind.MONTH, "2026-11"), (PeriodKind.TERTIAL, "2026-T3"), (PeriodKind.QUARTER, "2026-Q4"),
        (PeriodKind.YEAR, "2026"),
    ],
)  # fmt: skip
def test_each_kind_is_written_and_read_alike(kind, text):
    period = Period.containing(kind, DAY)
    assert read_period(kind, write_period(period)) == period
    assert read_period(kind, text) == period
    assert period_query(period) == {kind.value: write_period(period)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PeriodKind.WEEK, "2026-W54"), (PeriodKind.WEEK, "2026-48"), (PeriodKind.WEEK, "48"), (PeriodKind.WEEK, ""),
        (PeriodKind.WEEK, "2026-W²"), (PeriodKind.MONTH, "2026-13"), (PeriodKind.MONTH, "2026-W1"),
        (PeriodKind.DAY, "2026-02-30"), (PeriodKind.YEAR, "1066"), (PeriodKind.TERTIAL, "2026-T4"),
        (PeriodKind.QUARTER, "2026-T1"), (PeriodKind.FORTNIGHT, "2026-W99"), (PeriodKind.DAY, "0000-00-00"),
    ],
)  # fmt: skip
def test_what_names_no_period_is_none(kind, text):
    assert read_period(kind, text) is None
