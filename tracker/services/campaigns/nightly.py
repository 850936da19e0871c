"""What units are written to by themselves, each once: the day before, when it is asked what it became, and once more.

The row that says so is written with the mail, so a run that is made again, or twice at once, writes to nobody twice. A
letter whose time is long over is never sent: a year that is entered afterwards wakes nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from tracker.access.people import local_day
from tracker.models.base import db, insert_new
from tracker.models.campaigns import Campaign, CampaignFollowUp, CampaignLetter, CampaignLetterKind, CampaignUnit
from tracker.models.mail import MailKind
from tracker.services.campaigns.units import takes_part
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter
from tracker.services.mail.sender import Sender
from tracker.services.reminders.to_units import language_of
from tracker.text.locale import Locale

ASKED_AGAIN_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class UnitNotifier:
    """How units are written to: who the mail comes from, and what writes it."""

    sender: Sender
    writer: Callable[[CampaignUnit, CampaignLetterKind], Letter]


def units_to_write_to(now: datetime) -> Sequence[tuple[int, CampaignLetterKind]]:
    """List the units that are to have a letter today and have not had it, by id, with which letter."""
    today = local_day(now)
    near = (Campaign.held_on == today + timedelta(days=1), Campaign.asks_on > today - 2 * ASKED_AGAIN_AFTER)
    found: list[tuple[int, CampaignLetterKind]] = []
    for campaign in db.session.scalars(select(Campaign).where(or_(*near)).order_by(Campaign.year)):
        kind = letter_of(campaign, today)
        if kind is not None:
            wanted = select(CampaignUnit.id).where(*takes_part(campaign.id), *_lacking(kind))
            found += [(unit_id, kind) for unit_id in db.session.scalars(wanted.order_by(CampaignUnit.id))]
    return found


def letter_of(campaign: Campaign, today: date) -> CampaignLetterKind | None:
    """Return which letter is sent on a day; None where none is."""
    if today == campaign.held_on - timedelta(days=1):
        return CampaignLetterKind.DAY_BEFORE
    again = campaign.asks_on + ASKED_AGAIN_AFTER
    if campaign.asks_on <= today < again:
        return CampaignLetterKind.ASKS
    return CampaignLetterKind.ASKS_AGAIN if again <= today < again + ASKED_AGAIN_AFTER else None


def write_to_unit(unit_id: int, kind: CampaignLetterKind, notifier: UnitNotifier, *, now: datetime) -> bool:
    """Put a letter to a unit into the outbox; False where it has had that one."""
    letter = insert_new(CampaignLetter).values(unit_id=unit_id, kind=kind, put_at=now)
    if db.session.execute(letter.returning(CampaignLetter.unit_id)).first() is None:
        return False
    unit = db.session.get_one(CampaignUnit, unit_id)
    outbox.put_to_address(
        notifier.writer(unit, kind),
        kind=MailKind.DAY,
        address=unit.contact,
        sender=notifier.sender,
        locale=Locale.of(language_of(unit)),
        now=now,
    )
    return True


def _lacking(kind: CampaignLetterKind) -> Sequence[ColumnElement[bool]]:
    had = exists().where(CampaignLetter.unit_id == CampaignUnit.id, CampaignLetter.kind == kind)
    said = exists().where(CampaignFollowUp.unit_id == CampaignUnit.id)
    return [~had] if kind is CampaignLetterKind.DAY_BEFORE else [~had, ~said]
