"""The newest answers on the team's own pages and on the ward's screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.models.answers import AnsweredBy
from tracker.services.answers.standing import WhereItIs
from tracker.services.answers.wall import WallGroup, board_answer, latest, wall_counts
from tracker.services.answers.words import AnswerWords
from tracker.text.locale import Locale, small
from tracker.views.answers.standing import standing_note, standings_in_words
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class LatestAnswer:
    """One bubble, who said it, in which week, and where it is."""

    words: AnswerWords
    who: str
    is_kin: bool
    week: int
    where: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LatestAnswers:
    """What stands in the card."""

    items: Sequence[LatestAnswer]
    read: int
    waiting: int
    """How many wait for what the team will do."""
    unread: int
    """How many new ones the leader has to read; 0 for others."""


def latest_answers(access: TeamAccess, locale: Locale) -> LatestAnswers | None:
    """Return the card; None for who may not read answers, and for a team that has none."""
    if not access.may(Permission.READ_ANSWERS):
        return None
    counts = wall_counts(access)
    if not counts.read and not counts.unread:
        return None
    rows = latest(access) if counts.read else []
    where = standings_in_words(access, [row.id for row in rows], locale)
    items = [_answer(row, locale, small(where[row.id].word)) for row in rows]
    return LatestAnswers(items, counts.read, counts.groups[WallGroup.WAITING], counts.unread)


def answer_on_screen(access: CodeAccess, locale: Locale) -> LatestAnswer | None:
    """Return the answer for the ward's screen with what was done: approved and shared alone."""
    found = board_answer(access)
    if found is None:
        return None
    row, standing = found
    says = standing.is_told_to_all or standing.where in {WhereItIs.IDEA, WhereItIs.TESTED, WhereItIs.DONE}
    return _answer(row, locale, label(standing.where, locale), standing_note(standing, locale) if says else "")


def _answer(row: AnswerWords, locale: Locale, where: str, note: str = "") -> LatestAnswer:
    is_kin = row.who is AnsweredBy.KIN
    return LatestAnswer(row, label(row.who, locale), is_kin, row.week.isocalendar().week, where, note)
