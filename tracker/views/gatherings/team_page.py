"""One gathering as a team sees it: what remains, what it brings, who comes, and what it agreed to last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.models.gatherings import Attachment, Gathering, GatheringStatus, HelpTable, Minutes, Preparation
from tracker.models.teams import Membership
from tracker.services.gatherings import actions, afterwards
from tracker.services.gatherings.attached.links import links_of
from tracker.services.gatherings.gatherings import networks_of, team_count
from tracker.services.gatherings.managed import managed_by
from tracker.services.gatherings.numbering import numbered, status_of
from tracker.services.gatherings.preparation import coming_ids, preparation_of
from tracker.services.gatherings.programme import turns_of
from tracker.services.gatherings.readiness import NOTHING, recorded_by_team
from tracker.services.gatherings.tables import tables_of
from tracker.services.teams.members import members
from tracker.text.locale import Locale
from tracker.views.gatherings import words
from tracker.views.gatherings.agreed import AgreedRow, agreed_row
from tracker.views.gatherings.bring import Brought, brought
from tracker.views.gatherings.checklist import Standing, Task, checklist
from tracker.views.gatherings.files import FileRow, file_rows
from tracker.views.gatherings.head import GatheringHead, head
from tracker.views.gatherings.programme import AgendaDay, OwnTime, agenda, own_times


@dataclass(frozen=True, slots=True)
class TeamGathering:
    """What the page shows."""

    top: GatheringHead
    network_slug: str
    until: str
    preparation: Preparation | None
    tasks: Sequence[Task]
    done: int
    measures: Sequence[Brought]
    tables: Sequence[HelpTable]
    managed: Sequence[int]
    """The tables at which the team says that it has managed it and may be named, by id."""
    members: Sequence[Membership]
    coming: Sequence[int]
    back: Sequence[AgreedRow]
    agreed: Sequence[AgreedRow]
    minutes: Minutes | None
    days: Sequence[AgendaDay]
    own_times: Sequence[OwnTime]
    links: Sequence[Attachment]
    files: Sequence[FileRow]
    may_sign_up: bool
    """Whether the deadline for signing up is still to come."""


def gathering_for_team(access: TeamAccess, row: Gathering, locale: Locale) -> TeamGathering:
    """Gather what a team needs before a gathering and after it, in the same queries for any number of measures."""
    status = status_of(row, access.now)
    own = preparation_of(access, row)
    coming = coming_ids(access, row)
    people = members(access)
    back = actions.coming_back(access, row)
    recorded = recorded_by_team([access.team.id], today=access.today).get(access.team.id, NOTHING)
    tasks = checklist(row, Standing(own, len(coming), len(people), recorded, back), access.today, locale)
    turns = turns_of(row.id)
    is_planned = status is GatheringStatus.PLANNED
    return TeamGathering(
        head(access, row, numbered(row.network_id)[row.id], status, locale),
        next(network.slug for network in networks_of(access) if network.id == row.network_id),
        words.until_line(row, access.today, locale) if is_planned else "",
        own,
        tasks,
        sum(task.is_done for task in tasks),
        brought(access, row, own, locale),
        tables_of(row),
        managed_by(access, row),
        people,
        coming,
        [agreed_row(each, access.today, locale) for each in back],
        [agreed_row(each, access.today, locale) for each in actions.own_actions(access, row)],
        afterwards.minutes_of(access, row),
        agenda(row, team_count(row), locale),
        own_times(row, turns, access.team.id, locale),
        links_of(row),
        file_rows(row, locale),
        is_planned and (row.sign_up_by is None or access.today <= row.sign_up_by),
    )
