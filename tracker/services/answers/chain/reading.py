"""Every answer of a team with where it is, when it got there, and for how long it has stood still.

Elapsed days are worked out from days each time and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import SQLColumnExpression, func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerQuestion, AnswerState, AnswerThemeLink
from tracker.models.base import db
from tracker.models.improvement import Decision, PdsaCycle
from tracker.services.answers.standing import AnswerStanding, WhereItIs, standings
from tracker.services.answers.words import of_team

USUAL_LIMIT = 28
"""After how many days without an event an answer has stopped, where the team has not said otherwise."""

OPEN = frozenset({WhereItIs.WAITING, WhereItIs.IDEA, WhereItIs.TESTED, WhereItIs.DONE})
"""Where an answer waits for the team: it is neither told back nor got an honest end."""


@dataclass(frozen=True, slots=True)
class AnswerInChain:
    """One answer, without its words."""

    id: int
    public_id: str
    sent_on: date
    theme_ids: frozenset[int]
    standing: AnswerStanding
    moved_on: date
    """The day of the last thing that happened: to it, or to what it is tied to."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the team."""
        return self.standing.where in OPEN

    @property
    def done_on(self) -> date | None:
        """The day something was done with it first: tied to a deed, or a no with its reason."""
        days = [deed.linked_on for deed in self.standing.deeds]
        if self.standing.where is WhereItIs.DECLINED and self.standing.ended_on is not None:
            days.append(self.standing.ended_on)
        return min(days, default=None)

    def still(self, today: date) -> int:
        """Return for how many days it has stood where it is."""
        return max(0, (today - self.moved_on).days)

    def has_stopped(self, today: date, limit: int) -> bool:
        """Return whether it waits for the team and nothing has happened for longer than the team's own limit."""
        return self.is_open and self.still(today) > limit


@dataclass(frozen=True, slots=True)
class Pace:
    """How many answers have come how far, and the median days between: None where nobody has come there."""

    asked: int
    heard: int
    done: int
    told: int
    to_heard: float | None
    to_done: float | None
    to_told: float | None


def answers_in_chain(access: TeamAccess, *where: SQLColumnExpression[bool]) -> list[AnswerInChain]:
    """List a team's approved answers with where each is, in as many queries however many they are."""
    return in_chain(access.today, *of_team(access), *where)


def in_chain(today: date, *where: SQLColumnExpression[bool]) -> list[AnswerInChain]:
    """Read answers by conditions. Who may see what comes of it is decided before."""
    query = select(Answer.id, Answer.public_id, Answer.sent_on).where(*where).order_by(Answer.week, Answer.public_id)
    rows = db.session.execute(query).all()
    ids = [row.id for row in rows]
    stands = standings(ids, today)
    themes = _themes(ids)
    tried = _tried({deed.id for each in stands.values() for deed in each.deeds if deed.state is not None}, today)
    return [
        AnswerInChain(
            row.id,
            row.public_id,
            row.sent_on,
            frozenset(themes.get(row.id, ())),
            stands[row.id],
            _moved_on(row.sent_on, stands[row.id], tried, today),
        )
        for row in rows
    ]


def pace_of(answers: Iterable[AnswerInChain], *, unread: int, year: int) -> Pace:
    """Work out the pace of a year's answers: each distance from the one before, of those that came so far."""
    mine = [each for each in answers if each.sent_on.year == year]
    done = [(each, each.done_on) for each in mine if each.done_on is not None]
    told = [(each, each.standing.told_on) for each in mine if each.standing.told_on is not None]
    heard = [(each.standing.read_on - each.sent_on).days for each in mine if each.standing.read_on is not None]
    to_done = [(day - (each.standing.read_on or each.sent_on)).days for each, day in done if day is not None]
    to_told = [(day - each.done_on).days for each, day in told if day is not None and each.done_on is not None]
    return Pace(
        asked=len(mine) + unread,
        heard=len(mine),
        done=len(done),
        told=len(told),
        to_heard=_middle(heard),
        to_done=_middle(to_done),
        to_told=_middle(to_told),
    )


def unread_of(access: TeamAccess, year: int) -> int:
    """Count the year's answers that nobody has read yet: a number is all the team knows of them."""
    access.require(Permission.READ_ANSWERS)
    query = select(func.count(Answer.id)).where(
        Answer.team_id == access.team.id,
        Answer.state == AnswerState.WAITING,
        Answer.sent_on >= date(year, 1, 1),
        Answer.sent_on <= date(year, 12, 31),
    )
    return db.session.scalar(query) or 0


def limit_of(access: TeamAccess) -> int:
    """Return after how many days without an event this team says that an answer has stopped."""
    access.require(Permission.READ_ANSWERS)
    return team_limit(access.team.id)


def team_limit(team_id: int) -> int:
    """Return the same of any team. Who may know of it is decided before."""
    query = select(AnswerQuestion.stopped_after).where(AnswerQuestion.team_id == team_id)
    return db.session.scalar(query) or USUAL_LIMIT


def longest_still(answers: Iterable[AnswerInChain]) -> AnswerInChain | None:
    """Return the answer that waits for the team and has stood longest; None where none waits."""
    return min((each for each in answers if each.is_open), key=lambda each: each.moved_on, default=None)


def _middle(days: Sequence[int]) -> float | None:
    return median(max(0, day) for day in days) if days else None


def _themes(answer_ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    query = select(AnswerThemeLink.answer_id, AnswerThemeLink.theme_id)
    for answer_id, theme_id in db.session.execute(query.where(AnswerThemeLink.answer_id.in_(answer_ids))):
        found.setdefault(answer_id, set()).add(theme_id)
    return found


def _tried(intervention_ids: Collection[int], today: date) -> dict[int, date]:
    """Return by intervention the last day that something happened in a test of it."""
    query = select(PdsaCycle.intervention_id, PdsaCycle.started_on, PdsaCycle.ended_on).where(
        PdsaCycle.intervention_id.in_(intervention_ids), PdsaCycle.decision.is_distinct_from(Decision.ABANDON)
    )
    found: dict[int, date] = {}
    for intervention_id, *days in db.session.execute(query):
        past = [day for day in days if day is not None and day <= today]
        if past and intervention_id is not None:
            found[intervention_id] = max([*past, found.get(intervention_id, date.min)])
    return found


def _moved_on(sent_on: date, standing: AnswerStanding, tried: dict[int, date], today: date) -> date:
    days = [sent_on, standing.last_on]
    for deed in standing.deeds:
        days += [deed.started_on, deed.ended_on]
        days += [tried.get(deed.id)] if deed.state is not None else []
    return max(day for day in days if day is not None and day <= today)
