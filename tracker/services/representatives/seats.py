"""Seats for representatives: who is sought, asked, has said yes, is trained, or has left; and which teams lack one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.representatives import RecruitmentState, RepresentativeSeat
from tracker.models.teams import Membership
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.refusal import refuse_first
from tracker.services.representatives.audit_words import SEAT
from tracker.services.representatives.feedback import speakers_of
from tracker.services.teams.invitations import REPRESENTATIVES
from tracker.services.versions import count_version

_TOLD = ("role", "state", "membership_id", "until")
_ORDER = list(RecruitmentState)


class SeatFault(StrEnum):
    """Why a seat cannot be written down like this."""

    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFacts:
    """What is said of a seat."""

    role: Role
    state: RecruitmentState
    membership_id: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Recruitment:
    """Whether somebody speaks for patients in a team, and how far the search has come."""

    is_represented: bool
    state: RecruitmentState | None
    """The furthest a seat of the team has come; None where none is written down."""


def seats_of(access: TeamAccess) -> Sequence[RepresentativeSeat]:
    """List the team's seats with who has them, in one query; those that have left last."""
    access.require(Permission.READ)
    query = select(RepresentativeSeat).where(RepresentativeSeat.team_id == access.team.id)
    query = query.options(joinedload(RepresentativeSeat.membership).joinedload(Membership.user))
    rows = db.session.scalars(query.order_by(RepresentativeSeat.id)).all()
    return sorted(rows, key=lambda row: row.state is RecruitmentState.ENDED)


def add_seat(access: TeamAccess, facts: SeatFacts, *, submission: str) -> RepresentativeSeat:
    """Write down a seat. The same submission sent twice is one seat.

    Raises:
        Refused: it cannot be written down like this.
        NotFoundError: the person is no representative of the team.
    """
    access.require(Permission.MANAGE_TEAM)
    query = select(RepresentativeSeat).where(
        RepresentativeSeat.team_id == access.team.id, RepresentativeSeat.submission == submission
    )
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = RepresentativeSeat(
        team_id=access.team.id, created_at=access.now, changed_at=access.now, submission=submission
    )
    _write(access, row, facts)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, SEAT, row.id, label=access.team.name, after=snapshot(row, *_TOLD))
    return row


def change_seat(access: TeamAccess, row: RepresentativeSeat, facts: SeatFacts) -> None:
    """Change how far a seat has come, who has it, or for how long.

    Raises:
        Refused: it cannot be written down like this.
        NotFoundError: the person is no representative of the team.
    """
    access.require(Permission.MANAGE_TEAM)
    before = snapshot(row, *_TOLD)
    _write(access, row, facts)
    was, became = changes(before, snapshot(row, *_TOLD))
    if became:
        row.changed_at = access.now
        count_version(access, row)
        note(access, Deed.CHANGED, SEAT, row.id, label=access.team.name, before=was, after=became)


def recruitment_in(access: NetworkAccess, team_ids: Collection[int]) -> Mapping[int, Recruitment]:
    """Tell of teams of this network whether somebody speaks for patients there, by team id, in two queries."""
    access.require(Permission.READ_ABOUT)
    ours = select(NetworkTeam.team_id).where(NetworkTeam.network_id == access.network.id)
    speaks = set(
        db.session.scalars(
            select(Membership.team_id).where(
                Membership.team_id.in_(team_ids),
                Membership.team_id.in_(ours),
                Membership.role.in_(REPRESENTATIVES),
                Membership.left_on.is_(None),
            )
        )
    )
    query = select(RepresentativeSeat.team_id, RepresentativeSeat.state).where(
        RepresentativeSeat.team_id.in_(team_ids),
        RepresentativeSeat.team_id.in_(ours),
        RepresentativeSeat.state != RecruitmentState.ENDED,
    )
    furthest: dict[int, RecruitmentState] = {}
    for team_id, state in db.session.execute(query):
        furthest[team_id] = max(furthest.get(team_id, state), state, key=_ORDER.index)
    return {team_id: Recruitment(team_id in speaks, furthest.get(team_id)) for team_id in team_ids}


def _write(access: TeamAccess, row: RepresentativeSeat, facts: SeatFacts) -> None:
    refuse_first(
        {
            (SeatFault.NOT_YET, "until"): facts.until is not None
            and facts.state in {RecruitmentState.SOUGHT, RecruitmentState.ASKED},
        }
    )
    if facts.membership_id is not None and facts.membership_id != row.membership_id:
        known = {each.id for each in speakers_of(access)}
        if facts.membership_id not in known:
            raise NotFoundError(Membership.__tablename__)
    row.role, row.state = facts.role, facts.state
    row.membership_id, row.until = facts.membership_id, facts.until
