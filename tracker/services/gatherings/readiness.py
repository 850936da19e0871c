"""How ready each team of a network is for a gathering: computed from what is stored, in few queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, Select, bindparam, case, exists, func, select, type_coerce
from sqlalchemy.types import NullType

from tracker.access.network import NetworkAccess, TeamName
from tracker.access.permissions import Permission
from tracker.analysis.periods import Period, PeriodKind
from tracker.models.base import db
from tracker.models.gatherings import Gathering, Preparation, SignUp
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.history import due_period

_BY_EVENTS = tuple(kind for kind in ValueKind if kind.is_between_events)
_DUE = case(*((Measure.period_kind == kind, bindparam(kind.value, type_=Date)) for kind in PeriodKind))
"""When the last period that is over began, for each kind of period."""
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OWN = Measurement.measure_id == Measure.id
_COUNTS = (Measure.archived_at.is_(None), Measure.value_kind.not_in(_BY_EVENTS))


def _ends() -> Select[Any]:
    """Select of each team and kind of period how far the measure that lags most has come, and the one that lags least.

    Of those alike these two say all there is to know.
    """
    # One step into the index for each measure; a join would read every number of every team.
    latest = select(func.max(Measurement.period_start)).where(_OWN, Measurement.period_start <= _DUE)
    each = (
        select(Measure.team_id, Measure.period_kind, latest.correlate(Measure).scalar_subquery().label("start"))
        .where(Measure.team_id.in_(_IDS), *_COUNTS)
        .cte("each")
        .prefix_with("MATERIALIZED")  # else each of the two below takes the step anew
    )
    ends = select(each.c.team_id, each.c.period_kind, func.min(each.c.start), func.max(each.c.start))
    return ends.group_by(each.c.team_id, each.c.period_kind)


def _complete() -> Select[Any]:
    """Select the teams that lack nothing else and have recorded all that is over.

    The first measure that lags ends the search of a team.
    """
    of_team = (Measure.team_id == Preparation.team_id, *_COUNTS)
    signed = exists().where(SignUp.gathering_id == Preparation.gathering_id, SignUp.team_id == Preparation.team_id)
    has_last = exists().where(_OWN, Measurement.period_start == _DUE).correlate(Measure)
    has_earlier = exists().where(_OWN, Measurement.period_start < _DUE).correlate(Measure)
    lags = exists().where(*of_team, ~has_last, has_earlier).correlate(Preparation)
    begun = exists().where(*of_team, has_last).correlate(Preparation)
    said = (Preparation.report_sent_at.is_not(None), Preparation.learned != "", Preparation.help != "")
    query = select(Preparation.team_id).where(Preparation.gathering_id == bindparam("gathering"), *said)
    return query.where(signed.correlate(Preparation), ~lags, begun)


def _answers() -> Select[Any]:
    own = Preparation.__table__.c
    has_said = (type_coerce(each, NullType()) for each in (own.report_sent_at.is_not(None), own.learned != ""))
    query = select(own.team_id, *has_said, own.help, own.help_table_id)
    return query.where(own.gathering_id == bindparam("gathering"))


# Built once: most of what a small question costs is putting its words together.
_ENDS, _COMPLETE, _ANSWERS = _ends(), _complete(), _answers()
_COMING = (
    select(SignUp.team_id, func.count()).where(SignUp.gathering_id == bindparam("gathering")).group_by(SignUp.team_id)
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How far a team has recorded: the last period all its measures have, and whether that is the last one over."""

    through: Period | None
    is_complete: bool


NOTHING = Recorded(None, is_complete=False)
_NOTHING_SAID = (False, 0, "", None)


@dataclass(frozen=True, slots=True)
class TeamReadiness:
    """One team before a gathering; how far it has recorded is told by `recorded_by_team` of those that are shown."""

    team: TeamName
    report_sent: bool
    answered: int
    """Of the two questions."""
    help_wanted: str
    help_table_id: int | None
    signed_up: int
    is_ready: bool
    """Whether nothing is lacking, what is recorded included."""


def readiness_of(access: NetworkAccess, row: Gathering) -> list[TeamReadiness]:
    """Tell of every team at work how ready it is: not the ready first, then by name."""
    access.require(Permission.READ_NETWORK)
    said, coming = _said(row), _counted(row)
    ready = frozenset(db.session.scalars(_COMPLETE, {"gathering": row.id, **_starts(access.today)}))
    found = [
        TeamReadiness(team, *said.get(team.id, _NOTHING_SAID), coming.get(team.id, 0), team.id in ready)
        for team in access.team_names()
        if not team.is_reference
    ]
    return sorted(found, key=lambda each: each.is_ready)  # the teams come by name, and sorting keeps that


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


def _said(row: Gathering) -> Mapping[int, tuple[bool, int, str, int | None]]:
    """Return of each team whether its report is sent, how many questions it answered, and what it wants help with."""
    return {
        team_id: (bool(sent), bool(learned) + bool(wish), wish, table_id)
        for team_id, sent, learned, wish, table_id in db.session.execute(_ANSWERS, {"gathering": row.id})
    }


def _counted(row: Gathering) -> Mapping[int, int]:
    return dict(db.session.execute(_COMING, {"gathering": row.id}).all())
