"""What a host sends to units of a day, by the addresses they signed up with: reviewed, stopped and kept as to teams."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.answers import AnswerLanguage
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.mail import MailKind
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderUnit
from tracker.services.audit.log import note
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter
from tracker.services.mail.sender import Sender
from tracker.services.refusal import Refused, refuse_first
from tracker.services.reminders.audit_words import REMINDER
from tracker.services.reminders.dispatch import Outgoing, ReminderFault, begun, sent_before
from tracker.services.reminders.wording import Wording
from tracker.text.locale import Locale

UnitWriter = Callable[[CampaignUnit], Letter]
"""Writes the letter to a unit, in the language its contact signed up in; nothing that was typed there stands in it."""


def send_to_units(
    access: NetworkAccess,
    wording: Wording,
    to: Sequence[CampaignUnit],
    *,
    submission: str,
    writer: UnitWriter,
    sender: Sender | None,
) -> Reminder:
    """Put a mail to each of these units into the outbox, to go in five minutes; return what was written.

    The same form sent twice gives the same row. Without a `sender`, in the demo, rows are written and no mail.

    Raises:
        Refused: nobody is chosen, or there is a word in braces: nothing is filled in for units.
        IdentityNumberError: it holds the number of a person.
    """
    access.require(Permission.MANAGE_NETWORK)
    if (earlier := sent_before(access, submission)) is not None:
        return earlier
    for field, text in (("subject", wording.subject), ("text", wording.text)):
        if word := Wording(text, "").first_place:
            raise Refused(ReminderFault.UNKNOWN_WORD, field, word=word)
    refuse_first({(ReminderFault.NOBODY, "units"): not to})
    what = Outgoing(kind=ReminderKind.DAY, subject=wording.subject, text=wording.text, submission=submission)
    row, batch = begun(access, what)
    for unit in to:
        mail = None
        if sender is not None:
            mail = outbox.put_to_address(
                writer(unit),
                kind=MailKind.DAY,
                address=unit.contact,
                sender=sender,
                locale=Locale.of(language_of(unit)),
                now=access.now,
                via=access.user,
                batch=batch,
            )
        db.session.add(
            ReminderUnit(
                reminder_id=row.id,
                unit_id=unit.id,
                to_address=unit.contact,
                mail_id=mail.id if mail else None,
                not_mailed=None if mail else NotMailed.DEMO,
            )
        )
    db.session.flush()
    after = {"kind": what.kind.value, "subject": what.subject, "units": len(to)}
    note(access, Deed.CREATED, REMINDER, row.id, label=what.subject, after=after)
    return row


def language_of(unit: CampaignUnit) -> str:
    """Return which of the four languages that we write in a unit reads."""
    known = {AnswerLanguage.NB, AnswerLanguage.NN, AnswerLanguage.EN, AnswerLanguage.DA}
    return (unit.language if unit.language in known else AnswerLanguage.NB).value


def year_written_to(row: Reminder) -> int | None:
    """Return the year of the day whose units a reminder was for; None where it was for teams."""
    query = select(Campaign.year).join(CampaignUnit, CampaignUnit.campaign_id == Campaign.id)
    query = query.join(ReminderUnit, ReminderUnit.unit_id == CampaignUnit.id).where(ReminderUnit.reminder_id == row.id)
    return db.session.scalars(query.limit(1)).first()
