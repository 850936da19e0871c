"""After a gathering: who came, and the minutes, which are the host's own until she shares them with the teams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Attendance, AttendanceState, Gathering, Minutes
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.gatherings.audit_words import GATHERING, MINUTES
from tracker.services.gatherings.gatherings import require_here
from tracker.services.refusal import Refused
from tracker.services.versions import count_version, hold_version


class AfterwardsFault(StrEnum):
    """Why what was written of a gathering cannot stand."""

    TOO_MANY_REPRESENTATIVES = "too_many_representatives"
    NO_MINUTES = "no_minutes"


@dataclass(frozen=True, slots=True)
class Came:
    """Whether a team came, and how many of it; representatives among them are counted, not named."""

    state: AttendanceState
    people: int = 0
    representatives: int = 0


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many came to a gathering."""

    teams: int
    people: int


def attendance_of(access: NetworkAccess, row: Gathering) -> Mapping[int, Came]:
    """Return who came, by team id; a team that nobody has said anything of is not there."""
    access.require(Permission.READ_NETWORK)
    rows = db.session.scalars(select(Attendance).where(Attendance.gathering_id == row.id))
    return {each.team_id: Came(each.state, each.people, each.representatives) for each in rows}


def turnouts(access: NetworkAccess) -> Mapping[int, Turnout]:
    """Count who came to each gathering of a network, in one query."""
    access.require(Permission.READ_NETWORK)
    query = (
        select(Attendance.gathering_id, func.count(), func.sum(Attendance.people))
        .join(Gathering, Gathering.id == Attendance.gathering_id)
        .where(Gathering.network_id == access.network.id, Attendance.state == AttendanceState.PRESENT)
        .group_by(Attendance.gathering_id)
    )
    return {gathering_id: Turnout(teams, people) for gathering_id, teams, people in db.session.execute(query)}


def write_attendance(access: NetworkAccess, row: Gathering, came: Mapping[int, Came | None]) -> None:
    """Write down who came, by team id; None where nothing is known.

    Raises:
        Refused: more representatives than people.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    query = select(Attendance).where(Attendance.gathering_id == row.id)
    stored = {each.team_id: each for each in db.session.scalars(query)}
    changed = []
    for team_id, said in came.items():
        if said is not None and said.representatives > said.people:
            raise Refused(AfterwardsFault.TOO_MANY_REPRESENTATIVES, f"representatives-{team_id}")
        own = stored.get(team_id)
        if said == (Came(own.state, own.people, own.representatives) if own else None):
            continue
        changed.append(team_id)
        if said is None and own is not None:
            db.session.delete(own)
        elif said is not None:
            own = own or Attendance(gathering_id=row.id, team_id=team_id)
            own.state, own.people, own.representatives = said.state, said.people, said.representatives
            db.session.add(own)
    if changed:
        count_version(access, row)
        note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"attendance": sorted(changed)})


def minutes_of(access: NetworkAccess | TeamAccess, row: Gathering) -> Minutes | None:
    """Find the minutes of a gathering; a team finds them when they are shared."""
    query = select(Minutes).where(Minutes.gathering_id == row.id).options(selectinload(Minutes.written_by))
    if isinstance(access, TeamAccess):
        access.require(Permission.READ)
        query = query.where(Minutes.sent_at <= access.now)
    else:
        access.require(Permission.READ_NETWORK)
    return db.session.scalars(query).one_or_none()


def shared_minutes(access: NetworkAccess) -> Mapping[int, bool]:
    """Tell of each gathering in a network that has minutes whether they are shared."""
    access.require(Permission.READ_NETWORK)
    query = select(Minutes.gathering_id, Minutes.sent_at.is_not(None))
    query = query.join(Gathering, Gathering.id == Minutes.gathering_id)
    rows = db.session.execute(query.where(Gathering.network_id == access.network.id))
    return {gathering_id: bool(sent) for gathering_id, sent in rows}


def write_minutes(access: NetworkAccess, row: Gathering, text: str) -> Minutes:
    """Write the minutes of a gathering, or change them. Of two who begin at once the second is told of the first."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    own = minutes_of(access, row)
    if own is None:
        own = Minutes(
            gathering_id=row.id, text=text, written_by_id=access.user.id, written_at=access.now, created_at=access.now
        )
        db.session.add(own)
        db.session.flush()
        count_version(access, row)  # a form that saw no minutes is told that there are some
        note(access, Deed.CREATED, MINUTES, own.id, label=row.title, after=snapshot(own, "text"))
        return own
    before = snapshot(own, "text")
    own.text = text
    old, new = changes(before, snapshot(own, "text"))
    if new:
        own.written_by_id, own.written_at = access.user.id, access.now
        count_version(access, own)
        note(access, Deed.CHANGED, MINUTES, own.id, label=row.title, before=old, after=new)
    return own


def share_minutes(access: NetworkAccess, row: Gathering, *, at: datetime | None = None) -> Minutes:
    """Let the teams read the minutes, now or from a moment; shared twice, the first time stands.

    Raises:
        Refused: nobody has written any.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    own = minutes_of(access, row)
    if own is None:
        raise Refused(AfterwardsFault.NO_MINUTES)
    if own.sent_at is None:
        own.sent_at = at or access.now
        count_version(access, own)
        note(access, Deed.CHANGED, MINUTES, own.id, label=row.title, after=snapshot(own, "sent_at"))
    return own


def withhold_minutes(access: NetworkAccess, row: Gathering) -> None:
    """Keep minutes from the teams that were to read them from a moment which has not come. Read already, they stay."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    own = minutes_of(access, row)
    if own is None or own.sent_at is None or own.sent_at <= access.now:
        return
    before = snapshot(own, "sent_at")
    own.sent_at = None
    count_version(access, own)
    note(access, Deed.CHANGED, MINUTES, own.id, label=row.title, before=before, after=snapshot(own, "sent_at"))
