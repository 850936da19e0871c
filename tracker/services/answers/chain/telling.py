"""Telling back what was done: one text for all answers that are tied to the same deed."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerLink, Telling, TellingAnswer, TellingKind
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.answers.audit_words import TELLING
from tracker.services.answers.chain.reading import AnswerInChain
from tracker.services.answers.standing import is_told
from tracker.services.answers.words import of_team
from tracker.services.audit.log import note
from tracker.services.locking import lock_team


def told_together(access: TeamAccess, answer: AnswerInChain) -> list[int]:
    """Return the ids of the answers that one telling covers: this, and those not told that hang on the same deed."""
    deeds = answer.standing.deeds
    if not deeds:
        return [answer.id]
    column = AnswerLink.cycle_id if deeds[0].state is None else AnswerLink.intervention_id
    same = select(AnswerLink.answer_id).where(column == deeds[0].id)
    query = select(Answer.id).where(*of_team(access), Answer.id.in_(same), ~is_told(access.today))
    return sorted({answer.id, *db.session.scalars(query)})


def tell(access: TeamAccess, answer: AnswerInChain, *, kind: TellingKind, text: str, submission: str) -> Telling:
    """Write down what was done. Everybody can read it first when the leader publishes it.

    The same submission sent twice gives the same row.
    """
    access.require(Permission.REVIEW)
    lock_team(access)
    query = select(Telling).where(Telling.team_id == access.team.id, Telling.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    covered = told_together(access, answer)
    row = Telling(
        team_id=access.team.id,
        theme_id=min(answer.theme_ids, default=None),
        intervention_id=_intervention(answer),
        kind=kind,
        text=text,
        told_on=access.today,
        told_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        TellingAnswer(telling_id=row.id, answer_id=answer_id, team_id=access.team.id) for answer_id in covered
    )
    db.session.flush()
    note(access, Deed.CREATED, TELLING, row.id, after={"kind": kind})
    return row


def _intervention(answer: AnswerInChain) -> int | None:
    return next((deed.id for deed in answer.standing.deeds if deed.state is not None), None)
