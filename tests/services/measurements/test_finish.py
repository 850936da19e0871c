"""A period that runs is said to be done by who records, in the trail, and it can be taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.people import MADE
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.analysis import Period, PeriodKind
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.services.measurements.finish import NotRunningError, finish, reopen


def put(cast, period, **more):
    row = Measurement(
        team_id=cast.team.id,
        measure_id=cast.minutes.id,
        period_start=period.start,
        recorded_by_id=cast.people["ali"].id,
        recorded_at=MADE,
        **more,
    )
    db.session.add(row)
    db.session.flush()
    return row


def running(access):
    return Period.containing(PeriodKind.WEEK, access.today)


@pytest.mark.parametrize("who", ["nora", "ali"])
def test_it_is_done_and_not_done_after_all(inside, cast, who):
    access = inside(who)
    row = put(cast, running(access), value=8.0)
    for _time in range(2):
        finish(access, cast.minutes, period=running(access))
    assert (row.finished_at, row.finished_by_id) == (access.now, access.user.id)
    for _time in range(2):
        reopen(access, cast.minutes, period=running(access))
    assert row.finished_at is None
    assert row.finished_by_id is None
    first, second = db.session.scalars(select(AuditLine).order_by(AuditLine.id)).all()
    assert "finished_at" in first.after
    assert "finished_at" in second.before


def test_what_is_over_or_not_measured_is_not_done_early(inside, cast):
    access = inside("ali")
    before = running(access).previous
    put(cast, before, value=8.0)
    put(cast, running(access), not_measured=True)
    for period in (before, running(access)):
        with pytest.raises(NotRunningError):
            finish(access, cast.minutes, period=period)


def test_nothing_recorded_is_not_found(inside, cast):
    with pytest.raises(NotFoundError):
        finish(inside("ali"), cast.minutes, period=Period(PeriodKind.WEEK, date(2026, 11, 9)))


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
@pytest.mark.parametrize("deed", [finish, reopen])
def test_others_do_not_say_so(inside, cast, who, deed):
    access = inside(who)
    with pytest.raises(ForbiddenError):
        deed(access, cast.minutes, period=running(access))
