"""Finding by name, on any keyboard, among what a person may open.

Names are compared here and not in the database: SQLite and PostgreSQL fold letters in different ways, and neither takes
"bjorn" for "Bjørn".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, literal, select

from tracker.access.people import Actor
from tracker.access.reach import may_open
from tracker.models.base import db
from tracker.models.improvement import Goal, Intervention
from tracker.models.measures import Measure
from tracker.models.teams import Team
from tracker.text.search import search_form
from tracker.text.sorting import sorting_key

NamedRows = Select[int, str, str, str, str]
"""Selects rows by id, name and slug, with the address and the name of their team."""

LEAST = 2
"""So many letters must be there: one is in everything."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that bears the words in its name."""

    row_id: int
    name: str
    slug: str
    team: str
    """The address of its team."""
    team_name: str


def teams(actor: Actor) -> NamedRows:
    """Select the teams that a person may open."""
    return select(Team.id, Team.name, Team.slug, Team.slug, Team.name).where(may_open(actor.user))


def measures(actor: Actor) -> NamedRows:
    """Select the measures in use of these teams."""
    query = select(Measure.id, Measure.name, Measure.slug, Team.slug, Team.name)
    return query.join(Team, Team.id == Measure.team_id).where(may_open(actor.user), Measure.archived_at.is_(None))


def goals(actor: Actor) -> NamedRows:
    """Select the goals of these teams."""
    query = select(Goal.id, Goal.title, Goal.slug, Team.slug, Team.name)
    return query.join(Team, Team.id == Goal.team_id).where(may_open(actor.user))


def interventions(actor: Actor) -> NamedRows:
    """Select the interventions of these teams."""
    query = select(Intervention.id, Intervention.title, literal(""), Team.slug, Team.name)
    return query.join(Team, Team.id == Intervention.team_id).where(may_open(actor.user))


def find(among: NamedRows, words: str) -> Sequence[Found]:
    """Return the rows whose name has each of the words: names that begin with them first, then by name and team."""
    asked = search_form(words)
    if len(asked) < LEAST:
        return []
    each_word, found = asked.split(), []
    for row in db.session.execute(among):
        plain = _plain(row[1])
        if all(word in plain for word in each_word):
            found.append((not plain.startswith(asked), Found(*row)))
    found.sort(key=lambda pair: (pair[0], sorting_key(pair[1].name), sorting_key(pair[1].team_name)))
    return [each for _rest, each in found]


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    """Return a name as it is searched for; a host's teams have the same few names over and over."""
    return search_form(name)
