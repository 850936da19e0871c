"""The teams of an organisation, for who advises it: a card each, those that need her first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.organisation import OrganisationAccess
from tracker.access.team import enter_own_teams
from tracker.models.teams import Team
from tracker.services.walls import organisation_teams
from tracker.text.locale import Locale
from tracker.text.sorting import sorting_key
from tracker.views.home.place_card import PlaceCard
from tracker.views.home.team_cards import team_cards
from tracker.views.links import Links


@dataclass(frozen=True, slots=True)
class OrganisationTeams:
    """What the page shows."""

    count: int
    cards: Sequence[PlaceCard]
    others: Sequence[Team]
    """Teams that she reads, and where nothing waits for her."""


def teams_page(access: OrganisationAccess, locale: Locale, links: Links) -> OrganisationTeams:
    """Read the organisation's teams, in a constant number of queries."""
    teams = organisation_teams(access)
    ids = {team.id for team in teams}
    doors = [door for door in enter_own_teams(access.user, now=access.now) if door.team.id in ids]
    cards = team_cards(doors, locale, links)
    entered = {door.team.id for door in doors}
    return OrganisationTeams(
        len(teams),
        sorted(cards, key=lambda card: (card.state.urgency, sorting_key(card.name))),
        [team for team in teams if team.id not in entered],
    )
