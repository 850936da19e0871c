"""What everybody may read of what a team told back: published texts, and answers that are approved and shared.

Nothing else of a team comes from here: no unread or unshared answer, no name of who wrote or decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from tracker.access.people import NotFoundError, local_day
from tracker.analysis.small_numbers import any_small, shown
from tracker.models.answers import (
    Answer,
    AnswerQuestion,
    AnswerTheme,
    AnswerThemeLink,
    Telling,
    TellingAnswer,
    TellingKind,
    ThemeKey,
)
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team
from tracker.services.answers.words import AnswerWords, count_public, is_public, public_answers
from tracker.services.networks.small_numbers import threshold_of

BUBBLES = 2
"""Answers shown beside one telling."""


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """The theme that a telling is about. `number` is None where too few have shared an answer to say how many."""

    key: ThemeKey | None
    name: str
    slug: str
    number: int | None


@dataclass(frozen=True, slots=True)
class ToldThing:
    """One thing a team told everybody back."""

    kind: TellingKind
    text: str
    since: date
    theme: ToldTheme | None
    measure: Measure | None
    answers: Sequence[AnswerWords]


@dataclass(frozen=True, slots=True)
class ToldTeam:
    """A team's public page."""

    team: Team
    code: str
    """The code of its answer page, "" where it has none that works."""
    threshold: int
    things: Sequence[ToldThing]
    total: int | None
    """How many have shared an answer. None where it is small, or where it would tell a theme that is withheld."""
    since: date | None
    changed: date

    def of(self, kind: TellingKind) -> list[ToldThing]:
        """Return what was told of one kind, the latest first."""
        return [thing for thing in self.things if thing.kind is kind]


def told_by(slug: str, *, now: datetime) -> ToldTeam:
    """Read a team's public page, in a constant number of queries.

    Raises:
        NotFoundError: there is no such team, or its leader has published nothing.
    """
    opened = exists().where(AnswerQuestion.team_id == Team.id, AnswerQuestion.told_since <= now)
    query = select(Team).where(Team.slug == slug, opened).options(selectinload(Team.organisations))
    team = db.session.scalar(query)
    rows = () if team is None else _published(team.id, now)
    if team is None or not rows:
        raise NotFoundError(slug)
    today = local_day(now)
    threshold = threshold_of(team.id)
    counts = _by_theme({row.theme_id for row in rows if row.theme_id is not None}, now)
    total = count_public([team.id], now=now)
    is_telling = not any_small([total, *counts.values()], threshold)
    themes = {
        theme.id: ToldTheme(theme.key, theme.name, theme.slug, shown(counts.get(theme.id, 0), threshold))
        for theme in db.session.scalars(select(AnswerTheme).where(AnswerTheme.id.in_(_themes_of(rows))))
    }
    measures = _measures(rows)
    answers = _covered(team.id, [row.id for row in rows], now)
    things = [
        ToldThing(
            row.kind,
            row.text,
            row.decided_on or row.told_on,
            themes.get(row.theme_id) if row.theme_id is not None else None,
            measures.get(row.measure_id) if row.measure_id is not None else None,
            answers.get(row.id, []),
        )
        for row in rows
    ]
    changed = local_day(max(row.published_at or now for row in rows))
    first = db.session.scalar(select(func.min(Answer.week)).where(Answer.team_id == team.id, *is_public(now)))
    return ToldTeam(team, _code(team.id), threshold, things, total if is_telling else None, first, min(changed, today))


def _published(team_id: int, now: datetime) -> Sequence[Telling]:
    query = select(Telling).where(Telling.team_id == team_id, Telling.published_at <= now)
    return db.session.scalars(query.order_by(Telling.told_on.desc(), Telling.id.desc())).all()


def _themes_of(rows: Sequence[Telling]) -> set[int]:
    return {row.theme_id for row in rows if row.theme_id is not None}


def _by_theme(theme_ids: Collection[int], now: datetime) -> Mapping[int, int]:
    """Count the answers anybody may read in each of these themes, by theme; none is none."""
    query = select(AnswerThemeLink.theme_id, func.count(Answer.id)).join(Answer, Answer.id == AnswerThemeLink.answer_id)
    query = query.where(AnswerThemeLink.theme_id.in_(theme_ids), *is_public(now)).group_by(AnswerThemeLink.theme_id)
    found = dict(db.session.execute(query).all())
    return {theme_id: found.get(theme_id, 0) for theme_id in theme_ids}


def _measures(rows: Sequence[Telling]) -> Mapping[int, Measure]:
    ids = {row.measure_id for row in rows if row.measure_id is not None}
    query = select(Measure).where(Measure.id.in_(ids), Measure.archived_at.is_(None))
    return {row.id: row for row in db.session.scalars(query.options(selectinload(Measure.targets)))}


def _covered(team_id: int, telling_ids: Sequence[int], now: datetime) -> Mapping[int, list[AnswerWords]]:
    """Return the newest few answers of each telling that anybody may read; one stands beside one telling only."""
    pairs = select(TellingAnswer.telling_id, TellingAnswer.answer_id).where(TellingAnswer.telling_id.in_(telling_ids))
    pairs = pairs.join(Answer, Answer.id == TellingAnswer.answer_id).where(*is_public(now))
    wanted: dict[int, list[int]] = {}
    seen: set[int] = set()
    by_telling: dict[int, list[int]] = {}
    for telling_id, answer_id in db.session.execute(pairs.order_by(Answer.week.desc(), Answer.public_id)):
        by_telling.setdefault(telling_id, []).append(answer_id)
    for telling_id in telling_ids:
        fresh = [answer_id for answer_id in by_telling.get(telling_id, ()) if answer_id not in seen][:BUBBLES]
        seen.update(fresh)
        wanted[telling_id] = fresh
    words = {each.id: each for each in public_answers([team_id], Answer.id.in_(seen), now=now)} if seen else {}
    return {key: [words[answer_id] for answer_id in ids if answer_id in words] for key, ids in wanted.items()}


def _code(team_id: int) -> str:
    query = select(TeamCode.code).where(
        TeamCode.team_id == team_id, TeamCode.purpose == CodePurpose.ANSWER, TeamCode.revoked_at.is_(None)
    )
    return db.session.scalar(query) or ""
