"""The office's look at the outbox: how many wait, and what needs a person. Never what a mail says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, or_, select, update

from tracker.access.office import OfficeAccess
from tracker.access.people import Actor, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.mail import OPEN_STATES, Mail, MailFault, MailKind, MailState
from tracker.services.audit.log import note
from tracker.services.mail.audit_words import MAIL
from tracker.services.mail.outbox import A_DAY
from tracker.services.paging import page_of
from tracker.services.refusal import Refused

PAGE = 50
RECENT = timedelta(days=7)
"""How far back sent mail is counted."""
_STUCK = (MailState.GIVEN_UP, MailState.UNCERTAIN)


class MailDeskFault(StrEnum):
    """Why nothing can be done to a mail."""

    DECIDED = "decided"
    """It has gone on meanwhile, or another person has decided."""
    NOT_KEPT = "not_kept"
    """There is nothing left to send: a link that has ended, or an address that no mail can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckMail:
    """A mail that did not go, or may not have gone."""

    id: int
    kind: MailKind
    to_name: str
    to_address: str
    subject: str
    state: MailState
    fault: MailFault | None
    tries: int
    created_at: datetime
    is_put_aside: bool
    can_be_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The outbox on one page; pages count from 1."""

    counts: Mapping[MailState, int]
    """Waiting (claimed ones too) and on their way; sent in the last days; given up and uncertain not yet decided."""
    waiting_since: datetime | None
    """When the mail that has waited longest was due."""
    held: MailFault | None
    """Why what is due does not go."""
    rows: Sequence[StuckMail]
    put_aside: int
    page: int
    pages: int


def desk(access: OfficeAccess, *, page: int = 1, all_of_them: bool = False) -> Desk:
    """Look at the outbox; `all_of_them` shows those too that somebody has put aside."""
    access.require(Permission.OFFICE)
    counts, put_aside = _counts(access.now)
    due = (Mail.state.in_(OPEN_STATES), Mail.next_try_at <= access.now)
    oldest = select(Mail.next_try_at, Mail.fault).where(*due).order_by(Mail.next_try_at, Mail.id).limit(1)
    first = db.session.execute(oldest).first()
    shown = counts[MailState.GIVEN_UP] + counts[MailState.UNCERTAIN] + (put_aside if all_of_them else 0)
    at = page_of(shown, size=PAGE, asked=page)
    query = select(
        Mail.id,
        Mail.kind,
        Mail.to_name,
        Mail.to_address,
        Mail.subject,
        Mail.state,
        Mail.fault,
        Mail.tries,
        Mail.created_at,
        Mail.put_aside_at.is_not(None).label("is_put_aside"),
        _kept().label("can_be_sent"),
    ).where(Mail.state.in_(_STUCK))
    if not all_of_them:
        query = query.where(Mail.put_aside_at.is_(None))
    newest = query.order_by(Mail.put_aside_at.is_not(None), Mail.created_at.desc(), Mail.id.desc())
    found = db.session.execute(newest.limit(at.size).offset(at.before)).mappings()
    return Desk(
        counts=counts,
        waiting_since=first.next_try_at if first else None,
        held=first.fault if first else None,
        rows=[StuckMail(**row) for row in found],
        put_aside=put_aside,
        page=at.page,
        pages=at.pages,
    )


def stuck_for(actor: Actor) -> int:
    """Count the mails that need a person, for those of the office; none for others."""
    if not actor.user.is_administrator:
        return 0
    waiting = select(func.count()).select_from(Mail).where(Mail.state.in_(_STUCK), Mail.put_aside_at.is_(None))
    return db.session.scalar(waiting) or 0


def send_again(access: OfficeAccess, mail_id: int) -> str:
    """Let a mail go again, the same bytes as before; return whom it is to.

    Raises:
        NotFoundError: there is none.
        Refused: it has gone on meanwhile, or nothing of it is left.
    """
    access.require(Permission.OFFICE)
    mine = update(Mail).where(Mail.id == mail_id, Mail.state.in_(_STUCK), _kept())
    name: str | None = db.session.scalar(
        mine.values(
            state=MailState.WAITING,
            next_try_at=access.now,
            give_up_at=access.now + A_DAY,
            tries=0,
            fault=None,
            owner=None,
            lease_until=None,
            put_aside_at=None,
        ).returning(Mail.to_name)
    )
    if name is None:
        raise _why_not(mail_id)
    note(access, Deed.CHANGED, MAIL, mail_id, label=name, after={"state": MailState.WAITING.value})
    return name


def put_aside(access: OfficeAccess, mail_id: int) -> str:
    """Leave a mail as it is, and take it off the list of what needs a person; return whom it is to.

    Raises:
        NotFoundError: there is none.
        Refused: it has gone on meanwhile.
    """
    access.require(Permission.OFFICE)
    mine = update(Mail).where(Mail.id == mail_id, Mail.state.in_(_STUCK), Mail.put_aside_at.is_(None))
    name: str | None = db.session.scalar(mine.values(put_aside_at=access.now).returning(Mail.to_name))
    if name is None:
        raise _why_not(mail_id)
    note(access, Deed.CHANGED, MAIL, mail_id, label=name, after={"put_aside": True})
    return name


def _kept() -> ColumnElement[bool]:
    """Whether a mail can still be sent. The link in one that lets a person in again ends sooner than anybody looks."""
    return (Mail.raw.is_not(None)) & (Mail.kind != MailKind.PASSWORD)


def _why_not(mail_id: int) -> Exception:
    row = db.session.execute(select(Mail.state, Mail.put_aside_at).where(Mail.id == mail_id)).first()
    if row is None:
        return NotFoundError("mail")
    gone_on = row.state not in _STUCK or row.put_aside_at is not None
    return Refused(MailDeskFault.DECIDED if gone_on else MailDeskFault.NOT_KEPT)


def _counts(now: datetime) -> tuple[Mapping[MailState, int], int]:
    """Count the mails by state, those put aside by themselves."""
    aside = case((Mail.put_aside_at.is_not(None), 1), else_=0)
    wanted = or_(Mail.state.not_in((MailState.SENT, MailState.STOPPED)), Mail.sent_at > now - RECENT)
    query = select(Mail.state, aside, func.count()).where(wanted).group_by(Mail.state, aside)
    counts, put_aside = dict.fromkeys(MailState, 0), 0
    for state, is_aside, number in db.session.execute(query):
        if is_aside:
            put_aside += number
        else:
            counts[state] += number
    return counts, put_aside
