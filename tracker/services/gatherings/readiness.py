"""How ready each team of a network is for a gathering: computed from what is stored, in few queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, case, exists, false, func, select

from tracker.access.network import NetworkAccess, TeamName
from tracker.access.permissions import Permission
from tracker.analysis.periods import Period, PeriodKind
from tracker.models.base import db
from tracker.models.gatherings import Gathering, Preparation, SignUp
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, ValueKind
from tracker.models.teams import Team
from tracker.services.measurements.history import due_period

# Of columns, not of models: hundreds of rows are then handed on as the database gave them.
_team, _measure, _measurement = Team.__table__, Measure.__table__, Measurement.__table__
_preparation, _sign_up = Preparation.__table__, SignUp.__table__

_BY_EVENTS = tuple(kind for kind in ValueKind if kind.is_between_events)
_DUE = case(*((_measure.c.period_kind == kind, bindparam(kind.value, type_=Date)) for kind in PeriodKind))
"""When the last period that is over began, for each kind of period."""
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OWN = _measurement.c.measure_id == _measure.c.id
_COUNTS = (_measure.c.archived_at.is_(None), _measure.c.value_kind.not_in(_BY_EVENTS))


def _ends() -> Select[Any]:
    """Select of each team and kind of period how far the measure that lags most has come, and the one that lags least.

    Of those alike these two say all there is to know.
    """
    # One step into the index for each measure; a join would read every number of every team.
    latest = select(func.max(_measurement.c.period_start)).where(_OWN, _measurement.c.period_start <= _DUE)
    each = (
        select(_measure.c.team_id, _measure.c.period_kind, latest.correlate(_measure).scalar_subquery().label("start"))
        .where(_measure.c.team_id.in_(_IDS), *_COUNTS)
        .cte("each")
        .prefix_with("MATERIALIZED")  # else each of the two below takes the step anew
    )
    ends = select(each.c.team_id, each.c.period_kind, func.min(each.c.start), func.max(each.c.start))
    return ends.group_by(each.c.team_id, each.c.period_kind)


def _told() -> tuple[ColumnElement[Any], ...]:
    """Return what is asked beside a team's name, in the order `TeamReadiness` has it."""
    own = _preparation.c
    signed = (_sign_up.c.gathering_id == bindparam("gathering"), _sign_up.c.team_id == _team.c.id)
    is_sent, has_learned, has_wish = own.report_sent_at.is_not(None), own.learned != "", own.help != ""
    return (
        is_sent,
        case((has_learned, 1), else_=0) + case((has_wish, 1), else_=0),
        func.coalesce(own.help, ""),
        own.help_table_id,
        select(func.count()).where(*signed).correlate(_team).scalar_subquery(),
        _is_ready(and_(is_sent, has_learned, has_wish, exists().where(*signed).correlate(_team))),
    )


def _is_ready(has_said: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a team lacks nothing else and has recorded all that is over.

    Numbers are looked for only where nothing else is lacking, and the first measure that lags ends the search.
    """
    of_team = (_measure.c.team_id == _team.c.id, *_COUNTS)
    has_last = exists().where(_OWN, _measurement.c.period_start == _DUE).correlate(_measure)
    has_earlier = exists().where(_OWN, _measurement.c.period_start < _DUE).correlate(_measure)
    lags = exists().where(*of_team, ~has_last, has_earlier).correlate(_team)
    begun = exists().where(*of_team, has_last).correlate(_team)
    return case((~has_said, false()), (lags, false()), else_=begun)


# Built once: most of what a small question costs is putting its words together.
_ENDS, _TOLD = _ends(), _told()
_OF_TEAM = and_(_preparation.c.gathering_id == bindparam("gathering"), _preparation.c.team_id == _team.c.id)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How far a team has recorded: the last period all its measures have, and whether that is the last one over."""

    through: Period | None
    is_complete: bool


NOTHING = Recorded(None, is_complete=False)


class TeamReadiness(NamedTuple):
    """One team before a gathering; how far it has recorded is told by `recorded_by_team` of those that are shown."""

    team_id: int
    name: str
    slug: str
    is_reference: bool
    report_sent: bool
    answered: int
    """Of the two questions."""
    help_wanted: str
    help_table_id: int | None
    signed_up: int
    is_ready: bool
    """Whether nothing is lacking, what is recorded included."""

    @property
    def team(self) -> TeamName:
        """The team itself, as a link to it shows it."""
        return TeamName._make(self[:4])


def readiness_of(access: NetworkAccess, row: Gathering) -> list[TeamReadiness]:
    """Tell of every team at work how ready it is: not the ready first, then by name."""
    access.require(Permission.READ_NETWORK)
    query = access.names_query().where(~_team.c.is_reference).add_columns(*_TOLD).outerjoin(_preparation, _OF_TEAM)
    told = db.session.execute(query, {"gathering": row.id, **_starts(access.today)})
    # The teams come by name, and sorting keeps that.
    return sorted(map(TeamReadiness._make, told), key=attrgetter("is_ready"))


def recorded_by_team(team_ids: Sequence[int], *, today: date) -> Mapping[int, Recorded]:
    """Tell how far each team has recorded, in one query of one row a team and kind of period.

    A measure that nobody has recorded yet holds a team back only where it has recorded none; what is counted between
    events has no calendar to lag behind.
    """
    due = {kind: due_period(kind, today) for kind in PeriodKind}
    found: defaultdict[int, list[Period]] = defaultdict(list)
    for team_id, kind, *starts in db.session.execute(_ENDS, {"ids": team_ids, **_starts(today)}):
        found[team_id] += [Period.containing(kind, start) for start in set(starts) if start is not None]
    return {team_id: _furthest(periods, due) for team_id, periods in found.items() if periods}


def _starts(today: date) -> Mapping[str, date]:
    return {kind.value: due_period(kind, today).start for kind in PeriodKind}


def _furthest(periods: Sequence[Period], due: Mapping[PeriodKind, Period]) -> Recorded:
    lagging = [period for period in periods if period != due[period.kind]]
    by_end = sorted(lagging or periods, key=lambda period: (period.stop, period.start))
    shown = by_end[0] if lagging else by_end[-1]
    return Recorded(shown, is_complete=not lagging)
