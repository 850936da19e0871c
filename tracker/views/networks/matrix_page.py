"""The network's first page: the tiles above the table, the table, and the addresses that ask something else of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.charts.words.nouns import counted
from tracker.models.measures import Measure
from tracker.models.organisations import OrganisationKind
from tracker.models.teams import Team
from tracker.services.measurements.history import histories
from tracker.services.networks.overview import NOTHING_SHARED, Home, Overview, Shared, homes_of, measures_of, overview
from tracker.services.networks.standards import Standards
from tracker.text.id_list import write_ids
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.reading import Judged, judge
from tracker.views.networks.matrix import (
    Matrix,
    MatrixEntry,
    Need,
    count,
    entries,
    label_of,
    period_due,
    table,
)


class Service(StrEnum):
    """Which teams the table holds, by the organisations they come from; a joint team is in both."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"

    def holds(self, homes: Iterable[Home]) -> bool:
        """Return whether one of a team's organisations is of this sort."""
        return any(home.kind in _SORTS[self] for home in homes)


_SORTS: Mapping[Service, frozenset[OrganisationKind]] = {
    Service.HOSPITAL: frozenset({OrganisationKind.HOSPITAL, OrganisationKind.HEALTH_TRUST}),
    Service.MUNICIPALITY: frozenset({OrganisationKind.MUNICIPALITY}),
}


class MatrixFilter(StrEnum):
    """What stands in the cells."""

    SIGNAL = "signal"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class MatrixTile:
    """One large number above the table, and the address that picks out what it counts (or lets go of it)."""

    value: int
    text: str
    href: str
    mark: str = ""
    of: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """What is asked of the page."""

    network: str
    measure: int | None
    service: Service | None
    need: Need | None
    show: MatrixFilter
    page: int
    picked: Sequence[int] | None
    """The teams that are ticked, on whichever page; None where nobody has chosen: then the silent ones are."""
    links: Links

    def page_href(self, number: int) -> str:
        """Return the address of another page, with what was ticked by hand."""
        picked = None if self.picked is None else write_ids(self.picked)
        return self.href(page=number, picked=picked)

    def href(self, **changes: Any) -> str:
        """Return the address of this page with something changed; another choice begins on the first page."""
        asked: dict[str, Any] = {
            "measure": self.measure,
            "service": self.service,
            "need": self.need,
            "show": None if self.show is MatrixFilter.SIGNAL else self.show,
        }
        return self.links.matrix(self.network, **(asked | changes))


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """What the page shows of a network: who moves, who stands still and who has gone quiet."""

    whole: Overview
    chosen: Shared
    names: Sequence[tuple[int, str]]
    """The measures to choose between, by key."""
    services: Mapping[str, str]
    tiles: Sequence[MatrixTile]
    table: Matrix
    silent: Sequence[int]
    """The teams that have gone quiet, by id, on whichever page their rows are."""
    silent_list: str
    """The same in few letters, for an address."""
    ticked: frozenset[int]
    """The teams that are ticked, on whichever page."""
    elsewhere: Sequence[int]
    """Those of them that stand on other pages."""
    elsewhere_list: str
    silent_here: int
    """How many of the silent the table holds, on all its pages."""


def matrix_page(access: NetworkAccess, asked: MatrixQuestion, locale: Locale) -> MatrixPage:
    """Read every team's measure at once and lay them out.

    Raises:
        NotFoundError: no team at work has the measure that is asked for.
    """
    whole = overview(access, locale.code)
    shared = _chosen(whole, asked)
    teams, homes = whole.teams, None
    if asked.service is not None:
        homes = homes_of(access, [team.id for team in teams])
        teams = [team for team in teams if asked.service.holds(homes.get(team.id, ()))]
    found = entries(teams, _judged(access, shared, teams), shared)
    silent = [entry.team.id for entry in found if entry.answers(Need.SILENT)]
    shown = table(access, found, shared, locale, asked.links, need=asked.need, page=asked.page, homes=homes)
    in_table = {entry.team.id for entry in found if entry.answers(asked.need)}
    ticked = frozenset(in_table.intersection(silent if asked.picked is None else asked.picked))
    elsewhere = sorted(ticked.difference(row.team.id for group in shown.groups for row in group.rows))
    return MatrixPage(
        whole=whole,
        chosen=shared,
        names=[(one.key, label_of(one, whole.shared, locale)) for one in whole.shared],
        services={
            Service.HOSPITAL.value: locale.gettext("Sykehus"),
            Service.MUNICIPALITY.value: locale.gettext("Kommune"),
        },
        tiles=_tiles(access, asked, shared, found, locale),
        table=shown,
        silent=silent,
        silent_list=write_ids(silent),
        ticked=ticked,
        elsewhere=elsewhere,
        elsewhere_list=write_ids(elsewhere),
        silent_here=len(in_table.intersection(silent)),
    )


def _chosen(whole: Overview, asked: MatrixQuestion) -> Shared:
    """Return the measure that is asked for, else the one most teams have."""
    if asked.measure is None:
        return next(iter(whole.shared), NOTHING_SHARED)
    found = whole.find(asked.measure)
    if found is None:
        raise NotFoundError(Measure.__tablename__)
    return found


def _judged(access: NetworkAccess, shared: Shared, teams: Sequence[Team]) -> dict[int, Judged]:
    """Read every team's measure at once, by team id."""
    measures = measures_of(access, shared, teams)
    read = judge(
        histories(list(measures.values()), today=access.today, words=False),
        standards=Standards.of(access.network),
    )
    return dict(zip(measures, read, strict=True))


def _tiles(
    access: NetworkAccess, asked: MatrixQuestion, shared: Shared, found: Sequence[MatrixEntry], locale: Locale
) -> list[MatrixTile]:
    counts = count(found)
    due = period_due(shared, access.today)
    quiet = counted(shared.period_kind, access.network.silent_after, locale)
    recorded, silent = locale.gettext("har registrert"), locale.gettext("registrerer ikke")
    if due is not None:
        recorded = locale.gettext("har registrert %(period)s", period=locale.period(due))
        silent = locale.gettext("har ikke registrert på %(periods)s", periods=quiet)
    texts = {
        Need.RECORDED: recorded,
        Need.BETTER: locale.gettext("viser bedring"),
        Need.WORSE: locale.gettext("viser forverring"),
        Need.STILL: locale.gettext("står stille"),
        Need.SILENT: silent,
    }
    return [
        MatrixTile(
            counts[need],
            text,
            asked.href(need=None if asked.need is need else need),
            "" if need is Need.RECORDED else need.value,
            len(found) if need is Need.RECORDED else None,
            asked.need is need,
        )
        for need, text in texts.items()
    ]
