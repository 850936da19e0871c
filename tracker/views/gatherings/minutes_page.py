"""A gathering that was held, or is, as its host sees it: what was agreed, the minutes, and who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO, local_day
from tracker.models.gatherings import ActionState, Attachment, AttendanceState, Gathering, Minutes
from tracker.models.teams import Team
from tracker.services.gatherings import actions, afterwards
from tracker.services.gatherings.afterwards import Came
from tracker.services.gatherings.attached.links import links_of
from tracker.services.gatherings.gatherings import teams_at_work
from tracker.services.reminders.minutes import MinutesSent, sent_minutes
from tracker.text.locale import Locale
from tracker.views.gatherings.agreed import AgreedRow, agreed_row
from tracker.views.gatherings.checklist import TaskState
from tracker.views.gatherings.files import FileRow, file_rows
from tracker.views.gatherings.head import GatheringHead, head_of
from tracker.views.gatherings.programme import AgendaDay, agenda
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class CameRow:
    """Whether a team came, in words."""

    name: str
    state: TaskState
    text: str


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """What the page shows."""

    top: GatheringHead
    agreed: Sequence[AgreedRow]
    done: int
    back: Sequence[AgreedRow]
    minutes: Minutes | None
    written: str
    days: Sequence[AgendaDay]
    came: Sequence[CameRow]
    came_sum: str
    teams: Sequence[Team]
    """Those at work."""
    sent: MinutesSent
    """What was sent of the minutes by mail."""
    links: Sequence[Attachment]
    files: Sequence[FileRow]


def minutes_page(access: NetworkAccess, row: Gathering, locale: Locale) -> MinutesPage:
    """Gather what there is of a gathering when it is held."""
    teams = teams_at_work(access)
    own = afterwards.minutes_of(access, row)
    came = afterwards.attendance_of(access, row)
    agreed = actions.actions_of(access, row)
    return MinutesPage(
        head_of(access, row, locale),
        [agreed_row(each, access.today, locale) for each in agreed],
        sum(each.state is ActionState.DONE for each in agreed),
        [agreed_row(each, access.today, locale) for each in actions.coming_back(access, row)],
        own,
        _written(access, own, locale),
        agenda(row, len(teams), locale),
        [_came_row(team, came[team.id], locale) for team in teams if team.id in came],
        _came_sum(came, len(teams), locale),
        teams,
        sent_minutes(access, row, own, agreed),
        links_of(row),
        file_rows(row, locale),
    )


def _written(access: NetworkAccess, own: Minutes | None, locale: Locale) -> str:
    if own is None:
        return ""
    local = own.written_at.astimezone(OSLO)
    said = locale.gettext(
        "Skrevet av %(name)s, %(day)s kl. %(clock)s.",
        name=own.written_by.name,
        day=locale.day(local.date(), year=False),
        clock=locale.clock(local),
    )
    # Texts stand outside the braces of a text: what collects them for translation does not look there.
    if own.sent_at is None:
        shared = locale.gettext("Ikke delt ennå.")
    elif own.sent_at > access.now:
        shared = locale.gettext("Deles med teamene kl. %(time)s.", time=locale.clock(own.sent_at.astimezone(OSLO)))
    else:
        day = locale.day(local_day(own.sent_at), year=False)
        shared = locale.gettext("Delt med teamene %(day)s.", day=day)
    return f"{said} {shared}"


def _came_row(team: Team, came: Came, locale: Locale) -> CameRow:
    if came.state is AttendanceState.PRESENT:
        return CameRow(team.name, TaskState.DONE, locale.gettext("%(num)s med", num=came.people))
    return CameRow(team.name, TaskState.LACKING, label(came.state, locale))


def _came_sum(came: Mapping[int, Came], teams: int, locale: Locale) -> str:
    present = [each for each in came.values() if each.state is AttendanceState.PRESENT]
    if not came:
        return ""
    return locale.gettext(
        "%(here)s av %(teams)s team, %(people)s personer, %(representatives)s representanter",
        here=len(present),
        teams=teams,
        people=sum(each.people for each in present),
        representatives=sum(each.representatives for each in present),
    )
