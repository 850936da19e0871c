"""Steering groups: of a programme, which its owner keeps, and of a network, which its host keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.programmes import SteeringMember, SteeringRole
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.names import require_keeper
from tracker.services.programmes.audit_words import STEERING_MEMBER
from tracker.services.versions import count_version, forget_versions, hold_version

_ORDER = (
    SteeringRole.CHAIR,
    SteeringRole.USER_REPRESENTATIVE,
    SteeringRole.RELATIVE_REPRESENTATIVE,
    SteeringRole.MEMBER,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits in a steering group, from where and as what."""

    name: str
    role: SteeringRole
    organisation: str = ""


def steering_group(access: ProgrammeAccess | NetworkAccess) -> Sequence[SteeringMember]:
    """List a group: who leads it, then the representatives, then the others, each by name."""
    access.require(Permission.READ_PROGRAMME if isinstance(access, ProgrammeAccess) else Permission.READ_ABOUT)
    rows = db.session.scalars(select(SteeringMember).where(_own(access)).order_by(SteeringMember.name)).all()
    return sorted(rows, key=lambda row: _ORDER.index(row.role))


def steering_member(access: ProgrammeAccess | NetworkAccess, member_id: int) -> SteeringMember:
    """Load one of a group.

    Raises:
        NotFoundError: she is not in this group.
    """
    require_keeper(access)
    row = db.session.scalar(select(SteeringMember).where(SteeringMember.id == member_id, _own(access)))
    if row is None:
        raise NotFoundError("steering_member")
    return row


def add_steering_member(access: ProgrammeAccess | NetworkAccess, seat: Seat) -> SteeringMember:
    """Put a person into a group. The same seat sent twice is one."""
    require_keeper(access)
    same = next((row for row in steering_group(access) if _seat(row) == seat), None)
    if same is not None:
        return same
    place = (
        {"programme_id": access.programme.id}
        if isinstance(access, ProgrammeAccess)
        else {"network_id": access.network.id}
    )
    row = SteeringMember(**place, **asdict(seat))
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, STEERING_MEMBER, row.id, label=row.name, after=snapshot(row, *asdict(seat)))
    return row


def change_steering_member(access: ProgrammeAccess | NetworkAccess, row: SteeringMember, seat: Seat) -> None:
    """Change what is written of a person in a group."""
    require_keeper(access)
    before = snapshot(row, *asdict(seat))
    for column, value in asdict(seat).items():
        setattr(row, column, value)
    was, became = changes(before, snapshot(row, *asdict(seat)))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, STEERING_MEMBER, row.id, label=row.name, before=was, after=became)


def remove_steering_member(access: ProgrammeAccess | NetworkAccess, row: SteeringMember) -> None:
    """Take a person out of a group."""
    require_keeper(access)
    hold_version(row)
    note(access, Deed.REMOVED, STEERING_MEMBER, row.id, label=row.name, before=snapshot(row, *asdict(_seat(row))))
    forget_versions(row)
    db.session.delete(row)


def _own(access: ProgrammeAccess | NetworkAccess) -> ColumnElement[bool]:
    if isinstance(access, ProgrammeAccess):
        return SteeringMember.programme_id == access.programme.id
    return SteeringMember.network_id == access.network.id


def _seat(row: SteeringMember) -> Seat:
    return Seat(row.name, row.role, row.organisation)
