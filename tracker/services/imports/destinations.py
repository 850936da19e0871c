"""Where a row belongs: the team and the measure, by what the file calls them. Each team is entered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.people import Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measures import Measure, ValueKind
from tracker.models.teams import Team
from tracker.services.imports.file.faults import RowFault
from tracker.services.imports.file.header_row import Column, fold
from tracker.text.parse import is_percent
from tracker.text.visible import folded

Enter = Callable[[str], TeamAccess]
"""Enters a team by its slug. Raises NotFoundError or ForbiddenError."""


@dataclass(frozen=True, slots=True, eq=False)
class Destination:
    """One measure of one team, and the access it was reached by."""

    access: TeamAccess
    measure: Measure
    value_kind: str
    period_kind: str
    """The kind of period that its rows name: an event happened on a day. Plain texts: they are looked up a lot."""
    by_events: bool
    reads: str
    """What tells how its numbers are read: two measures with the same text here read the same numbers alike."""

    @property
    def unit(self) -> str:
        """What its values are in."""
        return self.measure.unit

    def counts_whole(self, column: Column) -> bool:
        """Return whether the numbers of a column are whole: counts, and the numerators of rates."""
        kind = self.measure.value_kind
        if kind is ValueKind.RATE:
            return column is Column.NUMERATOR
        return kind is not ValueKind.CONTINUOUS

    @classmethod
    def of(cls, access: TeamAccess, measure: Measure) -> Destination:
        """Make the destination of a measure."""
        by_events = measure.value_kind.is_between_events
        kind = PeriodKind.DAY if by_events else measure.period_kind
        reads = measure.value_kind.value + ("%" if is_percent(measure.unit) else "")
        return cls(access, measure, measure.value_kind.value, kind.value, by_events, reads)


@dataclass(frozen=True, slots=True)
class NoDestination:
    """Why a row belongs nowhere."""

    column: Column
    fault: RowFault


class Destinations:
    """The measures a file may speak of."""

    def __init__(self, enter: Enter | None, team: TeamAccess | None = None) -> None:
        """Enter teams with `enter`, or stay in one `team`: `of` and `within` say which."""
        self._enter = enter
        self._default = team
        self._teams: dict[str, TeamAccess | RowFault] = {}
        self._measures: dict[int, dict[str, list[Measure]]] = {}
        self._found: dict[tuple[str, str], Destination | NoDestination] = {}
        self._shelves: dict[int, Destination] = {}
        self._folded: list[tuple[str, str]] | None = None

    @classmethod
    def of(cls, by: Actor) -> Destinations:
        """Enter every team this person may record in, as rows name them."""
        return cls(lambda slug: enter_team(by.user, slug, Permission.RECORD, now=by.now))

    @classmethod
    def within(cls, team: TeamAccess) -> Destinations:
        """Stay in one team: rows may name it, or no team at all."""
        return cls(None, team)

    def find(self, team: str, measure: str) -> Destination | NoDestination:
        """Find a measure by its team's name or slug, and its own name, slug or number."""
        key = (team, measure)
        if key not in self._found:
            self._found[key] = self._look(team.strip(), measure.strip())
        return self._found[key]

    def _look(self, team: str, measure: str) -> Destination | NoDestination:
        access = self._team(team)
        if isinstance(access, RowFault):
            return NoDestination(Column.TEAM, access)
        if not measure:
            return NoDestination(Column.MEASURE, RowFault.MEASURE_MISSING)
        named = self._named(access).get(fold(measure), [])
        if not named:
            return NoDestination(Column.MEASURE, RowFault.MEASURE_UNKNOWN)
        if len(named) > 1:
            return NoDestination(Column.MEASURE, RowFault.MEASURE_UNCLEAR)
        return self._shelves.setdefault(named[0].id, Destination.of(access, named[0]))

    def _team(self, text: str) -> TeamAccess | RowFault:
        if not text:
            return self._default or RowFault.TEAM_MISSING
        if self._default and (text == self._default.team.slug or folded(text) == folded(self._default.team.name)):
            return self._default
        if text not in self._teams:
            self._teams[text] = self._open(text)
        return self._teams[text]

    def _open(self, text: str) -> TeamAccess | RowFault:
        """Try the teams of this slug or name; one that is closed is told from none at all only to those inside it."""
        if self._enter is None:
            return RowFault.TEAM_UNKNOWN
        wanted = folded(text)
        slugs = [slug for slug, name in self._names() if slug == text or name == wanted]
        opened: list[TeamAccess] = []
        fault = RowFault.TEAM_UNKNOWN
        for slug in slugs:
            try:
                opened.append(self._enter(slug))
            except NotFoundError:
                continue
            except ForbiddenError:
                fault = RowFault.TEAM_CLOSED
        return opened[0] if len(opened) == 1 else fault

    def is_measure(self, team: str, name: str) -> bool:
        """Return whether a name is a measure's, in the team that a row calls so."""
        found = self.find(team, name)
        return isinstance(found, Destination) or found.fault is RowFault.MEASURE_UNCLEAR

    def _names(self) -> list[tuple[str, str]]:
        """Return the slugs of all teams, each with its name as names are compared."""
        if self._folded is None:
            teams = db.session.execute(select(Team.slug, Team.name))
            self._folded = [(slug, folded(name)) for slug, name in teams]
        return self._folded

    def _named(self, access: TeamAccess) -> dict[str, list[Measure]]:
        if access.team.id not in self._measures:
            names: dict[str, list[Measure]] = defaultdict(list)
            for measure in access.measures():
                for name in {fold(measure.name), fold(measure.slug), str(measure.id)}:
                    names[name].append(measure)
            self._measures[access.team.id] = names
        return self._measures[access.team.id]
