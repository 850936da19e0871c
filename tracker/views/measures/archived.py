"""Archived measures as a page shows them, and what a page says before one is archived: where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.access.people import local_day
from tracker.access.team import TeamAccess
from tracker.charts.words.nouns import named
from tracker.models.measures import Measure
from tracker.services.measurements.history import histories
from tracker.services.measures.archived import archived_measures
from tracker.services.measures.uses import MeasureUses
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn, draw


@dataclass(frozen=True, slots=True)
class ArchivedCard:
    """One measure that was put away: what it is, who put it away, when and why, and where it stood."""

    measure: Measure
    kind: str
    href: str
    when: str
    why: str
    spark: Markup | None
    last: str


@dataclass(frozen=True, slots=True)
class UsedPlace:
    """One place where a measure is used: what it is called, what happens there, and a way to do something about it.

    `is_apart` says that it is not counted among the places, since every measure stands there.
    """

    place: str
    text: str
    link: str = ""
    href: str = ""
    is_apart: bool = False


def archived_cards(access: TeamAccess, locale: Locale, links: Links) -> list[ArchivedCard]:
    """Return the team's archived measures, the latest first, in a constant number of queries."""
    rows = archived_measures(access)
    told = histories([row.measure for row in rows], today=access.today)
    drawn = draw(told, locale, standards=standards_of(access))
    cards = []
    for row, each in zip(rows, drawn, strict=True):
        day = locale.day(local_day(row.at))
        archived = locale.gettext("Arkivert %(day)s", day=day)
        if row.by:
            archived = locale.gettext("Arkivert %(day)s av %(name)s", day=day, name=row.by)
        values = each.measured
        if values:
            archived += " · " + locale.ngettext("%(num)s måling", "%(num)s målinger", len(values))
        cards.append(
            ArchivedCard(
                row.measure,
                label(row.measure.kind, locale),
                links.measure(access.team.slug, row.measure),
                archived,
                row.why,
                each.spark if values else None,
                _last(each, values, locale),
            )
        )
    return cards


def _last(drawn: Drawn, values: Sequence[int], locale: Locale) -> str:
    if not values:
        return locale.gettext("Ingen målinger")
    period = drawn.plot.periods[values[-1]]
    value = locale.value(float(drawn.reading.values[values[-1]]), drawn.plot)
    return locale.gettext("Siste: %(value)s, %(period)s", value=value, period=named(period, drawn.plot, locale))


def used_places(access: TeamAccess, uses: MeasureUses, locale: Locale, links: Links) -> tuple[UsedPlace, ...]:
    """Say in words where a measure is used, and what happens there when it is archived."""
    return tuple(_places(access.team.slug, uses, locale, links))


def _places(team: str, uses: MeasureUses, locale: Locale, links: Links) -> Iterator[UsedPlace]:
    see = locale.gettext("Se målet")
    for goal in uses.outcome_of:
        text = locale.gettext("bruker den som resultat. Målet får ingen nye tall når den arkiveres.")
        yield UsedPlace(locale.gettext("Målet «%(name)s»", name=goal.name), text, see, links.edit_goal(team, goal.id))
    for goal in uses.followed_by:
        text = locale.gettext("følger den. Den står på målets side uten nye tall.")
        yield UsedPlace(locale.gettext("Målet «%(name)s»", name=goal.name), text)
    for driver in uses.drivers:
        text = locale.gettext("følges av den. Driveren får ingen nye tall.")
        yield UsedPlace(locale.gettext("Driveren «%(name)s»", name=driver.name), text)
    if uses.question:
        text = locale.gettext("har spørsmålet «%(question)s». Det går ut av tellesiden.", question=uses.question)
        yield UsedPlace(locale.gettext("Koden ved senga"), text)
    for row in uses.interventions:
        text = locale.gettext("er knyttet til den. Flagget står på et diagram som ikke får nye punkter.")
        place = locale.gettext("Tiltaket «%(name)s»", name=row.name)
        yield UsedPlace(place, text, locale.gettext("Se tiltaket"), links.intervention(team, row.id))
    for row in uses.tests:
        text = locale.gettext("måles med den. Testen får ingen nye tall.")
        yield UsedPlace(
            locale.gettext("Testen «%(name)s»", name=row.name),
            text,
            locale.gettext("Se testen"),
            links.test(team, row.id),
        )
    for phase in uses.phases:
        text = locale.gettext("er bestemt for diagrammet. Den blir stående.")
        yield UsedPlace(locale.gettext("Fasen «%(name)s»", name=phase.name), text)
    if uses.places:
        for network in uses.networks:
            text = locale.gettext("viser den i oversikten. Der går den ut.")
            yield UsedPlace(locale.gettext("Nettverket %(name)s", name=network.name), text, is_apart=True)
