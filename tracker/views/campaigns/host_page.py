"""A day as its host sees it, in words: numbers that filter, the units of one group, dates, reach and materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.access.people import OSLO, local_day
from tracker.models.campaigns import CampaignStage, CampaignUnit
from tracker.services.campaigns.overview import HostsDay, UnitGroup
from tracker.text.locale import Locale, capital
from tracker.views.campaigns.host_cards import dates, materials, reach, told
from tracker.views.campaigns.host_tiles import BEFORE, DayTile, day_tiles
from tracker.views.labels import label
from tracker.views.moments import moment

SHOWN = 20
"""So many units stand on the page before all are asked for."""
_WRITTEN_TO = frozenset({UnitGroup.ALL, UnitGroup.NOT_COUNTED, UnitGroup.UNREAD, UnitGroup.NOT_REPORTED})
"""Who has not confirmed may be anybody: a host writes to addresses that somebody has answered for."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the table."""

    id: int
    name: str
    organisation: str
    signed_up: str
    ready: str
    seen: str
    more: str
    """What the group is about, of this unit: its answers that wait, or what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostsDayPage:
    """What the page shows."""

    title: str
    sub: str
    tiles: Sequence[DayTile]
    group: UnitGroup
    heading: str
    more_title: str
    """The heading of the last column; nothing where there is none."""
    rows: Sequence[UnitRow]
    count: int
    empty: str
    can_write: bool
    out: int
    told: str
    dates: Sequence[tuple[str, str]]
    reach: Sequence[tuple[str, str]]
    materials: Sequence[tuple[str, str]]


def usual_group(day: HostsDay) -> UnitGroup:
    """Return whom a host looks for: who has not confirmed, on the day not counted, after it not read, then not told."""
    if day.stage in BEFORE:
        return UnitGroup.UNCONFIRMED if day.of(UnitGroup.UNCONFIRMED) else UnitGroup.ALL
    if day.stage is not CampaignStage.FROZEN:
        return UnitGroup.NOT_COUNTED
    if day.is_asked:
        return UnitGroup.NOT_REPORTED
    return UnitGroup.UNREAD if day.unread else UnitGroup.ALL


def host_page(
    day: HostsDay, group: UnitGroup | None, *, host: str, everything: bool, now: datetime, locale: Locale
) -> HostsDayPage:
    """Say it: the table holds the group that is asked for, else the one a host looks for now."""
    chosen = group or usual_group(day)
    listed = day.of(chosen)
    shown = listed if everything else listed[:SHOWN]
    count = len(listed)
    return HostsDayPage(
        title=locale.gettext("«Hva er viktig for deg?»-dagen %(year)s", year=day.campaign.year),
        sub=_sub(day, host, now, locale),
        tiles=day_tiles(day, chosen, locale),
        group=chosen,
        heading=_headings(count, locale)[chosen],
        more_title=_more_titles(locale).get(chosen, ""),
        rows=[_row(day, unit, chosen, now, locale) for unit in shown],
        count=count,
        empty=_empty(day, chosen, locale),
        can_write=chosen in _WRITTEN_TO and count > 0,
        out=len(day.of(UnitGroup.OUT)),
        told=told(day, now, locale),
        dates=dates(day, now, locale),
        reach=reach(day, locale),
        materials=materials(day, locale),
    )


def _sub(day: HostsDay, host: str, now: datetime, locale: Locale) -> str:
    held = day.campaign.held_on
    said = capital(f"{locale.weekday(held.isoweekday())} {locale.day(held)}")
    ahead = (held - local_day(now)).days
    if ahead == 0:
        clock = locale.gettext("kl. %(time)s", time=locale.clock(now.astimezone(OSLO)))
        said += ", " + locale.gettext("i dag %(clock)s", clock=clock)
    elif ahead > 0:
        said += ", " + locale.ngettext("om %(num)s dag", "om %(num)s dager", ahead)
    return said + ". " + locale.gettext("Vertskap: %(host)s", host=host)


def _headings(count: int, locale: Locale) -> Mapping[UnitGroup, str]:
    units = locale.ngettext("%(num)s enhet", "%(num)s enheter", count)
    named = {
        UnitGroup.ALL: locale.gettext("Påmeldt"),
        UnitGroup.UNCONFIRMED: locale.gettext("Har ikke bekreftet"),
        UnitGroup.NOT_COUNTED: locale.gettext("Har ikke talt ennå"),
        UnitGroup.UNREAD: locale.gettext("Har svar som venter på å bli lest"),
        UnitGroup.NOT_REPORTED: locale.gettext("Har ikke fortalt hva det ble til"),
        UnitGroup.OUT: locale.gettext("Tatt ut"),
    }
    return {group: f"{text}, {units}" for group, text in named.items()}


def _more_titles(locale: Locale) -> Mapping[UnitGroup, str]:
    return {
        UnitGroup.UNREAD: locale.gettext("Svar som venter"),
        UnitGroup.UNCONFIRMED: locale.gettext("Adressen"),
        UnitGroup.ALL: locale.gettext("Hva ble det til?"),
    }


def _row(day: HostsDay, unit: CampaignUnit, group: UnitGroup, now: datetime, locale: Locale) -> UnitRow:
    more = ""
    if group is UnitGroup.UNREAD:
        more = locale.number(day.unread[unit.id])
    elif group is UnitGroup.UNCONFIRMED:
        more = unit.contact
    elif unit.id in day.said:
        more = label(day.said[unit.id].outcome, locale)
    today = local_day(now)
    signed_up = local_day(unit.signed_up_at)
    return UnitRow(
        unit.id,
        unit.name,
        unit.organisation,
        locale.day_seen_from(signed_up, today),
        locale.gettext("%(ready)s av %(all)s", ready=sum(unit.ready), all=len(unit.ready)),
        moment(unit.seen_at, locale, today=today) if unit.seen_at is not None else locale.gettext("aldri"),
        more,
    )


def _empty(day: HostsDay, group: UnitGroup, locale: Locale) -> str:
    """Return what stands where no unit does."""
    if day.stage is CampaignStage.FROZEN and not day.units:
        return locale.gettext("Fra dette året har vi bare tallene. Enhetene er ikke ført inn.")
    return {
        UnitGroup.ALL: locale.gettext("Ingen er påmeldt ennå. Del adressen til dagens side, så kommer de hit."),
        UnitGroup.UNCONFIRMED: locale.gettext("Alle som er påmeldt, har bekreftet."),
        UnitGroup.NOT_COUNTED: locale.gettext("Alle som er påmeldt, har talt."),
        UnitGroup.UNREAD: locale.gettext("Ingen svar fra dagen venter på å bli lest."),
        UnitGroup.NOT_REPORTED: locale.gettext("Alle har fortalt hva det ble til."),
        UnitGroup.OUT: locale.gettext("Ingen er tatt ut."),
    }[group]
