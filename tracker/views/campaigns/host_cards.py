"""What stands beside the units on a host's page of a day: its dates, how far it reached, and its materials."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tracker.access.people import local_day
from tracker.models.campaigns import CampaignStage
from tracker.services.campaigns.overview import HostsDay
from tracker.text.locale import Locale


def told(day: HostsDay, now: datetime, locale: Locale) -> str:
    """Say when it is, and when it was the last time."""
    held, this_year = day.campaign.held_on, local_day(now).year
    when = locale.day(held, year=False)
    if held.year == this_year:
        said = locale.gettext("Dagen er %(day)s i år.", day=when)
    else:
        said = locale.gettext("Dagen er %(day)s i %(year)s.", day=when, year=held.year)
    if day.previous is not None:
        before = day.previous.held_on
        said += " " + locale.gettext(
            "Den var %(day)s i %(year)s.", day=locale.day(before, year=False), year=before.year
        )
    if day.stage is CampaignStage.FROZEN:
        return said + " " + locale.gettext("Tallene er frosset.")
    return said + " " + locale.gettext("Sider, nedtelling og påminnelser følger datoen.")


def dates(day: HostsDay, now: datetime, locale: Locale) -> Sequence[tuple[str, str]]:
    """Return the dates that hang on the day, each with what happens on it."""
    row, today = day.campaign, local_day(now)

    def said(on: date, before: str, after: str) -> str:
        return before if on > today else after

    gettext = locale.gettext
    named = [
        (row.opens_on, gettext("Påmelding åpner"), gettext("Påmelding åpnet")),
        (row.freezes_on, gettext("Siden fryses"), gettext("Siden ble frosset")),
    ]
    if day.units or day.kept is None:  # of a year that is only numbers nobody is asked
        named.append((row.asks_on, gettext("«Hva ble det til?» sendes"), gettext("«Hva ble det til?» ble sendt")))
    return [(said(on, before, after), locale.day_seen_from(on, row.held_on)) for on, before, after in named]


def reach(day: HostsDay, locale: Locale) -> Sequence[tuple[str, str]]:
    """Return how many kommuner and hospitals take part, of how many invited, and how many units are new."""
    row, kept = day.campaign, day.kept
    municipalities = kept.municipalities if kept else day.reach.municipalities
    hospitals = kept.hospitals if kept else day.reach.hospitals
    lines = [
        (locale.gettext("Kommuner"), municipalities, row.invited_municipalities),
        (locale.gettext("Sykehus"), hospitals, row.invited_hospitals),
    ]
    found = [(name, _of(number, invited, locale)) for name, number, invited in lines]
    if day.first_time is not None and day.reach.units:
        units = locale.ngettext("%(num)s enhet", "%(num)s enheter", day.first_time)
        found.append((locale.gettext("Første gang med"), units))
    return found


def _of(number: int | None, invited: int | None, locale: Locale) -> str:
    if number is None:
        return locale.gettext("vet ikke")
    if invited is None:
        return locale.number(number)
    return locale.gettext("%(ready)s av %(all)s", ready=locale.number(number), all=locale.number(invited))


def materials(day: HostsDay, locale: Locale) -> Sequence[tuple[str, str]]:
    """Return what the units wrote of their materials, added up; what none of them wrote is left out."""
    sums = day.materials
    lines = (
        (locale.gettext("Buttons bestilt"), sums.buttons_ordered),
        (locale.gettext("Delt ut"), sums.buttons_given),
        (locale.gettext("Plakater hengt opp"), sums.posters_hung),
        (locale.gettext("Svarkort skrevet ut"), sums.cards_printed),
    )
    return [(name, locale.number(number)) for name, number in lines if number is not None]
