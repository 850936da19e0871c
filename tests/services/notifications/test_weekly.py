"""One weekly mail a person and week of Norway, with two at once and over both changes of the clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.services.mail.letters import SENDER, put
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind
from tracker.models.notifications import WeeklyDigest
from tracker.services.mail.choices import choose
from tracker.services.notifications.weekly import claim_week, who_may_have_one


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def week_of(cast, moment):
    db.session.query(WeeklyDigest).delete()
    assert claim_week(cast.people["per"].id, now=at(moment))
    row = db.session.scalars(select(WeeklyDigest)).one()
    return row.iso_year, row.iso_week


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-03-29T21:59", (2026, 13)),  # Sunday 23.59 the day the clock went forward
        ("2026-03-29T22:01", (2026, 14)),
        ("2026-03-30T05:00", (2026, 14)),  # Monday 07.00 in summer time
        ("2026-10-25T22:59", (2026, 43)),  # Sunday 23.59 the day it went back
        ("2026-10-25T23:01", (2026, 44)),
        ("2026-10-26T06:00", (2026, 44)),  # Monday 07.00 in winter time
        ("2027-01-01T12:00", (2026, 53)),
        ("2027-01-04T06:00", (2027, 1)),
    ],
)
def test_the_week_is_that_of_norway(cast, moment, week):
    assert week_of(cast, moment) == week


@pytest.mark.parametrize(
    ("monday", "next_monday"), [("2026-03-23T06:00", "2026-03-30T05:00"), ("2026-10-19T05:00", "2026-10-26T06:00")]
)
def test_there_is_one_a_week_over_a_change_of_the_clock(cast, monday, next_monday):
    per = cast.people["per"].id
    assert [claim_week(per, now=at(moment)) for moment in (monday, monday, next_monday, next_monday)] == [
        True, False, True, False,
    ]  # fmt: skip


def test_who_may_have_one(cast):
    monday = at("2026-10-26T06:00")
    per, nora = cast.people["per"], cast.people["nora"]
    assert who_may_have_one(monday) == [per.id]  # the others are the demo's invented people
    nora.persona = None
    assert set(who_may_have_one(monday)) == {per.id, nora.id}
    choose(nora.id, MailKind.DIGEST, wanted=False, now=monday)
    assert who_may_have_one(monday) == [per.id]
    claim_week(per.id, now=monday)
    assert who_may_have_one(monday) == []
    assert who_may_have_one(at("2026-11-02T06:00")) == [per.id]
    per.is_active = False
    assert who_may_have_one(at("2026-11-02T06:00")) == []


def test_two_at_once_put_in_one(shared):
    monday, gate = at("2026-10-26T06:00"), Barrier(2)
    per_id = db.session.scalars(select(User.id).where(User.email == "per@example.no")).one()
    db.session.remove()

    def run():
        with shared.app_context():
            gate.wait()
            mine = claim_week(per_id, now=monday)
            if mine:
                put(db.session.get(User, per_id), kind=MailKind.DIGEST, now=monday, sender=SENDER)
            db.session.commit()
            db.session.remove()
            return mine

    with ThreadPoolExecutor(2) as threads:
        done = [future.result() for future in [threads.submit(run) for _ in range(2)]]
    assert sorted(done) == [False, True]
    assert db.session.scalar(select(func.count()).select_from(Mail)) == 1
    db.session.rollback()


def test_a_mail_that_is_not_kept_leaves_the_week_open(cast):
    monday, per = at("2026-10-26T06:00"), cast.people["per"].id
    claim_week(per, now=monday)
    db.session.rollback()
    assert claim_week(per, now=monday)
