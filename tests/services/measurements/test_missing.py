"""What the bell says is missing is what the start page and the form say: asked in one query, without the histories."""

from datetime import date

import pytest
from sqlalchemy import event

from tests.conftest import NOW
from tests.people import MADE
from tracker.access.memberships import own_teams
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import ValueKind
from tracker.services.measurements.history import histories, lacking
from tracker.services.measurements.missing import missing_in

TODAY = date(2026, 11, 11)
"""In week 46: week 45 is due."""


def week(number):
    return Period.numbered(PeriodKind.WEEK, 2026, number)


def store(cast, measure, number, **said):
    said = said or ({"numerator": 5, "denominator": 9} if measure.value_kind.has_denominator else {"value": 5})
    db.session.add(
        Measurement(
            team_id=measure.team_id, measure_id=measure.id, period_start=week(number).start,
            recorded_by_id=cast.people["nora"].id, recorded_at=MADE, **said,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weeks", "missing"),
    [((), 0), ((44,), 1), ((44, 45), 0), ((40, 44, 46), 1), ((45,), 0), ((46,), 0), ((45, 46), 0), ((30,), 1)],
)
def test_it_says_the_same_as_the_histories(cast, inside, weeks, missing):
    for number in weeks:
        store(cast, cast.chair, number)
    db.session.flush()
    told = histories(inside("nora").measures(), today=TODAY, words=False)
    found = missing_in(own_teams(cast.people["nora"]), today=TODAY)
    assert found == ({(cast.team.id, week(45)): missing} if missing else {})
    assert {period: len(measures) for period, measures in lacking(told, today=TODAY).items()} == {
        period: number for (_team, period), number in found.items()
    }


def test_a_week_that_was_not_measured_is_not_missing(cast):
    store(cast, cast.chair, 44)
    store(cast, cast.chair, 45, not_measured=True)
    db.session.flush()
    assert missing_in(own_teams(cast.people["nora"]), today=TODAY) == {}


def test_archived_measures_events_and_months_that_run_are_not_missing(cast):
    store(cast, cast.chair, 44)
    store(cast, cast.minutes, 44)
    cast.chair.archived_at = NOW
    cast.minutes.value_kind = ValueKind.DAYS_BETWEEN
    store(cast, cast.falls, 40)
    cast.falls.period_kind = PeriodKind.MONTH
    db.session.flush()
    month = Period.containing(PeriodKind.MONTH, date(2026, 10, 1))
    assert missing_in(own_teams(cast.people["nora"]), today=TODAY) == {(cast.team.id, month): 1}


@pytest.mark.parametrize(("who", "asked"), [("nora", 1), ("ali", 1), ("siv", 0), ("kari", 0), ("odd", 0)])
def test_only_who_records_is_asked_and_others_cost_no_query(cast, who, asked):
    store(cast, cast.chair, 44)
    db.session.flush()
    teams, seen = own_teams(cast.people[who]), []
    event.listen(db.engine, "before_cursor_execute", listener := lambda *said: seen.append(said[2]))
    try:
        found = missing_in(teams, today=TODAY)
    finally:
        event.remove(db.engine, "before_cursor_execute", listener)
    assert (len(found), len(seen)) == (asked, asked)
