"""Drivers: what must be in place for a goal to be reached, in order, each with its measure and the ideas it carries."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.improvement import Driver, Goal, Intervention
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.improvement.audit_words import DRIVER
from tracker.services.locking import lock_team
from tracker.services.versions import count_version, forget_versions

_COLUMNS = ("goal_id", "title", "measure_id", "position")


def drivers(access: TeamAccess, goal: Goal) -> list[Driver]:
    """List a goal's drivers in their order."""
    access.require(Permission.READ)
    query = select(Driver).where(Driver.goal_id == goal.id, Driver.team_id == access.team.id)
    return list(db.session.scalars(query.order_by(Driver.position, Driver.id)).all())


def every_driver(access: TeamAccess) -> list[tuple[Driver, str]]:
    """List the drivers of all the team's open goals, each with its goal's title."""
    access.require(Permission.READ)
    query = select(Driver, Goal.title).join(Goal, Goal.id == Driver.goal_id)
    query = query.where(Driver.team_id == access.team.id, Goal.closed_at.is_(None))
    rows = db.session.execute(query.order_by(Goal.id, Driver.position, Driver.id))
    return [(driver, title) for driver, title in rows]


def ideas(access: TeamAccess, goal: Goal) -> dict[int, list[Intervention]]:
    """Return the interventions that hang on a goal's drivers, by driver, in the order of their flags."""
    access.require(Permission.READ)
    query = select(Driver.id, Intervention).join(Intervention, Intervention.driver_id == Driver.id)
    query = query.where(Driver.goal_id == goal.id, Intervention.team_id == access.team.id)
    found: dict[int, list[Intervention]] = {}
    for driver_id, row in db.session.execute(query.order_by(Intervention.flag)):
        found.setdefault(driver_id, []).append(row)
    return found


def add_driver(access: TeamAccess, goal: Goal, *, title: str, measure_id: int | None, submission: str) -> Driver:
    """Add a driver at the end. The same submission sent twice gives the same row.

    Raises:
        NotFoundError: the measure is not the team's.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(Driver).where(Driver.team_id == access.team.id, Driver.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if measure_id is not None:
        access.one(Measure, measure_id)
    row = Driver(
        team_id=access.team.id,
        goal_id=goal.id,
        measure_id=measure_id,
        title=title,
        position=len(drivers(access, goal)),
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, DRIVER, row.id, label=title, after=snapshot(row, *_COLUMNS))
    return row


def change_driver(access: TeamAccess, row: Driver, *, title: str, measure_id: int | None) -> None:
    """Give a driver another name or measure.

    Raises:
        NotFoundError: the measure is not the team's.
    """
    access.require(Permission.IMPROVE)
    if measure_id is not None:
        access.one(Measure, measure_id)
    before = snapshot(row, *_COLUMNS)
    row.title, row.measure_id = title, measure_id
    old, new = changes(before, snapshot(row, *_COLUMNS))
    if new:
        count_version(access, row)
        note(access, Deed.CHANGED, DRIVER, row.id, label=title, before=old, after=new)


def move_driver(access: TeamAccess, row: Driver, goal: Goal, *, up: bool) -> None:
    """Move a driver one place; at the end it stays where it is.

    Raises:
        NotFoundError: the driver is not the goal's.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    order = drivers(access, goal)
    if row not in order:
        raise NotFoundError("driver")
    place = order.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    before = snapshot(row, "position")
    _renumber(order)
    note(
        access,
        Deed.CHANGED,
        DRIVER,
        row.id,
        label=row.title,
        before=before,
        after=snapshot(row, "position"),
    )


def remove_driver(access: TeamAccess, row: Driver, goal: Goal) -> None:
    """Remove a driver. The ideas that hung on it stay in the log, without a driver; the trail says which they were."""
    access.require(Permission.IMPROVE)
    lock_team(access)
    hanging: Sequence[Intervention] = ideas(access, goal).get(row.id, [])
    before = {**snapshot(row, *_COLUMNS), "interventions": [idea.id for idea in hanging]}
    for idea in hanging:
        idea.driver_id = None
        count_version(access, idea)
    note(access, Deed.REMOVED, DRIVER, row.id, label=row.title, before=before)
    db.session.flush()
    forget_versions(row)
    db.session.delete(row)
    db.session.flush()
    _renumber(drivers(access, goal))


def _renumber(order: Sequence[Driver]) -> None:
    for place, driver in enumerate(order):
        driver.position = place
    db.session.flush()
