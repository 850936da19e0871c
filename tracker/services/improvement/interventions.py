"""Interventions (tiltak): what a team does differently, from idea to implemented, or ended with why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import AnswerLink
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.improvement import (
    Claim,
    Driver,
    Intervention,
    InterventionMeasure,
    InterventionState,
    Level,
    PdsaCycle,
)
from tracker.models.measures import Measure
from tracker.models.user_evaluations import DialoguePoint
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.improvement.audit_words import INTERVENTION, TEST
from tracker.services.locking import lock_team
from tracker.services.measurements.flags import take_flag
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version, forget_versions

_COLUMNS = (
    "flag", "title", "text", "state", "level", "claim", "started_on", "ended_on", "ended_why", "driver_id",
    "with_representatives", "with_organisations",
)  # fmt: skip


class InterventionFault(StrEnum):
    """Why an intervention cannot be written down as it was said."""

    NO_MEASURE = "no_measure"
    NOT_STARTED = "not_started"
    STARTS_LATER = "starts_later"
    NO_END = "no_end"
    NO_WHY = "no_why"
    ENDS_LATER = "ends_later"
    END_BEFORE_START = "end_before_start"
    NOT_ENDED = "not_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What is said of an intervention: its words, how far it has come, when, and the measures it touches (ids)."""

    title: str
    measures: frozenset[int]
    text: str = ""
    state: InterventionState = InterventionState.TESTING
    level: Level = Level.SERVICE
    claim: Claim = Claim.HYPOTHESIS
    started_on: date | None = None
    ended_on: date | None = None
    ended_why: str = ""
    driver_id: int | None = None
    with_representatives: bool = False
    with_organisations: str = ""
    """Which user organisations it was planned together with."""


def interventions(access: TeamAccess) -> Sequence[Intervention]:
    """List the team's interventions with the measures they touch: those begun latest first, then ideas."""
    access.require(Permission.READ)
    query = select(Intervention).where(Intervention.team_id == access.team.id)
    query = query.options(selectinload(Intervention.measures))
    rows = db.session.scalars(query.order_by(Intervention.id.desc())).all()
    return sorted(rows, key=lambda row: row.started_on or date.min, reverse=True)


def planned_first(rows: Sequence[Intervention]) -> list[Intervention]:
    """Return the ideas among these: those that are planned to begin, the nearest first, then the others as they are."""
    ideas = [row for row in rows if row.state is InterventionState.IDEA]
    return sorted(ideas, key=lambda row: row.started_on or date.max)


def origins(access: TeamAccess) -> dict[int, PdsaCycle]:
    """Give, by intervention, the first test that was tied to it: the one it came from."""
    access.require(Permission.READ)
    query = select(Intervention.id, PdsaCycle).join(PdsaCycle, PdsaCycle.intervention_id == Intervention.id)
    query = query.where(Intervention.team_id == access.team.id)
    found: dict[int, PdsaCycle] = {}
    for intervention_id, cycle in db.session.execute(query.order_by(PdsaCycle.started_on, PdsaCycle.id)):
        found.setdefault(intervention_id, cycle)
    return found


def from_answers(access: TeamAccess) -> frozenset[int]:
    """Return which interventions something that users said is tied to: they carry a bubble, as on the charts.

    They answered at the bedside, or it was agreed in the dialogue meeting of an evaluation.
    """
    access.require(Permission.READ)
    answered = select(AnswerLink.intervention_id).where(AnswerLink.team_id == access.team.id)
    agreed = select(DialoguePoint.intervention_id).where(DialoguePoint.team_id == access.team.id)
    return frozenset(found for found in db.session.scalars(answered.union(agreed)) if found is not None)


def log_intervention(
    access: TeamAccess, intent: Intent, *, submission: str, from_test: PdsaCycle | None = None
) -> Intervention:
    """Write down a new intervention and give it the team's next flag; tie the test it came from to it.

    The same submission sent twice gives the same row.

    Raises:
        Refused: it cannot be written down like this.
        NotFoundError: a measure or driver is not the team's.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(Intervention).where(Intervention.team_id == access.team.id, Intervention.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = Intervention(
        team_id=access.team.id,
        flag=0,
        created_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    _write(access, row, intent)
    row.flag = take_flag(access)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, INTERVENTION, row.id, label=row.title, after=_whole(row))
    if from_test is not None and from_test.intervention_id is None:
        from_test.intervention_id = row.id
        count_version(access, from_test)
        after = snapshot(from_test, "intervention_id")
        note(access, Deed.CHANGED, TEST, from_test.id, label=from_test.title, after=after)
    db.session.expire(row, ["measures"])
    return row


def change_intervention(access: TeamAccess, row: Intervention, intent: Intent) -> None:
    """Change what is said of an intervention; ending it and taking it up again are changes of state.

    Raises:
        Refused: it cannot be written down like this.
        NotFoundError: a measure or driver is not the team's.
    """
    access.require(Permission.IMPROVE)
    before = _whole(row)
    _write(access, row, intent)
    _note_change(access, row, before)


def reopen_intervention(access: TeamAccess, row: Intervention) -> None:
    """Take an ended intervention up again: it is being tested, and its end is gone from the row, not from the trail."""
    access.require(Permission.IMPROVE)
    if row.state is not InterventionState.ENDED:
        return
    before = _whole(row)
    row.state, row.ended_on, row.ended_why = InterventionState.TESTING, None, ""
    _note_change(access, row, before)


def remove_intervention(access: TeamAccess, row: Intervention) -> None:
    """Remove what was logged by mistake. The trail keeps the whole row; its flag's number is not used again."""
    access.require(Permission.IMPROVE)
    note(access, Deed.REMOVED, INTERVENTION, row.id, label=row.title, before=_whole(row))
    forget_versions(row)
    db.session.delete(row)
    db.session.flush()


def _write(access: TeamAccess, row: Intervention, intent: Intent) -> None:
    _check(access, intent)
    measures = _own_measures(access, intent.measures)
    if intent.driver_id is not None:
        access.one(Driver, intent.driver_id)
    ended = intent.state is InterventionState.ENDED
    row.title, row.text = intent.title, intent.text
    row.state, row.level, row.claim = intent.state, intent.level, intent.claim
    row.started_on = intent.started_on
    row.ended_on, row.ended_why = (intent.ended_on, intent.ended_why) if ended else (None, "")
    row.driver_id = intent.driver_id
    row.with_representatives, row.with_organisations = intent.with_representatives, intent.with_organisations
    kept = {touch.measure_id: touch for touch in row.touches}
    row.touches = [
        kept.get(measure_id) or InterventionMeasure(team_id=access.team.id, measure_id=measure_id)
        for measure_id in measures
    ]


def _check(access: TeamAccess, intent: Intent) -> None:
    """Hold what the form alone cannot: which dates each state needs."""
    ended = intent.state is InterventionState.ENDED
    refuse_first(
        {
            (InterventionFault.NO_MEASURE, "measures"): not intent.measures,
            (InterventionFault.NOT_STARTED, "started_on"): intent.state is not InterventionState.IDEA
            and intent.started_on is None,
            (InterventionFault.STARTS_LATER, "started_on"): intent.state is not InterventionState.IDEA
            and intent.started_on is not None
            and intent.started_on > access.today,
            (InterventionFault.NO_END, "ended_on"): ended and intent.ended_on is None,
            (InterventionFault.NO_WHY, "ended_why"): ended and not intent.ended_why,
            (InterventionFault.ENDS_LATER, "ended_on"): ended
            and intent.ended_on is not None
            and intent.ended_on > access.today,
            (InterventionFault.END_BEFORE_START, "ended_on"): intent.ended_on is not None
            and intent.started_on is not None
            and intent.ended_on < intent.started_on,
            (InterventionFault.NOT_ENDED, "state"): not ended
            and (intent.ended_on is not None or bool(intent.ended_why)),
        }
    )


def _own_measures(access: TeamAccess, wanted: frozenset[int]) -> Sequence[int]:
    query = select(Measure.id).where(Measure.team_id == access.team.id, Measure.id.in_(wanted))
    found = db.session.scalars(query.order_by(Measure.position, Measure.id)).all()
    if len(found) != len(wanted):
        raise NotFoundError("measure")
    return found


def _note_change(access: TeamAccess, row: Intervention, before: Json) -> None:
    db.session.flush()
    db.session.expire(row, ["measures"])
    old, new = changes(before, _whole(row))
    if new:
        count_version(access, row)
        note(access, Deed.CHANGED, INTERVENTION, row.id, label=row.title, before=old, after=new)


def _whole(row: Intervention) -> Json:
    return {**snapshot(row, *_COLUMNS), "measures": sorted(touch.measure_id for touch in row.touches)}
