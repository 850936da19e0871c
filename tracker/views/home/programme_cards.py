"""The cards of the programmes a person owns: how many networks are at work, and what is coming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.access.programme import ProgrammeAccess
from tracker.models.networks import Network, NetworkStatus
from tracker.services.programmes.overview import networks_of
from tracker.text.locale import Locale
from tracker.views.home.place_card import CardDeed, PlaceCard, PlaceState, StateSign, Urgency, as_sentence
from tracker.views.labels import label
from tracker.views.links import Links


def programme_cards(doors: Sequence[ProgrammeAccess], locale: Locale, links: Links) -> list[PlaceCard]:
    """Return a card for each programme, in a constant number of queries."""
    networks = networks_of(doors)
    return [_card(access, networks[access.programme.id], locale, links) for access in doors]


def _card(access: ProgrammeAccess, networks: Sequence[Network], locale: Locale, links: Links) -> PlaceCard:
    programme = access.programme
    roles = [locale.gettext("du er %(role)s", role=label(role, locale).lower()) for role in access.roles]
    return PlaceCard(
        name=programme.name,
        about=" · ".join([*([programme.owner] if programme.owner else []), *roles]),
        href=links.programme(programme.slug),
        state=_state(access, networks, locale, links),
        is_team=False,
    )


def _state(access: ProgrammeAccess, networks: Sequence[Network], locale: Locale, links: Links) -> PlaceState:
    counts = Counter(network.status(access.today) for network in networks)
    running, planned = counts[NetworkStatus.RUNNING], counts[NetworkStatus.PLANNED]
    deed = CardDeed(locale.gettext("Se programmet"), links.programme(access.programme.slug), "right")
    if not networks:
        text = locale.gettext("Ingen nettverk ennå")
        return PlaceState(urgency=Urgency.BEGINS, sign=StateSign.NOTHING, text=text, deed=deed)
    more = locale.ngettext("%(num)s nettverk er planlagt", "%(num)s nettverk er planlagt", planned)
    return PlaceState(
        urgency=Urgency.RESTS,
        sign=StateSign.DONE if running else StateSign.NOTHING,
        text=locale.ngettext("%(num)s nettverk i gang", "%(num)s nettverk i gang", running),
        more=as_sentence(more) if planned else "",
        deed=deed,
    )
