"""Names that lie near for a person who chooses a password."""

from __future__ import annotations

from tracker.models.accounts import User
from tracker.services.teams.navigation import navigation_of


def names_near(user: User) -> tuple[str, ...]:
    """Return her own name and address, and what her teams and networks are called."""
    places = navigation_of(user)
    return (user.name, user.email, *(place.name for place in places.teams + places.networks))
