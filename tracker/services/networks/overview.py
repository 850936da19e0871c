"""A network's overview: who takes part, which measures the teams have in common, and each team's own of one of them.

Teams share a measure when theirs come from the same entry of the library, or bear the same name, and are counted alike
in periods of the same length: only then do they fit in one table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select, type_coerce
from sqlalchemy.orm import defer, selectinload
from sqlalchemy.types import NullType

from tracker.access.network import NetworkAccess, teams_in
from tracker.access.permissions import Permission
from tracker.analysis.periods import PeriodKind
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, Measure, ValueKind
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.teams import Team, TeamOrganisation

# Of the table: with hundreds of teams there are thousands of rows, and no need of objects.
_MEASURE = Measure.__table__.c
_MEASURES = (
    select(
        _MEASURE.id,
        _MEASURE.team_id,
        *(
            type_coerce(column, NullType())  # as the database gives them
            for column in (_MEASURE.name, _MEASURE.catalogue_id, _MEASURE.period_kind, _MEASURE.value_kind)
        ),
        _MEASURE.multiplier,
    )
    .where(_MEASURE.team_id.in_(bindparam("teams", expanding=True)), _MEASURE.archived_at.is_(None))
    .order_by(_MEASURE.team_id, _MEASURE.position, _MEASURE.id)
)
_UNSAID = (
    Measure.short_name,
    Measure.who_records,
    Measure.how_recorded,
    Measure.sample,
    Measure.tally_question,
    Measure.rules_changed_at,
    Measure.axis_from_by_id,
    Measure.created_at,
    Measure.submission,
)
"""What no table says of a measure: to read it of hundreds is a third of reading them."""
Library = Mapping[int, tuple[int, str]]
"""The place and the name of each measure of the library, by its id."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One measure as the teams of a network have it."""

    name: str
    """The library's name in the reader's language; without a library entry, the name most teams use."""
    period_kind: PeriodKind
    value_kind: ValueKind
    measure_ids: Mapping[int, int]
    """The measure of each team that has it, by team id."""
    catalogue_id: int | None = None
    """The entry of the library it comes from; None where only the names are alike."""

    @property
    def key(self) -> int:
        """What it is called in an address: the first measure of its kind. Any other of them finds it too."""
        return min(self.measure_ids.values())


class Home(NamedTuple):
    """An organisation that a team comes from."""

    name: str
    kind: OrganisationKind


NOTHING_SHARED = Shared("", PeriodKind.WEEK, ValueKind.PROPORTION, {})
"""Where no team has a measure yet: every one is about to start."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What one person follows of a network."""

    teams: Sequence[Team]
    """Teams at work, by name."""
    references: Sequence[Team]
    """Teams that hold published numbers: to read beside, never to be counted or compared with a team at work."""
    shared: Sequence[Shared]
    """Measures that at least one team at work has; those of most teams first."""

    def find(self, measure_id: int) -> Shared | None:
        """Return the shared measure that this one belongs to, if any."""
        return next((one for one in self.shared if measure_id in one.measure_ids.values()), None)


def overview(access: NetworkAccess, language: str) -> Overview:
    """Gather what this person follows: her teams and their measures, in four queries.

    The library's names come in the language of this code.
    """
    return overviews([access], language)[0]


def overviews(doors: Sequence[NetworkAccess], language: str) -> list[Overview]:
    """Gather what one person follows of many networks, in the order given, in as many queries as of one."""
    for access in doors:
        access.require(Permission.READ_NETWORK)
    teams = teams_in(doors, homes=False)
    at_work = {team.id for each in teams.values() for team in each if not team.is_reference}
    rows = db.session.execute(_MEASURES, {"teams": at_work}).all()
    ready = select(CatalogueMeasure.id, CatalogueMeasure.position, CatalogueMeasure.name_in(language))
    library = {row_id: (position, name) for row_id, position, name in db.session.execute(ready)}
    return [_overview(teams[access.network.id], rows, library) for access in doors]


def _overview(everyone: Sequence[Team], rows: Sequence[Any], library: Library) -> Overview:
    teams = [team for team in everyone if not team.is_reference]
    own = {team.id for team in teams}
    return Overview(
        teams,
        [team for team in everyone if team.is_reference],
        _shared([row for row in rows if row[1] in own], library),
    )


def measures_of(access: NetworkAccess, shared: Shared, teams: Iterable[Team]) -> dict[int, Measure]:
    """Load these teams' own rows of a shared measure, with their targets and what a table says of them, by team id."""
    access.require(Permission.READ_NETWORK)
    wanted = [shared.measure_ids[team.id] for team in teams if team.id in shared.measure_ids]
    return {measure.team_id: measure for measure in _measures(wanted)}


def rows_of(access: NetworkAccess, shared: Iterable[Shared]) -> dict[int, Measure]:
    """Load the rows of many shared measures, by their own id, in two queries whatever their number."""
    access.require(Permission.READ_NETWORK)
    return {row.id: row for row in _measures({row_id for one in shared for row_id in one.measure_ids.values()})}


def first_measures(whole: Sequence[Overview]) -> list[dict[int, Measure]]:
    """Load, of each network, the teams' own rows of the measure most of them have, by team id, in two queries."""
    ids = [each.shared[0].measure_ids if each.shared else {} for each in whole]
    rows = {row.id: row for row in _measures({row_id for own in ids for row_id in own.values()})}
    return [{team_id: rows[row_id] for team_id, row_id in own.items()} for own in ids]


def _measures(ids: Iterable[int]) -> Iterable[Measure]:
    return db.session.scalars(measures_to_read().where(Measure.id.in_(list(ids))))


def measures_to_read() -> Select[Measure]:
    """Return the query for measures that are read by the hundred: with their targets, without what no table says."""
    left_out = (defer(column, raiseload=True) for column in _UNSAID)
    return select(Measure).options(selectinload(Measure.targets), *left_out)


def homes_of(access: NetworkAccess, team_ids: Collection[int]) -> Mapping[int, Sequence[Home]]:
    """Return the organisations that teams of this network come from, by team id and by name, in one query."""
    access.require(Permission.READ_NETWORK)
    query = select(TeamOrganisation.team_id, Organisation.name, Organisation.kind)
    query = query.join(Organisation, Organisation.id == TeamOrganisation.organisation_id)
    query = query.where(
        TeamOrganisation.team_id.in_(team_ids),
        TeamOrganisation.team_id.in_(select(NetworkTeam.team_id).where(NetworkTeam.network_id == access.network.id)),
    )
    found: defaultdict[int, list[Home]] = defaultdict(list)
    for team_id, name, kind in db.session.execute(query.order_by(Organisation.name)):
        found[team_id].append(Home(name, kind))
    return found


def _shared(rows: Iterable[Any], library: Library) -> list[Shared]:
    gathered: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        gathered[row[3] or row[2].casefold(), row[4], row[5], row[6]].append(row)
    found = []
    for alike in gathered.values():
        ids: dict[int, int] = {}
        for row in alike:
            ids.setdefault(row[1], row[0])  # a team with two of them is shown by the one it put first
        _id, _team, _name, catalogue_id, period_kind, value_kind, _multiplier = alike[0]
        ready = library.get(catalogue_id)
        place, name = ready or (len(gathered) + 1000, Counter(row[2] for row in alike).most_common(1)[0][0])
        kinds = PeriodKind(period_kind), ValueKind(value_kind)
        found.append((-len(ids), place, name, Shared(name, *kinds, ids, catalogue_id)))
    return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:3])]
