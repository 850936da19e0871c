"""The start page: a card for each place a person works in, those that need her first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.network import enter_own_networks
from tracker.access.people import Actor
from tracker.access.programme import enter_own_programmes
from tracker.access.team import enter_own_teams
from tracker.analysis import Period, PeriodKind
from tracker.text.locale import Locale, capital
from tracker.text.sorting import sorting_key
from tracker.views.home.network_cards import network_cards
from tracker.views.home.place_card import PlaceCard, Urgency
from tracker.views.home.programme_cards import programme_cards
from tracker.views.home.team_cards import team_cards
from tracker.views.links import Links

SHOWN = 6
"""So many cards are in sight; the rest are a press away."""


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the page shows."""

    day: str
    cards: Sequence[PlaceCard]
    rest: Sequence[PlaceCard]
    show_rest: str
    """What is pressed to see the rest."""
    nothing_urgent: bool
    """Whether no place asks anything."""


def start_page(actor: Actor, locale: Locale, links: Links) -> StartPage:
    """Read all that a person works in, in a constant number of queries however much it is."""
    user, now = actor.user, actor.now
    cards = [
        *team_cards(enter_own_teams(user, now=now), locale, links),
        *network_cards(enter_own_networks(user, now=now), locale, links),
        *programme_cards(enter_own_programmes(user, now=now), locale, links),
    ]
    cards.sort(key=lambda card: (card.state.urgency, sorting_key(card.name)))
    rest = cards[SHOWN:]
    return StartPage(
        day=_day(actor, locale),
        cards=cards[:SHOWN],
        rest=rest,
        show_rest=_show_rest(rest, locale),
        nothing_urgent=bool(cards) and all(card.state.urgency is Urgency.RESTS for card in cards),
    )


def _show_rest(rest: Sequence[PlaceCard], locale: Locale) -> str:
    if all(card.is_team for card in rest):
        return locale.ngettext("Vis %(num)s team til", "Vis %(num)s team til", len(rest))
    return locale.ngettext("Vis %(num)s til", "Vis %(num)s til", len(rest))


def _day(actor: Actor, locale: Locale) -> str:
    """Return the day in words: ``Fredag 27. november, uke 48``."""
    today = actor.today
    weekday = capital(locale.weekday(today.isoweekday()))
    week = locale.period(Period.containing(PeriodKind.WEEK, today))
    return f"{weekday} {locale.day(today, year=False)}, {week}"
