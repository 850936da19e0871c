"""Evaluating a gathering: a secret link, answers without names, and sums that are told from five answers on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError, local_day
from tracker.access.permissions import Permission
from tracker.access.team_code import LENGTH, draw_code, read_code
from tracker.analysis.small_numbers import is_small
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import SCALES, Evaluation, EvaluationAnswer, Gathering
from tracker.services.audit.log import note
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.gatherings.gatherings import days_of, hours_of, require_here
from tracker.services.refusal import Refused
from tracker.services.versions import hold_version

OPEN_DAYS = 14
"""How long after its last day a gathering can be evaluated."""
AGREES = 4
"""From this on the scale an answer counts as a yes."""


class EvaluationFault(StrEnum):
    """Why an answer cannot be taken in."""

    NOT_OPEN = "not_open"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Opened:
    """A gathering behind its secret link, and whether it can be answered now."""

    evaluation: Evaluation
    gathering: Gathering
    is_open: bool
    opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class Sums:
    """What a gathering's answers come to: for each question how many said yes, of how many."""

    answers: int
    shares: Mapping[str, tuple[int, int]]

    @property
    def may_be_shown(self) -> bool:
        """Whether there are so many that nobody can be told from them, not by who was there either."""
        return not is_small(self.answers)


def evaluation_of(access: NetworkAccess, row: Gathering) -> Evaluation | None:
    """Find the link of a gathering, where one was made."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    return db.session.scalar(select(Evaluation).where(Evaluation.gathering_id == row.id))


def make_link(access: NetworkAccess, row: Gathering) -> Evaluation:
    """Make the secret link of a gathering; made twice, the first one stands."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    found = evaluation_of(access, row)
    if found is None:
        found = Evaluation(gathering_id=row.id, code=draw_code(), created_at=access.now)
        db.session.add(found)
        db.session.flush()
        note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"evaluation": True})
    return found


def opened(typed: str, *, now: datetime) -> Opened:
    """Find the gathering behind a secret link.

    Raises:
        NotFoundError: there is no such link.
    """
    code = read_code(typed)
    if len(code) != LENGTH:
        raise NotFoundError(Evaluation.__tablename__)
    query = select(Evaluation, Gathering).join(Gathering, Gathering.id == Evaluation.gathering_id)
    found = db.session.execute(query.where(Evaluation.code == code).options(selectinload(Gathering.days))).one_or_none()
    if found is None:
        raise NotFoundError(Evaluation.__tablename__)
    evaluation, row = found
    days = [hours_of(day).day for day in days_of(row)]
    closes, today = days[-1] + timedelta(days=OPEN_DAYS), local_day(now)
    is_open = row.cancelled_at is None and days[0] <= today <= closes
    return Opened(evaluation, row, is_open, days[0], closes)


def answer(here: Opened, form_id: UUID, scales: Mapping[str, int | None], takeaway: str) -> None:
    """Take one answer in. The same form sent twice counts once.

    Raises:
        Refused: it is not open, or nothing was answered.
    """
    if not here.is_open:
        raise Refused(EvaluationFault.NOT_OPEN)
    if not takeaway and not any(scales.values()):
        raise Refused(EvaluationFault.EMPTY)
    db.session.execute(select(Evaluation.id).where(Evaluation.id == here.evaluation.id).with_for_update())
    known = select(EvaluationAnswer.id).where(EvaluationAnswer.form_id == str(form_id))
    if db.session.scalar(known) is None:
        db.session.add(
            EvaluationAnswer(
                evaluation_id=here.evaluation.id,
                form_id=str(form_id),
                takeaway=takeaway,
                **{name: scales.get(name) for name in SCALES},
            )
        )
        db.session.flush()


def sums_of(access: NetworkAccess) -> Mapping[int, Sums]:
    """Sum the answers of each gathering of a network, by gathering id, in one query."""
    access.require(Permission.MANAGE_NETWORK)
    columns = [EvaluationAnswer.__table__.c[name] for name in SCALES]
    query = (
        select(
            Evaluation.gathering_id,
            func.count(EvaluationAnswer.id),
            *(func.count(column) for column in columns),
            *(func.count(column).filter(column >= AGREES) for column in columns),
        )
        .join(Gathering, Gathering.id == Evaluation.gathering_id)
        .join(EvaluationAnswer, EvaluationAnswer.evaluation_id == Evaluation.id)
        .where(Gathering.network_id == access.network.id)
        .group_by(Evaluation.gathering_id)
    )
    many = len(SCALES)
    return {
        row_id: Sums(answers, dict(zip(SCALES, zip(counts[many:], counts[:many], strict=True), strict=True)))
        for row_id, answers, *counts in db.session.execute(query)
    }


def takeaways_of(access: NetworkAccess, row: Gathering) -> Sequence[str]:
    """List what people take with them by the alphabet: no order tells who wrote first. None under five answers."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    query = select(EvaluationAnswer.takeaway).join(Evaluation, Evaluation.id == EvaluationAnswer.evaluation_id)
    texts = db.session.scalars(query.where(Evaluation.gathering_id == row.id)).all()
    return sorted(text for text in texts if text) if not is_small(len(texts)) else ()
