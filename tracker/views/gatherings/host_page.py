"""A gathering that comes, as its host sees it: who is ready, what the teams want help with, what was agreed before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from tracker.access.network import NetworkAccess, TeamName
from tracker.analysis.periods import Period
from tracker.models.gatherings import Action, ActionState, Attachment, Gathering, GatheringKind
from tracker.services.gatherings import actions
from tracker.services.gatherings.attached.links import links_of
from tracker.services.gatherings.gatherings import days_of, hours_of
from tracker.services.gatherings.managed import named_at
from tracker.services.gatherings.readiness import NOTHING, Recorded, TeamReadiness, readiness_of, recorded_by_team
from tracker.services.gatherings.tables import tables_of
from tracker.services.leadership import leader_names
from tracker.services.paging import page_of
from tracker.text.id_list import write_ids
from tracker.text.locale import Locale, capital
from tracker.views.gatherings.agreed import AgreedRow, agreed_row
from tracker.views.gatherings.checklist import TaskState, how_far
from tracker.views.gatherings.files import FileRow, file_rows
from tracker.views.gatherings.head import GatheringHead, head_of
from tracker.views.gatherings.programme import AgendaDay, agenda

PER_PAGE = 50
MOST_QUOTES, MOST_TEAMS = 3, 4
"""What is quoted and named of a table: the others are counted."""


@dataclass(frozen=True, slots=True)
class BigNumber:
    """One large number."""

    value: int
    text: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class ReadyCell:
    """One thing a team has to do, with its sign and in words."""

    state: TaskState
    text: str


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A team in the table of who is ready."""

    team: TeamName
    leader: str
    lacks: str
    """In words what is lacking, for a narrow window."""
    cells: Sequence[int]
    """The places of its cells among those of the page: hundreds of rows say the same few things, each drawn once."""


@dataclass(frozen=True, slots=True)
class ReadyGroup:
    """The teams that lack something, or those that are ready; the count is of all pages."""

    title: str
    count: int
    rows: Sequence[ReadyRow]


@dataclass(frozen=True, slots=True)
class TableWish:
    """What teams at one table want help with, or one that sits at none yet."""

    title: str
    count: int
    quotes: Sequence[str]
    teams: str
    managed: str = ""
    """The teams that have managed it and said yes to being named."""


@dataclass(frozen=True, slots=True)
class HostPage:
    """What the page shows."""

    top: GatheringHead
    tiles: Sequence[BigNumber]
    groups: Sequence[ReadyGroup]
    cells: Sequence[ReadyCell]
    """What the rows of the groups say, each once."""
    lacking: Sequence[int]
    """The ids of all teams that lack something, whom the host may write to."""
    lacking_list: str
    """The same in few letters, for an address."""
    page: int
    pages: int
    answered: int
    teams: int
    wishes: Sequence[TableWish]
    days: Sequence[AgendaDay]
    back: Sequence[AgreedRow]
    links: Sequence[Attachment]
    files: Sequence[FileRow]


def host_page(access: NetworkAccess, row: Gathering, locale: Locale, *, page: int) -> HostPage:
    """Gather what a host needs before a gathering, in the same queries for any number of teams."""
    found = readiness_of(access, row)
    back = actions.coming_back(access, row)
    at = page_of(len(found), size=PER_PAGE, asked=page)
    is_samling = row.kind is GatheringKind.SAMLING
    lacking = [each.team_id for each in found if not each.is_ready] if is_samling else []
    cells = _Cells(locale)
    return HostPage(
        head_of(access, row, locale),
        _tiles(access, row, found, back, locale),
        _groups(access, row, found, found[at.rows], cells) if is_samling else (),
        cells.made,
        lacking,
        write_ids(lacking),
        at.page,
        at.pages,
        sum(bool(each.help_wanted) for each in found),
        len(found),
        _wishes(row, found, locale),
        agenda(row, len(found), locale),
        [agreed_row(each, access.today, locale) for each in back],
        links_of(row),
        file_rows(row, locale),
    )


def _tiles(
    access: NetworkAccess, row: Gathering, found: Sequence[TeamReadiness], back: Sequence[Action], locale: Locale
) -> list[BigNumber]:
    tiles = []
    if row.kind is GatheringKind.SAMLING:
        tiles.append(BigNumber(sum(each.is_ready for each in found), locale.gettext("team er klare"), len(found)))
    seats = row.seats * len(found)
    tiles.append(BigNumber(sum(each.signed_up for each in found), locale.gettext("plasser er tatt"), seats))
    if back:
        done = sum(action.state is ActionState.DONE for action in back)
        tiles.append(BigNumber(done, locale.gettext("avtaler fra sist er gjort"), len(back)))
    left = max(0, (hours_of(days_of(row)[0]).day - access.today).days)
    tiles.append(BigNumber(left, locale.ngettext("dag til den begynner", "dager til den begynner", left)))
    return tiles


class _Cells:
    """The cells of a page: each is made when a row first says it."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self.made: list[ReadyCell] = []
        self._places: dict[tuple[Any, ...], int] = {}

    def place(self, make: Callable[..., ReadyCell], *told: Any) -> int:
        """Return the place of the cell that is made of what it tells."""
        key = (make, *told)
        if key not in self._places:
            self._places[key] = len(self.made)
            self.made.append(make(self.locale, *told))
        return self._places[key]


def _groups(
    access: NetworkAccess,
    row: Gathering,
    found: Sequence[TeamReadiness],
    on_page: Sequence[TeamReadiness],
    cells: _Cells,
) -> list[ReadyGroup]:
    groups = []
    locale = cells.locale
    ids = [each.team_id for each in on_page]
    led, recorded = leader_names(ids), recorded_by_team(ids, today=access.today)
    for is_ready, title in ((False, locale.gettext("Noe mangler")), (True, locale.gettext("Klare"))):
        rows = [
            _ready_row(each, recorded.get(each.team_id, NOTHING), led, row.seats, cells)
            for each in on_page
            if each.is_ready is is_ready
        ]
        if rows:
            groups.append(ReadyGroup(title, sum(each.is_ready is is_ready for each in found), rows))
    return groups


def _ready_row(each: TeamReadiness, recorded: Recorded, led: Mapping[int, str], seats: int, cells: _Cells) -> ReadyRow:
    return ReadyRow(
        each.team,
        led.get(each.team_id, ""),
        _lacks(each, recorded, cells.locale),
        (
            cells.place(_recorded_cell, recorded),
            cells.place(_report_cell, each.report_sent),
            cells.place(_share_cell, each.answered, 2),
            cells.place(_share_cell, each.signed_up, seats),
        ),
    )


def _lacks(each: TeamReadiness, recorded: Recorded, locale: Locale) -> str:
    lacks = [
        text
        for is_lacking, text in (
            (not recorded.is_complete, locale.gettext("tall")),
            (not each.report_sent, locale.gettext("rapport")),
            (each.answered < 2, locale.gettext("svar")),
            (not each.signed_up, locale.gettext("påmelding")),
        )
        if is_lacking
    ]
    return locale.gettext("Mangler %(what)s", what=", ".join(lacks)) if lacks else ""


def _recorded_cell(locale: Locale, recorded: Recorded) -> ReadyCell:
    return ReadyCell(TaskState.DONE if recorded.is_complete else TaskState.LACKING, _named(recorded.through, locale))


def _report_cell(locale: Locale, is_sent: bool) -> ReadyCell:  # noqa: FBT001 - what the cell tells
    if is_sent:
        return ReadyCell(TaskState.DONE, locale.gettext("Sendt"))
    return ReadyCell(TaskState.LACKING, locale.gettext("Ikke sendt"))


def _share_cell(locale: Locale, done: int, total: int) -> ReadyCell:
    return ReadyCell(how_far(done, total), locale.gettext("%(number)s av %(total)s", number=done, total=total))


def _named(period: Period | None, locale: Locale) -> str:
    return capital(locale.period(period)) if period else locale.gettext("Ingen tall")


def _wishes(row: Gathering, found: Sequence[TeamReadiness], locale: Locale) -> list[TableWish]:
    """Gather the requests for help by table; those at none stand last, under no title of the host's."""
    asking: defaultdict[int | None, list[TeamReadiness]] = defaultdict(list)
    for each in sorted(found, key=attrgetter("name")):
        if each.help_wanted:
            asking[each.help_table_id].append(each)
    named = named_at(row)
    wishes = [
        _wish(table.title, asking[table.id], locale, ", ".join(named.get(table.id, ()))) for table in tables_of(row)
    ]
    if asking[None]:
        wishes.append(_wish(locale.gettext("Ikke satt ved et bord"), asking[None], locale))
    return wishes


def _wish(title: str, own: Sequence[TeamReadiness], locale: Locale, managed: str = "") -> TableWish:
    """Quote the first few, each wish once, and name their teams; who sits where is read on the page of the tables."""
    quotes = list(dict.fromkeys(each.help_wanted for each in own))
    shown, more = own[:MOST_TEAMS], len(own) - MOST_TEAMS
    names = ", ".join(each.name for each in shown)
    if more > 0:
        rest = locale.ngettext("%(num)s til", "%(num)s til", more)
        names = locale.gettext("%(first)s og %(last)s", first=names, last=rest)
    return TableWish(title, len(own), quotes[:MOST_QUOTES], names, managed)
