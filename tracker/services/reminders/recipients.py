"""Whom a host can write to: the leaders of her teams, when each team was last reminded, and when it last recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import Mail, MailState
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.networks import NetworkTeam
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderTeam
from tracker.services.leadership import leaders_of

PAUSE = timedelta(days=7)
"""How long a team is left in peace after a reminder, unless the host chooses it again."""


def leaders(access: NetworkAccess) -> Mapping[int, Sequence[User]]:
    """Return who leads each of the network's teams, by team id, in one query; the one who came first stands first."""
    access.require(Permission.MANAGE_NETWORK)
    here = select(NetworkTeam.team_id).where(NetworkTeam.network_id == access.network.id, NetworkTeam.left_on.is_(None))
    return leaders_of(here)


def last_reminded(access: NetworkAccess, team_ids: Collection[int]) -> Mapping[int, datetime]:
    """Return when each of these teams was last reminded of its numbers, by team id.

    What was stopped, or never sent, reminded nobody.
    """
    access.require(Permission.MANAGE_NETWORK)
    query = (
        select(ReminderTeam.team_id, func.max(Reminder.created_at).label("at"))
        .join(Reminder, Reminder.id == ReminderTeam.reminder_id)
        .outerjoin(Mail, Mail.id == ReminderTeam.mail_id)
        .where(
            Reminder.network_id == access.network.id,
            Reminder.kind == ReminderKind.NUMBERS,
            ReminderTeam.team_id.in_(team_ids),
            ReminderTeam.not_mailed.is_distinct_from(NotMailed.UNWANTED),
            went_out(Mail.id.is_(None)),
        )
        .group_by(ReminderTeam.team_id)
    )
    return {row.team_id: row.at for row in db.session.execute(query)}


def went_out(counts_without_mail: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on a reminder to a team that its mail went or will, or that it counts though there is none.

    What was stopped went nowhere.
    """
    return or_(
        Mail.state.not_in((MailState.STOPPED, MailState.GIVEN_UP)),
        counts_without_mail & Reminder.stopped_at.is_(None),
    )


def last_recorded(access: NetworkAccess, team_ids: Collection[int], *, since: datetime) -> Mapping[int, datetime]:
    """Return when each of these teams last recorded anything after a moment, by team id; who has not is left out."""
    access.require(Permission.MANAGE_NETWORK)
    found: dict[int, datetime] = {}
    for table in (Measurement, RareEvent):
        query = (
            select(table.team_id, func.max(table.recorded_at).label("at"))
            .where(table.team_id.in_(team_ids), table.recorded_at > since)
            .group_by(table.team_id)
        )
        for row in db.session.execute(query):
            found[row.team_id] = max(row.at, found.get(row.team_id, row.at))
    return found
