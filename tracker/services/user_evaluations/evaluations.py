"""An evaluation by users: begin one, say who asks and how many were asked, and set the dates of its stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Versioned, db
from tracker.models.teams import Membership
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    InterviewGuide,
    StageDates,
    UserEvaluation,
)
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.user_evaluations.audit_words import EVALUATION_STAGE, USER_EVALUATION
from tracker.services.versions import count_version, forget_versions

_DATES = ("due", "began_on", "done_on")


class UserEvaluationFault(StrEnum):
    """Why an evaluation, or a part of it, cannot be written down like this."""

    FEW_PERSONS = "few_persons"
    MORE_CAME = "more_came"
    FEWER_THAN_SAID = "fewer_than_said"
    NOT_YET = "not_yet"
    BEFORE = "before"
    NO_THEME = "no_theme"
    MORE_THAN_ASKED = "more_than_asked"
    NO_WHY = "no_why"
    NO_QUESTION = "no_question"
    IS_APPROVED = "is_approved"
    MEANWHILE = "meanwhile"
    HAS_BECOME = "has_become"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFacts:
    """What is said of an evaluation. Numbers that are not known are None; nobody who was interviewed is named."""

    title: str
    year: int
    evaluator: str
    interviewers: int | None = None
    are_trained: bool = False
    contact_id: int | None = None
    interviews: int | None = None
    groups: int | None = None
    persons: int | None = None
    came_team: int | None = None
    came_representatives: int | None = None
    came_interviewers: int | None = None
    came_asked: int | None = None
    no_staff: bool = False
    are_invited: bool = False
    have_report: bool = False


_COLUMNS = tuple(EvaluationFacts.__dataclass_fields__)


def evaluations_of(access: TeamAccess) -> Sequence[UserEvaluation]:
    """List the team's evaluations with their dates, the newest first, in two queries."""
    access.require(Permission.READ_EVALUATIONS)
    query = select(UserEvaluation).where(UserEvaluation.team_id == access.team.id)
    query = query.options(selectinload(UserEvaluation.dates), joinedload(UserEvaluation.contact))
    return db.session.scalars(query.order_by(UserEvaluation.year.desc(), UserEvaluation.id.desc())).all()


def begin_evaluation(access: TeamAccess, facts: EvaluationFacts, *, submission: str) -> UserEvaluation:
    """Begin an evaluation with all its stages. The same submission sent twice is one evaluation.

    Raises:
        Refused: its numbers cannot be so.
        NotFoundError: its contact is not in the team.
    """
    access.require(Permission.EVALUATE)
    lock_team(access)
    query = select(UserEvaluation).where(
        UserEvaluation.team_id == access.team.id, UserEvaluation.submission == submission
    )
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = UserEvaluation(
        team_id=access.team.id, created_by_id=access.user.id, created_at=access.now, submission=submission
    )
    _write(access, row, facts)
    row.dates = [StageDates(team_id=access.team.id, stage=stage) for stage in EvaluationStage]
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, USER_EVALUATION, row.id, label=row.title, after=snapshot(row, *_COLUMNS))
    return row


def change_evaluation(access: TeamAccess, row: UserEvaluation, facts: EvaluationFacts) -> None:
    """Change what is said of an evaluation.

    Raises:
        Refused: its numbers cannot be so.
        NotFoundError: its contact is not in the team.
    """
    access.require(Permission.EVALUATE)
    before = snapshot(row, *_COLUMNS)
    _write(access, row, facts)
    was, became = changes(before, snapshot(row, *_COLUMNS))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, USER_EVALUATION, row.id, label=row.title, before=was, after=became)


def approve_report(access: TeamAccess, row: UserEvaluation) -> None:
    """Say that the interviewers have read the report and stand behind it."""
    access.require(Permission.EVALUATE)
    if row.approved_on is None:
        _approved(access, row, access.today, access.user.id)


def end_approval(access: TeamAccess, row: UserEvaluation) -> None:
    """Take back that the interviewers stand behind the report: it says something else now, or that was a mistake."""
    access.require(Permission.EVALUATE)
    if row.approved_on is not None:
        _approved(access, row, None, None)


def _approved(access: TeamAccess, row: UserEvaluation, day: date | None, user_id: int | None) -> None:
    before = snapshot(row, "approved_on")
    row.approved_on, row.approved_by_id = day, user_id
    count_version(access, row)
    after = snapshot(row, "approved_on")
    note(access, Deed.CHANGED, USER_EVALUATION, row.id, label=row.title, before=before, after=after)


def set_dates(
    access: TeamAccess, row: StageDates, *, title: str, due: date | None, began_on: date | None, done_on: date | None
) -> None:
    """Set the dates of a stage; a stage with a day it was done is done.

    Raises:
        Refused: it began or was done later than today, or was done before it began.
    """
    access.require(Permission.EVALUATE)
    refuse_first(
        {
            (UserEvaluationFault.NOT_YET, "began_on"): began_on is not None and began_on > access.today,
            (UserEvaluationFault.NOT_YET, "done_on"): done_on is not None and done_on > access.today,
            (UserEvaluationFault.BEFORE, "done_on"): began_on is not None
            and done_on is not None
            and done_on < began_on,
        }
    )
    before = snapshot(row, *_DATES)
    row.due, row.began_on, row.done_on = due, began_on, done_on
    was, became = changes(before, snapshot(row, *_DATES))
    if became:
        count_version(access, row)
        stage = {"stage": row.stage.value}
        note(access, Deed.CHANGED, EVALUATION_STAGE, row.id, label=title, before=was, after=became | stage)


def remove_evaluation(access: TeamAccess, row: UserEvaluation) -> None:
    """Remove an evaluation that was begun by mistake, with all that belongs to it. What points became stays."""
    access.require(Permission.EVALUATE)
    note(access, Deed.REMOVED, USER_EVALUATION, row.id, label=row.title, before=snapshot(row, *_COLUMNS))
    parts: tuple[type[DialoguePoint | Finding | InterviewGuide | StageDates], ...]
    parts = (DialoguePoint, Finding, InterviewGuide, StageDates)
    for table in parts:
        for part in db.session.scalars(select(table).where(table.evaluation_id == row.id)):
            forget_versions(part)
    remove_edited(row)  # the database removes the parts with it


def remove_edited(row: Versioned) -> None:
    """Delete a row and forget who saved it."""
    forget_versions(row)
    db.session.delete(row)
    db.session.flush()


def dates_of(row: UserEvaluation, stage: EvaluationStage) -> StageDates:
    """Return the dates of one stage of an evaluation."""
    return next(each for each in row.dates if each.stage is stage)


def _write(access: TeamAccess, row: UserEvaluation, facts: EvaluationFacts) -> None:
    least, said = (facts.interviews or 0) + 2 * (facts.groups or 0), 0
    if row.id is not None and facts.persons != row.persons:
        said = db.session.scalar(select(func.max(Finding.persons)).where(Finding.evaluation_id == row.id)) or 0
    refuse_first(
        {
            (UserEvaluationFault.FEW_PERSONS, "persons"): facts.persons is not None and facts.persons < least,
            (UserEvaluationFault.FEWER_THAN_SAID, "persons"): facts.persons is not None and facts.persons < said,
            (UserEvaluationFault.MORE_CAME, "came_asked"): facts.persons is not None
            and (facts.came_asked or 0) > facts.persons,
        }
    )
    if facts.contact_id is not None and facts.contact_id != row.contact_id:
        access.one(Membership, facts.contact_id)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
