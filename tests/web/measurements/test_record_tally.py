"""A number over a running count: which of the two holds is asked, and the count can be used again."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from tests.web.measurements.gridforms import PATH, WEEK, flashes, name, parts, stored, value
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measurements import Measurement, Source
from tracker.models.tally import TallyHour
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")

TEAM = "/teams/kirurgisk-3"
THURSDAY = datetime(2026, 11, 5, 11, 10, tzinfo=UTC)


@pytest.fixture
def counted(cast):
    """Fifteen of twenty-two, counted at the bedside in week 45."""
    db.session.add(TallyHour(measure_id=cast.chair.id, hour=THURSDAY.replace(minute=0), yes=15, total=22))
    row = Measurement(team_id=cast.team.id, measure_id=cast.chair.id, period_start=WEEK.start, source=Source.TALLY)
    row.numerator, row.denominator, row.recorded_at = 15, 22, THURSDAY
    db.session.add(row)
    db.session.commit()
    return row


def which(cast, answer):
    return {name(cast.chair, "which"): answer}


def test_a_counted_number_says_so_and_until_when(as_, counted):
    page = as_("ali").get(PATH)
    assert "fra telling, sist 5. november" in page.words
    assert page.one(".rec-ask").has_attr("hidden")


def test_a_number_over_a_count_is_asked_about_and_nothing_is_lost(as_, cast, counted):
    page = as_("ali").submit(PATH, parts(cast.chair, "19", "27") | {name(cast.minutes, "value"): "7,6"}, status=422)
    assert "Telles også ved senga: 15 av 22. Hvilket tall gjelder?" in page.words
    assert "Det jeg skrev: 19 av 27" in page.words
    assert not page.one(".rec-ask").has_attr("hidden")
    assert not page.select(".rec-ask [checked]")
    assert (value(page, name(cast.chair, "numerator")), value(page, name(cast.minutes, "value"))) == ("19", "7,6")
    assert len(stored()) == 1


def test_the_typed_number_holds_where_it_is_chosen_and_the_count_stays_in_sight(as_, cast, counted):
    ali = as_("ali")
    page = ali.submit(PATH, parts(cast.chair, "19", "27"), status=422)
    ali.post(PATH, page.fields() | which(cast, "typed"))
    assert [entry for *_, entry in stored()] == [Entry(numerator=19, denominator=27)]
    assert "Skrevet inn. Tellingen er 15 av 22. Bruk tellingen igjen" in ali.get(PATH).words


def test_the_count_holds_where_it_is_chosen_and_the_rest_is_saved(as_, cast, counted):
    ali = as_("ali")
    page = ali.submit(PATH, parts(cast.chair, "19", "27") | {name(cast.minutes, "value"): "7,6"}, status=422)
    ali.post(PATH, page.fields() | which(cast, "tally"))
    assert [entry for *_, entry in stored()] == [Entry(numerator=15, denominator=22), Entry(value=7.6)]
    assert db.session.scalars(select(Measurement.source)).all()[0] is Source.TALLY


def test_counts_that_come_in_while_one_decides_are_no_conflict(as_, cast, counted):
    ali = as_("ali")
    page = ali.submit(PATH, parts(cast.chair, "19", "27"), status=422)
    counted.numerator, counted.denominator, counted.version = 16, 23, counted.version + 1
    db.session.commit()
    ali.post(PATH, page.fields() | which(cast, "typed"))
    assert stored()[0][2] == Entry(numerator=19, denominator=27)


def test_not_measured_over_a_count_is_asked_about_too(as_, cast, counted):
    data = {name(cast.chair, "missing"): "-"} | parts(cast.chair, "", "")
    page = as_("ali").submit(PATH, data, status=422)
    assert "Det jeg skrev: ikke målt" in page.words


def test_the_count_is_used_again_and_the_trail_says_so(as_, cast, counted):
    ali = as_("ali")
    page = ali.submit(PATH, parts(cast.chair, "19", "27"), status=422)
    ali.post(PATH, page.fields() | which(cast, "typed"))
    page = ali.get(PATH)
    button = page.one(".rec-again")
    assert page.select(f"#{button['form']}")
    done = ali.post(button["formaction"])
    assert "Uke 45 bruker tellingen igjen: 15 av 22." in flashes(ali.follow(done))
    row = db.session.scalars(select(Measurement)).one()
    assert (row.numerator, row.denominator, row.source) == (15, 22, Source.TALLY)
    lines = select(func.count()).where(AuditLine.subject == MEASUREMENT.key)
    assert db.session.scalar(lines) == 2
    ali.post(button["formaction"])
    assert db.session.scalar(lines) == 2, "again changes nothing"


@pytest.mark.parametrize(
    "point", ["{theirs}/points/2026-11-02", "{mine}/points/2026-11-03", "{mine}/points/2026-99-99"]
)
def test_a_period_that_is_none_of_the_teams_is_not_found(as_, cast, point):
    path = point.format(theirs=cast.stranger_measure.id, mine=cast.chair.id)
    as_("ali").post(f"{TEAM}/measures/{path}/use-tally", status=404)


def test_what_was_never_counted_stays(as_, cast):
    ali = as_("ali")
    done = ali.post(f"{TEAM}/measures/{cast.chair.id}/points/{WEEK.start}/use-tally")
    assert "er ikke talt ved senga" in flashes(ali.follow(done))
    assert stored() == []


def test_a_reader_may_not(as_, cast):
    as_("siv").post(f"{TEAM}/measures/{cast.chair.id}/points/{WEEK.start}/use-tally", status=403)
