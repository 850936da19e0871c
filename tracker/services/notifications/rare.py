"""Which of the rare things there are at all, asked in one question.

The bell stands on every page, and nearly always has none of these: one question for all of them costs what one did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Exists, Select, exists, literal, select

from tracker.access.memberships import OwnTeam
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.notifications import NotificationKind
from tracker.services.accounts.held import HELD_IN
from tracker.services.answers.withdrawing import HANGING_IN
from tracker.services.campaigns.linking import ASKING_IN
from tracker.services.user_evaluations.points import DUE_IN


def _some(found: Select[*tuple[Any, ...]]) -> Exists:
    return exists(found.with_only_columns(literal(1), maintain_column_froms=True).order_by(None))


_ASKED = select(
    _some(HELD_IN).label(NotificationKind.ACCOUNT_HELD.name),
    _some(HANGING_IN).label(NotificationKind.ANSWER_WITHDRAWN.name),
    _some(DUE_IN).label(NotificationKind.FOLLOW_UP_DUE.name),
    _some(ASKING_IN).label(NotificationKind.UNIT_ASKS.name),
)


def rare_kinds(actor: Actor, teams: Sequence[OwnTeam]) -> frozenset[NotificationKind]:
    """Return which of the rare kinds there is something of in the teams of a person, in one query."""

    def where(permission: Permission) -> list[int]:
        return [team.team_id for team in teams if team.may(permission)]

    said = {
        "held_in": where(Permission.RECORD),
        "hanging_in": where(Permission.REVIEW),
        "due_in": where(Permission.EVALUATE),
        "asking_in": where(Permission.MANAGE_TEAM),
        "today": actor.today,
    }
    if not any(isinstance(ids, list) and ids for ids in said.values()):
        return frozenset()
    found = db.session.execute(_ASKED, said).mappings().one()
    return frozenset(kind for kind in NotificationKind if found.get(kind.name))
