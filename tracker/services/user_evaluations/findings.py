"""What an evaluation found: preliminary until the dialogue meeting has tested it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.user_evaluations import (
    DialoguePoint,
    Finding,
    FindingState,
    RecurringTheme,
    UserEvaluation,
)
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.user_evaluations.audit_words import FINDING
from tracker.services.user_evaluations.evaluations import UserEvaluationFault, end_approval, remove_edited
from tracker.services.versions import count_version


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """What is said of a finding; `persons` is how many of those interviewed said it."""

    theme: RecurringTheme
    own_theme: str = ""
    sentence: str
    persons: int | None = None
    state: FindingState = FindingState.PRELIMINARY


def findings_of(access: TeamAccess, evaluation: UserEvaluation) -> Sequence[Finding]:
    """List the findings with what was agreed and what it became, those that most said first, in a few queries.

    Outside the team a finding is read once the dialogue meeting has tested it.
    """
    access.require(Permission.READ_EVALUATIONS)
    query = select(Finding).where(Finding.team_id == access.team.id, Finding.evaluation_id == evaluation.id)
    if not access.may(Permission.READ_GUIDE):
        query = query.where(Finding.state == FindingState.DISCUSSED)
    query = query.options(*Finding.load_options())
    rows = db.session.scalars(query.order_by(Finding.id)).all()
    return sorted(rows, key=lambda row: -(row.persons or 0))


def add_finding(access: TeamAccess, evaluation: UserEvaluation, facts: FindingFacts, *, submission: str) -> Finding:
    """Write down a finding. The same submission sent twice is one finding.

    Raises:
        Refused: it cannot be written down like this.
    """
    access.require(Permission.EVALUATE)
    lock_team(access)
    query = select(Finding).where(Finding.team_id == access.team.id, Finding.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = Finding(
        team_id=access.team.id,
        evaluation_id=evaluation.id,
        created_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    _write(row, evaluation, facts)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, FINDING, row.id, label=evaluation.title, after=_told(row))
    end_approval(access, evaluation)
    return row


def change_finding(access: TeamAccess, row: Finding, evaluation: UserEvaluation, facts: FindingFacts) -> None:
    """Change what is said of a finding.

    Raises:
        Refused: it cannot be written down like this.
    """
    access.require(Permission.EVALUATE)
    before, known = _told(row), row.persons
    _write(row, evaluation, facts)
    note_finding(access, row, before, title=evaluation.title, is_other=row.persons != known)


def say_discussed(access: TeamAccess, row: Finding, *, title: str) -> None:
    """Say that the dialogue meeting has tested a finding."""
    access.require(Permission.EVALUATE)
    before = _told(row)
    row.state = FindingState.DISCUSSED
    note_finding(access, row, before, title=title)


def note_finding(access: TeamAccess, row: Finding, before: Json, *, title: str, is_other: bool = False) -> None:
    """Count a version and write an audit line where a finding has changed; a number alone is told as a change only."""
    was, became = changes(before, _told(row))
    if became or is_other:
        count_version(access, row)
        note(access, Deed.CHANGED, FINDING, row.id, label=title, before=was, after=became)
        end_approval(access, db.session.get_one(UserEvaluation, row.evaluation_id))


def remove_finding(access: TeamAccess, row: Finding, *, title: str) -> None:
    """Remove a finding that was written down by mistake, with its points. What points became stays."""
    access.require(Permission.EVALUATE)
    note(access, Deed.REMOVED, FINDING, row.id, label=title, before=_told(row))
    end_approval(access, db.session.get_one(UserEvaluation, row.evaluation_id))
    for point in db.session.scalars(select(DialoguePoint).where(DialoguePoint.finding_id == row.id)).all():
        remove_edited(point)
    remove_edited(row)


def _told(row: Finding) -> Json:
    """Return what the trail says of a finding: never how many said it, which may be too few to be told."""
    return snapshot(row, "theme", "own_theme", "sentence", "state")


def _write(row: Finding, evaluation: UserEvaluation, facts: FindingFacts) -> None:
    is_own = facts.theme is RecurringTheme.OWN
    refuse_first(
        {
            (UserEvaluationFault.NO_THEME, "own_theme"): is_own and not facts.own_theme,
            (UserEvaluationFault.MORE_THAN_ASKED, "persons"): facts.persons is not None
            and evaluation.persons is not None
            and facts.persons > evaluation.persons,
        }
    )
    row.theme, row.own_theme = facts.theme, facts.own_theme if is_own else ""
    row.sentence, row.persons, row.state = facts.sentence, facts.persons, facts.state
