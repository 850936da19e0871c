"""All that the host's workbook of a network holds beside the numbers, in the same queries for any number of teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.gatherings import Action, Gathering
from tracker.models.improvement import Goal, Intervention, PdsaCycle
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership


@dataclass(frozen=True, slots=True)
class NetworkRows:
    """What a network's teams have done, and what was agreed; no person is named but those an agreement names."""

    parts: Mapping[int, NetworkTeam]
    """By team id: since when it takes part, and whether it has signed."""
    members: Mapping[int, int]
    """How many people are in each team."""
    goals: Sequence[Goal]
    interventions: Sequence[Intervention]
    tests: Sequence[PdsaCycle]
    gatherings: Sequence[Gathering]
    actions: Sequence[Action]


def network_rows(access: NetworkAccess, team_ids: Sequence[int]) -> NetworkRows:
    """Gather what these teams of the network have done; for its host."""
    access.require(Permission.MANAGE_NETWORK)
    network_id = access.network.id
    part = NetworkTeam.network_id == network_id, NetworkTeam.team_id.in_(team_ids), NetworkTeam.left_on.is_(None)
    parts = {row.team_id: row for row in db.session.scalars(select(NetworkTeam).where(*part))}
    ids = list(parts)
    members = select(Membership.team_id, func.count()).where(Membership.team_id.in_(ids), Membership.left_on.is_(None))
    goals = select(Goal).where(Goal.team_id.in_(ids)).order_by(Goal.team_id, Goal.id)
    done = select(Intervention).where(Intervention.team_id.in_(ids)).order_by(Intervention.team_id, Intervention.flag)
    tests = select(PdsaCycle).where(PdsaCycle.team_id.in_(ids)).order_by(PdsaCycle.team_id, PdsaCycle.flag)
    met = select(Gathering).where(Gathering.network_id == network_id).order_by(Gathering.starts_at, Gathering.id)
    agreed = select(Action).join(Gathering, Gathering.id == Action.gathering_id)
    agreed = agreed.where(Gathering.network_id == network_id).order_by(Action.gathering_id, Action.id)
    outcome = selectinload(Goal.outcome)
    return NetworkRows(
        parts=parts,
        members=dict(db.session.execute(members.group_by(Membership.team_id)).all()),
        goals=db.session.scalars(goals.options(selectinload(Goal.targets), outcome)).all(),
        interventions=db.session.scalars(done.options(selectinload(Intervention.measures))).all(),
        tests=db.session.scalars(tests).all(),
        gatherings=db.session.scalars(met).all(),
        actions=db.session.scalars(agreed).all(),
    )
