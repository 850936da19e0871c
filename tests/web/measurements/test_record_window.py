"""Which periods the grid shows, and where it begins."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.web.measurements.gridforms import PATH, name, parts, put, stored
from tracker.analysis import Period, PeriodKind
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


def test_the_latest_eight_weeks_and_months_are_shown_oldest_first(as_):
    page = as_("ali").get(PATH)
    weeks, months = page.select("table.grid")
    assert [th.get_text() for th in weeks.select("tbody th")] == [f"Uke {n}" for n in range(39, 47)]
    assert [th.get_text() for th in months.select("tbody th")][-1] == "November 2026"
    assert [" ".join(th.get_text().split()) for th in weeks.select("thead [colspan]")] == [
        "Satte legen seg ned under visitten? visitter",
        "Visittid per pasient min",
    ]


def test_a_form_left_open_over_a_sunday_night_goes_to_its_own_weeks(as_, cast):
    first = Period.numbered(PeriodKind.WEEK, 2026, 39)
    with time_machine.travel(datetime(2026, 11, 15, 21, 0, tzinfo=UTC), tick=False) as clock:
        ali = as_("ali")
        page = ali.get(PATH)
        clock.shift(timedelta(hours=8))
        ali.post(page.one("main form")["action"], page.fields() | parts(cast.chair, "7", "9", first))
    assert stored()[0][1] == first.start


def test_older_and_newer_periods_are_a_link_away(as_, cast):
    ali = as_("ali")
    older = ali.get(ali.get(PATH).one("a:-soup-contains('Eldre perioder')")["href"])
    weeks = [th.get_text() for th in older.select("table.grid")[0].select("tbody th")]
    assert weeks == [f"Uke {n}" for n in range(31, 39)]
    newer = ali.get(older.one("a:-soup-contains('Nyere perioder')")["href"])
    assert newer.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 46"
    assert not newer.select("a:-soup-contains('Nyere perioder')")


def test_last_years_weeks_carry_their_year(as_):
    page = as_("ali").get(f"{PATH}?until=2026-01-07")
    assert [th.get_text() for th in page.select("table.grid")[0].select("tbody th")][-3:] == [
        "Uke 52 2025",
        "Uke 1",
        "Uke 2",
    ]


def test_the_page_opens_at_the_period_it_is_asked_for(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    page = as_("ali").get(f"{PATH}?period=2026-11-02")
    assert page.one("[autofocus]")["name"] == name(cast.minutes, "value")
    long_ago = as_("ali").get(f"{PATH}?period=2026-03-02")
    assert [th.get_text() for th in long_ago.select("table.grid")[0].select("tbody th")][-1] == "Uke 10"
    assert not as_("ali").get(PATH).select("[autofocus]")


@pytest.mark.parametrize(
    "query", ["until=x", "until=9999-99-99", "period=0001-01-01", "until=2999-01-01", "period=uke", "period=2099-01-01"]
)
def test_a_day_that_is_none_is_passed_over(as_, query):
    page = as_("ali").get(f"{PATH}?{query}")
    assert page.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 46"


def test_dates_are_of_the_period_that_runs_in_oslo(as_):
    """Half past midnight on a Monday in Oslo is still Sunday in UTC."""
    with time_machine.travel(datetime(2026, 11, 15, 23, 30, tzinfo=UTC), tick=False):
        page = as_("ali").get(PATH)
    assert page.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 47"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.one("main form")["action"].rpartition("until=")[2])
    assert date(2026, 11, 16).isocalendar().week == 47
