"""A programme's page: four numbers, how kommuner are counted, its networks, what it wants and who steers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.access.programme import ProgrammeAccess
from tracker.models.networks import Network, NetworkStatus
from tracker.models.organisations import Country
from tracker.models.programmes import ProgrammeGoal
from tracker.services.programmes.goals import programme_goals
from tracker.services.programmes.overview import ProgrammeOverview, TakingPart, programme_overview
from tracker.services.programmes.steering import steering_group
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.programmes.gatherings import GatheringCount, gathering_counts
from tracker.views.programmes.steering import SteeringView, steering_view
from tracker.views.programmes.timeline import Timeline, TimelineBar, timeline
from tracker.views.programmes.words import gatherings_in_words, in_a_row, municipalities_in_words

MANY = 12
"""Over so many networks, the closed ones stand behind a line of their own."""


@dataclass(frozen=True, slots=True)
class ProgrammeTile:
    """One of the four large numbers."""

    value: str
    text: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """One network: its name, what is to be known of it, and its bar on the time line."""

    network: Network
    href: str
    told: str
    more: Sequence[str]
    bar: TimelineBar


@dataclass(frozen=True, slots=True)
class NetworkGroup:
    """Networks that are equally far."""

    title: str
    lines: Sequence[NetworkLine]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """All that the page shows."""

    tiles: Sequence[ProgrammeTile]
    counted: str
    groups: Sequence[NetworkGroup]
    line: Timeline | None
    """None where there is nothing to lay side by side."""
    has_discs: bool
    goals: Sequence[ProgrammeGoal]
    steering: SteeringView


def programme_page(access: ProgrammeAccess, locale: Locale, links: Links) -> ProgrammePage:
    """Gather a programme's page; the number of questions to the database is the same for one network and for fifty."""
    whole = programme_overview(access)
    held = gathering_counts(access, whole.networks, locale)
    running = [each for each in whole.networks if each.status(access.today) is NetworkStatus.RUNNING]
    drawn = timeline(whole.networks, access.today, locale)
    opened = access.open_networks()
    groups = []
    for status in NetworkStatus:
        networks = [each for each in whole.networks if each.status(access.today) is status]
        lines = [
            NetworkLine(
                each,
                links.about_network(each.slug) if each.id in opened else "",
                *_told(each, status, whole.part[each.id], held[each.id], locale),
                drawn.bar(each, held[each.id].days),
            )
            for each in networks
        ]
        folded = status is NetworkStatus.CLOSED and len(whole.networks) > MANY
        if lines:
            groups.append(NetworkGroup(label(status, locale), lines, folded))
    return ProgrammePage(
        _tiles(whole, running, held, access, locale),
        counted([whole.part[each.id].municipalities for each in running], locale),
        groups,
        drawn if len(whole.networks) > 1 else None,
        any(each.days for each in held.values()),
        programme_goals(access),
        steering_view(steering_group(access), locale),
    )


def counted(parts: Sequence[Mapping[int, Country]], locale: Locale) -> str:
    """Say how the kommuner of the running networks come to one number: each counts once, and the sum is told."""
    left_out = locale.gettext("Planlagte og avsluttede nettverk er ikke med i tallet.")
    return f"{_sum(parts, locale)} {left_out}"


def _sum(parts: Sequence[Mapping[int, Country]], locale: Locale) -> str:
    if not parts:
        return locale.gettext("Ingen nettverk er i gang, så ingen kommuner er talt.")
    everyone = set().union(*parts)
    whole = locale.ngettext("%(num)s kommune", "%(num)s kommuner", len(everyone))
    if len(parts) == 1:
        return locale.gettext("Nettverket i gang har %(whole)s.", whole=whole)
    row = in_a_row([str(len(part)) for part in parts], locale)
    told = locale.gettext(
        "Nettverkene i gang har %(row)s kommuner, til sammen %(sum)s deltakelser.",
        row=row,
        sum=sum(len(part) for part in parts),
    )
    several = sum(1 for each in everyone if sum(each in part for part in parts) > 1)
    if not several:
        once = locale.gettext("Ingen kommune er med i flere: %(whole)s.", whole=whole)
    elif len(parts) == 2:
        once = locale.ngettext(
            "%(num)s kommune er med i begge og telles én gang: %(whole)s.",
            "%(num)s kommuner er med i begge og telles én gang: %(whole)s.",
            several,
            whole=whole,
        )
    else:
        once = locale.ngettext(
            "%(num)s kommune er med i flere og telles én gang: %(whole)s.",
            "%(num)s kommuner er med i flere og telles én gang: %(whole)s.",
            several,
            whole=whole,
        )
    return f"{told} {once}"


def _tiles(
    whole: ProgrammeOverview,
    running: Sequence[Network],
    held: Mapping[int, GatheringCount],
    access: ProgrammeAccess,
    locale: Locale,
) -> list[ProgrammeTile]:
    countries: dict[int, Country] = {}
    for each in running:
        countries |= whole.part[each.id].municipalities
    danish = sum(country is Country.DK for country in countries.values())
    kommuner = locale.ngettext("kommune", "kommuner", len(countries))
    if danish:
        kommuner = locale.gettext(
            "kommuner, %(norwegian)s og %(danish)s",
            norwegian=locale.ngettext("%(num)s norsk", "%(num)s norske", len(countries) - danish),
            danish=locale.ngettext("%(num)s dansk", "%(num)s danske", danish),
        )
    planned = sum(each.status(access.today) is NetworkStatus.PLANNED for each in whole.networks)
    networks = locale.gettext("nettverk i gang")
    if planned:
        networks = locale.ngettext("nettverk i gang, %(num)s planlagt", "nettverk i gang, %(num)s planlagt", planned)
    teams = sum(whole.part[each.id].teams for each in running)
    done = sum(held[each.id].held for each in running)
    all_of_them = sum(held[each.id].planned for each in running)
    return [
        ProgrammeTile(str(len(countries)), kommuner),
        ProgrammeTile(str(len(running)), networks),
        ProgrammeTile(str(teams), locale.gettext("team i nettverkene som er i gang")),
        ProgrammeTile(str(done), locale.gettext("samlinger er holdt"), all_of_them or None),
    ]


def _told(
    network: Network, status: NetworkStatus, part: TakingPart, held: GatheringCount, locale: Locale
) -> tuple[str, list[str]]:
    kommuner = municipalities_in_words(part.municipalities.values(), locale)
    teams = locale.ngettext("%(num)s team", "%(num)s team", part.teams)
    match status:
        case NetworkStatus.PLANNED:
            joined = locale.gettext("%(kommuner)s har meldt seg på", kommuner=kommuner)
            if network.join_by:
                joined += locale.gettext(" · frist %(day)s", day=locale.day(network.join_by))
            return locale.gettext("Starter %(day)s", day=locale.day(network.starts_on)), [joined]
        case NetworkStatus.CLOSED:
            ended = locale.day(network.ends_on) if network.ends_on else ""
            return locale.gettext("Avsluttet %(day)s", day=ended), [f"{teams} · {kommuner}"]
        case _:
            following = [locale.gettext("Neste: %(what)s", what=held.following)] if held.following else []
            return gatherings_in_words(held, locale), [*following, f"{teams} · {kommuner}"]
