"""The evaluations of all teams of a network: how many there are, what users say again and again, and where each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.analysis.small_numbers import LEAST
from tracker.models.accounts import Role
from tracker.models.answers import ThemeKey
from tracker.models.base import db
from tracker.models.teams import Team
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    RecurringTheme,
    StageDates,
    UserEvaluation,
)
from tracker.services.answers.themes import teams_by_theme
from tracker.services.networks.at_work import ids_at_work
from tracker.services.networks.small_numbers import readable_teams
from tracker.text.sorting import sorting_key

Theme = TypeVar("Theme", bound=Enum)


@dataclass(frozen=True, slots=True)
class PointCounts:
    """How many points were agreed, what they became, and how many nobody sees to. "Go on as we do" is none."""

    agreed: int = 0
    became: int = 0
    followed: int = 0
    """Those that became something, or were looked at again."""
    unassigned: int = 0


@dataclass(frozen=True, slots=True)
class TeamEvaluation:
    """One evaluation, of which team it is, and its points."""

    row: UserEvaluation
    name: str
    slug: str
    points: PointCounts


@dataclass(frozen=True, slots=True)
class Recurring:
    """What users say again and again, as numbers of teams and never under the threshold, the most frequent first."""

    least: int
    findings: Sequence[tuple[RecurringTheme, int]]
    """In evaluations that are past the analysis."""
    answers: Sequence[tuple[ThemeKey, int]]
    """In answers to what matters that the teams have approved: another source, counted for itself."""


def reads_small(access: NetworkAccess) -> bool:
    """Return whether small numbers of this network's teams are told to this person: by the agreement its host."""
    return Role.HOST in access.roles


def years_evaluated(access: NetworkAccess) -> Sequence[int]:
    """List the years with an evaluation, the newest first."""
    access.require(Permission.READ_RECURRING)
    query = select(UserEvaluation.year).where(UserEvaluation.team_id.in_(ids_at_work(access.network.id)))
    return db.session.scalars(query.distinct().order_by(UserEvaluation.year.desc())).all()


def teams_at_work(access: NetworkAccess) -> int:
    """Count the teams at work in the network."""
    access.require(Permission.READ_RECURRING)
    return db.session.scalar(select(func.count()).select_from(ids_at_work(access.network.id).subquery())) or 0


def evaluations_in(access: NetworkAccess, year: int) -> Sequence[TeamEvaluation]:
    """List a year's evaluations of all teams with their dates and points, by the team's name, in three queries."""
    access.require(Permission.READ_RECURRING)
    here = (UserEvaluation.team_id.in_(ids_at_work(access.network.id)), UserEvaluation.year == year)
    points = DialoguePoint
    has_become = points.intervention_id.is_not(None)
    is_followed = has_become | points.barrier_id.is_not(None) | points.verdict.is_not(None)
    counted = (
        select(
            points.evaluation_id,
            func.count(),
            *(
                func.sum(case((each, 1), else_=0))
                for each in (has_become, is_followed, points.responsible_id.is_(None))
            ),
        )
        .join(UserEvaluation, UserEvaluation.id == points.evaluation_id)
        .where(*here, points.is_new.is_(True))
        .group_by(points.evaluation_id)
    )
    counts = {key: PointCounts(*numbers) for key, *numbers in db.session.execute(counted)}
    query = select(UserEvaluation, Team.name, Team.slug).join(Team, Team.id == UserEvaluation.team_id).where(*here)
    query = query.options(selectinload(UserEvaluation.dates)).order_by(UserEvaluation.id)
    found = [
        TeamEvaluation(row, name, slug, counts.get(row.id, PointCounts()))
        for row, name, slug in db.session.execute(query)
    ]
    return sorted(found, key=lambda each: sorting_key(each.name))


def readable_among(access: NetworkAccess, found: Sequence[TeamEvaluation]) -> Sequence[TeamEvaluation]:
    """Return those this person may open: all for the host, those of teams she advises or is in, none for the owner."""
    if not access.may(Permission.READ_NETWORK):
        return []
    ids = {each.row.team_id for each in found}
    if not reads_small(access):
        ids &= {each.id for each in access.team_names()}
    readable = readable_teams(access, ids)
    return [each for each in found if each.row.team_id in readable]


def recurring(access: NetworkAccess, year: int) -> Recurring:
    """Count in how many teams each theme came up in a year, in two queries; page and report both ask here.

    A team's own themes have names of their own, and «Annet» says nothing: neither is counted.
    """
    access.require(Permission.READ_RECURRING)
    least = max(LEAST, access.network.small_number)
    teams = ids_at_work(access.network.id)
    number = func.count(distinct(Finding.team_id))
    found = (
        select(Finding.theme, number)
        .join(UserEvaluation, UserEvaluation.id == Finding.evaluation_id)
        .join(StageDates, StageDates.evaluation_id == UserEvaluation.id)
        .where(
            Finding.team_id.in_(teams),
            Finding.theme != RecurringTheme.OWN,
            UserEvaluation.year == year,
            StageDates.stage == EvaluationStage.ANALYSIS,
            StageDates.done_on.is_not(None),
        )
        .group_by(Finding.theme)
        .having(number >= least)
    )
    themes: dict[RecurringTheme | None, int] = {}
    themes.update((theme, number) for theme, number in db.session.execute(found))
    keys = teams_by_theme(teams, year, least=least)
    return Recurring(least, _most_first(RecurringTheme, themes), _most_first(ThemeKey, keys))


def _most_first(
    kind: type[Theme], counted: Mapping[Theme, int] | Mapping[Theme | None, int]
) -> list[tuple[Theme, int]]:
    """Put the most frequent first, and what is as frequent in the order that everybody knows."""
    return sorted(((each, counted[each]) for each in kind if each in counted), key=lambda found: -found[1])
