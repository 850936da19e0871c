"""Which periods the form shows, and where it begins."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.web.measurements.gridforms import GRID, PATH, RECORD, name, parts, put, stored
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


def test_the_latest_eight_weeks_and_months_are_shown_oldest_first(as_):
    page = as_("ali").get(GRID)
    weeks, months = page.select("table.grid")
    assert [th.get_text() for th in weeks.select("tbody th")] == [
        *(f"Uke {n}" for n in range(39, 46)),
        "Uke 46, ikke over ennå",
    ]
    assert [th.get_text() for th in months.select("tbody th")][-1] == "November 2026, ikke over ennå"
    assert [" ".join(th.get_text().split()) for th in weeks.select("thead [scope=colgroup]")] == [
        "Satte legen seg ned under visitten?",
        "Visittid per pasient min",
    ]


def test_a_form_left_open_over_a_sunday_night_goes_to_its_own_weeks(as_, cast):
    first = Period.numbered(PeriodKind.WEEK, 2026, 39)
    with time_machine.travel(datetime(2026, 11, 15, 21, 0, tzinfo=UTC), tick=False) as clock:
        ali = as_("ali")
        page = ali.get(GRID)
        clock.shift(timedelta(hours=8))
        ali.post(page.one("main form")["action"], page.fields() | parts(cast.chair, "7", "9", first))
    assert stored()[0][1] == first.start


def test_older_and_newer_periods_are_a_link_away(as_, cast):
    ali = as_("ali")
    older = ali.get(ali.get(GRID).one("a[rel=prev]")["href"])
    weeks = [th.get_text() for th in older.select("table.grid")[0].select("tbody th")]
    assert weeks == [f"Uke {n}" for n in range(31, 39)]
    newer = ali.get(older.one("a[rel=next]")["href"])
    assert newer.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 46, ikke over ennå"
    assert not newer.select("a[rel=next]")


def test_last_years_weeks_carry_their_year(as_):
    page = as_("ali").get(f"{GRID}?until=2026-01-07")
    assert [th.get_text() for th in page.select("table.grid")[0].select("tbody th")][-3:] == [
        "Uke 52 2025",
        "Uke 1",
        "Uke 2",
    ]


def test_the_grid_opens_at_the_period_it_is_asked_for(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    page = as_("ali").get(f"{GRID}?week=2026-W45")
    assert page.one("[autofocus]")["name"] == name(cast.minutes, "value")
    long_ago = as_("ali").get(f"{GRID}?until=2026-03-02")
    assert long_ago.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 10"


def test_the_week_of_the_button_is_in_view_and_begins_in_its_first_empty_box(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    for address in ("week=2026-W45", "period=2026-11-02"):
        page = as_("ali").get(f"{RECORD}?{address}")
        assert page.h1 == "Registrer uke 45"
        assert page.one("thead .rec-now").get_text() == "Uke 45"
        assert page.one("[autofocus]")["name"] == name(cast.minutes, "value")
    put(inside, "ali", cast.minutes, Entry(value=7.5))
    assert not as_("ali").get(f"{RECORD}?week=2026-W45").select("[autofocus]")


def test_a_month_asked_for_begins_there_and_leaves_the_week(as_, cast):
    page = as_("ali").get(f"{RECORD}?month=2026-10")
    assert page.one("#p-month h2").get_text() == "Oktober"
    assert page.one("[autofocus]")["name"].startswith(f"m{cast.falls.id}-2026-10-01")
    back = page.one("#p-month a[rel=prev]")["href"]
    assert "week=2026-W45" in back
    assert "month=2026-09" in back


def test_the_page_opens_on_the_week_that_is_over_until_it_is_filled(as_, cast, inside):
    ali = as_("ali")
    assert ali.get(RECORD).h1 == "Registrer uke 45"
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    assert ali.get(RECORD).h1 == "Registrer uke 45"
    put(inside, "ali", cast.minutes, Entry(not_measured=True))
    page = ali.get(RECORD)
    assert page.h1 == "Registrer uke 46"
    assert not page.select(".rec-head a[rel=next]")
    assert [th.get_text(" ", strip=True) for th in page.select("thead .rec-o")][-1] == "Rett uke 45"


def test_a_month_opens_on_the_one_before_in_its_first_ten_days(as_):
    assert as_("ali").get(RECORD).one("#p-month h2").get_text() == "November"
    with time_machine.travel(datetime(2026, 11, 5, 9, 0, tzinfo=UTC), tick=False):
        assert as_("ali").get(RECORD).one("#p-month h2").get_text() == "Oktober"


def test_a_period_that_is_not_over_is_said(as_):
    page = as_("ali").get(f"{RECORD}?month=2026-11")
    assert "Det vurderes fra 1. desember." in page.one("#p-month").get_text()
    assert "Det vurderes" not in as_("ali").get(PATH).one("#p-month").get_text()


def test_a_measure_put_away_is_read_only_where_it_stood(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    cast.chair.archived_at = datetime(2026, 11, 6, 12, 0, tzinfo=UTC)
    db.session.commit()
    row = as_("ali").get(PATH).one(".rec-week tbody tr:last-child")
    assert "78" in row.get_text()
    assert "arkivert 6. november" in row.get_text()
    assert not row.select("input")
    assert "Satte legen" not in as_("ali").get(f"{RECORD}?week=2026-W46").one(".rec-week").get_text()


@pytest.mark.parametrize(
    "address", ["week=2026-W54", "week=x", "week=2030-W01", "month=2026-13", "week=2026-W0", "week=²"]
)
def test_an_address_that_names_no_period_is_passed_over(as_, address):
    assert as_("ali").get(f"{RECORD}?{address}").h1 == "Registrer uke 45"


@pytest.mark.parametrize(
    "query", ["until=x", "until=9999-99-99", "period=0001-01-01", "until=2999-01-01", "period=uke", "period=2099-01-01"]
)
def test_a_day_that_is_none_is_passed_over(as_, query):
    page = as_("ali").get(f"{GRID}?{query}")
    assert page.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 46, ikke over ennå"


def test_dates_are_of_the_period_that_runs_in_oslo(as_):
    """Half past midnight on a Monday in Oslo is still Sunday in UTC."""
    with time_machine.travel(datetime(2026, 11, 15, 23, 30, tzinfo=UTC), tick=False):
        page = as_("ali").get(GRID)
    assert page.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 47, ikke over ennå"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.one("main form")["action"].rpartition("until=")[2])
    assert date(2026, 11, 16).isocalendar().week == 47
