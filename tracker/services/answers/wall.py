"""The wall of answers: what the team may read, filtered, and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.analysis import Period
from tracker.analysis.small_numbers import is_small
from tracker.models.answers import Answer, AnsweredBy, AnswerState, AnswerThemeLink
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.answers.audit_words import ANSWER_FILE
from tracker.services.answers.conditions import is_in_theme
from tracker.services.answers.standing import AnswerStanding, WhereItIs, is_carried_out, is_told, standings, where_it_is
from tracker.services.answers.words import AnswerWords, count_team, is_public, of_team, public_answers, team_answers
from tracker.services.audit.log import note

A_PAGE = 12
MOST_ON_A_SCREEN = 140
"""Letters of an answer that a ward's screen has room for."""


class WallGroup(StrEnum):
    """What the wall's numbers let one see alone."""

    WAITING = "waiting"
    ON_THE_WAY = "on_the_way"
    DONE = "done"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class WallChoice:
    """What is asked for."""

    group: WallGroup | None = None
    theme_id: int | None = None
    who: AnsweredBy | None = None
    month: Period | None = None
    """The month that they were sent in."""

    @property
    def is_narrow(self) -> bool:
        """Return whether anything is left out."""
        return self != WallChoice()


@dataclass(frozen=True, slots=True)
class WallCounts:
    """How many answers there are, and where they are."""

    read: int
    groups: Mapping[WallGroup, int]
    since: date | None
    """The first week an answer is from."""
    unread: int
    """How many new ones the leader has to read; 0 for others."""

    @property
    def is_few(self) -> bool:
        """Return whether there are too few answers for numbers and filters."""
        return is_small(self.read)


def wall(access: TeamAccess, choice: WallChoice, counts: WallCounts, *, shown: int) -> tuple[list[AnswerWords], int]:
    """Return the first answers of a choice, newest week first, and how many it has."""
    where = conditions(access, choice)
    found = count_team(access, *where) if choice.is_narrow else counts.read
    return team_answers(access, *where, limit=shown), found


def wall_counts(access: TeamAccess) -> WallCounts:
    """Count what the team has read and, for who may read it, what nobody has; in one query."""
    read = and_(*of_team(access))
    groups = [func.count(Answer.id).filter(read, _group(group, access.today)) for group in WallGroup]
    unread = func.count(Answer.id).filter(Answer.state == AnswerState.WAITING)
    query = select(func.count(Answer.id).filter(read), unread, func.min(Answer.week).filter(read), *groups)
    number, waiting, since, *counted = db.session.execute(query.where(Answer.team_id == access.team.id)).one()
    return WallCounts(
        read=number,
        groups=dict(zip(WallGroup, counted, strict=True)),
        since=since,
        unread=waiting if access.may(Permission.REVIEW) else 0,
    )


def theme_counts(access: TeamAccess) -> dict[int, int]:
    """Count answers by theme, each once in every theme it has."""
    query = select(AnswerThemeLink.theme_id, func.count(Answer.id)).join(Answer, Answer.id == AnswerThemeLink.answer_id)
    query = query.where(*of_team(access)).group_by(AnswerThemeLink.theme_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def conditions(access: TeamAccess, choice: WallChoice) -> list[SQLColumnExpression[bool]]:
    """Return what a choice asks of `Answer`."""
    found: list[SQLColumnExpression[bool]] = []
    if choice.group is not None:
        found.append(_group(choice.group, access.today))
    if choice.theme_id is not None:
        found.append(is_in_theme(choice.theme_id))
    if choice.who is not None:
        found.append(Answer.who == choice.who)
    if choice.month is not None:
        found.append(Answer.sent_on.between(choice.month.start, choice.month.stop))
    return found


def take_along(access: TeamAccess) -> list[AnswerWords]:
    """Return all that the team has read, for a file it keeps itself; the trail tells who took it, each time."""
    access.require(Permission.RECORD)
    note(access, Deed.CREATED, ANSWER_FILE, access.team.id)
    return team_answers(access)


def latest(access: TeamAccess) -> list[AnswerWords]:
    """Return two answers for the team's own pages: the newest that was told back and the newest that waits.

    Where there is no such pair, the newest two. Shared ones alone: these pages stand open where others pass by, and
    what is for the team alone is on the wall, with its lock.
    """
    today = access.today
    shared = is_public(access.now)
    told = team_answers(access, *shared, is_told(today), limit=1)
    waits = team_answers(access, *shared, where_it_is(today) == WhereItIs.WAITING.value, limit=1)
    pair = [*told, *waits]
    if len(pair) < 2:
        has = [each.id for each in pair]
        pair += team_answers(access, *shared, Answer.id.not_in(has), limit=2 - len(pair))
    return pair


def _group(group: WallGroup, today: date) -> ColumnElement[bool]:
    where = where_it_is(today)
    match group:
        case WallGroup.WAITING:
            return where == WhereItIs.WAITING.value
        case WallGroup.ON_THE_WAY:
            return where.in_([WhereItIs.IDEA.value, WhereItIs.TESTED.value])
        case WallGroup.DONE:
            return and_(where != WhereItIs.DECLINED.value, is_carried_out())
        case WallGroup.TOLD:
            return and_(is_told(today))


def board_answer(access: CodeAccess) -> tuple[AnswerWords, AnswerStanding] | None:
    """Return the answer for the ward's screen: the newest that anybody may read, rather one that was told back."""
    team, now, today = [access.team.id], access.now, access.today
    rows = public_answers(team, is_told(today), now=now, limit=A_PAGE)
    rows += public_answers(team, ~is_told(today), now=now, limit=A_PAGE)
    found = next((row for row in rows if len(row.text) <= MOST_ON_A_SCREEN), None)
    return (found, standings([found.id], today)[found.id]) if found else None
