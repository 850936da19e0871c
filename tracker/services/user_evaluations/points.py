"""What was agreed at the dialogue meeting, what it became, and what was found when it was looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.barriers import Barrier
from tracker.models.base import Json, db
from tracker.models.improvement import Intervention
from tracker.models.teams import Membership
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    PointVerdict,
    StageDates,
    UserEvaluation,
)
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.user_evaluations.audit_words import DIALOGUE_POINT
from tracker.services.user_evaluations.evaluations import (
    UserEvaluationFault,
    dates_of,
    end_approval,
    remove_edited,
    set_dates,
)
from tracker.services.user_evaluations.findings import say_discussed
from tracker.services.versions import count_version

_COLUMNS = (
    "text", "is_new", "responsible_id", "intervention_id", "barrier_id", "verdict", "verdict_why", "verdict_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFacts:
    """What was agreed, and who in the team sees to it; `is_new` is False where they go on as they do."""

    text: str
    is_new: bool = True
    responsible_id: int | None = None


def points_of(access: TeamAccess, evaluation: UserEvaluation) -> Sequence[DialoguePoint]:
    """List the points of an evaluation with what they became, in a few queries."""
    access.require(Permission.READ_EVALUATIONS)
    query = select(DialoguePoint).where(
        DialoguePoint.team_id == access.team.id, DialoguePoint.evaluation_id == evaluation.id
    )
    return db.session.scalars(query.options(*DialoguePoint.load_options()).order_by(DialoguePoint.id)).all()


def add_point(
    access: TeamAccess, evaluation: UserEvaluation, finding: Finding, facts: PointFacts, *, submission: str
) -> DialoguePoint:
    """Write down what was agreed about a finding, which is thereby discussed. Sent twice it is one point.

    Raises:
        NotFoundError: whoever is to see to it is not in the team.
    """
    access.require(Permission.EVALUATE)
    lock_team(access)
    query = select(DialoguePoint).where(DialoguePoint.team_id == access.team.id, DialoguePoint.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = DialoguePoint(
        team_id=access.team.id,
        evaluation_id=evaluation.id,
        finding_id=finding.id,
        created_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    _write(access, row, facts)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, DIALOGUE_POINT, row.id, label=row.text, after=snapshot(row, *_COLUMNS))
    say_discussed(access, finding, title=evaluation.title)
    end_approval(access, evaluation)
    return row


def change_point(access: TeamAccess, row: DialoguePoint, facts: PointFacts) -> None:
    """Change what was agreed, or who sees to it.

    Raises:
        NotFoundError: whoever is to see to it is not in the team.
    """
    access.require(Permission.EVALUATE)
    before, said = snapshot(row, *_COLUMNS), (row.text, row.is_new)
    _write(access, row, facts)
    _note_change(access, row, before)
    if said != (row.text, row.is_new):  # who sees to it, and what it became, is no part of what was approved
        end_approval(access, db.session.get_one(UserEvaluation, row.evaluation_id))


def remove_point(access: TeamAccess, row: DialoguePoint) -> None:
    """Remove a point that was written down by mistake. What it became stays."""
    access.require(Permission.EVALUATE)
    note(access, Deed.REMOVED, DIALOGUE_POINT, row.id, label=row.text, before=snapshot(row, *_COLUMNS))
    end_approval(access, db.session.get_one(UserEvaluation, row.evaluation_id))
    remove_edited(row)


def tie_point(access: TeamAccess, row: DialoguePoint, deed: Intervention | Barrier) -> None:
    """Say what a point became: an intervention, whose flag then has a bubble, or a barrier. Said twice it is once.

    Raises:
        Refused: it has become something else meanwhile.
    """
    access.require(Permission.IMPROVE)
    access.require(Permission.READ_EVALUATIONS)
    lock_team(access)
    db.session.refresh(row, ["intervention_id", "barrier_id"])
    wanted = (deed.id, None) if isinstance(deed, Intervention) else (None, deed.id)
    held = (row.intervention_id, row.barrier_id)
    refuse_first({(UserEvaluationFault.HAS_BECOME, None): held not in {(None, None), wanted}})
    before = snapshot(row, *_COLUMNS)
    if isinstance(deed, Intervention):
        row.intervention_id = deed.id
    else:
        row.barrier_id = deed.id
    _note_change(access, row, before)
    db.session.expire(row, ["intervention", "barrier"])


def agreed_for(access: TeamAccess, made: Intervention) -> tuple[UserEvaluation, date | None] | None:
    """Return the evaluation that an intervention was agreed in, and when it is followed up, in one query."""
    if not access.may(Permission.READ_EVALUATIONS):
        return None
    query = (
        select(UserEvaluation, StageDates.due)
        .join(DialoguePoint, DialoguePoint.evaluation_id == UserEvaluation.id)
        .join(StageDates, StageDates.evaluation_id == UserEvaluation.id)
        .where(
            DialoguePoint.team_id == access.team.id,
            DialoguePoint.intervention_id == made.id,
            StageDates.stage == EvaluationStage.FOLLOW_UP,
        )
        .order_by(DialoguePoint.id)
    )
    found = db.session.execute(query).first()
    return None if found is None else (found[0], found[1])


def agreed_barriers(access: TeamAccess) -> frozenset[int]:
    """Return which of the team's barriers were agreed in a dialogue meeting, in one query."""
    if not access.may(Permission.READ_EVALUATIONS):
        return frozenset()
    query = select(DialoguePoint.barrier_id).where(DialoguePoint.team_id == access.team.id)
    return frozenset(found for found in db.session.scalars(query) if found is not None)


def look_at(
    access: TeamAccess, evaluation: UserEvaluation, row: DialoguePoint, verdict: PointVerdict, *, why: str
) -> None:
    """Say what has become of a point; when all are looked at, the follow-up is done.

    Raises:
        Refused: it is not done, and nobody says why.
    """
    access.require(Permission.EVALUATE)
    refuse_first({(UserEvaluationFault.NO_WHY, "why"): verdict is PointVerdict.NOT_DONE and not why})
    before = snapshot(row, *_COLUMNS)
    row.verdict, row.verdict_on = verdict, access.today
    row.verdict_why = why if verdict is PointVerdict.NOT_DONE else ""
    _note_change(access, row, before)
    dates = dates_of(evaluation, EvaluationStage.FOLLOW_UP)
    is_time = dates.due is not None and dates.due <= access.today
    if (
        is_time
        and dates.done_on is None
        and not any(is_waiting(each, dates.due, access.today) for each in points_of(access, evaluation))
    ):
        set_dates(access, dates, title=evaluation.title, due=dates.due, began_on=dates.began_on, done_on=access.today)


def is_waiting(row: DialoguePoint, due: date | None, today: date) -> bool:
    """Return whether a point has come back and nobody has looked at it since."""
    if not row.is_new or due is None or due > today:
        return False
    return row.verdict_on is None or row.verdict_on < due


_WAITING = select(DialoguePoint.id).where(
    DialoguePoint.evaluation_id == UserEvaluation.id,
    DialoguePoint.is_new,
    (DialoguePoint.verdict_on.is_(None)) | (DialoguePoint.verdict_on < StageDates.due),
)
DUE_IN = (
    select(UserEvaluation, StageDates.due)
    .join(StageDates, StageDates.evaluation_id == UserEvaluation.id)
    .where(
        UserEvaluation.team_id.in_(bindparam("due_in", expanding=True)),
        StageDates.stage == EvaluationStage.FOLLOW_UP,
        StageDates.due <= bindparam("today"),
        _WAITING.exists(),
    )
    .order_by(StageDates.due, UserEvaluation.id)
)
"""The evaluations of the teams of `due_in` whose points have come back by `today` and wait, with the day."""


def follow_ups_due(team_ids: Sequence[int], today: date) -> Sequence[tuple[UserEvaluation, date]]:
    """List the evaluations of these teams whose points have come back and wait, with the day, in one query."""
    rows = db.session.execute(DUE_IN, {"due_in": list(team_ids), "today": today})
    return [(row, due) for row, due in rows if due is not None]


def _write(access: TeamAccess, row: DialoguePoint, facts: PointFacts) -> None:
    if facts.responsible_id is not None and facts.responsible_id != row.responsible_id:
        access.one(Membership, facts.responsible_id)
    row.text, row.is_new, row.responsible_id = facts.text, facts.is_new, facts.responsible_id
    row.verdict_why = row.verdict_why or ""


def _note_change(access: TeamAccess, row: DialoguePoint, before: Json) -> None:
    was, became = changes(before, snapshot(row, *_COLUMNS))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, DIALOGUE_POINT, row.id, label=row.text, before=was, after=became)
