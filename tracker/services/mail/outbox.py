"""The outbox as others use it: put a mail in, within the deed's own transaction, and stop what has not gone.

Whoever puts a mail in has asked for the right to it already. Nothing here commits: the mail is there when the deed is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import func, select, update

from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import CHOSEN_KINDS, OPEN_STATES, Mail, MailFault, MailKind, MailState
from tracker.services.mail.choices import stop_address, turned_off_by, wants
from tracker.services.mail.letter import Letter
from tracker.services.mail.message import new_message_id
from tracker.services.mail.pattern import Pattern, Posting, written
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
    if not _may_have(to) or not wants(to.id, kind):
        return None
    _screen(letter)
    posting = Posting(kind=kind, sender=sender, via=_via(via), locale=locale, now=now)
    begins = batch.not_before if batch else now
    row = _row(letter, posting, _address(to), begins=begins, batch=batch, give_up_at=give_up_at)
    row.user_id = to.id
    if row.state is MailState.WAITING:
        stopping = stop_address(sender, to.id, kind)
        row.raw = written(letter, posting, to=(to.name, to.email), message_id=row.message_id, stopping=stopping)
    db.session.add(row)
    db.session.flush()
    return row


def put_many(
    letter: Callable[[Locale], Letter],
    *,
    kind: MailKind,
    to: Sequence[User],
    sender: Sender,
    now: datetime,
    via: User | None = None,
) -> Sequence[Mail]:
    """Put the same letter to many people into the outbox, each in her own language, as `put` does one by one.

    It is made once for each language, who wants none is asked in one query, and all are written together.

    Raises:
        IdentityNumberError: the letter holds the number of a person.
    """
    patterns: dict[str, Pattern] = {}
    rows: list[Mail] = []
    without = turned_off_by(kind)
    for person in to:
        if not _may_have(person) or person.id in without:
            continue
        language = person.language.value
        if language not in patterns:
            locale = Locale.of(language)
            patterns[language] = Pattern(
                letter(locale), Posting(kind=kind, sender=sender, via=_via(via), locale=locale, now=now)
            )
            _screen(patterns[language].letter)
        pattern = patterns[language]
        row = _row(pattern.letter, pattern.posting, _address(person), begins=now)
        row.user_id = person.id
        if row.state is MailState.WAITING:
            stopping = stop_address(sender, person.id, kind)
            row.raw = pattern.filled((person.name, person.email), row.message_id, stopping)
        rows.append(row)
    db.session.add_all(rows)
    db.session.flush()
    return rows


def put_to_address(
    letter: Letter,
    *,
    kind: MailKind,
    address: str,
    sender: Sender,
    locale: Locale,
    now: datetime,
    via: User | None = None,
    batch: MailBatch | None = None,
) -> Mail:
    """Put a mail to an address that need not belong to an account into the outbox, as `put` does.

    Only kinds that nobody chooses go this way: there is no account to remember a choice.

    Raises:
        ValueError: this kind is one that people turn off.
        IdentityNumberError: the letter holds the number of a person.
    """
    if kind in CHOSEN_KINDS:
        raise ValueError(kind)
    _screen(letter)
    posting = Posting(kind=kind, sender=sender, via=_via(via), locale=locale, now=now)
    row = _row(letter, posting, ("", address), begins=batch.not_before if batch else now, batch=batch)
    if row.state is MailState.WAITING:
        row.raw = written(letter, posting, to=("", address), message_id=row.message_id, stopping="")
    db.session.add(row)
    db.session.flush()
    return row


def _address(person: User) -> tuple[str, str]:
    return person.name, person.email


def _may_have(to: User) -> bool:
    return to.is_active and to.persona is None


def _via(person: User | None) -> tuple[str, str] | None:
    return None if person is None else _address(person)


def _screen(letter: Letter) -> None:
    for text in letter.words():
        refuse_identity_numbers(text)


def _row(
    letter: Letter,
    posting: Posting,
    to: tuple[str, str],
    *,
    begins: datetime,
    batch: MailBatch | None = None,
    give_up_at: datetime | None = None,
) -> Mail:
    """Return the row of a mail that waits, without its bytes; one whose address no mail can have is given up."""
    row = Mail(
        kind=posting.kind,
        batch=batch.key if batch else None,
        to_name=to[0],
        to_address=to[1],
        subject=letter.subject[:250],
        message_id=new_message_id(posting.sender),
        created_at=posting.now,
        not_before=begins,
        next_try_at=begins,
        give_up_at=give_up_at or begins + A_DAY,
        state=MailState.WAITING,
        tries=0,
    )
    try:
        in_a_header(to[1])
    except ValueError:
        row.state, row.fault = MailState.GIVEN_UP, MailFault.ADDRESS
    return row


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
