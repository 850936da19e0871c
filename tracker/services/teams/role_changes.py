"""Changes of a person's own role in her teams, as the trail tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from tracker.access.memberships import OwnTeam
from tracker.models.accounts import Role, User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.services.teams.audit_words import MEMBERSHIP


@dataclass(frozen=True, slots=True)
class RoleChange:
    """That somebody gave a person another role in a team."""

    row_id: int
    membership_id: int
    role: Role
    by: str
    at: datetime


# Asked by every page for its bell, so it is built once.
_CHANGES = (
    select(AuditLine.id, AuditLine.subject_id, AuditLine.after, AuditLine.user_name, AuditLine.at)
    .where(
        AuditLine.subject == MEMBERSHIP.key,
        AuditLine.subject_id.in_(bindparam("memberships", expanding=True)),
        AuditLine.deed == Deed.CHANGED,
        AuditLine.at >= bindparam("since"),
        or_(AuditLine.user_id.is_(None), AuditLine.user_id != bindparam("person")),
    )
    .order_by(AuditLine.at.desc(), AuditLine.id.desc())
)


def role_changes(teams: Sequence[OwnTeam], *, of: User, since: datetime) -> Sequence[RoleChange]:
    """List the changes that others made to a person's role in these teams, the newest first, in one query."""
    if not teams:
        return []
    said = {"memberships": [team.membership_id for team in teams], "since": since, "person": of.id}
    return [
        RoleChange(row.id, row.subject_id, Role(row.after["role"]), row.user_name, row.at)
        for row in db.session.execute(_CHANGES, said)
        if row.after and "role" in row.after
    ]
