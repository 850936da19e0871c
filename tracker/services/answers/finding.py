"""An answer by what it is called in an address, or by words of it."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerState
from tracker.models.base import db
from tracker.services.answers.words import AnswerWords, team_answers


def answer_of(access: TeamAccess, public_id: str) -> Answer:
    """Load an answer without its words: any for who reviews, an approved one for the rest of the team.

    Raises:
        NotFoundError: there is none, or none that this person may know of.
    """
    access.require(Permission.READ_ANSWERS)
    query = select(Answer).where(Answer.team_id == access.team.id, Answer.public_id == public_id)
    if not access.may(Permission.REVIEW):
        query = query.where(Answer.state == AnswerState.APPROVED)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(public_id)
    return found


def read_answer_of(access: TeamAccess, public_id: str) -> Answer:
    """Load an answer that was read and approved: nothing is done with one before that.

    Raises:
        NotFoundError: there is none such.
    """
    answer = answer_of(access, public_id)
    if answer.state is not AnswerState.APPROVED:
        raise NotFoundError(public_id)
    return answer


def answers_with(access: TeamAccess, typed: str) -> list[AnswerWords]:
    """List approved answers of the team with every one of these words in them, newest week first.

    The words are compared here and not by the database: neither of the two folds æ, ø and å alike, and what a query
    says may be written down by whoever runs the database.
    """
    access.require(Permission.REVIEW)
    wanted = typed.casefold().split()
    if not wanted:
        return []
    return [row for row in team_answers(access) if _has(row.text.casefold(), wanted)]


def _has(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)
