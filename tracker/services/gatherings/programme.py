"""The programme of a gathering: stretches of minutes in a row, whose beginnings are computed; and whose turn it is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select

from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringDay, ItemKind, ProgrammeItem, TeamTurn
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.gatherings.gatherings import days_of, require_here
from tracker.services.refusal import Refused
from tracker.services.versions import count_version, forget_versions, hold_version

_COLUMNS = ("day_id", "minutes", "title", "who", "kind", "minutes_each")


class ProgrammeFault(StrEnum):
    """Why a stretch of the programme cannot be as it was written."""

    TOO_SHORT = "too_short"
    """So many teams with so many minutes each need more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What is said of a stretch. Where the teams show, `minutes_each` says how long each has."""

    minutes: int
    title: str
    who: str = ""
    kind: ItemKind = ItemKind.TALK
    minutes_each: int | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A stretch with the moment it begins, where people are."""

    item: ProgrammeItem
    starts: datetime


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day's programme as it is: what begins when, and how much of the day is given out."""

    day: GatheringDay
    items: Sequence[Timed]
    given: int
    """Minutes that are given out."""
    whole: int
    """Minutes the day has."""

    @property
    def free(self) -> int:
        """Minutes that are free at the end; below zero where more is given out than there is."""
        return self.whole - self.given

    @property
    def free_from(self) -> datetime:
        """When the last stretch ends."""
        return (self.day.starts_at + timedelta(minutes=self.given)).astimezone(OSLO)


def plans_of(row: Gathering) -> list[DayPlan]:
    """Compute the programme of each day. Minutes are added to a moment, so the clock may change on the way."""
    plans = []
    for day in days_of(row):
        given, timed = 0, []
        for item in sorted(day.items, key=lambda item: (item.position, item.id)):
            timed.append(Timed(item, (day.starts_at + timedelta(minutes=given)).astimezone(OSLO)))
            given += item.minutes
        plans.append(DayPlan(day, timed, given, int((day.ends_at - day.starts_at).total_seconds()) // 60))
    return plans


def item_of(access: NetworkAccess, row: Gathering, item_id: int) -> ProgrammeItem:
    """Find a stretch in the programme of a gathering.

    Raises:
        NotFoundError: it is not there.
    """
    access.require(Permission.MANAGE_NETWORK)
    found = next((item for day in days_of(row) for item in day.items if item.id == item_id), None)
    if found is None:
        raise NotFoundError(item_id)
    return found


def add_item(
    access: NetworkAccess, row: Gathering, day_id: int, facts: ItemFacts, *, teams: int, submission: str
) -> ProgrammeItem:
    """Add a stretch at the end of a day. The same submission sent twice gives the same row.

    Raises:
        Refused: it is too short for so many `teams`.
        NotFoundError: the gathering has no such day.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    day = next((day for day in days_of(row) if day.id == day_id), None)
    if day is None:
        raise NotFoundError(day_id)
    existing = next((item for item in day.items if item.submission == submission), None)
    if existing is not None:
        return existing
    _check(facts, teams)
    place = max((item.position for item in day.items), default=-1) + 1
    item = ProgrammeItem(position=place, created_at=access.now, submission=submission, **_item_columns(facts))
    day.items.append(item)
    db.session.flush()
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"item": snapshot(item, *_COLUMNS)})
    return item


def change_item(access: NetworkAccess, row: Gathering, item: ProgrammeItem, facts: ItemFacts, *, teams: int) -> None:
    """Change a stretch; what stands after it moves along.

    Raises:
        Refused: it is too short for so many `teams`.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    _check(facts, teams)
    before = snapshot(item, *_COLUMNS)
    for column, value in _item_columns(facts).items():
        setattr(item, column, value)
    old, new = changes(before, snapshot(item, *_COLUMNS))
    if new:
        count_version(access, item)
        note(access, Deed.CHANGED, GATHERING, row.id, label=item.title, before=old, after=new)


def move_item(access: NetworkAccess, row: Gathering, item: ProgrammeItem, *, up: bool) -> None:
    """Move a stretch one place; past the end of a day it goes on to the next one."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    days = days_of(row)
    here = next(place for place, day in enumerate(days) if item in day.items)
    order = sorted(days[here].items, key=lambda each: (each.position, each.id))
    place = order.index(item) + (-1 if up else 1)
    if 0 <= place < len(order):
        order.remove(item)
        order.insert(place, item)
        _renumber(order)
    elif 0 <= (there := here + (-1 if up else 1)) < len(days):
        neighbours = sorted(days[there].items, key=lambda each: (each.position, each.id))
        neighbours.insert(len(neighbours) if up else 0, item)
        item.day_id = days[there].id
        _renumber(neighbours)
    else:
        return
    db.session.flush()
    for day in days:
        db.session.expire(day, ["items"])
    note(access, Deed.CHANGED, GATHERING, row.id, label=item.title, after=snapshot(item, "day_id", "position"))


def remove_item(access: NetworkAccess, row: Gathering, item: ProgrammeItem) -> None:
    """Take a stretch out of the programme; the trail keeps what it said."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    note(access, Deed.CHANGED, GATHERING, row.id, label=item.title, before={"item": snapshot(item, *_COLUMNS)})
    forget_versions(item)
    day = next(day for day in row.days if item in day.items)
    day.items.remove(item)
    db.session.flush()


def draw_order(access: NetworkAccess, row: Gathering, team_ids: Sequence[int]) -> None:
    """Draw by lot in which order the teams show; drawn again, the earlier order is gone."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    drawn = list(team_ids)
    random.SystemRandom().shuffle(drawn)
    db.session.execute(delete(TeamTurn).where(TeamTurn.gathering_id == row.id))
    db.session.add_all(
        TeamTurn(gathering_id=row.id, team_id=team_id, position=place) for place, team_id in enumerate(drawn, start=1)
    )
    row.drawn_at = access.now
    count_version(access, row)
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"order": drawn})


def turns_of(gathering_id: int) -> dict[int, int]:
    """Return whose turn it is as it was drawn: the place of each team, from 1, by team id."""
    query = select(TeamTurn.team_id, TeamTurn.position).where(TeamTurn.gathering_id == gathering_id)
    return dict(db.session.execute(query.order_by(TeamTurn.position)).all())


def _check(facts: ItemFacts, teams: int) -> None:
    needed = teams * (facts.minutes_each or 0)
    if facts.kind is ItemKind.TEAMS and facts.minutes < needed:
        raise Refused(ProgrammeFault.TOO_SHORT, "minutes", teams=teams, each=facts.minutes_each, needed=needed)


def _item_columns(facts: ItemFacts) -> dict[str, object]:
    return {
        "minutes": facts.minutes,
        "title": facts.title,
        "who": facts.who,
        "kind": facts.kind,
        "minutes_each": facts.minutes_each if facts.kind is ItemKind.TEAMS else None,
    }


def _renumber(order: Sequence[ProgrammeItem]) -> None:
    for place, item in enumerate(order):
        item.position = place
