"""What a wall of charts holds: the measures in use of an organisation's teams, when work began on each, what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.organisation import OrganisationAccess
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionMeasure, InterventionState
from tracker.models.measures import CatalogueMeasure, Measure
from tracker.models.notifications import MeasureSignal
from tracker.models.teams import Team
from tracker.services.networks.overview import measures_to_read

LATELY = timedelta(days=7)
"""For so long a signal is new on a network's wall, where nobody marks what she has read."""


@dataclass(frozen=True, slots=True)
class TeamMeasure:
    """A measure in use, and whose it is."""

    measure: Measure
    team: Team


def organisation_measures(access: OrganisationAccess) -> list[TeamMeasure]:
    """List the measures in use of the organisation's teams, each team's in its own order, in three queries."""
    access.require(Permission.READ_CHARTS)
    teams = {team.id: team for team in organisation_teams(access)}
    query = measures_to_read().where(Measure.team_id.in_(access.team_ids()), Measure.archived_at.is_(None))
    rows = db.session.scalars(query.order_by(Measure.team_id, Measure.position, Measure.id))
    return [TeamMeasure(row, teams[row.team_id]) for row in rows]


def organisation_teams(access: OrganisationAccess) -> Sequence[Team]:
    """List the teams of an organisation by name, in one query."""
    access.require(Permission.READ_CHARTS)
    return db.session.scalars(select(Team).where(Team.id.in_(access.team_ids())).order_by(Team.name)).all()


def library_names(language: str) -> Mapping[int, tuple[int, str]]:
    """Return the place and the name of each measure of the library, by its id, in one query."""
    query = select(CatalogueMeasure.id, CatalogueMeasure.position, CatalogueMeasure.name_in(language))
    return {row_id: (position, name) for row_id, position, name in db.session.execute(query)}


def work_begun(
    access: OrganisationAccess | NetworkAccess, measure_ids: Collection[int]
) -> Mapping[int, Sequence[date]]:
    """Return the days on which interventions that touch these measures began, by measure, in one query.

    The measures are those of a wall, which its access gave.
    """
    query = (
        select(InterventionMeasure.measure_id, Intervention.started_on)
        .join(Intervention, Intervention.id == InterventionMeasure.intervention_id)
        .where(
            InterventionMeasure.measure_id.in_(measure_ids),
            Intervention.state != InterventionState.IDEA,
            Intervention.started_on <= access.today,
        )
        .order_by(Intervention.started_on)
    )
    found: defaultdict[int, list[date]] = defaultdict(list)
    for measure_id, day in db.session.execute(query):
        if day is not None:
            found[measure_id].append(day)
    return found


def moved_lately(access: NetworkAccess, measure_ids: Collection[int]) -> frozenset[int]:
    """Return which of these measures have a signal that came or went in the last week, in one query."""
    access.require(Permission.READ_NETWORK)
    since = access.now - LATELY
    query = select(MeasureSignal.measure_id).where(
        MeasureSignal.measure_id.in_(measure_ids),
        (MeasureSignal.appeared_at >= since) | (MeasureSignal.gone_at >= since),
    )
    return frozenset(db.session.scalars(query))
