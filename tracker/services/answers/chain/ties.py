"""Tying answers to what a team does, and their honest ends: a no with its reason, and praise that was taken in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerEnd, AnswerLink, AnswerTheme, ChainEnd
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.improvement import Intervention, PdsaCycle
from tracker.services.answers.audit_words import ANSWER_END, ANSWER_LINK
from tracker.services.answers.conditions import is_in_theme
from tracker.services.answers.finding import answer_of
from tracker.services.answers.standing import WhereItIs, where_it_is
from tracker.services.answers.themes import theme_of
from tracker.services.answers.words import of_team
from tracker.services.audit.log import note
from tracker.services.locking import lock_team


@dataclass(frozen=True, slots=True)
class AboutAnswers:
    """What a deed is about: one answer, or those of a theme that wait for the team."""

    answer: Answer | None = None
    theme: AnswerTheme | None = None


def about_named(access: TeamAccess, *, answer: str | None, theme: str | None) -> AboutAnswers | None:
    """Return what an address names: an answer by its public id, or a theme by its slug; None where it names nothing.

    Raises:
        NotFoundError: there is no such answer or theme that this person may know of.
    """
    if answer is not None:
        return AboutAnswers(answer=answer_of(access, answer))
    return None if theme is None else AboutAnswers(theme=theme_of(access, theme))


def tie(access: TeamAccess, about: AboutAnswers, deed: Intervention | PdsaCycle) -> int:
    """Tie an answer, or all in a theme that wait, to an idea, a test or an intervention; return how many were tied.

    What is tied to it already stays as it is.
    """
    access.require(Permission.IMPROVE)
    access.require(Permission.READ_ANSWERS)
    lock_team(access)
    column = AnswerLink.intervention_id if isinstance(deed, Intervention) else AnswerLink.cycle_id
    answer_ids = _meant(access, about)
    has = set(db.session.scalars(select(AnswerLink.answer_id).where(column == deed.id)))
    new = [answer_id for answer_id in answer_ids if answer_id not in has]
    if not new:
        return 0
    rows = [
        AnswerLink(
            team_id=access.team.id,
            answer_id=answer_id,
            intervention_id=deed.id if isinstance(deed, Intervention) else None,
            cycle_id=deed.id if isinstance(deed, PdsaCycle) else None,
            linked_on=access.today,
            linked_by_id=access.user.id,
            at=access.now,
        )
        for answer_id in new
    ]
    db.session.add_all(rows)
    db.session.flush()
    note(access, Deed.CREATED, ANSWER_LINK, rows[0].id, label=deed.title)
    return len(rows)


def tied_to(access: TeamAccess, answer: Answer, tie_id: int) -> str | None:
    """Return what an answer is tied to by this tie; None where it is tied so no longer."""
    access.require(Permission.READ_ANSWERS)
    query = select(func.coalesce(Intervention.title, PdsaCycle.title)).select_from(AnswerLink)
    query = query.outerjoin(Intervention, Intervention.id == AnswerLink.intervention_id)
    query = query.outerjoin(PdsaCycle, PdsaCycle.id == AnswerLink.cycle_id)
    return db.session.scalar(query.where(AnswerLink.id == tie_id, AnswerLink.answer_id == answer.id))


def untie(access: TeamAccess, answer: Answer, tie_id: int) -> str | None:
    """Take an answer from what it was tied to by mistake; return what that is called, None where it is done already."""
    access.require(Permission.IMPROVE)
    title = tied_to(access, answer, tie_id)
    if title is not None:
        note(access, Deed.REMOVED, ANSWER_LINK, tie_id, label=title)
        db.session.execute(delete(AnswerLink).where(AnswerLink.id == tie_id))
    return title


def decline(access: TeamAccess, about: AboutAnswers, *, reason: str) -> int:
    """Give an answer, or all in a theme that wait, a no with its reason; return how many got it."""
    return _end(access, about, ChainEnd.DECLINED, reason)


def take_in_as_is(access: TeamAccess, answer: Answer) -> None:
    """Say of praise that it was taken in as it is: it counts neither for nor against what was done."""
    _end(access, AboutAnswers(answer=answer), ChainEnd.TAKEN_IN, "")


def reopen(access: TeamAccess, answer: Answer) -> None:
    """Take the end of an answer back: it waits for the team again."""
    access.require(Permission.REVIEW)
    row = db.session.scalar(select(AnswerEnd).where(AnswerEnd.answer_id == answer.id))
    if row is not None:
        note(access, Deed.REMOVED, ANSWER_END, row.id)
        db.session.delete(row)
        db.session.flush()


def _end(access: TeamAccess, about: AboutAnswers, kind: ChainEnd, reason: str) -> int:
    access.require(Permission.REVIEW)
    lock_team(access)
    answer_ids = _meant(access, about)
    db.session.execute(delete(AnswerEnd).where(AnswerEnd.answer_id.in_(answer_ids)))
    rows = [
        AnswerEnd(
            team_id=access.team.id,
            answer_id=answer_id,
            kind=kind,
            reason=reason,
            decided_on=access.today,
            decided_by_id=access.user.id,
            at=access.now,
        )
        for answer_id in answer_ids
    ]
    if not rows:
        return 0
    db.session.add_all(rows)
    db.session.flush()
    note(access, Deed.CREATED, ANSWER_END, rows[0].id, after={"kind": kind})
    return len(rows)


def _meant(access: TeamAccess, about: AboutAnswers) -> Collection[int]:
    """Return the ids of the answers a deed is about, those of this team alone."""
    if about.answer is not None:
        if about.answer.team_id != access.team.id:
            raise NotFoundError(about.answer.public_id)
        return [about.answer.id]
    if about.theme is None:
        raise ValueError("a deed is about an answer or a theme")
    query = select(Answer.id).where(*of_team(access), is_in_theme(about.theme.id))
    return list(db.session.scalars(query.where(where_it_is(access.today) == WhereItIs.WAITING.value)))
