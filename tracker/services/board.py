"""What a ward's screen shows, for whoever has its code: the team's own charts, this week's counts, the next test.

Nothing here names anyone, and nothing can be changed. Small numbers are shown: they are the team's, on its own wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tracker.access.team_code import CodeAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.improvement import PdsaCycle
from tracker.models.measures import Measure
from tracker.models.tally import TallyHour
from tracker.services.tally.counts import Sum, hours_of
from tracker.services.tally.sums import Question, questions_of


@dataclass(frozen=True, slots=True)
class Counted:
    """One question, and what this week has of it so far."""

    question: Question
    sum: Sum


def measures_shown(access: CodeAccess) -> Sequence[Measure]:
    """List the team's measures in their order, with their targets; archived ones left out."""
    query = select(Measure).where(Measure.team_id == access.team.id, Measure.archived_at.is_(None))
    query = query.order_by(Measure.position, Measure.id).options(joinedload(Measure.targets))
    return db.session.scalars(query).unique().all()


def week_so_far(access: CodeAccess) -> list[Counted]:
    """Return what was counted of each question this week."""
    questions = questions_of(access)
    begin, end = hours_of(Period.containing(PeriodKind.WEEK, access.today))
    query = (
        select(TallyHour.measure_id, func.sum(TallyHour.yes), func.sum(TallyHour.total))
        .where(
            TallyHour.measure_id.in_([question.measure_id for question in questions]),
            TallyHour.hour >= begin,
            TallyHour.hour < end,
        )
        .group_by(TallyHour.measure_id)
    )
    sums = {measure_id: Sum(yes, total) for measure_id, yes, total in db.session.execute(query)}
    return [Counted(question, sums.get(question.measure_id, Sum())) for question in questions]


def next_test(access: CodeAccess) -> PdsaCycle | None:
    """Return the first test that is planned from today on; without one, the latest that goes on."""
    query = select(PdsaCycle).where(PdsaCycle.team_id == access.team.id, PdsaCycle.ended_on.is_(None))
    tests = db.session.scalars(query.order_by(PdsaCycle.started_on, PdsaCycle.id)).all()
    return next((test for test in tests if test.started_on >= access.today), tests[-1] if tests else None)
