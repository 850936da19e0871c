"""The list beside a chart says when, with the year where it is not plain."""

from datetime import date

import pytest

from tracker.analysis import PeriodKind
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.flag_list import listed

TODAY = date(2026, 11, 22)


LINKS = Links(lambda page, **values: page)


def when(on, until=None, kind=PeriodKind.WEEK, code="nb"):
    flag = TeamFlag(1, FlagSubject.TEST, 7, on, "Ny stol", until=until)
    [line] = listed([flag], Locale.of(code), LINKS, team="kirurgisk-3", today=TODAY, kind=kind)
    return line.when


@pytest.mark.parametrize(
    ("on", "until", "said"),
    [
        (date(2026, 4, 2), None, "Uke 14"),
        (date(2026, 5, 14), date(2026, 5, 28), "Uke 20–22"),
        (date(2026, 5, 14), date(2026, 5, 15), "Uke 20"),
        (date(2025, 4, 3), None, "Uke 14 2025"),
        (date(2025, 5, 15), date(2025, 5, 29), "Uke 20–22 2025"),
        (date(2025, 12, 4), date(2026, 1, 8), "Uke 49 2025–uke 2 2026"),
        (date(2027, 1, 7), None, "Uke 1 2027"),
    ],
)
def test_a_flag_says_its_week_and_the_year_where_it_is_another(on, until, said):
    assert when(on, until) == said


@pytest.mark.parametrize(
    ("on", "until", "said"),
    [
        (date(2026, 4, 2), None, "April 2026"),
        (date(2025, 3, 2), date(2025, 5, 2), "Mars–mai 2025"),
        (date(2025, 3, 2), date(2026, 5, 2), "Mars 2025–mai 2026"),
    ],
)
@pytest.mark.parametrize("kind", [PeriodKind.MONTH, PeriodKind.QUARTER])
def test_beside_a_measure_by_month_it_says_the_month(on, until, said, kind):
    assert when(on, until, kind) == said


def test_it_speaks_english():
    assert when(date(2025, 4, 3), code="en") == "Week 14 2025"
