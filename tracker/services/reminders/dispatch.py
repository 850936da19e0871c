"""What a host sends to the leaders of teams: a row of it, one for each leader, and mails that wait to be stopped.

Whatever she sends goes this way: a reminder, a message, the minutes of a gathering; and what goes to units of a day
(`to_units`) begins and is stopped here too. All of it is written in the deed's own transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.mail import MailKind
from tracker.models.networks import Network
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderTeam, ReminderUnit
from tracker.models.teams import Team
from tracker.services.audit.log import note
from tracker.services.gatherings.afterwards import withhold_minutes
from tracker.services.gatherings.gatherings import gathering
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter
from tracker.services.mail.sender import Sender
from tracker.services.reminders.audit_words import REMINDER
from tracker.text.locale import Locale

_MAIL_KINDS = {
    ReminderKind.NUMBERS: MailKind.REMINDER,
    ReminderKind.MESSAGE: MailKind.MESSAGE,
    ReminderKind.MINUTES: MailKind.MINUTES,
}


class ReminderFault(StrEnum):
    """Why a reminder cannot be sent as it is."""

    NOBODY = "nobody"
    UNKNOWN_WORD = "unknown_word"
    """A word in braces that we cannot fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What is sent: of which kind, and as it is kept."""

    kind: ReminderKind
    subject: str
    text: str
    submission: str
    """What it is known by: sent twice, it is one."""
    gathering_id: int | None = None
    """Whose minutes they are."""


@dataclass(frozen=True, slots=True)
class LetterTo:
    """What one leader of a team reads, or why she has nothing to read; and what is kept of it beside her name."""

    letter: Letter
    last_number: str = ""
    not_mailed: NotMailed | None = None


Writer = Callable[[Team, User, Locale], LetterTo]
"""Writes the letter to a leader of a team, in her language."""


def sent_before(access: NetworkAccess, submission: str) -> Reminder | None:
    """Find what was sent by this name. The network is held from here on, so that the second of two sees the first."""
    access.require(Permission.MANAGE_NETWORK)
    db.session.execute(select(Network.id).where(Network.id == access.network.id).with_for_update())
    query = select(Reminder).where(Reminder.network_id == access.network.id, Reminder.submission == submission)
    return db.session.scalar(query)


def dispatch(
    access: NetworkAccess,
    what: Outgoing,
    to: Mapping[Team, Sequence[User]],
    *,
    writer: Writer,
    sender: Sender | None,
) -> Reminder:
    """Put a mail to each of these leaders into the outbox, to go in five minutes; return what was written.

    Without a `sender`, in the demo, rows are written and no mail.

    Raises:
        IdentityNumberError: it holds the number of a person.
    """
    row, batch = begun(access, what)
    for team, leaders in to.items():
        for leader in leaders:
            db.session.add(_told(access, row, team, leader, writer=writer, sender=sender, batch=batch))
    db.session.flush()
    after = {"kind": what.kind.value, "subject": what.subject, "teams": [team.name for team in to]}
    note(access, Deed.CREATED, REMINDER, row.id, label=what.subject, after=after)
    return row


def begun(access: NetworkAccess, what: Outgoing) -> tuple[Reminder, outbox.MailBatch]:
    """Begin to send: the row of it, and what ties its mails together. To whom, and the audit line, are the caller's.

    Raises:
        IdentityNumberError: it holds the number of a person.
    """
    access.require(Permission.MANAGE_NETWORK)
    batch = outbox.MailBatch.begun(access.now)
    row = Reminder(
        network_id=access.network.id,
        kind=what.kind,
        subject=what.subject,
        text=what.text,
        batch=batch.key,
        submission=what.submission,
        by_id=access.user.id,
        by_name=access.user.name,
        created_at=access.now,
        goes_at=batch.not_before,
        gathering_id=what.gathering_id,
    )
    db.session.add(row)
    db.session.flush()
    return row, batch


def reminder(access: NetworkAccess, reminder_id: int) -> Reminder:
    """Load one of what was sent in the network.

    Raises:
        NotFoundError: there is none of this id here.
    """
    access.require(Permission.MANAGE_NETWORK)
    row = db.session.get(Reminder, reminder_id)
    if row is None or row.network_id != access.network.id:
        raise NotFoundError("reminder")
    return row


def stop(access: NetworkAccess, row: Reminder) -> outbox.Stopped:
    """Stop all of it that has not gone; return how many mails were stopped, and how many had gone.

    Minutes that nobody has been sent are not shown on the page of the gathering either.
    """
    access.require(Permission.MANAGE_NETWORK)
    done = outbox.stop(row.batch)
    waits = row.stopped_at is None and access.now < row.goes_at
    told = sum(_in_demo(table, row) for table in (ReminderTeam, ReminderUnit)) if waits else 0
    done = outbox.Stopped(done.stopped + told, done.gone)
    if done.stopped:
        row.stopped_at = access.now
        after = {"stopped": done.stopped, "gone": done.gone}
        note(access, Deed.REVOKED, REMINDER, row.id, label=row.subject, after=after)
        if row.gathering_id is not None and not done.gone:
            withhold_minutes(access, gathering(access, row.gathering_id))
    return done


def _in_demo(table: type[ReminderTeam | ReminderUnit], row: Reminder) -> int:
    mine = (table.reminder_id == row.id, table.not_mailed == NotMailed.DEMO)
    return db.session.scalar(select(func.count()).select_from(table).where(*mine)) or 0


def _told(
    access: NetworkAccess,
    row: Reminder,
    team: Team,
    leader: User,
    *,
    writer: Writer,
    sender: Sender | None,
    batch: outbox.MailBatch,
) -> ReminderTeam:
    """Return a leader's row, with her mail in the outbox where she is to have one."""
    locale = Locale.of(leader.language.value)
    written = writer(team, leader, locale)
    mail, reason = None, written.not_mailed or NotMailed.DEMO
    if written.not_mailed is None and sender is not None and leader.persona is None:
        mail = outbox.put(
            written.letter,
            kind=_MAIL_KINDS[row.kind],
            to=leader,
            sender=sender,
            locale=locale,
            now=access.now,
            via=access.user,
            batch=batch,
        )
        reason = NotMailed.UNWANTED
    return ReminderTeam(
        reminder_id=row.id,
        team_id=team.id,
        user_id=leader.id,
        to_name=leader.name,
        to_address=leader.email,
        last_number=written.last_number,
        mail_id=mail.id if mail else None,
        not_mailed=None if mail else reason,
    )
