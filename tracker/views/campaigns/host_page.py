"""A day as its host sees it, in words: numbers that filter, the units of one group, dates, reach and materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.access.people import OSLO, local_day
from tracker.models.campaigns import CampaignStage, CampaignUnit
from tracker.services.campaigns.overview import HostsDay, UnitGroup
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.moments import moment

SHOWN = 20
"""So many units stand on the page before all are asked for."""
_OPEN = (CampaignStage.PLANNED, CampaignStage.OPEN)
_WRITTEN_TO = frozenset({UnitGroup.ALL, UnitGroup.NOT_COUNTED, UnitGroup.UNREAD, UnitGroup.NOT_REPORTED})
"""Who has not confirmed may be anybody: a host writes to addresses that somebody has answered for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTile:
    """A number with its words; with a group it filters, and lets go of it where that is on."""

    value: str
    text: str
    of: str = ""
    group: UnitGroup | None = None
    is_current: bool = False
    is_waiting: bool = False


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
class HostPage:
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
    """Return whom a host looks for: those who have not confirmed, on the day not counted, after it not reported."""
    if day.stage in _OPEN:
        return UnitGroup.UNCONFIRMED if day.of(UnitGroup.UNCONFIRMED) else UnitGroup.ALL
    return UnitGroup.NOT_REPORTED if day.stage is CampaignStage.FROZEN else UnitGroup.NOT_COUNTED


def host_page(
    day: HostsDay, group: UnitGroup | None, *, host: str, everything: bool, now: datetime, locale: Locale
) -> HostPage:
    """Say it: the table holds the group that is asked for, else the one a host looks for now."""
    chosen = group or usual_group(day)
    listed = day.of(chosen)
    shown = listed if everything else listed[:SHOWN]
    count = len(listed)
    return HostPage(
        title=locale.gettext("«Hva er viktig for deg?»-dagen %(year)s", year=day.campaign.year),
        sub=_sub(day, host, now, locale),
        tiles=_tiles(day, chosen, locale),
        group=chosen,
        heading=_headings(count, locale)[chosen],
        more_title=_more_titles(locale).get(chosen, ""),
        rows=[_row(day, unit, chosen, now, locale) for unit in shown],
        count=count,
        empty=_empty(day, chosen, locale),
        can_write=chosen in _WRITTEN_TO and count > 0,
        out=len(day.of(UnitGroup.OUT)),
        told=_told(day, now, locale),
        dates=_dates(day, now, locale),
        reach=_reach(day, locale),
        materials=_materials(day, locale),
    )


def _sub(day: HostsDay, host: str, now: datetime, locale: Locale) -> str:
    held = day.campaign.held_on
    said = f"{locale.weekday(held.isoweekday())} {locale.day(held)}"
    said = said[0].upper() + said[1:]
    ahead = (held - local_day(now)).days
    if ahead == 0:
        clock = locale.gettext("kl. %(time)s", time=locale.clock(now.astimezone(OSLO)))
        said += ", " + locale.gettext("i dag %(clock)s", clock=clock)
    elif ahead > 0:
        said += ", " + locale.ngettext("om %(num)s dag", "om %(num)s dager", ahead)
    return said + ". " + locale.gettext("Vertskap: %(host)s", host=host)


def _tiles(day: HostsDay, chosen: UnitGroup, locale: Locale) -> Sequence[DayTile]:
    def tile(value: int | None, text: str, group: UnitGroup | None = None, *, of: int | None = None) -> DayTile:
        return DayTile(
            value=locale.gettext("ikke talt") if value is None else locale.number(value),
            text=text,
            of="" if of is None else locale.gettext("av %(total)s", total=locale.number(of)),
            group=group,
            is_current=group is chosen,
            is_waiting=group in {UnitGroup.NOT_COUNTED, UnitGroup.UNREAD, UnitGroup.UNCONFIRMED, UnitGroup.NOT_REPORTED},
        )

    gettext, invited = locale.gettext, day.campaign.invited
    units = day.of(UnitGroup.ALL)
    if day.stage in _OPEN:
        ready = sum(all(unit.ready) for unit in units)
        return [
            tile(
                len(units),
                gettext("enheter er påmeldt") if invited is None else gettext("inviterte enheter er påmeldt"),
                UnitGroup.ALL,
                of=invited,
            ),
            tile(len(day.of(UnitGroup.UNCONFIRMED)), gettext("har ikke bekreftet"), UnitGroup.UNCONFIRMED),
            tile(ready, gettext("har alt på lista klart")),
        ]
    took_part = day.kept.units if day.kept else len(units)
    if day.stage is CampaignStage.FROZEN:
        first = tile(took_part, gettext("enheter var med"), UnitGroup.ALL if units else None, of=invited)
    else:
        words = gettext("enheter er påmeldt") if invited is None else gettext("inviterte enheter er påmeldt")
        first = tile(took_part, words, UnitGroup.ALL, of=invited)
    is_today = day.stage is CampaignStage.DAY
    asked = tile(day.numbers.asked, gettext("er spurt i dag") if is_today else gettext("ble spurt"))
    answered = tile(day.numbers.answered, gettext("har svart") if is_today else gettext("svarte"))
    if day.stage is not CampaignStage.FROZEN:
        asked, answered = (_nought(each, locale) for each in (asked, answered))
        third = tile(len(day.of(UnitGroup.NOT_COUNTED)), gettext("har ikke talt ennå"), UnitGroup.NOT_COUNTED)
        return [first, asked, answered, third, tile(day.unread_in_all, gettext("svar venter på å bli lest"), UnitGroup.UNREAD)]
    if not units:
        return [first, asked, answered]
    third = tile(
        len(day.of(UnitGroup.NOT_REPORTED)), gettext("har ikke fortalt hva det ble til"), UnitGroup.NOT_REPORTED
    )
    return [first, asked, answered, third, tile(day.unread_in_all, gettext("svar venter på å bli lest"), UnitGroup.UNREAD)]


def _nought(tile: DayTile, locale: Locale) -> DayTile:
    """Return a number of a day that runs: where nobody has counted yet, that is none so far."""
    value = locale.number(0) if tile.value == locale.gettext("ikke talt") else tile.value
    return DayTile(value=value, text=tile.text, of=tile.of)


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
        locale.day(signed_up, year=signed_up.year != today.year),
        locale.gettext("%(ready)s av %(all)s", ready=sum(unit.ready), all=len(unit.ready)),
        moment(unit.seen_at, locale, today=today) if unit.seen_at is not None else locale.gettext("aldri"),
        more,
    )


def _empty(day: HostsDay, group: UnitGroup, locale: Locale) -> str:
    """Return what stands where no unit does."""
    if day.kept is not None and not day.units:
        return locale.gettext("Fra dette året har vi bare tallene. Enhetene er ikke ført inn.")
    match group:
        case UnitGroup.ALL:
            return locale.gettext("Ingen er påmeldt ennå. Del adressen til dagens side, så kommer de hit.")
        case UnitGroup.UNCONFIRMED:
            return locale.gettext("Alle som er påmeldt, har bekreftet.")
        case UnitGroup.NOT_COUNTED:
            return locale.gettext("Alle som er påmeldt, har talt.")
        case UnitGroup.UNREAD:
            return locale.gettext("Ingen svar fra dagen venter på å bli lest.")
        case UnitGroup.NOT_REPORTED:
            return locale.gettext("Alle har fortalt hva det ble til.")
        case UnitGroup.OUT:
            return locale.gettext("Ingen er tatt ut.")


def _told(day: HostsDay, now: datetime, locale: Locale) -> str:
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


def _dates(day: HostsDay, now: datetime, locale: Locale) -> Sequence[tuple[str, str]]:
    row, today = day.campaign, local_day(now)

    def said(on: object, before: str, after: str) -> str:
        return before if on > today else after  # type: ignore[operator]

    gettext = locale.gettext
    named = (
        (row.opens_on, gettext("Påmelding åpner"), gettext("Påmelding åpnet")),
        (row.freezes_on, gettext("Siden fryses"), gettext("Siden ble frosset")),
        (row.asks_on, gettext("«Hva ble det til?» sendes"), gettext("«Hva ble det til?» ble sendt")),
    )
    return [(said(on, before, after), locale.day(on, year=on.year != row.year)) for on, before, after in named]


def _reach(day: HostsDay, locale: Locale) -> Sequence[tuple[str, str]]:
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


def _materials(day: HostsDay, locale: Locale) -> Sequence[tuple[str, str]]:
    sums = day.materials
    lines = (
        (locale.gettext("Buttons bestilt"), sums.buttons_ordered),
        (locale.gettext("Delt ut"), sums.buttons_given),
        (locale.gettext("Plakater hengt opp"), sums.posters_hung),
        (locale.gettext("Svarkort skrevet ut"), sums.cards_printed),
    )
    return [(name, locale.number(number)) for name, number in lines if number is not None]
