"""Withdrawing an answer: the row and all that hangs on it, and a note to take prints and files down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, Delete, SQLColumnExpression, Update, bindparam, case, delete, func, select, update

from tracker.access.memberships import OwnTeam
from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import (
    Answer,
    AnswerLink,
    AnswerState,
    AnswerWeek,
    TellingAnswer,
    WithdrawnAnswer,
)
from tracker.models.answers.scrubbing import scrub_after_commit
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db, insert_new
from tracker.models.versions import SavedVersion
from tracker.services.answers.audit_words import ANSWER
from tracker.services.answers.chain.counted import counts_as_acted, counts_as_told
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.standing import is_taken_in
from tracker.services.answers.withdrawn_list import WithdrawnList
from tracker.services.audit.log import note, note_of_nobody

Value = TypeVar("Value")

_AT_ONCE = 500
_SENT_AGAIN = timedelta(days=7)
"""Longer than any form is good for (`form_token`)."""


HANGING_IN = (
    select(WithdrawnAnswer.team_id, func.count())
    .where(
        WithdrawnAnswer.team_id.in_(bindparam("hanging_in", expanding=True)),
        WithdrawnAnswer.was_shown,
        WithdrawnAnswer.taken_down_at.is_(None),
    )
    .group_by(WithdrawnAnswer.team_id)
)
"""The teams of `hanging_in` that have prints to take down, each with how many answers."""


def withdraw_by_code(code: str, *, keys: AnswerKeys, withdrawn: WithdrawnList, now: datetime) -> bool:
    """Withdraw the answer of a code that was read; False where there is none (any more)."""
    row = db.session.scalar(select(Answer).where(Answer.code_hash == keys.hash_of(code)).with_for_update())
    if row is None:
        return False
    _withdraw(row, by=None, withdrawn=withdrawn, now=now)
    return True


def withdraw_for_writer(access: TeamAccess, answer: Answer, *, withdrawn: WithdrawnList) -> None:
    """Withdraw an answer that its writer asked the team to find."""
    access.require(Permission.REVIEW)
    _withdraw(answer, by=access, withdrawn=withdrawn, now=access.now)


def forget_typed(access: TeamAccess, answer: Answer, *, withdrawn: WithdrawnList) -> None:
    """Take back a card that this person typed in herself and nobody has read yet (`paper.own_card`)."""
    access.require(Permission.RECORD)
    _withdraw(answer, by=access, withdrawn=withdrawn, now=access.now)


def forget_withdrawn(withdrawn: WithdrawnList, *, now: datetime) -> int:
    """Remove every answer of the list that is here, as after a copy was put back; return how many were."""
    ids = set(withdrawn.ids()) | set(db.session.scalars(select(WithdrawnAnswer.public_id)))
    removed = 0
    for some in _some_at_once(sorted(ids)):
        for row in db.session.scalars(select(Answer).where(Answer.public_id.in_(some))).all():
            _withdraw(row, by=None, withdrawn=None, now=now)
            removed += 1
    return removed


def remove_answers(answer_ids: Sequence[int]) -> dict[str, int]:
    """Delete answers with all that hangs on them, and keep their counts; return what else went, by kind.

    Withdrawal and the deletion by a network's rule both end here. It writes no line in the audit trail.
    """
    gone = {"links": 0, "tellings": 0}
    for some in _some_at_once(answer_ids):
        _keep_counts(some)
        gone["links"] += _rows(delete(AnswerLink).where(AnswerLink.answer_id.in_(some)))
        gone["tellings"] += _rows(delete(TellingAnswer).where(TellingAnswer.answer_id.in_(some)))
        versions = (SavedVersion.table_name == Answer.__tablename__, SavedVersion.row_id.in_(some))
        db.session.execute(delete(SavedVersion).where(*versions))
        db.session.execute(delete(Answer).where(Answer.id.in_(some)))
    db.session.flush()
    scrub_after_commit()
    return gone


def forget_sends(*, today: date) -> None:
    """Forget which sends were withdrawn, once no form can be sent again as it was."""
    old = WithdrawnAnswer.withdrawn_on < today - _SENT_AGAIN
    db.session.execute(update(WithdrawnAnswer).where(old, WithdrawnAnswer.sent_key.is_not(None)).values(sent_key=None))


def to_take_down(access: TeamAccess) -> int:
    """Count withdrawn answers whose prints nobody has said are taken down."""
    access.require(Permission.READ_ANSWERS)
    return db.session.scalar(select(func.count()).where(*_hanging(access))) or 0


def to_take_down_in(teams: Sequence[OwnTeam]) -> Mapping[int, int]:
    """Count the same in each of the teams that a person leads, by team, in one query; teams with none are left out."""
    ids = [team.team_id for team in teams if team.may(Permission.REVIEW)]
    if not ids:
        return {}
    rows = db.session.execute(HANGING_IN, {"hanging_in": ids})
    return {team_id: number for team_id, number in rows if team_id is not None}


def take_down(access: TeamAccess) -> int:
    """Say that prints with withdrawn answers are taken down; return how many answers that was."""
    access.require(Permission.RECORD)
    done = {"taken_down_at": access.now, "taken_down_by_id": access.user.id}
    return _rows(update(WithdrawnAnswer).where(*_hanging(access)).values(done))


def _hanging(access: TeamAccess) -> tuple[SQLColumnExpression[bool], ...]:
    return (
        WithdrawnAnswer.team_id == access.team.id,
        WithdrawnAnswer.was_shown,
        WithdrawnAnswer.taken_down_at.is_(None),
    )


def _withdraw(row: Answer, *, by: TeamAccess | None, withdrawn: WithdrawnList | None, now: datetime) -> None:
    if withdrawn is not None:
        withdrawn.add(row.public_id)
    db.session.execute(
        insert_new(WithdrawnAnswer).values(
            public_id=row.public_id,
            team_id=row.team_id,
            withdrawn_on=local_day(now),
            by_id=by.user.id if by else None,
            was_shown=_was_shown(row),
            sent_key=row.sent_key,
        )
    )
    if by is None:
        note_of_nobody(Deed.REMOVED, ANSWER, row.id, team_id=row.team_id, at=now)
    else:
        note(by, Deed.REMOVED, ANSWER, row.id)
    answer_id = row.id
    db.session.expunge(row)
    remove_answers([answer_id])


def _was_shown(row: Answer) -> bool:
    """Return whether the team has read it: then it may hang on a wall, though its approval was taken back since.

    The trail is asked from its end: SQLite gives the id of a row that is gone to another.
    """
    mine = (AuditLine.subject == ANSWER.key, AuditLine.subject_id == row.id)
    said = select(AuditLine.deed).where(*mine, AuditLine.deed.in_((Deed.ACCEPTED, Deed.REMOVED)))
    last = db.session.scalar(said.order_by(AuditLine.id.desc()).limit(1))
    return row.state is AnswerState.APPROVED or last is Deed.ACCEPTED


def _keep_counts(some: Sequence[int]) -> None:
    """Add what approved answers counted to the numbers of their weeks, so that the charts do not change."""
    kinds = (counts_as_acted(), counts_as_told(), is_taken_in())
    query = select(Answer.team_id, Answer.week, func.count(), *(func.sum(case((kind, 1), else_=0)) for kind in kinds))
    query = query.where(Answer.id.in_(some), Answer.state == AnswerState.APPROVED)
    query = query.group_by(Answer.team_id, Answer.week).order_by(Answer.team_id, Answer.week)
    for team_id, week, heard, acted, was_told, taken_in in db.session.execute(query).all():
        nothing = {"heard": 0, "acted": 0, "told": 0, "taken_in": 0}
        db.session.execute(insert_new(AnswerWeek).values(team_id=team_id, week=week, **nothing))
        db.session.execute(
            update(AnswerWeek)
            .where(AnswerWeek.team_id == team_id, AnswerWeek.week == week)
            .values(
                heard=AnswerWeek.heard + heard,
                acted=AnswerWeek.acted + acted,
                told=AnswerWeek.told + was_told,
                taken_in=AnswerWeek.taken_in + taken_in,
            )
        )


def _some_at_once(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for place in range(0, len(values), _AT_ONCE):
        yield values[place : place + _AT_ONCE]


def _rows(statement: Delete | Update) -> int:
    done = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount
