"""Telling back what was done: one text for all answers that are tied to the same deed."""

from __future__ import annotations

from sqlalchemy import or_, select

from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerLink, Telling, TellingKind
from tracker.models.base import db
from tracker.services.answers.chain.reading import AnswerInChain
from tracker.services.answers.standing import is_told
from tracker.services.answers.told.tellings import NewTelling, write_telling
from tracker.services.answers.words import of_team


def told_together(access: TeamAccess, answer: AnswerInChain) -> frozenset[str]:
    """Return the public ids of the answers that one telling covers: this, and those not told on the same deed."""
    deeds = answer.standing.deeds
    if not deeds:
        return frozenset({answer.public_id})
    column = AnswerLink.cycle_id if deeds[0].state is None else AnswerLink.intervention_id
    same = Answer.id.in_(select(AnswerLink.answer_id).where(column == deeds[0].id)) & ~is_told(access.today)
    query = select(Answer.public_id).where(*of_team(access), or_(Answer.id == answer.id, same))
    return frozenset(db.session.scalars(query))


def tell(access: TeamAccess, answer: AnswerInChain, *, kind: TellingKind, text: str, submission: str) -> Telling:
    """Write down what was done. Everybody can read it first when the leader says who decided, and publishes it.

    Raises:
        Refused: it names staff.
    """
    theme_id = min(answer.theme_ids, default=None)
    new = NewTelling(kind=kind, text=text, theme_id=theme_id, answers=told_together(access, answer))
    return write_telling(access, new, submission=submission, is_draft=True)
