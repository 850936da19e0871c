"""Sending what a host has written: the reminder, a row for each leader, and the mails that wait, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.analysis import Period
from tracker.models.accounts import User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.mail import MailKind
from tracker.models.networks import Network
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderTeam
from tracker.models.teams import Team
from tracker.services.audit.log import note
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import Sender
from tracker.services.refusal import Refused, refuse_first
from tracker.services.reminders.audit_words import REMINDER
from tracker.services.reminders.recipients import leaders
from tracker.services.reminders.wording import Wording, filled, last_number
from tracker.text.locale import Locale
from tracker.text.screening import refuse_identity_numbers

_MAIL_KINDS = {ReminderKind.NUMBERS: MailKind.REMINDER, ReminderKind.MESSAGE: MailKind.MESSAGE}


class ReminderFault(StrEnum):
    """Why a reminder cannot be sent as it is."""

    NOBODY = "nobody"
    UNKNOWN_WORD = "unknown_word"
    """A word in braces that we cannot fill in."""


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves us: who it comes from (None: only the demo, which sends nothing), and a team's own address."""

    sender: Sender | None
    address_of: Callable[[Team], str]
    """The whole address where a team records."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A team that was chosen, and the last period in which it has a number."""

    team: Team
    last: Period | None


def send(
    access: NetworkAccess,
    wording: Wording,
    to: Sequence[Addressee],
    *,
    kind: ReminderKind,
    submission: str,
    post: Post,
) -> Reminder:
    """Put a mail to each leader of these teams into the outbox, to go in five minutes; return what was written.

    The same form sent twice gives the same row. The network is held, so that the second of two sees the first.

    Raises:
        Refused: nobody is chosen who has a leader, or a word in braces is unknown.
        IdentityNumberError: it holds the number of a person.
    """
    access.require(Permission.MANAGE_NETWORK)
    db.session.execute(select(Network.id).where(Network.id == access.network.id).with_for_update())
    query = select(Reminder).where(Reminder.network_id == access.network.id, Reminder.submission == submission)
    if (earlier := db.session.scalar(query)) is not None:
        return earlier
    if wording.unknown:
        field = "subject" if Wording(wording.subject, "").unknown else "text"
        raise Refused(ReminderFault.UNKNOWN_WORD, field, word="{" + wording.unknown + "}")
    for said in (wording.subject, wording.text):
        refuse_identity_numbers(said)
    led = leaders(access)
    chosen = [each for each in to if led.get(each.team.id)]
    refuse_first({(ReminderFault.NOBODY, "teams"): not chosen})
    batch = outbox.MailBatch.begun(access.now)
    row = Reminder(
        network_id=access.network.id,
        kind=kind,
        subject=wording.subject,
        text=wording.text,
        batch=batch.key,
        submission=submission,
        by_id=access.user.id,
        by_name=access.user.name,
        created_at=access.now,
        goes_at=batch.not_before,
    )
    db.session.add(row)
    db.session.flush()
    _write(access, row, wording, chosen, led, post=post, batch=batch)
    after = {"kind": kind.value, "subject": wording.subject, "teams": [each.team.name for each in chosen]}
    note(access, Deed.CREATED, REMINDER, row.id, label=wording.subject, after=after)
    return row


def reminder(access: NetworkAccess, reminder_id: int) -> Reminder:
    """Load one of the network's reminders.

    Raises:
        NotFoundError: there is none of this id here.
    """
    access.require(Permission.MANAGE_NETWORK)
    row = db.session.get(Reminder, reminder_id)
    if row is None or row.network_id != access.network.id:
        raise NotFoundError("reminder")
    return row


def stop(access: NetworkAccess, row: Reminder) -> outbox.Stopped:
    """Stop all of a reminder that has not gone; return how many mails were stopped, and how many had gone."""
    access.require(Permission.MANAGE_NETWORK)
    done = outbox.stop(row.batch)
    in_demo = select(ReminderTeam.id).where(
        ReminderTeam.reminder_id == row.id, ReminderTeam.not_mailed == NotMailed.DEMO
    )
    told = len(db.session.scalars(in_demo).all()) if row.stopped_at is None and access.now < row.goes_at else 0
    done = outbox.Stopped(done.stopped + told, done.gone)
    if done.stopped:
        row.stopped_at = access.now
        after = {"stopped": done.stopped, "gone": done.gone}
        note(access, Deed.REVOKED, REMINDER, row.id, label=row.subject, after=after)
    return done


def _write(
    access: NetworkAccess,
    row: Reminder,
    wording: Wording,
    chosen: Sequence[Addressee],
    led: Mapping[int, Sequence[User]],
    *,
    post: Post,
    batch: outbox.MailBatch,
) -> None:
    """Write each leader's row, with her mail where she is to have one."""
    for each in chosen:
        for leader in led[each.team.id]:
            mail, reason = None, NotMailed.DEMO
            locale = Locale.of(leader.language.value)
            if post.sender is not None and leader.persona is None:
                mail = outbox.put(
                    _letter(access, row.kind, wording, each, leader, locale, post),
                    kind=_MAIL_KINDS[row.kind],
                    to=leader,
                    sender=post.sender,
                    locale=locale,
                    now=access.now,
                    via=access.user,
                    batch=batch,
                )
                reason = NotMailed.UNWANTED
            db.session.add(
                ReminderTeam(
                    reminder_id=row.id,
                    team_id=each.team.id,
                    user_id=leader.id,
                    to_name=leader.name,
                    to_address=leader.email,
                    last_number=last_number(each.last, locale),
                    mail_id=mail.id if mail else None,
                    not_mailed=None if mail else reason,
                )
            )
    db.session.flush()


def _letter(
    access: NetworkAccess,
    kind: ReminderKind,
    wording: Wording,
    to: Addressee,
    leader: User,
    locale: Locale,
    post: Post,
) -> Letter:
    said = filled(wording, name=leader.name, team=to.team.name, period=last_number(to.last, locale))
    button = LetterLink(locale.gettext("Registrer"), post.address_of(to.team), is_button=True)
    return Letter(
        subject=said.subject,
        heading=said.subject,
        about=access.network.name,
        parts=[LetterPart(text=said.paragraphs, link=button if kind is ReminderKind.NUMBERS else None)],
        why=[locale.gettext("Du får denne fordi du leder %(team)s.", team=to.team.name)],
    )
