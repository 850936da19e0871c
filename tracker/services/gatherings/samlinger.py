"""The samlinger of networks, as their programme counts them: phone meetings and what is cancelled left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringKind


def samlinger_of(
    access: ProgrammeAccess | NetworkAccess, network_ids: Collection[int]
) -> Mapping[int, Sequence[Gathering]]:
    """List the samlinger of networks by the network's id, the first one first, in one query."""
    inside = isinstance(access, NetworkAccess)
    access.require(Permission.READ_ABOUT if inside else Permission.READ_PROGRAMME)
    query = select(Gathering).where(
        Gathering.network_id.in_(network_ids),
        Gathering.kind == GatheringKind.SAMLING,
        Gathering.cancelled_at.is_(None),
    )
    found: dict[int, list[Gathering]] = {network_id: [] for network_id in network_ids}
    for row in db.session.scalars(query.order_by(Gathering.starts_at, Gathering.id)):
        found[row.network_id].append(row)
    return found
