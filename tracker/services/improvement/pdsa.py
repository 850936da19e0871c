"""Small tests (PDSA): a plan and a prediction, what was done, what was seen, what was decided; and cycles in a ramp."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.improvement import Decision, Intervention, PdsaCycle
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.improvement.audit_words import TEST
from tracker.services.locking import lock_team
from tracker.services.measurements.flags import take_flag
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version

_COLUMNS = (
    "flag", "title", "plan", "prediction", "started_on", "ended_on", "did", "studied", "decision", "decided_why",
    "measure_id", "intervention_id", "follows_id",
)  # fmt: skip

Ramp = tuple[PdsaCycle, ...]
"""The cycles of one idea, in the order they were run."""


class CycleFault(StrEnum):
    """Why a test cannot be written down as it was said."""

    NOTHING_STUDIED = "nothing_studied"
    NO_WHY = "no_why"
    ENDS_LATER = "ends_later"
    END_BEFORE_START = "end_before_start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What is said of a test. Title, plan, prediction and a day are all it takes to start."""

    title: str
    plan: str
    prediction: str
    started_on: date
    measure_id: int | None = None
    intervention_id: int | None = None
    ended_on: date | None = None
    did: str = ""
    studied: str = ""
    decision: Decision | None = None
    decided_why: str = ""


def tests(access: TeamAccess) -> Sequence[PdsaCycle]:
    """List the team's tests, the oldest first."""
    access.require(Permission.READ)
    query = select(PdsaCycle).where(PdsaCycle.team_id == access.team.id)
    return db.session.scalars(query.order_by(PdsaCycle.started_on, PdsaCycle.id)).all()


def latest_tests(access: TeamAccess, ids: Iterable[int]) -> dict[int, PdsaCycle]:
    """Return the latest test that has begun of each of these interventions, by the intervention's id."""
    access.require(Permission.READ)
    query = select(PdsaCycle).where(
        PdsaCycle.team_id == access.team.id,
        PdsaCycle.intervention_id.in_(tuple(ids)),
        PdsaCycle.started_on <= access.today,
    )
    rows = db.session.scalars(query.order_by(PdsaCycle.started_on, PdsaCycle.id))
    return {row.intervention_id: row for row in rows if row.intervention_id is not None}


def ramps(cycles: Sequence[PdsaCycle]) -> tuple[Ramp, ...]:
    """Gather cycles of one idea: each with those that adapt it. Ramps with the latest cycle come first."""
    parent = {cycle.id: cycle.follows_id for cycle in cycles}
    gathered: dict[int, list[PdsaCycle]] = {}
    for cycle in sorted(cycles, key=_when):
        first = cycle.id
        while (before := parent.get(first)) in parent and before is not None:
            first = before
        gathered.setdefault(first, []).append(cycle)
    return tuple(sorted((tuple(ramp) for ramp in gathered.values()), key=lambda ramp: _when(ramp[-1]), reverse=True))


def ramp_of(cycle: PdsaCycle, cycles: Sequence[PdsaCycle]) -> Ramp:
    """Give the ramp a cycle stands in."""
    return next(ramp for ramp in ramps(cycles) if cycle in ramp)


def start_test(access: TeamAccess, cycle: Cycle, *, submission: str, follows: PdsaCycle | None = None) -> PdsaCycle:
    """Start a test with the team's next flag. The same submission sent twice gives the same row.

    Raises:
        Refused: it cannot be written down like this.
        NotFoundError: the measure or intervention is not the team's.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(PdsaCycle).where(PdsaCycle.team_id == access.team.id, PdsaCycle.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = PdsaCycle(
        team_id=access.team.id,
        follows_id=None if follows is None else follows.id,
        created_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    _write(access, row, cycle)
    row.flag = take_flag(access)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, TEST, row.id, label=row.title, after=snapshot(row, *_COLUMNS))
    return row


def change_test(access: TeamAccess, row: PdsaCycle, cycle: Cycle) -> None:
    """Write down what was done, seen and decided, or change the plan.

    Raises:
        Refused: it cannot be written down like this.
        NotFoundError: the measure or intervention is not the team's.
    """
    access.require(Permission.IMPROVE)
    before = snapshot(row, *_COLUMNS)
    _write(access, row, cycle)
    db.session.flush()
    old, new = changes(before, snapshot(row, *_COLUMNS))
    if new:
        count_version(access, row)
        note(access, Deed.CHANGED, TEST, row.id, label=row.title, before=old, after=new)


def _write(access: TeamAccess, row: PdsaCycle, cycle: Cycle) -> None:
    _check(access, cycle)
    if cycle.measure_id is not None:
        access.one(Measure, cycle.measure_id)
    if cycle.intervention_id is not None:
        access.one(Intervention, cycle.intervention_id)
    row.title, row.plan, row.prediction = cycle.title, cycle.plan, cycle.prediction
    row.started_on, row.ended_on = cycle.started_on, cycle.ended_on
    if cycle.decision is not None and row.ended_on is None:
        row.ended_on = max(cycle.started_on, access.today)
    row.did, row.studied = cycle.did, cycle.studied
    row.decision, row.decided_why = cycle.decision, cycle.decided_why
    row.measure_id, row.intervention_id = cycle.measure_id, cycle.intervention_id


def _check(access: TeamAccess, cycle: Cycle) -> None:
    """Hold what the form alone cannot: a decision rests on what was seen, and giving up says why."""
    refuse_first(
        {
            (CycleFault.ENDS_LATER, "ended_on"): cycle.ended_on is not None and cycle.ended_on > access.today,
            (CycleFault.END_BEFORE_START, "ended_on"): cycle.ended_on is not None and cycle.ended_on < cycle.started_on,
            (CycleFault.NOTHING_STUDIED, "studied"): cycle.decision is not None and not cycle.studied,
            (CycleFault.NO_WHY, "decided_why"): cycle.decision is Decision.ABANDON and not cycle.decided_why,
        }
    )


def _when(cycle: PdsaCycle) -> tuple[date, int]:
    return cycle.started_on, cycle.id
