"""Flags: one row of numbers a team, shared by interventions, tests and notes, the same wherever a flag stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.models.answers import AnswerLink
from tracker.models.base import db
from tracker.models.improvement import Decision, Intervention, InterventionMeasure, InterventionState, PdsaCycle
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.models.user_evaluations import DialoguePoint
from tracker.services.locking import lock_team


class FlagSubject(StrEnum):
    """What a flag stands for."""

    INTERVENTION = "intervention"
    TEST = "test"
    ANNOTATION = "annotation"


@dataclass(frozen=True, slots=True)
class TeamFlag:
    """One flag of a team: what it stands for, when, and on which measures' charts (None: on every one)."""

    number: int
    subject: FlagSubject
    row_id: int
    on: date
    title: str
    measures: frozenset[int] | None = None
    until: date | None = None
    text: str = ""
    """What the list beside the chart says of it: what was done, or why a test was decided as it was."""
    status: InterventionState | Decision | None = None
    is_comment: bool = False
    from_answers: bool = False
    """Whether answers from patients or next of kin are tied to the intervention."""
    written_by_id: int | None = None
    """Who wrote a note; interventions and tests are the team's."""

    def stands_on(self, measure_ids: Iterable[int]) -> bool:
        """Return whether the flag belongs on the chart of one of these measures."""
        return self.measures is None or not self.measures.isdisjoint(measure_ids)


def take_flag(access: TeamAccess) -> int:
    """Take the team's next number. The team's row stays locked until the deed is settled, so no two get the same."""
    team = lock_team(access)
    number = team.next_flag
    team.next_flag = number + 1
    db.session.flush()
    return number


def team_flags(access: TeamAccess) -> list[TeamFlag]:
    """List the team's flags by day, in one query. An idea has none, nor has a test that is planned: none has begun.

    A test stands on the chart of its own measure, or of those its intervention touches where it names none.
    """
    access.require(Permission.READ)
    return _begun(access)


def work_flags(access: CodeAccess) -> list[TeamFlag]:
    """List the flags of the team's interventions and tests by day, for a screen on the wall.

    What people wrote on the charts is for the team.
    """
    return [flag for flag in _begun(access) if flag.subject is not FlagSubject.ANNOTATION]


def work_flags_of(access: NetworkAccess, team_ids: Iterable[int]) -> list[TeamFlag]:
    """List the flags of many teams' interventions and tests by day, in one query; what they wrote is their own.

    Numbers are a team's own, so two teams have the same: a flag belongs where its measures are.
    """
    access.require(Permission.READ_NETWORK)
    followed = {team.id for team in access.teams()}
    flags = _begun_of(followed.intersection(team_ids), access.today)
    return [flag for flag in flags if flag.subject is not FlagSubject.ANNOTATION]


def _begun(access: TeamAccess | CodeAccess) -> list[TeamFlag]:
    return _begun_of((access.team.id,), access.today)


def _begun_of(team_ids: Collection[int], today: date) -> list[TeamFlag]:
    touched: dict[tuple[str, int], set[int | None]] = defaultdict(set)
    rows: dict[tuple[str, int], Row[Any]] = {}
    for row in db.session.execute(_BEGUN, {"teams": list(team_ids), "today": today}):
        rows[row.subject, row.id] = row
        touched[row.subject, row.id].add(row.measure_id)
    flags = [_flag(row, touched[key]) for key, row in rows.items()]
    return sorted(flags, key=lambda flag: (flag.on, flag.number))


def _everything_begun() -> CompoundSelect[Any]:
    """Select interventions, tests and notes of `teams` that have begun `today`: a row for each measure touched."""
    teams, today = bindparam("teams", type_=Integer, expanding=True), bindparam("today", type_=Date)
    touch = InterventionMeasure
    interventions = (
        select(
            literal(FlagSubject.INTERVENTION.value).label("subject"),
            Intervention.id,
            Intervention.flag,
            Intervention.started_on.label("begun"),
            Intervention.ended_on.label("until"),
            Intervention.title,
            Intervention.text.label("said"),
            type_coerce(Intervention.state, String).label("status"),
            touch.measure_id,
            cast(null(), Integer).label("written_by_id"),
            or_(
                exists().where(AnswerLink.intervention_id == Intervention.id),
                exists().where(DialoguePoint.intervention_id == Intervention.id),
            ).label("voiced"),
        )
        .outerjoin(touch, touch.intervention_id == Intervention.id)
        .where(
            Intervention.team_id.in_(teams),
            Intervention.state != InterventionState.IDEA,
            Intervention.started_on <= today,
        )
    )
    tests = (
        select(
            literal(FlagSubject.TEST.value),
            PdsaCycle.id,
            PdsaCycle.flag,
            PdsaCycle.started_on,
            PdsaCycle.ended_on,
            PdsaCycle.title,
            PdsaCycle.decided_why,
            type_coerce(PdsaCycle.decision, String),
            func.coalesce(PdsaCycle.measure_id, touch.measure_id),
            cast(null(), Integer),
            false(),
        )
        .outerjoin(touch, and_(PdsaCycle.measure_id.is_(None), touch.intervention_id == PdsaCycle.intervention_id))
        .where(PdsaCycle.team_id.in_(teams), PdsaCycle.started_on <= today)
    )
    notes = select(
        literal(FlagSubject.ANNOTATION.value),
        Annotation.id,
        Annotation.flag,
        Annotation.on_date,
        cast(null(), Date),
        Annotation.title,
        Annotation.text,
        type_coerce(Annotation.kind, String),
        Annotation.measure_id,
        Annotation.written_by_id,
        false(),
    ).where(Annotation.team_id.in_(teams), Annotation.on_date <= today)
    return union_all(interventions, tests, notes)


_BEGUN = _everything_begun()  # built once: it takes as long to put together as to ask


def _flag(row: Row[Any], touched: set[int | None]) -> TeamFlag:
    subject = FlagSubject(row.subject)
    measures = frozenset(measure for measure in touched if measure is not None)
    status: InterventionState | Decision | None = None
    if subject is FlagSubject.INTERVENTION:
        status = InterventionState(row.status)
    elif subject is FlagSubject.TEST and row.status is not None:
        status = Decision(row.status)
    return TeamFlag(
        row.flag,
        subject,
        row.id,
        row.begun,
        row.title,
        None if subject is FlagSubject.ANNOTATION and not measures else measures,
        row.until,
        row.said,
        status,
        is_comment=row.status == AnnotationKind.COMMENT,
        from_answers=bool(row.voiced),
        written_by_id=row.written_by_id,
    )
