"""How ready each team of a network is for a gathering: computed from what is stored, in few queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.analysis.periods import Period, PeriodKind
from tracker.models.base import db
from tracker.models.gatherings import Gathering, Preparation, SignUp
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, ValueKind
from tracker.models.teams import Team
from tracker.services.gatherings.gatherings import teams_at_work
from tracker.services.leadership import leaders_of
from tracker.services.measurements.history import due_period

_BY_EVENTS = tuple(kind for kind in ValueKind if kind.is_between_events)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How far a team has recorded: the last period all its measures have, and whether that is the last one over."""

    through: Period | None
    is_complete: bool


NOTHING = Recorded(None, is_complete=False)


@dataclass(frozen=True, slots=True)
class TeamReadiness:
    """One team before a gathering."""

    team: Team
    leader: str
    recorded: Recorded
    report_sent: bool
    answered: int
    """Of the two questions."""
    signed_up: int
    help_wanted: str = ""
    help_table_id: int | None = None

    @property
    def is_ready(self) -> bool:
        """Whether nothing is lacking."""
        return self.recorded.is_complete and self.report_sent and self.answered == 2 and self.signed_up > 0


def readiness_of(access: NetworkAccess, row: Gathering) -> list[TeamReadiness]:
    """Tell of every team at work how ready it is: not the ready first, then by name."""
    access.require(Permission.READ_NETWORK)
    teams = teams_at_work(access)
    ids = [team.id for team in teams]
    recorded = recorded_by_team(ids, today=access.today)
    said = {
        own.team_id: own for own in db.session.scalars(select(Preparation).where(Preparation.gathering_id == row.id))
    }
    coming = _counted(row)
    leaders = {team_id: led[0].name for team_id, led in leaders_of(ids).items()}
    found = []
    for team in teams:
        own = said.get(team.id)
        found.append(
            TeamReadiness(
                team,
                leaders.get(team.id, ""),
                recorded.get(team.id, NOTHING),
                report_sent=own is not None and own.report_sent_at is not None,
                answered=sum(bool(text) for text in (own.learned, own.help)) if own else 0,
                signed_up=coming.get(team.id, 0),
                help_wanted=own.help if own else "",
                help_table_id=own.help_table_id if own else None,
            )
        )
    return sorted(found, key=lambda each: each.is_ready)  # the teams come by name, and sorting keeps that


def recorded_by_team(team_ids: Sequence[int], *, today: date) -> Mapping[int, Recorded]:
    """Tell how far each team has recorded, in one query of one row a measure.

    A measure that nobody has recorded yet holds a team back only where it has recorded none; what is counted between
    events has no calendar to lag behind.
    """
    due = {kind: due_period(kind, today) for kind in PeriodKind}
    last = case(*((Measure.period_kind == kind, period.start) for kind, period in due.items()))
    own = (Measurement.measure_id == Measure.id, Measurement.period_start <= last)
    # One step into the index for each measure; a join would read every number of every team.
    latest_start = select(func.max(Measurement.period_start)).where(*own).correlate(Measure).scalar_subquery()
    query = select(Measure.team_id, Measure.period_kind, latest_start.label("latest")).where(
        Measure.team_id.in_(team_ids), Measure.archived_at.is_(None), Measure.value_kind.not_in(_BY_EVENTS)
    )
    latest: defaultdict[int, list[Period]] = defaultdict(list)
    for team_id, kind, start in db.session.execute(query):
        if start is None:
            continue
        latest[team_id].append(Period.containing(kind, start))
    return {team_id: _furthest(periods, due) for team_id, periods in latest.items()}


def _furthest(periods: Sequence[Period], due: Mapping[PeriodKind, Period]) -> Recorded:
    lagging = [period for period in periods if period != due[period.kind]]
    by_end = sorted(lagging or periods, key=lambda period: (period.stop, period.start))
    shown = by_end[0] if lagging else by_end[-1]
    return Recorded(shown, is_complete=not lagging)


def _counted(row: Gathering) -> Mapping[int, int]:
    query = select(SignUp.team_id, func.count()).where(SignUp.gathering_id == row.id).group_by(SignUp.team_id)
    return dict(db.session.execute(query).all())
