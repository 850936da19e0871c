"""The interview guide of an evaluation: its versions, its questions in order, and who has approved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.user_evaluations import GuideApproval, GuideQuestion, GuideSide, InterviewGuide, UserEvaluation
from tracker.services.audit.log import changes, note
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.user_evaluations.audit_words import INTERVIEW_GUIDE
from tracker.services.user_evaluations.evaluations import UserEvaluationFault
from tracker.services.versions import count_version

MOST_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A question, and what to ask more about."""

    text: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFacts:
    """What a guide says: its questions in the order they are asked."""

    opening: str
    questions: Sequence[GuideLine]
    minutes: int | None = None


def guides_of(access: TeamAccess, evaluation: UserEvaluation) -> Sequence[InterviewGuide]:
    """List the versions of an evaluation's guide with all they say, the newest first, in three queries."""
    access.require(Permission.READ_GUIDE)
    query = select(InterviewGuide).where(
        InterviewGuide.team_id == access.team.id, InterviewGuide.evaluation_id == evaluation.id
    )
    query = query.options(*InterviewGuide.load_options())
    return db.session.scalars(query.order_by(InterviewGuide.number.desc())).all()


def begin_guide(access: TeamAccess, evaluation: UserEvaluation, facts: GuideFacts) -> InterviewGuide:
    """Begin the next version of the guide; one that nobody has approved is gone on with as it stands."""
    access.require(Permission.EVALUATE)
    lock_team(access)
    held = guides_of(access, evaluation)
    if held and not held[0].is_approved:
        return held[0]
    highest = db.session.scalar(
        select(func.max(InterviewGuide.number)).where(InterviewGuide.evaluation_id == evaluation.id)
    )
    row = InterviewGuide(
        team_id=access.team.id,
        evaluation_id=evaluation.id,
        number=(highest or 0) + 1,
        created_by_id=access.user.id,
        created_at=access.now,
    )
    _write(access, row, facts)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, INTERVIEW_GUIDE, row.id, label=evaluation.title, after=_whole(row))
    return row


def change_guide(access: TeamAccess, row: InterviewGuide, facts: GuideFacts, *, title: str, seen: int) -> None:
    """Change a guide that nobody has approved; `seen` is the version that whoever changes it has read.

    Raises:
        Refused: it is approved, and what is asked stays; or somebody has changed it meanwhile.
    """
    access.require(Permission.EVALUATE)
    refuse_first(
        {
            (UserEvaluationFault.IS_APPROVED, None): row.is_approved,
            (UserEvaluationFault.MEANWHILE, None): row.version != seen,
        }
    )
    before = _whole(row)
    _write(access, row, facts)
    db.session.flush()
    was, became = changes(before, _whole(row))
    if became:
        # What the team has read is not what stands there now.
        row.approvals = []
        count_version(access, row)
        note(access, Deed.CHANGED, INTERVIEW_GUIDE, row.id, label=title, before=was, after=became)


def approve_guide(access: TeamAccess, row: InterviewGuide, side: GuideSide, *, title: str, seen: int) -> None:
    """Say that one side approves a guide; said twice it is once. `seen` is the version that was read.

    Raises:
        Refused: it has no question; or somebody has changed it meanwhile.
    """
    access.require(Permission.EVALUATE)
    lock_team(access)
    if any(each.side is side for each in row.approvals):
        return
    refuse_first(
        {
            (UserEvaluationFault.NO_QUESTION, None): not row.questions,
            (UserEvaluationFault.MEANWHILE, None): row.version != seen,
        }
    )
    made = GuideApproval(team_id=access.team.id, side=side, on_date=access.today, by_id=access.user.id)
    row.approvals.append(made)
    count_version(access, row)
    note(access, Deed.ACCEPTED, INTERVIEW_GUIDE, row.id, label=title, after={"approved": side.value})


def _write(access: TeamAccess, row: InterviewGuide, facts: GuideFacts) -> None:
    row.opening, row.minutes = facts.opening, facts.minutes
    said = [(each.text, each.more) for each in facts.questions]
    if said != [(each.text, each.more) for each in row.questions]:
        row.questions = [
            GuideQuestion(team_id=access.team.id, position=position, text=text, more=more)
            for position, (text, more) in enumerate(said)
        ]


def _whole(row: InterviewGuide) -> Json:
    questions = "\n".join(f"{each.position + 1}. {each.text} {each.more}".strip() for each in row.questions)
    return {"number": row.number, "opening": row.opening, "minutes": row.minutes, "questions": questions}
