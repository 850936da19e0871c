"""Which of how many a gathering is: counted per kind in the order they begin, the cancelled ones left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringKind, GatheringStatus

_ALL = (
    select(Gathering.id, Gathering.kind, Gathering.cancelled_at)
    .where(Gathering.network_id == bindparam("network"))
    .order_by(Gathering.starts_at, Gathering.id)
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Number k of n of its kind; 0 of n for one that is cancelled."""

    number: int
    total: int


def status_of(row: Gathering, now: datetime) -> GatheringStatus:
    """Return where a gathering stands at a moment."""
    if row.cancelled_at is not None:
        return GatheringStatus.CANCELLED
    return GatheringStatus.HELD if row.ends_at <= now else GatheringStatus.PLANNED


def numbered(network_id: int) -> Mapping[int, Numbered]:
    """Number all gatherings of a network, by id, in one query."""
    return _counted(db.session.execute(_ALL, {"network": network_id}))


def numbered_rows(rows: Iterable[Gathering]) -> Mapping[int, Numbered]:
    """Number gatherings that are at hand: all of a network, in the order they begin."""
    return _counted((row.id, row.kind, row.cancelled_at) for row in rows)


def _counted(rows: Iterable[tuple[int, GatheringKind, datetime | None]]) -> dict[int, Numbered]:
    places: dict[int, tuple[GatheringKind, int]] = {}
    totals: defaultdict[GatheringKind, int] = defaultdict(int)
    for row_id, kind, cancelled_at in rows:
        totals[kind] += cancelled_at is None
        places[row_id] = (kind, totals[kind] if cancelled_at is None else 0)
    return {row_id: Numbered(number, totals[kind]) for row_id, (kind, number) in places.items()}
