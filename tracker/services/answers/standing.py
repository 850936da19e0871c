"""Where an answer is, worked out from what happened to it and stored nowhere.

One reading for everybody who says or counts it: the wall, the chain, the charts, what is told back, the board.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import SQLColumnExpression, and_, case, exists, or_, select

from tracker.access.people import local_day
from tracker.models.answers import (
    Answer,
    AnswerEnd,
    AnswerLink,
    ChainEnd,
    Telling,
    TellingAnswer,
    TellingKind,
)
from tracker.models.base import db
from tracker.models.improvement import Decision, Intervention, InterventionState, PdsaCycle


class WhereItIs(StrEnum):
    """How far an answer has come. Not a verdict."""

    WAITING = "waiting"
    """Nothing has happened since it was read."""
    IDEA = "idea"
    TESTED = "tested"
    DONE = "done"
    TOLD = "told"
    DECLINED = "declined"
    """It got a no with a reason, told back or not."""
    TAKEN_IN = "taken_in"


TOLD_BY = (TellingKind.DID, TellingKind.COULD_NOT, TellingKind.TAKEN_IN)
"""Tellings that end an answer: what a team is working on is not one of them."""

_linked = (AnswerLink.answer_id == Answer.id,)
_of_cycle = PdsaCycle.decision.is_distinct_from(Decision.ABANDON)


def is_linked() -> SQLColumnExpression[bool]:
    """Return the condition that an answer is tied to an idea, a test or an intervention."""
    return exists().where(*_linked)


def has_ended(kind: ChainEnd) -> SQLColumnExpression[bool]:
    """Return the condition that an answer got this end and nothing was tied to it since."""
    later = exists().where(AnswerLink.answer_id == AnswerEnd.answer_id, AnswerLink.at > AnswerEnd.at)
    return exists().where(AnswerEnd.answer_id == Answer.id, AnswerEnd.kind == kind, ~later)


def is_acted_on() -> SQLColumnExpression[bool]:
    """Return the condition that something was done with an answer: tied to a deed, or a no with its reason."""
    declined = exists().where(AnswerEnd.answer_id == Answer.id, AnswerEnd.kind == ChainEnd.DECLINED)
    return or_(is_linked(), declined)


def is_told(today: date | None = None) -> SQLColumnExpression[bool]:
    """Return the condition that what became of an answer has been told, by this day where one is given."""
    told = exists().where(TellingAnswer.answer_id == Answer.id, Telling.id == TellingAnswer.telling_id)
    told = told.where(Telling.kind.in_(TOLD_BY))
    return told if today is None else told.where(Telling.told_on <= today)


def is_taken_in() -> SQLColumnExpression[bool]:
    """Return the condition that an answer is praise: it counts neither for nor against what was done."""
    return has_ended(ChainEnd.TAKEN_IN)


def is_carried_out() -> SQLColumnExpression[bool]:
    """Return the condition that an answer is tied to an intervention that was carried out, be it ended since."""
    deed = exists().where(*_linked, Intervention.id == AnswerLink.intervention_id)
    return deed.where(Intervention.state.in_((InterventionState.IMPLEMENTED, InterventionState.ENDED)))


def where_it_is(today: date) -> SQLColumnExpression[Any]:
    """Return, as a column beside `Answer`, the value of WhereItIs: an honest no before what was told of it."""
    deed = exists().where(*_linked, Intervention.id == AnswerLink.intervention_id)
    begun = deed.where(Intervention.state == InterventionState.TESTING)
    cycle = exists().where(*_linked, PdsaCycle.id == AnswerLink.cycle_id, _of_cycle)
    of_idea = exists().where(*_linked, PdsaCycle.intervention_id == AnswerLink.intervention_id, _of_cycle)
    return case(
        (has_ended(ChainEnd.DECLINED), WhereItIs.DECLINED.value),
        (is_told(today), WhereItIs.TOLD.value),
        (has_ended(ChainEnd.TAKEN_IN), WhereItIs.TAKEN_IN.value),
        (is_carried_out(), WhereItIs.DONE.value),
        (or_(begun, cycle, of_idea), WhereItIs.TESTED.value),
        (is_linked(), WhereItIs.IDEA.value),
        else_=WhereItIs.WAITING.value,
    )


@dataclass(frozen=True, slots=True)
class DeedOfAnswer:
    """An idea, a test or an intervention that an answer is tied to."""

    id: int
    title: str
    flag: int
    linked_on: date
    state: InterventionState | None = None
    """Of an idea or an intervention; None of a test."""
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerStanding:
    """Where one answer is, and the days and words that say so."""

    where: WhereItIs
    read_on: date | None
    deeds: tuple[DeedOfAnswer, ...] = ()
    """The last one tied is first."""
    ended_on: date | None = None
    reason: str = ""
    """Why it got a no."""
    told_on: date | None = None
    told: str = ""
    """What was told, as the team wrote it."""
    is_told_to_all: bool = False
    """Whether the leader lets everybody read what was told."""

    @property
    def last_on(self) -> date | None:
        """Return the day of the last thing that happened: how long it has stood still counts from it."""
        days = (self.read_on, self.ended_on, self.told_on, *(deed.linked_on for deed in self.deeds))
        return max((day for day in days if day is not None), default=None)


def standings(answer_ids: Collection[int], today: date) -> dict[int, AnswerStanding]:
    """Return where each of these answers is, in four queries however many. Who may see them is decided before."""
    if not answer_ids:
        return {}
    deeds, ends, tellings = _deeds(answer_ids), _ends(answer_ids), _tellings(answer_ids, today)
    query = select(Answer.id, Answer.reviewed_at, where_it_is(today)).where(Answer.id.in_(answer_ids))
    found: dict[int, AnswerStanding] = {}
    for answer_id, reviewed_at, where in db.session.execute(query):
        ended_on, reason = ends.get(answer_id, (None, ""))
        told_on, told, to_all = tellings.get(answer_id, (None, "", False))
        found[answer_id] = AnswerStanding(
            where=WhereItIs(where),
            read_on=local_day(reviewed_at) if reviewed_at else None,
            deeds=deeds.get(answer_id, ()),
            ended_on=ended_on,
            reason=reason,
            told_on=told_on,
            told=told,
            is_told_to_all=to_all,
        )
    return found


def _deeds(answer_ids: Collection[int]) -> dict[int, tuple[DeedOfAnswer, ...]]:
    query = select(AnswerLink.answer_id, AnswerLink.linked_on, Intervention, PdsaCycle).where(
        AnswerLink.answer_id.in_(answer_ids)
    )
    query = query.outerjoin(Intervention, Intervention.id == AnswerLink.intervention_id)
    query = query.outerjoin(PdsaCycle, PdsaCycle.id == AnswerLink.cycle_id)
    found: dict[int, tuple[DeedOfAnswer, ...]] = {}
    for answer_id, linked_on, intervention, cycle in db.session.execute(
        query.order_by(AnswerLink.linked_on.desc(), AnswerLink.id.desc())
    ):
        deed = intervention or cycle
        made = DeedOfAnswer(
            id=deed.id,
            title=deed.title,
            flag=deed.flag,
            linked_on=linked_on,
            state=intervention.state if intervention else None,
            started_on=deed.started_on,
            ended_on=deed.ended_on,
        )
        found[answer_id] = (*found.get(answer_id, ()), made)
    return found


def _ends(answer_ids: Collection[int]) -> dict[int, tuple[date, str]]:
    query = select(AnswerEnd.answer_id, AnswerEnd.decided_on, AnswerEnd.reason)
    rows = db.session.execute(query.where(AnswerEnd.answer_id.in_(answer_ids)))
    return {answer_id: (day, reason) for answer_id, day, reason in rows}


def _tellings(answer_ids: Collection[int], today: date) -> dict[int, tuple[date, str, bool]]:
    joined = and_(Telling.id == TellingAnswer.telling_id, Telling.told_on <= today, Telling.kind.in_(TOLD_BY))
    query = select(TellingAnswer.answer_id, Telling.told_on, Telling.text, Telling.published_at).join(Telling, joined)
    query = query.where(TellingAnswer.answer_id.in_(answer_ids)).order_by(Telling.told_on, Telling.id)
    return {answer_id: (day, text, at is not None) for answer_id, day, text, at in db.session.execute(query)}
