"""Gatherings of a network: planned, changed, moved and cancelled by its host, and found by those who meet there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.gatherings import Gathering, GatheringDay, GatheringKind
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.gatherings.announcing import Announcer, GatheringChange, GatheringNews, announce, whereabouts
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.networks.at_work import ids_at_work
from tracker.services.refusal import Refused
from tracker.services.versions import count_version, hold_version

MOST_DAYS = 3
_TOLD_TO_CALENDARS = ("kind", "title", "place")
_MOVES = ("days", "place")


class GatheringFault(StrEnum):
    """Why a gathering cannot be as it was written."""

    ENDS_FIRST = "ends_first"
    DAYS_MIXED = "days_mixed"
    HALF_A_DAY = "half_a_day"
    SIGN_UP_LATE = "sign_up_late"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Hours:
    """One day of a gathering as people say it: a day, from and to."""

    day: date
    starts: time
    ends: time

    @property
    def starts_at(self) -> datetime:
        """When it begins, in UTC: between moments of one zone Python counts by the clock on the wall."""
        return datetime.combine(self.day, self.starts, OSLO).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """When it ends, in UTC."""
        return datetime.combine(self.day, self.ends, OSLO).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringFacts:
    """What is known of a gathering."""

    kind: GatheringKind
    title: str
    days: Sequence[Hours]
    place: str = ""
    travel: str = ""
    sign_up_by: date | None = None
    seats: int = 4


def hours_of(day: GatheringDay) -> Hours:
    """Return a stored day as people say it."""
    starts, ends = day.starts_at.astimezone(OSLO), day.ends_at.astimezone(OSLO)
    return Hours(starts.date(), starts.time(), ends.time())


def days_of(row: Gathering) -> list[GatheringDay]:
    """List the days that a gathering has now, in order."""
    return sorted((day for day in row.days if day.dropped_at is None), key=lambda day: day.starts_at)


def gatherings_of(access: NetworkAccess | TeamAccess) -> Sequence[Gathering]:
    """List the gatherings of a network, or of the networks a team takes part in, with their days, the first first."""
    if isinstance(access, NetworkAccess):
        access.require(Permission.MEET)
        here = Gathering.network_id == access.network.id
    else:
        access.require(Permission.READ)
        here = _takes_part(access)
    query = select(Gathering).where(here).order_by(Gathering.starts_at, Gathering.id)
    return db.session.scalars(query.options(selectinload(Gathering.days))).all()


def gathering(access: NetworkAccess | TeamAccess, gathering_id: int) -> Gathering:
    """Load a gathering with its days and their programme.

    Raises:
        NotFoundError: there is none here.
    """
    if isinstance(access, NetworkAccess):
        access.require(Permission.MEET)
        here = Gathering.network_id == access.network.id
    else:
        access.require(Permission.READ)
        here = _takes_part(access)
    query = select(Gathering).where(Gathering.id == gathering_id, here)
    query = query.options(joinedload(Gathering.days).joinedload(GatheringDay.items))
    row = db.session.scalars(query).unique().one_or_none()
    if row is None:
        raise NotFoundError(gathering_id)
    return row


def networks_of(access: TeamAccess) -> Sequence[Network]:
    """List the networks a team takes part in, the one it joined last first."""
    access.require(Permission.READ)
    query = select(Network).join(NetworkTeam, NetworkTeam.network_id == Network.id)
    query = query.where(NetworkTeam.team_id == access.team.id, NetworkTeam.left_on.is_(None))
    return db.session.scalars(query.order_by(NetworkTeam.joined_on.desc(), NetworkTeam.id.desc())).all()


def own_team(access: NetworkAccess, asked: str | None) -> str | None:
    """Return the slug of the team by which somebody meets in a network: the one asked for, else the first by name."""
    access.require(Permission.MEET)
    query = select(Team.slug).join(Membership, Membership.team_id == Team.id)
    query = query.join(NetworkTeam, NetworkTeam.team_id == Team.id).where(
        NetworkTeam.network_id == access.network.id,
        NetworkTeam.left_on.is_(None),
        Membership.user_id == access.user.id,
        Membership.left_on.is_(None),
    )
    slugs = db.session.scalars(query.order_by(Team.name, Team.id)).all()
    return asked if asked in slugs else next(iter(slugs), None)


def teams_at_work(access: NetworkAccess) -> list[Team]:
    """List by name the teams that this person follows in a network, without those that hold published numbers."""
    return [team for team in access.teams() if not team.is_reference]


def team_count(row: Gathering) -> int:
    """Count the teams at work that meet at a gathering."""
    return db.session.scalar(select(func.count()).select_from(ids_at_work(row.network_id).subquery())) or 0


def plan_gathering(
    access: NetworkAccess, facts: GatheringFacts, *, submission: str, announcer: Announcer | None = None
) -> Gathering:
    """Plan a gathering, and tell of it by mail. The same submission sent twice gives the same row, and is told once.

    Raises:
        Refused: its days cannot be.
    """
    access.require(Permission.MANAGE_NETWORK)
    query = select(Gathering).where(Gathering.network_id == access.network.id, Gathering.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    _check(facts)
    row = Gathering(
        network_id=access.network.id,
        uid=str(uuid4()),
        created_by_id=access.user.id,
        created_at=access.now,
        changed_at=access.now,
        submission=submission,
        **_columns(facts),
    )
    row.days = [
        GatheringDay(position=place, starts_at=each.starts_at, ends_at=each.ends_at)
        for place, each in enumerate(facts.days, start=1)
    ]
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, GATHERING, row.id, label=row.title, after=_whole(row))
    announce(access, GatheringNews(row, GatheringChange.PLANNED), announcer)
    return row


def change_gathering(
    access: NetworkAccess, row: Gathering, facts: GatheringFacts, *, announcer: Announcer | None = None
) -> bool:
    """Change or move a gathering; return whether calendars have something to learn of it.

    Another time or place is told by mail. A day that is taken away is kept as dropped, so that its event can be called
    off in calendars.

    Raises:
        Refused: its days cannot be, or it is cancelled.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    if row.cancelled_at is not None:
        raise Refused(GatheringFault.CANCELLED)
    _check(facts)
    before, was = _whole(row), whereabouts(row)
    for column, value in _columns(facts).items():
        setattr(row, column, value)
    _set_days(access, row, facts.days)
    old, new = changes(before, _whole(row))
    if not new:
        return False
    count_version(access, row)
    told = not new.keys().isdisjoint({*_TOLD_TO_CALENDARS, "days"})
    if told:
        row.sequence, row.changed_at = row.sequence + 1, access.now
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, before=old, after=new)
    if not new.keys().isdisjoint(_MOVES):
        announce(access, GatheringNews(row, GatheringChange.MOVED, was), announcer)
    return told


def cancel_gathering(access: NetworkAccess, row: Gathering, *, announcer: Announcer | None = None) -> None:
    """Cancel a gathering, and tell of it by mail: it stays on the list and in calendars, as cancelled.

    Cancelled twice is cancelled once, and told once.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    if row.cancelled_at is not None:
        return
    row.cancelled_at = row.changed_at = access.now
    row.sequence += 1
    count_version(access, row)
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after=snapshot(row, "cancelled_at"))
    announce(access, GatheringNews(row, GatheringChange.CANCELLED), announcer)


def require_here(access: NetworkAccess, row: Gathering) -> None:
    """Raise `NotFoundError` where a gathering is another network's."""
    if row.network_id != access.network.id:
        raise NotFoundError(row.id)


def _takes_part(access: TeamAccess) -> ColumnElement[bool]:
    return exists().where(
        NetworkTeam.network_id == Gathering.network_id,
        NetworkTeam.team_id == access.team.id,
        NetworkTeam.left_on.is_(None),
    )


def _check(facts: GatheringFacts) -> None:
    """Hold the days to their order: each ends after it begins, and no day stands before another or twice."""
    for place, each in enumerate(facts.days, start=1):
        if each.ends_at <= each.starts_at:
            raise Refused(GatheringFault.ENDS_FIRST, f"ends{place}")
        if place > 1 and each.day <= facts.days[place - 2].day:
            raise Refused(GatheringFault.DAYS_MIXED, f"day{place}")
    if facts.sign_up_by is not None and facts.sign_up_by > facts.days[0].day:
        raise Refused(GatheringFault.SIGN_UP_LATE, "sign_up_by")


def _set_days(access: NetworkAccess, row: Gathering, wanted: Sequence[Hours]) -> None:
    kept = {day.position: day for day in row.days}
    for place, each in enumerate(wanted, start=1):
        day = kept.get(place)
        if day is None:
            row.days.append(GatheringDay(position=place, starts_at=each.starts_at, ends_at=each.ends_at))
        elif day.dropped_at is not None or hours_of(day) != each:
            day.starts_at, day.ends_at, day.dropped_at = each.starts_at, each.ends_at, None
    for place, day in kept.items():
        if place > len(wanted) and day.dropped_at is None:
            day.dropped_at = access.now


def _columns(facts: GatheringFacts) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "title": facts.title,
        "place": facts.place,
        "travel": facts.travel,
        "sign_up_by": facts.sign_up_by,
        "seats": facts.seats,
        "starts_at": facts.days[0].starts_at,
        "ends_at": facts.days[-1].ends_at,
    }


def _whole(row: Gathering) -> Json:
    days = [f"{each.day} {each.starts:%H:%M}-{each.ends:%H:%M}" for each in map(hours_of, days_of(row))]
    return snapshot(row, "kind", "title", "place", "travel", "sign_up_by", "seats") | {"days": days}
