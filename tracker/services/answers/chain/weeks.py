"""Asked, heard, acted on and told by week, out of the same tallies and events as everything else: nobody types them.

What deleted answers counted is added, so that a deletion changes no chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import PeriodKind
from tracker.models.answers import Answer, AnswerState, AnswerWeek
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, Measure
from tracker.services.answers.chain.counted import counts_as_acted, counts_as_told
from tracker.services.answers.standing import is_taken_in
from tracker.services.measurements.history import History, histories

ASKED_KEY = "matters_asked"
"""The library's measure of how many were asked «Hva er viktig for deg?», of those who were to be."""

NEW_FOR = 8
"""For how many weeks what was done with a week's answers may still rise."""


@dataclass(frozen=True, slots=True)
class WeekOfAnswers:
    """What one week's answers came to: of those heard, how many were acted on, told back, or praise."""

    heard: int = 0
    acted: int = 0
    told: int = 0
    taken_in: int = 0

    def __add__(self, other: WeekOfAnswers) -> WeekOfAnswers:
        """Return both together."""
        return WeekOfAnswers(
            self.heard + other.heard,
            self.acted + other.acted,
            self.told + other.told,
            self.taken_in + other.taken_in,
        )

    @property
    def to_act_on(self) -> int:
        """Return how many ask for something: praise that was taken in is left out."""
        return max(0, self.heard - self.taken_in)


def weeks_of(access: TeamAccess) -> dict[date, WeekOfAnswers]:
    """Return what the team's answers came to by the Monday of their week, in two queries."""
    access.require(Permission.READ_ANSWERS)
    acted, told = counts_as_acted(), counts_as_told(access.today)
    live = select(
        Answer.week,
        func.count(Answer.id),
        func.sum(case((acted, 1), else_=0)),
        func.sum(case((told, 1), else_=0)),
        func.sum(case((is_taken_in(), 1), else_=0)),
    ).where(Answer.team_id == access.team.id, Answer.state == AnswerState.APPROVED)
    gone = select(AnswerWeek.week, AnswerWeek.heard, AnswerWeek.acted, AnswerWeek.told, AnswerWeek.taken_in)
    gone = gone.where(AnswerWeek.team_id == access.team.id)
    found: dict[date, WeekOfAnswers] = {}
    for rows in (db.session.execute(live.group_by(Answer.week)), db.session.execute(gone)):
        for week, *counts in rows:
            found[week] = found.get(week, WeekOfAnswers()) + WeekOfAnswers(*counts)
    return found


def asked_history(access: TeamAccess) -> History | None:
    """Return the history of the team's measure of asking, counted each week; None where it has none."""
    access.require(Permission.READ_ANSWERS)
    query = select(CatalogueMeasure.id).where(CatalogueMeasure.key == ASKED_KEY)
    catalogue_id = db.session.scalar(query)
    mine = [
        measure
        for measure in access.measures()
        if measure.catalogue_id == catalogue_id is not None and _is_weekly_share(measure)
    ]
    return histories(mine[:1], today=access.today)[0] if mine else None


def _is_weekly_share(measure: Measure) -> bool:
    return measure.period_kind is PeriodKind.WEEK and measure.value_kind.has_denominator
