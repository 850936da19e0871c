"""The outbox as others use it: put a mail in, within the deed's own transaction, and stop what has not gone.

Whoever puts a mail in has asked for the right to it already. Nothing here commits: the mail is there when the deed is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import func, select, update

from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import OPEN_STATES, Mail, MailFault, MailKind, MailState
from tracker.services.mail.choices import stop_address, wants
from tracker.services.mail.letter import Letter, LetterLink
from tracker.services.mail.message import message_bytes, new_message_id
from tracker.services.mail.sender import Sender
from tracker.text.email import in_a_header
from tracker.text.locale import Locale
from tracker.text.screening import refuse_identity_numbers

UNDO = timedelta(minutes=5)
"""How long what a person sends to others waits, so that it can be stopped."""
A_DAY = timedelta(days=1)
"""How long a mail is tried before it is given up and shown."""


@dataclass(frozen=True, slots=True)
class MailBatch:
    """What ties the mails of one deed together: they wait, and can be stopped together meanwhile."""

    key: str
    not_before: datetime

    @classmethod
    def begun(cls, now: datetime) -> MailBatch:
        """Return a new batch, whose mails can be stopped for five minutes."""
        return cls(token_hex(16), now + UNDO)


@dataclass(frozen=True, slots=True)
class Stopped:
    """What became of a batch that somebody stopped."""

    stopped: int
    gone: int
    """How many had been handed over already, or may have been."""


def put(
    letter: Letter,
    *,
    kind: MailKind,
    to: User,
    sender: Sender,
    locale: Locale,
    now: datetime,
    give_up_at: datetime | None = None,
    via: User | None = None,
    batch: MailBatch | None = None,
) -> Mail | None:
    """Put a mail to a person into the outbox, written once and for all; return None where she is not to have it.

    That is so where she has turned this kind off, her account is closed, or she is one of the demo's invented people.
    Where her address cannot be written in a mail, the mail is there and given up, so that somebody sees it. `via` is
    the person who writes through us, and to whom answers go.

    Raises:
        IdentityNumberError: the letter holds the number of a person.
    """
    if not to.is_active or to.persona is not None or not wants(to.id, kind):
        return None
    for text in letter.words():
        refuse_identity_numbers(text)
    stopping = stop_address(sender, to.id, kind)
    begins = batch.not_before if batch else now
    row = Mail(
        kind=kind,
        batch=batch.key if batch else None,
        user_id=to.id,
        to_name=to.name,
        to_address=to.email,
        subject=letter.subject[:250],
        message_id=new_message_id(sender),
        created_at=now,
        not_before=begins,
        next_try_at=begins,
        give_up_at=give_up_at or begins + A_DAY,
        state=MailState.WAITING,
        tries=0,
    )
    try:
        in_a_header(to.email)
    except ValueError:
        row.state, row.fault = MailState.GIVEN_UP, MailFault.ADDRESS
    else:
        row.raw = message_bytes(
            _with_way_out(letter, stopping, locale),
            kind=kind,
            to=(to.name, to.email),
            message_id=row.message_id,
            sender=sender,
            stop_address=stopping,
            via=(via.name, via.email) if via is not None else None,
            locale=locale,
            now=now,
        )
    db.session.add(row)
    db.session.flush()
    return row


def _with_way_out(letter: Letter, stopping: str, locale: Locale) -> Letter:
    """Return the letter with the link that stops its kind as its last word, where the kind can be stopped."""
    if not stopping:
        return letter
    way_out = LetterLink(locale.gettext("Stopp e-post av denne typen"), stopping)
    return replace(letter, foot=[*letter.foot, way_out])


def stop(batch: str) -> Stopped:
    """Stop every mail of a batch that is not handed over yet, at one stroke; return how many were, and how many not.

    One that a sender has claimed is stopped too: before it hands a mail over, it asks whether it still may.
    """
    unsent = update(Mail).where(Mail.batch == batch, Mail.state.in_(OPEN_STATES))
    stopped = db.session.execute(
        unsent.values(state=MailState.STOPPED, raw=None, owner=None, lease_until=None).returning(Mail.id)
    ).all()
    handed = (MailState.HANDING_OVER, MailState.SENT, MailState.UNCERTAIN)
    gone = select(func.count()).select_from(Mail).where(Mail.batch == batch, Mail.state.in_(handed))
    return Stopped(len(stopped), db.session.scalar(gone) or 0)
