"""Counting on the day: each press once, lines of many, the last one undone; and the sums of it.

A count is known by the id that whoever sends it drew. So nothing here depends on how often it is sent: a press that is
sent again is the same press, one that was undone stays undone, and two people who press at once are two. An answer
by QR counts by itself, in its own transaction, and nothing leads from the count back to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import bindparam, case, func, select, update

from tracker.access.campaign_code import CampaignCodeAccess
from tracker.access.people import local_day
from tracker.models.base import Base, db, insert_new
from tracker.models.campaigns import Campaign, CampaignCount, CampaignUnit, CountedKind
from tracker.services.campaigns.units import takes_part

MOST_AT_ONCE = 500
"""In one line of many."""
MOST_OF_A_UNIT = 20_000
"""Of one unit in one day. The largest hospital counts fewer: whoever floods a day through a code is stopped here."""

# Made once, and without the rows' classes: a day is thousands of presses in an hour.
_UNITS, _COUNTS = (Base.metadata.tables[each.__tablename__] for each in (CampaignUnit, CampaignCount))
_SO_FAR = select(func.sum(CampaignCount.number)).where(CampaignCount.unit_id == bindparam("unit"))
_PRESSED = (
    update(_UNITS)
    .where(_UNITS.c.id == bindparam("unit"))
    .values(seen_at=bindparam("now"), last_count_id=bindparam("count_id"), last_counted_at=bindparam("now"))
)


_COUNTED_TODAY = (
    select(CampaignUnit.id, Campaign)
    .join(CampaignUnit.campaign)
    .where(
        CampaignUnit.team_id == bindparam("team"),
        CampaignUnit.team_agreed_at.is_not(None),
        CampaignUnit.confirmed_at.is_not(None),
        CampaignUnit.withdrawn_at.is_(None),
        Campaign.held_on == bindparam("today"),
    )
    .order_by(CampaignUnit.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """How many were asked, how many answered. None where nobody counted: that is not nought."""

    asked: int | None = None
    answered: int | None = None


class CountsClosedError(RuntimeError):
    """The day has not come, or its numbers are closed."""


class TooManyCountedError(RuntimeError):
    """More than anyone counts."""


def count(access: CampaignCodeAccess, kind: CountedKind, count_id: UUID, *, number: int = 1) -> bool:
    """Count one, or a line of many; False where this very count is here already, undone or not.

    Raises:
        CountsClosedError: it is not the day, or no longer.
        TooManyCountedError: it is more than anyone counts.
    """
    unit = _counting(access)
    so_far = db.session.scalar(_SO_FAR, {"unit": unit.id}) or 0
    if not 0 < number <= MOST_AT_ONCE or so_far + number > MOST_OF_A_UNIT:
        raise TooManyCountedError
    is_new = _stored(unit.id, kind, count_id, number, access.now)
    if is_new:
        db.session.execute(_PRESSED, {"unit": unit.id, "now": access.now, "count_id": count_id})
        db.session.expire(unit, ["seen_at", "last_count_id", "last_counted_at"])
    return is_new


def with_it(count_id: UUID) -> UUID:
    """Return the id under which what is counted together with a count is kept, so that both are taken back at once."""
    return uuid5(count_id, "with it")


def undo(access: CampaignCodeAccess, count_id: UUID) -> CampaignCount | None:
    """Take a count of this unit back with what was counted together with it; None where there is none to take back.

    Raises:
        CountsClosedError: it is not the day, or no longer.
    """
    unit = _counting(access)
    done = (
        update(CampaignCount)
        .where(
            CampaignCount.unit_id == unit.id,
            CampaignCount.id.in_([count_id, with_it(count_id)]),
            CampaignCount.undone_at.is_(None),
        )
        .values(undone_at=access.now)
        .returning(CampaignCount)
    )
    row = next(iter(db.session.scalars(done).all()), None)
    if row is not None:
        last = {"last_count_id": None, "last_counted_at": None} if unit.last_count_id == count_id else {}
        _touched(unit.id, access.now, **last)
    return row


def last_counts(access: CampaignCodeAccess) -> Sequence[CampaignCount]:
    """Return the last press on this unit's page that is not undone, with what was counted together with it."""
    count_id = access.unit.last_count_id
    if count_id is None:
        return []
    query = select(CampaignCount).where(
        CampaignCount.unit_id == access.unit.id, CampaignCount.id.in_([count_id, with_it(count_id)])
    )
    return sorted(db.session.scalars(query), key=lambda row: row.id != count_id)


def count_answer(team_id: int, *, now: datetime) -> None:
    """Count one asked and one answered for the unit of a team, where today is the day and the team has said yes to it.

    Called in the transaction that stores an answer by QR or tablet. On other days, and for other teams, it does
    nothing.
    """
    today = local_day(now)
    found = db.session.execute(_COUNTED_TODAY, {"team": team_id, "today": today}).one_or_none()
    if found is None or not found[1].takes_counts(today):
        return
    both = [_row(found[0], kind, uuid4(), 1, now) for kind in CountedKind]
    db.session.execute(_new_counts(db.engine.dialect.name), both)


def live_numbers(campaign: Campaign) -> DayNumbers:
    """Return what all units of a day have counted so far, in one query of two sums."""
    sums = select(*_sums()).join(CampaignUnit, CampaignUnit.id == CampaignCount.unit_id)
    return DayNumbers(
        *db.session.execute(sums.where(*takes_part(campaign.id), CampaignCount.undone_at.is_(None))).one()
    )


def numbers_by_unit(campaign: Campaign) -> Mapping[int, DayNumbers]:
    """Return the same for each unit by its id, in one query; one that counted nothing is not there."""
    sums = select(CampaignCount.unit_id, *_sums()).join(CampaignUnit, CampaignUnit.id == CampaignCount.unit_id)
    sums = sums.where(*takes_part(campaign.id), CampaignCount.undone_at.is_(None)).group_by(CampaignCount.unit_id)
    return {unit_id: DayNumbers(asked, answered) for unit_id, asked, answered in db.session.execute(sums)}


def numbers_of_unit(unit: CampaignUnit) -> DayNumbers:
    """Return what one unit has counted."""
    mine = (CampaignCount.unit_id == unit.id, CampaignCount.undone_at.is_(None))
    return DayNumbers(*db.session.execute(select(*_sums()).where(*mine)).one())


def _sums() -> tuple[Any, Any]:
    asked, answered = (
        func.sum(case((CampaignCount.kind == kind, CampaignCount.number)))
        for kind in (CountedKind.ASKED, CountedKind.ANSWERED)
    )
    return asked, answered


def _counting(access: CampaignCodeAccess) -> CampaignUnit:
    if access.unit.confirmed_at is None or not access.campaign.takes_counts(access.today):
        raise CountsClosedError
    return access.unit


def _stored(unit_id: int, kind: CountedKind, count_id: UUID, number: int, now: datetime) -> bool:
    # Told by the row itself: of an insert that leaves something alone PostgreSQL's driver gives no number.
    new = db.session.execute(_new_counts(db.engine.dialect.name), _row(unit_id, kind, count_id, number, now))
    return new.first() is not None


def _row(unit_id: int, kind: CountedKind, count_id: UUID, number: int, now: datetime) -> dict[str, object]:
    hour = now.replace(minute=0, second=0, microsecond=0)
    return {"unit_id": unit_id, "id": count_id, "kind": kind, "number": number, "hour": hour}


@cache
def _new_counts(dialect: str) -> Any:  # noqa: ANN401, ARG001 - one of two databases' own inserts; made once for each
    return insert_new(_COUNTS).returning(_COUNTS.c.unit_id)


def _touched(unit_id: int, now: datetime, **values: object) -> None:
    db.session.execute(update(CampaignUnit).where(CampaignUnit.id == unit_id).values(seen_at=now, **values))
