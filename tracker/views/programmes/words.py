"""Counts of kommuner and teams in words, alike on a programme's page and a network's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tracker.models.networks import Network
from tracker.models.organisations import Country
from tracker.text.locale import Locale, capital
from tracker.views.programmes.gatherings import GatheringCount


def municipalities_in_words(countries: Iterable[Country], locale: Locale) -> str:
    """Say how many kommuner there are: those of each country where there are two."""
    counts = Counter(countries)
    if not counts[Country.DK]:
        return locale.ngettext("%(num)s kommune", "%(num)s kommuner", counts[Country.NO])
    return locale.gettext(
        "%(norwegian)s og %(danish)s",
        norwegian=locale.ngettext("%(num)s norsk", "%(num)s norske", counts[Country.NO]),
        danish=locale.ngettext("%(num)s dansk kommune", "%(num)s danske kommuner", counts[Country.DK]),
    )


def gatherings_in_words(count: GatheringCount, locale: Locale) -> str:
    """Say how many samlinger are held, of how many."""
    if count.held and count.planned:
        return locale.gettext("Samling %(held)s av %(planned)s er holdt", held=count.held, planned=count.planned)
    if count.held:
        return locale.gettext("Samling %(held)s er holdt", held=count.held)
    if count.planned:
        return locale.gettext("Ingen av %(planned)s samlinger er holdt", planned=count.planned)
    return locale.gettext("Ingen samlinger er planlagt")


def period_in_words(network: Network, locale: Locale) -> str:
    """Say when a network runs, by its months."""
    first = f"{locale.month(network.starts_on.month)} {network.starts_on.year}"
    if network.ends_on is None:
        return locale.gettext("Fra %(first)s", first=first)
    last = f"{locale.month(network.ends_on.month)} {network.ends_on.year}"
    return capital(locale.gettext("%(first)s til %(last)s", first=first, last=last))


def in_a_row(words: Sequence[str], locale: Locale) -> str:
    """Join words as a sentence does: commas, and «og» before the last."""
    if len(words) < 2:
        return "".join(words)
    return locale.gettext("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1])
