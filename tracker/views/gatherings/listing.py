"""The list of gatherings: what comes, what has been, and of each one line on where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.access.network import NetworkAccess
from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.gatherings import Action, ActionState, Gathering, GatheringKind, GatheringStatus
from tracker.models.networks import Network
from tracker.services.gatherings import actions, afterwards, tallies
from tracker.services.gatherings.gatherings import days_of, gatherings_of, networks_of
from tracker.services.gatherings.numbering import Numbered, numbered_rows, status_of
from tracker.services.gatherings.readiness import NOTHING, readiness_of, recorded_by_team
from tracker.services.teams.members import members
from tracker.text.locale import Locale
from tracker.views.gatherings import words
from tracker.views.gatherings.checklist import Standing, TaskState, checklist

PAST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class StateLine:
    """One line on where a gathering stands; with a sign where it is done or not, with a meter where it is a share."""

    text: str
    mark: TaskState | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class DayFile:
    """A day of a gathering as a file for a calendar."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class ListedGathering:
    """A row of the list."""

    id: int
    network: str
    block: words.DateBlock
    kind: str
    title: str
    where: str
    lines: Sequence[StateLine]
    files: Sequence[DayFile]


@dataclass(frozen=True, slots=True)
class ListedAction:
    """Something agreed and not done, as the side of the list shows it."""

    gathering_id: int
    text: str
    who: str
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class GatheringList:
    """What the page shows."""

    summary: str
    coming: Sequence[ListedGathering]
    past: Sequence[ListedGathering]
    past_total: int
    actions: Sequence[ListedAction] = ()


def network_list(access: NetworkAccess, locale: Locale, *, everything: bool = False) -> GatheringList:
    """List a network's gatherings for whoever follows its teams."""
    rows = gatherings_of(access)
    numbers = numbered_rows(rows)
    networks = {access.network.id: access.network}
    coming, past = _parted(rows, access.now)
    told = _told_to_host(access, coming, past, locale)
    return _listed(
        access, coming, past, numbers, networks, told, locale,
        actions=[listed_action(each, access.today, locale) for each in actions.open_actions(access)],
        everything=everything,
    )  # fmt: skip


def team_list(access: TeamAccess, locale: Locale, *, everything: bool = False) -> GatheringList:
    """List a team's gatherings, over its networks, each with what the team itself has left to do."""
    rows = gatherings_of(access)
    networks = {network.id: network for network in networks_of(access)}
    numbers: dict[int, Numbered] = {}
    for network_id in networks:
        numbers |= numbered_rows(row for row in rows if row.network_id == network_id)
    coming, past = _parted(rows, access.now)
    told = _told_to_team(access, coming, past, locale)
    return _listed(access, coming, past, numbers, networks, told, locale, everything=everything)


def listed_action(action: Action, today: date, locale: Locale) -> ListedAction:
    """Return something agreed in words: who does it, and by when."""
    owner = action.team.name if action.team else locale.gettext("Vertskapet")
    who = f"{owner}, {action.person}" if action.person else owner
    due = locale.day(action.due, year=False) if action.due else ""
    late = action.due is not None and action.due < today and action.state is not ActionState.DONE
    said = ""
    if due:
        said = locale.gettext("fristen var %(day)s", day=due) if late else locale.gettext("frist %(day)s", day=due)
    return ListedAction(action.gathering_id, action.text, who, said, late)


def files_of(access: NetworkAccess | TeamAccess, row: Gathering, locale: Locale) -> list[DayFile]:
    """List the days of a gathering as files for a calendar: for who meets there, and not of a cancelled one."""
    if row.cancelled_at is not None or not access.may(Permission.MEET):
        return []
    return [DayFile(day.position, words.day_name(day, locale)) for day in days_of(row)]


def _parted(rows: Sequence[Gathering], now: datetime) -> tuple[list[Gathering], list[Gathering]]:
    """Part what comes, the soonest first, from what has been, the latest first."""
    coming = [row for row in rows if row.ends_at > now]
    past = [row for row in rows if row.ends_at <= now]
    return coming, past[::-1]


def _listed(
    access: NetworkAccess | TeamAccess,
    coming: Sequence[Gathering],
    past: Sequence[Gathering],
    numbers: Mapping[int, Numbered],
    networks: Mapping[int, Network],
    told: Mapping[int, Sequence[StateLine]],
    locale: Locale,
    *,
    actions: Sequence[ListedAction] = (),
    everything: bool,
) -> GatheringList:
    def listed(row: Gathering) -> ListedGathering:
        lines = told.get(row.id, ())
        if row.cancelled_at is not None:
            day = locale.day(local_day(row.cancelled_at), year=False)
            lines = (StateLine(locale.gettext("Avlyst %(day)s", day=day)),)
        return ListedGathering(
            row.id,
            networks[row.network_id].slug,
            words.date_block(row, locale),
            words.kind_line(row, numbers[row.id], locale),
            row.title,
            words.where_line(row, locale),
            lines,
            files_of(access, row, locale) if row.ends_at > access.now else (),
        )

    shown = past if everything else past[:PAST_SHOWN]
    return GatheringList(
        _summary([*coming, *past], access.now, locale),
        [listed(row) for row in coming],
        [listed(row) for row in shown],
        len(past),
        actions,
    )


def _summary(rows: Sequence[Gathering], now: datetime, locale: Locale) -> str:
    """Say how many samlinger and phone meetings are held, of those that are not cancelled."""
    said = []
    for kind in (GatheringKind.SAMLING, GatheringKind.PHONE):
        own = [row for row in rows if row.kind is kind and row.cancelled_at is None]
        if own:
            done = sum(status_of(row, now) is GatheringStatus.HELD for row in own)
            said.append(_counted(kind, locale, done=done, total=len(own)))
    if not said:
        return ""
    if len(said) == 1:
        return locale.gettext("%(count)s er holdt", count=said[0])
    return locale.gettext("%(first)s og %(second)s er holdt", first=said[0], second=said[1])


def _counted(kind: GatheringKind, locale: Locale, *, done: int, total: int) -> str:
    if kind is GatheringKind.SAMLING:
        return locale.gettext("%(done)s av %(total)s samlinger", done=done, total=total)
    return locale.gettext("%(done)s av %(total)s telefonmøter", done=done, total=total)


def _told_to_host(
    access: NetworkAccess, coming: Sequence[Gathering], past: Sequence[Gathering], locale: Locale
) -> dict[int, list[StateLine]]:
    told: dict[int, list[StateLine]] = {}
    next_one = next((row for row in coming if row.kind is GatheringKind.SAMLING and row.cancelled_at is None), None)
    signed, planned = tallies.signed_teams(coming), tallies.with_programme(coming)
    for row in coming:
        if row is next_one:
            found = readiness_of(access, row)
            ready = sum(each.is_ready for each in found)
            text = locale.ngettext(
                "%(ready)s av %(num)s team er klart", "%(ready)s av %(num)s team er klare", len(found), ready=ready
            )
            told[row.id] = [StateLine(text, share=ready / len(found) if found else 0)]
        elif signed.get(row.id):
            said = locale.ngettext("%(num)s team har meldt seg på", "%(num)s team har meldt seg på", signed[row.id])
            told[row.id] = [StateLine(said)]
        elif row.id not in planned:
            told[row.id] = [StateLine(locale.gettext("Programmet er ikke laget"))]
        else:
            told[row.id] = [StateLine(locale.gettext("Ingen har meldt seg på ennå"))]
    return told | _told_of_past(access, past, locale)


def _told_of_past(access: NetworkAccess, past: Sequence[Gathering], locale: Locale) -> dict[int, list[StateLine]]:
    shared, done, came = afterwards.shared_minutes(access), actions.done_counts(access), afterwards.turnouts(access)
    told = {}
    for row in past:
        lines = [_minutes_line(locale, is_shared=shared.get(row.id))]
        if row.id in done:
            lines.append(StateLine(_done_line(*done[row.id], locale)))
        if row.id in came:
            teams = came[row.id].teams
            lines.append(StateLine(locale.ngettext("%(num)s team var med", "%(num)s team var med", teams)))
        told[row.id] = lines
    return told


def _minutes_line(locale: Locale, *, is_shared: bool | None) -> StateLine:
    """Say how far the minutes have come; None where nobody has written any."""
    if is_shared is None:
        return StateLine(locale.gettext("Referatet er ikke skrevet"), TaskState.LACKING)
    if is_shared:
        return StateLine(locale.gettext("Referatet er delt"), TaskState.DONE)
    return StateLine(locale.gettext("Referatet er ikke delt"), TaskState.BEGUN)


def _done_line(done: int, total: int, locale: Locale) -> str:
    return locale.ngettext(
        "%(done)s av %(num)s avtale er gjort", "%(done)s av %(num)s avtaler er gjort", total, done=done
    )


def _told_to_team(
    access: TeamAccess, coming: Sequence[Gathering], past: Sequence[Gathering], locale: Locale
) -> dict[int, list[StateLine]]:
    told: dict[int, list[StateLine]] = {}
    own, coming_people = tallies.preparations(access, coming), tallies.signed_people(access)
    recorded = recorded_by_team([access.team.id], today=access.today).get(access.team.id, NOTHING)
    count = len(members(access))
    for row in coming:
        standing = Standing(own.get(row.id), coming_people.get(row.id, 0), count, recorded, ())
        left = sum(not task.is_done for task in checklist(row, standing, access.today, locale))
        if left:
            text = locale.ngettext("%(num)s ting gjenstår", "%(num)s ting gjenstår", left)
            told[row.id] = [StateLine(text, TaskState.LACKING)]
        else:
            told[row.id] = [StateLine(locale.gettext("Dere er klare"), TaskState.DONE)]
    agreed = actions.own_done_counts(access)
    for row in past:
        told[row.id] = [StateLine(_done_line(*agreed[row.id], locale))] if row.id in agreed else []
    return told
