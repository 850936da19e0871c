"""What the settled sums of a network are made of: read at once for any number of measures, before any is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Team
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.networks.pooled_trail import PooledTrail, pooled_trail, undone_imports
from tracker.services.networks.small_numbers import readable_teams, reads_all


@dataclass(frozen=True, slots=True)
class PooledSource:
    """Every team's own rows of some of the library's measures, their numbers, and what the trail says of both."""

    own: frozenset[int] = frozenset()
    """The teams whose own numbers this reader may have."""
    parts: Mapping[int, Sequence[Any]] = field(default_factory=dict)
    """The teams' rows of a measure, by its id in the library: also of teams that have left, and what is put away."""
    numbers: Mapping[int, Sequence[Any]] = field(default_factory=dict)
    """The measurements, by the measure's id."""
    trail: PooledTrail = field(default_factory=PooledTrail)
    emptied: Sequence[tuple[int, date, float]] = ()
    """The numbers that were taken away, by measure and period, and when: the rows are gone, their lines are not."""

    def parts_of(self, catalogue_id: int, like: Measure) -> list[Any]:
        """Return the teams' rows of a measure that are counted as `like` is; which way is better may differ."""
        return [
            row
            for row in self.parts.get(catalogue_id, ())
            if (row.period_kind, row.value_kind, row.multiplier) == (like.period_kind, like.value_kind, like.multiplier)
        ]


def pooled_source(access: NetworkAccess, catalogue_ids: Collection[int]) -> PooledSource:
    """Read it in the same queries for any number of measures; nothing for who reads the numbers as they stand."""
    if reads_all(access) or not catalogue_ids:
        return PooledSource()
    parts = _parts(access, catalogue_ids)
    teams, ids = {row.team_id for row in parts}, [row.id for row in parts]
    trail = pooled_trail(access, ids)
    trail.undone.extend(undone_imports(teams))
    return PooledSource(
        own=readable_teams(access, teams),
        parts=_by(parts, "catalogue_id"),
        numbers=_by(_numbers(ids), "measure_id"),
        trail=trail,
        emptied=_emptied(teams),
    )


def _by(rows: Iterable[Any], name: str) -> Mapping[int, Sequence[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _parts(access: NetworkAccess, catalogue_ids: Collection[int]) -> Sequence[Any]:
    query = select(
        Measure.id,
        Measure.team_id,
        Measure.catalogue_id,
        Measure.period_kind,
        Measure.value_kind,
        Measure.multiplier,
        Measure.direction,
        Measure.archived_at,
        NetworkTeam.joined_on,
        NetworkTeam.left_on,
    )
    query = query.join(NetworkTeam, NetworkTeam.team_id == Measure.team_id).join(Team, Team.id == Measure.team_id)
    query = query.where(
        NetworkTeam.network_id == access.network.id,
        Team.is_reference.is_(False),
        Measure.catalogue_id.in_(catalogue_ids),
    )
    return db.session.execute(query.order_by(Measure.team_id, Measure.id)).all()


def _numbers(measure_ids: Sequence[int]) -> Sequence[Any]:
    row = Measurement.__table__.c
    query = select(
        row.measure_id, row.period_start, row.numerator, row.denominator, row.excluded_at, row.version, row.recorded_at
    )
    return db.session.execute(query.where(row.measure_id.in_(measure_ids))).all()


def _emptied(team_ids: Collection[int]) -> list[tuple[int, date, float]]:
    query = select(AuditLine.at, AuditLine.before).where(
        AuditLine.team_id.in_(team_ids), AuditLine.subject == MEASUREMENT.key, AuditLine.deed == Deed.REMOVED
    )
    found = []
    for at, before in db.session.execute(query):
        if before and "period_start" in before:
            found.append((before["measure_id"], date.fromisoformat(before["period_start"]), at.timestamp()))
    return found
