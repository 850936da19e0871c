"""What is found by name: teams, measures, goals and interventions that a person may open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.access.people import Actor
from tracker.services import finding
from tracker.services.finding import Found, NamedRows
from tracker.text.locale import Locale, marked
from tracker.views.links import Links

A_GROUP = 8
"""So many of each kind are shown; more words find the others."""


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of thing that is found by its name."""

    heading: str
    query: Callable[[Actor], NamedRows]
    """All of it that the person may open: id, name, slug, and the address and name of its team."""
    address: Callable[[Found, Links], str]


KINDS: Sequence[SearchKind] = (
    SearchKind(marked("Team"), finding.teams, lambda found, links: links.team(found.team)),
    SearchKind(
        marked("Indikatorer"),
        finding.measures,
        lambda found, links: links.measure_at(found.team, found.row_id, found.slug),
    ),
    SearchKind(marked("Mål"), finding.goals, lambda found, links: links.goal(found.team, found.row_id, found.slug)),
    SearchKind(
        marked("Tiltak"), finding.interventions, lambda found, links: links.intervention(found.team, found.row_id)
    ),
)
"""In the order they stand. A subject whose things have names adds its kind here: one query each, whatever there is."""


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One thing that was found."""

    name: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """What was found of one kind."""

    heading: str
    lines: Sequence[SearchLine]
    more: int
    """How many there are beside those shown."""


def search_groups(actor: Actor, words: str, locale: Locale, links: Links) -> Sequence[SearchGroup]:
    """Find by name what the person may open; kinds without any are left out."""
    groups = []
    for kind in KINDS:
        found = finding.find(kind.query(actor), words)
        lines = [
            SearchLine(each.name, each.team_name if each.team_name != each.name else "", kind.address(each, links))
            for each in found[:A_GROUP]
        ]
        if lines:
            groups.append(SearchGroup(locale.gettext(kind.heading), lines, len(found) - len(lines)))
    return groups
