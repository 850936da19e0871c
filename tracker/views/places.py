"""The places of the main menu, in the order everybody meets them: who sees which, and which one she stands in.

A subject that is a place of its own adds its line to `PLACES`, where it belongs in the order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import UnionType

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.organisation import OrganisationAccess
from tracker.access.people import Access
from tracker.access.programme import ProgrammeAccess
from tracker.access.team import TeamAccess
from tracker.services.teams.navigation import Navigation
from tracker.text.locale import marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A word of the menu. Its pages are those of a subject, or all that one is let into by an access of this kind."""

    text: str
    endpoint: str
    is_shown: Callable[[Navigation], bool]
    subjects: tuple[str, ...] = ()
    access: type[Access] | UnionType | None = None


PLACES: Sequence[Place] = (
    Place(
        text=marked("Mitt team"),
        endpoint="home.teams",
        is_shown=lambda places: bool(places.teams) and not (places.advised or places.led),
        access=TeamAccess,
    ),
    Place(
        text=marked("Mine team"),
        endpoint="home.teams",
        is_shown=lambda places: bool(places.advised or places.led),
        access=TeamAccess | OrganisationAccess,
    ),
    Place(
        text=marked("Nettverket"),
        endpoint="home.networks",
        is_shown=lambda places: bool(places.networks or places.shared or places.joined or places.programmes),
        access=NetworkAccess | ProgrammeAccess,
    ),
    Place(
        text=marked("Hva er viktig?"),
        endpoint="home.voice",
        is_shown=lambda places: bool(places.teams),
        subjects=("answers", "representatives"),
    ),
    Place(
        text=marked("Samlinger"),
        endpoint="home.gatherings",
        is_shown=lambda places: bool(places.networks or places.shared or places.joined),
        subjects=("gatherings",),
    ),
    Place(
        text=marked("Administrasjon"),
        endpoint="accounts.users",
        is_shown=lambda places: places.office,
        access=OfficeAccess,
    ),
)
"""Five words at most for each role, the same words in the same order. A role sees only what it has something in."""


def stands_in(places: Sequence[Place], *, subject: str, access: object) -> Place | None:
    """Return the place a page belongs to: that of its subject, or that of the access it was opened by."""
    of_subject = (place for place in places if subject in place.subjects)
    of_access = (place for place in places if place.access is not None and isinstance(access, place.access))
    return next(of_subject, None) or next(of_access, None)
