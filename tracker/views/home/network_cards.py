"""The cards of a person's networks: what their tables say, in one sentence each, from the same reading.

A subject that can ask something of a host adds its state to `NETWORK_STATES`, as for teams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.analysis import Period, Verdict
from tracker.charts.words.nouns import counted
from tracker.services.measurements.history import histories
from tracker.services.networks.overview import NOTHING_SHARED, Overview, Shared, first_measures, overviews
from tracker.services.networks.standards import Standards
from tracker.text.locale import Locale
from tracker.views.home.place_card import CardDeed, PlaceCard, PlaceState, StateSign, Urgency, as_sentence, team_counts
from tracker.views.links import Links
from tracker.views.measures.reading import judge
from tracker.views.networks.matrix import MatrixEntry, Need, entries, period_due

NAMED = 3


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    """What is known of one network when its card is written: the entries of its table's first measure."""

    access: NetworkAccess
    whole: Overview
    shared: Shared
    entries: Sequence[MatrixEntry]
    locale: Locale
    links: Links

    @property
    def slug(self) -> str:
        """The network's name in addresses."""
        return self.access.network.slug

    @property
    def due(self) -> Period | None:
        """The period every team should have recorded by now."""
        return period_due(self.shared, self.access.today)

    @property
    def begun(self) -> list[MatrixEntry]:
        """The teams that have recorded something."""
        return [entry for entry in self.entries if entry.judged is not None]

    def deed_see(self) -> CardDeed:
        """Return the way to the network's table."""
        return CardDeed(self.locale.gettext("Se teamene"), self.links.matrix(self.slug), "users")


NetworkState = Callable[[NetworkStanding], PlaceState | None]
"""Gives the state of a network where it applies."""


def network_cards(doors: Sequence[NetworkAccess], locale: Locale, links: Links) -> list[PlaceCard]:
    """Return a card for each network, in a constant number of queries."""
    if not doors:
        return []
    whole = overviews(doors, locale.code)
    measures = first_measures(whole)
    flat = [measure for own in measures for measure in own.values()]
    told = iter(histories(flat, today=doors[0].today, words=False))
    cards = []
    for access, overview, own in zip(doors, whole, measures, strict=True):
        shared = next(iter(overview.shared), NOTHING_SHARED)
        read = judge(
            [next(told) for _measure in own],
            standards=Standards.of(access.network),
        )
        found = entries(overview.teams, dict(zip(own, read, strict=True)), shared)
        cards.append(_card(NetworkStanding(access, overview, shared, found, locale, links)))
    return cards


def _card(standing: NetworkStanding) -> PlaceCard:
    network, locale = standing.access.network, standing.locale
    state = next(state for find in NETWORK_STATES if (state := find(standing)) is not None)
    teams = locale.ngettext("%(num)s team", "%(num)s team", len(standing.whole.teams))
    verdicts = Counter(entry.verdict for entry in standing.entries if entry.verdict is not None)
    return PlaceCard(
        name=network.name,
        about=f"{teams} · {network.host}",
        href=standing.links.matrix(network.slug),
        state=state,
        verdicts=team_counts(verdicts, locale),
        is_team=False,
    )


def has_no_teams(standing: NetworkStanding) -> PlaceState | None:
    """Nobody takes part yet."""
    if standing.whole.teams:
        return None
    locale = standing.locale
    deed = standing.deed_see()
    if standing.access.may(Permission.MANAGE_NETWORK):
        deed = CardDeed(locale.gettext("Nytt team"), standing.links.new_team(standing.slug), "plus")
    text = locale.gettext("Ingen team ennå")
    return PlaceState(urgency=Urgency.BEGINS, sign=StateSign.NOTHING, text=text, deed=deed)


def has_not_begun(standing: NetworkStanding) -> PlaceState | None:
    """Teams take part, and none has a number yet."""
    if standing.begun:
        return None
    text = standing.locale.gettext("Ingen av teamene har registrert noe ennå")
    return PlaceState(urgency=Urgency.PARTLY, sign=StateSign.NOTHING, text=text, deed=standing.deed_see())


def has_silent_teams(standing: NetworkStanding) -> PlaceState | None:
    """Some teams have gone quiet: they are picked out in the table."""
    silent = [entry.team.name for entry in standing.entries if entry.verdict is Verdict.SILENT]
    if not silent:
        return None
    locale = standing.locale
    span = counted(standing.shared.period_kind, standing.access.network.silent_after, locale)
    text = locale.ngettext(
        "%(num)s team har ikke registrert på %(periods)s",
        "%(num)s team har ikke registrert på %(periods)s",
        len(silent),
        periods=span,
    )
    more = ", ".join(silent[:NAMED])
    if len(silent) > NAMED:
        more = locale.gettext("%(names)s og %(more)s til", names=more, more=len(silent) - NAMED)
    deed = CardDeed(locale.gettext("Se hvem"), standing.links.matrix(standing.slug, need=Need.SILENT.value), "users")
    return PlaceState(urgency=Urgency.ASKS, sign=StateSign.HALF, text=text, more=as_sentence(more), deed=deed)


def is_up_to_date(standing: NetworkStanding) -> PlaceState | None:
    """Say how many have recorded the last period that is over."""
    begun, due, locale = standing.begun, standing.due, standing.locale
    if due is None:
        return None
    recorded = sum(entry.is_up_to_date for entry in begun)
    period = locale.period(due)
    if recorded == len(standing.entries):
        text = locale.ngettext(
            "Teamet har registrert %(period)s", "Alle %(num)s har registrert %(period)s", recorded, period=period
        )
    else:
        text = locale.gettext(
            "%(recorded)s av %(total)s har registrert %(period)s",
            recorded=recorded,
            total=len(standing.entries),
            period=period,
        )
    is_all = recorded == len(begun)
    return PlaceState(
        urgency=Urgency.RESTS if is_all else Urgency.PARTLY,
        sign=StateSign.DONE if is_all else StateSign.HALF,
        text=text,
        more=_not_begun(standing),
        deed=standing.deed_see(),
    )


def rests(standing: NetworkStanding) -> PlaceState:
    """Nothing is asked."""
    return PlaceState(
        urgency=Urgency.RESTS,
        sign=StateSign.DONE,
        text=standing.locale.gettext("Ingenting haster"),
        more=_not_begun(standing),
        deed=standing.deed_see(),
    )


def _not_begun(standing: NetworkStanding) -> str:
    waiting = len(standing.entries) - len(standing.begun)
    if not waiting:
        return ""
    return standing.locale.ngettext(
        "%(num)s team har ikke startet ennå.", "%(num)s team har ikke startet ennå.", waiting
    )


NETWORK_STATES: Sequence[NetworkState] = (has_no_teams, has_not_begun, has_silent_teams, is_up_to_date, rests)
"""In the order they are asked; the first that applies is the card's."""
