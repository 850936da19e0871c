"""The weekly mail, once a person and week: who may have one, and the row that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from tracker.access.people import local_day
from tracker.models.accounts import User
from tracker.models.base import db, insert_new
from tracker.models.mail import MailChoice, MailKind
from tracker.models.notifications import WeeklyDigest


def who_may_have_one(now: datetime) -> Sequence[int]:
    """List the open accounts of real people who want the mail and have none in the outbox for this week."""
    year, week, _day = local_day(now).isocalendar()
    had = select(WeeklyDigest.user_id).where(
        WeeklyDigest.user_id == User.id, WeeklyDigest.iso_year == year, WeeklyDigest.iso_week == week
    )
    said_no = select(MailChoice.user_id).where(
        MailChoice.user_id == User.id, MailChoice.kind == MailKind.DIGEST, MailChoice.wants.is_(False)
    )
    open_accounts = select(User.id).where(User.is_active, User.password_hash.is_not(None), User.persona.is_(None))
    return db.session.scalars(open_accounts.where(~had.exists(), ~said_no.exists()).order_by(User.id)).all()


def last_mail_at(user_id: int) -> datetime | None:
    """Return when a person's latest weekly mail was put into the outbox; None where she has had none."""
    at: datetime | None = db.session.scalar(select(func.max(WeeklyDigest.at)).where(WeeklyDigest.user_id == user_id))
    return at


def claim_week(user_id: int, *, now: datetime) -> bool:
    """Say that the mail of this week is in the outbox; False where it is already. Who puts it in commits both at once.

    The week is that of Norway, which no change of the clock moves.
    """
    year, week, _day = local_day(now).isocalendar()
    row = insert_new(WeeklyDigest).values(user_id=user_id, iso_year=year, iso_week=week, at=now)
    return db.session.execute(row.returning(WeeklyDigest.user_id)).first() is not None
