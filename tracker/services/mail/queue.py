"""The outbox as a sender uses it: steps that each are one statement, and name the owner.

So two senders never share a mail, and one that was away for too long changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, exists, or_, select, update
from sqlalchemy.orm import aliased

from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
"""How long a mail waits after each try; the last one holds for all that follow."""
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that one sender holds, as plain values: nothing is read from the database while it is on the network."""

    id: int
    to_address: str
    raw: bytes
    tries: int


def settle(now: datetime) -> None:
    """Put right what was left: claims that ended go back, cut-off mails become uncertain, old ones are given up."""
    _let_go(now)
    cut = update(Mail).where(Mail.state == MailState.HANDING_OVER, Mail.lease_until <= now)
    db.session.execute(cut.values(state=MailState.UNCERTAIN, fault=MailFault.CUT_OFF, lease_until=None))
    unwanted = select(User.id).where(or_(User.is_active.is_(False), User.persona.is_not(None)))
    waiting = update(Mail).where(Mail.state == MailState.WAITING)
    closed = waiting.where(Mail.user_id.in_(unwanted), Mail.next_try_at <= now)
    db.session.execute(closed.values(state=MailState.STOPPED, raw=None))
    old = waiting.where(Mail.give_up_at <= now)
    db.session.execute(old.where(Mail.fault.is_(None)).values(fault=MailFault.TOO_OLD))
    db.session.execute(old.values(state=MailState.GIVEN_UP))
    # A link that is over opens nothing: there is no reason to keep it.
    over = update(Mail).where(Mail.kind == MailKind.PASSWORD, Mail.give_up_at <= now, Mail.raw.is_not(None))
    db.session.execute(over.where(Mail.state.in_((MailState.GIVEN_UP, MailState.UNCERTAIN))).values(raw=None))


def _let_go(now: datetime) -> None:
    ended = update(Mail).where(Mail.state == MailState.CLAIMED, Mail.lease_until <= now)
    db.session.execute(ended.values(state=MailState.WAITING, owner=None, lease_until=None))


def is_due(now: datetime) -> bool:
    """Return whether a mail waits to be sent."""
    return bool(db.session.scalar(select(exists().where(*_due(now)))))


def claim(owner: str, *, now: datetime, lease: timedelta) -> Claimed | None:
    """Claim the mail that has waited longest, or none; another sender that reaches for the same one gets the next."""
    for _turn in range(_AT_ONCE):
        waiting = aliased(Mail)
        first = select(waiting.id).where(*_due(now, waiting)).order_by(waiting.next_try_at, waiting.id).limit(1)
        found = db.session.scalar(first.with_for_update(skip_locked=True))
        if found is None:
            return None
        mine = update(Mail).where(Mail.id == found, *_due(now))
        row = db.session.execute(
            mine.values(state=MailState.CLAIMED, owner=owner, lease_until=now + lease).returning(
                Mail.id, Mail.to_address, Mail.raw, Mail.tries
            )
        ).first()
        if row is not None:
            return Claimed(row.id, row.to_address, row.raw or b"", row.tries)
    return None


def hand_over(mail: Claimed, owner: str, *, now: datetime, lease: timedelta) -> bool:
    """Say that the mail goes now; return False where it may not: it was stopped, or the claim has ended."""
    mine = _mine(mail, owner, MailState.CLAIMED).where(Mail.lease_until > now)
    return _changed(mine, state=MailState.HANDING_OVER, lease_until=now + lease, tries=mail.tries + 1)


def sent(mail: Claimed, owner: str, *, now: datetime) -> bool:
    """Say that the server has taken the mail. What it said is no longer needed here."""
    mine = _mine(mail, owner, MailState.HANDING_OVER, MailState.UNCERTAIN)
    return _changed(
        mine, state=MailState.SENT, sent_at=now, raw=None, owner=None, lease_until=None, fault=None, put_aside_at=None
    )


def try_later(mail: Claimed, owner: str, fault: MailFault, *, now: datetime) -> bool:
    """Put the mail back, to be tried again after a while that grows."""
    wait = BACK_OFF[min(mail.tries, len(BACK_OFF) - 1)]
    mine = _mine(mail, owner, MailState.CLAIMED, MailState.HANDING_OVER)
    return _changed(
        mine,
        state=MailState.WAITING,
        fault=fault,
        tries=mail.tries + 1,
        next_try_at=now + wait,
        owner=None,
        lease_until=None,
    )


def put_back(mail: Claimed, owner: str) -> bool:
    """Put the mail back as it was: the server could not be spoken to, and that is not this mail's doing."""
    return _changed(_mine(mail, owner, MailState.CLAIMED), state=MailState.WAITING, owner=None, lease_until=None)


def give_up(mail: Claimed, owner: str, fault: MailFault) -> bool:
    """Say that this mail will not be taken, however often it is tried."""
    mine = _mine(mail, owner, MailState.CLAIMED, MailState.HANDING_OVER)
    return _changed(mine, state=MailState.GIVEN_UP, fault=fault, tries=mail.tries + 1, owner=None, lease_until=None)


def unsure(mail: Claimed, owner: str) -> bool:
    """Say that nobody knows whether the mail went: a person decides."""
    mine = _mine(mail, owner, MailState.HANDING_OVER)
    return _changed(mine, state=MailState.UNCERTAIN, fault=MailFault.CUT_OFF, lease_until=None)


def hold(fault: MailFault, *, now: datetime) -> None:
    """Note on every mail that is due why none goes, for who looks, and for the day when they are given up."""
    due = update(Mail).where(
        Mail.state == MailState.WAITING, Mail.next_try_at <= now, Mail.fault.is_distinct_from(fault)
    )
    db.session.execute(due.values(fault=fault))


def _due(now: datetime, table: type[Mail] = Mail) -> tuple[ColumnElement[bool], ...]:
    return (table.state == MailState.WAITING, table.next_try_at <= now, table.give_up_at > now)


def _mine(mail: Claimed, owner: str, *states: MailState) -> Update:
    return update(Mail).where(Mail.id == mail.id, Mail.owner == owner, Mail.state.in_(states))


def _changed(statement: Update, **values: object) -> bool:
    return db.session.execute(statement.values(**values).returning(Mail.id)).first() is not None
