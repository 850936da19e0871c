"""What became of a reminder: how far each mail has come, and who recorded afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.campaigns import CampaignUnit
from tracker.models.mail import Mail, MailFault, MailState
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.reminders import NotMailed, Reminder, ReminderTeam, ReminderUnit
from tracker.models.teams import Team
from tracker.services.paging import page_of

PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTo:
    """One leader whom a reminder was for, or one unit of a day, and how far the mail has come."""

    team_id: int
    """The team, or the unit where it was for units."""
    team: str
    name: str
    """Who leads it; what a unit is part of."""
    address: str
    last_number: str
    not_mailed: NotMailed | None
    state: MailState | None
    fault: MailFault | None
    sent_at: datetime | None
    not_before: datetime | None


@dataclass(frozen=True, slots=True)
class EarlierReminders:
    """A page of what was written before, the newest first."""

    rows: Sequence[Reminder]
    page: int
    pages: int


def earlier(access: NetworkAccess, *, page: int = 1, per_page: int = PER_PAGE, but_for: int = 0) -> EarlierReminders:
    """List what was written to teams of the network, one left out."""
    access.require(Permission.MANAGE_NETWORK)
    here = (Reminder.network_id == access.network.id, Reminder.id != but_for)
    count = db.session.scalar(select(func.count()).select_from(Reminder).where(*here)) or 0
    at = page_of(count, size=per_page, asked=page)
    newest = select(Reminder).where(*here).order_by(Reminder.created_at.desc(), Reminder.id.desc())
    rows = db.session.scalars(newest.limit(at.size).offset(at.before)).all()
    return EarlierReminders(rows, at.page, at.pages)


def sent_to(access: NetworkAccess, reminder_ids: Collection[int]) -> Mapping[int, Sequence[SentTo]]:
    """List whom each of these reminders was for, by its id and then by the team's or unit's name, in two queries."""
    access.require(Permission.MANAGE_NETWORK)
    found: dict[int, list[SentTo]] = {row_id: [] for row_id in reminder_ids}
    for query in (_teams_told(access.network.id, reminder_ids), _units_told(access.network.id, reminder_ids)):
        for row in db.session.execute(query).mappings():
            found[row["reminder_id"]].append(SentTo(**{name: row[name] for name in row if name != "reminder_id"}))
    return found


def _teams_told(network_id: int, reminder_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReminderTeam.reminder_id,
            ReminderTeam.team_id,
            Team.name.label("team"),
            ReminderTeam.to_name.label("name"),
            ReminderTeam.to_address.label("address"),
            ReminderTeam.last_number,
            ReminderTeam.not_mailed,
            Mail.state,
            Mail.fault,
            Mail.sent_at,
            Mail.not_before,
        )
        .join(Reminder, Reminder.id == ReminderTeam.reminder_id)
        .join(Team, Team.id == ReminderTeam.team_id)
        .outerjoin(Mail, Mail.id == ReminderTeam.mail_id)
        .where(Reminder.network_id == network_id, ReminderTeam.reminder_id.in_(reminder_ids))
        .order_by(Team.name, ReminderTeam.id)
    )


def _units_told(network_id: int, reminder_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReminderUnit.reminder_id,
            ReminderUnit.unit_id.label("team_id"),
            CampaignUnit.name.label("team"),
            CampaignUnit.organisation.label("name"),
            ReminderUnit.to_address.label("address"),
            literal("").label("last_number"),
            ReminderUnit.not_mailed,
            Mail.state,
            Mail.fault,
            Mail.sent_at,
            Mail.not_before,
        )
        .join(Reminder, Reminder.id == ReminderUnit.reminder_id)
        .join(CampaignUnit, CampaignUnit.id == ReminderUnit.unit_id)
        .outerjoin(Mail, Mail.id == ReminderUnit.mail_id)
        .where(Reminder.network_id == network_id, ReminderUnit.reminder_id.in_(reminder_ids))
        .order_by(CampaignUnit.name, ReminderUnit.id)
    )


def first_recorded(access: NetworkAccess, reminder_ids: Collection[int]) -> Mapping[tuple[int, int], datetime]:
    """Return when each team first recorded after a reminder, by reminder and team id; who has not is left out."""
    access.require(Permission.MANAGE_NETWORK)
    found: dict[tuple[int, int], datetime] = {}
    for table in (Measurement, RareEvent):
        for row in db.session.execute(_first(table, access.network.id, reminder_ids)):
            key = (row.reminder_id, row.team_id)
            found[key] = min(row.at, found.get(key, row.at))
    return found


def _first(table: type[Measurement | RareEvent], network_id: int, ids: Collection[int]) -> Select[int, int, datetime]:
    return (
        select(ReminderTeam.reminder_id, ReminderTeam.team_id, func.min(table.recorded_at).label("at"))
        .join(Reminder, Reminder.id == ReminderTeam.reminder_id)
        .join(table, (table.team_id == ReminderTeam.team_id) & (table.recorded_at > Reminder.created_at))
        .where(Reminder.network_id == network_id, Reminder.id.in_(ids))
        .group_by(ReminderTeam.reminder_id, ReminderTeam.team_id)
    )
