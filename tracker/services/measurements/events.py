"""Rare events: the days they happened on, for measures of what lies between two of them. A day, never a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measurements import RareEvent
from tracker.models.measures import Measure, ValueKind
from tracker.services.audit.log import note, snapshot
from tracker.services.measurements.audit_words import RARE_EVENT
from tracker.services.refusal import Refused


class EventFault(StrEnum):
    """Why an event cannot be stored."""

    FUTURE = "future"
    NEEDS_OPPORTUNITIES = "needs_opportunities"
    NEGATIVE = "negative"
    NOT_BY_EVENTS = "not_by_events"


def events_of(access: TeamAccess, measure: Measure) -> Sequence[RareEvent]:
    """List a measure's events, oldest first; those of one day in the order they were entered."""
    query = select(RareEvent).where(RareEvent.team_id == access.team.id, RareEvent.measure_id == measure.id)
    return db.session.scalars(query.order_by(RareEvent.happened_on, RareEvent.id)).all()


def last_events(access: TeamAccess, measures: Sequence[Measure]) -> dict[int, date]:
    """Return the day of the last event of each measure that has one, by measure id."""
    access.require(Permission.READ)
    ids = [measure.id for measure in measures if measure.team_id == access.team.id]
    query = select(RareEvent.measure_id, func.max(RareEvent.happened_on)).where(RareEvent.measure_id.in_(ids))
    return dict(db.session.execute(query.group_by(RareEvent.measure_id)).all()) if ids else {}


def add_event(
    access: TeamAccess, measure: Measure, *, happened_on: date, opportunities: int | None = None, submission: str
) -> RareEvent:
    """Add an event. Two may happen on one day; one form makes one, however often it is sent.

    `opportunities` (since the event before) is needed where those are counted, and left out where days are.

    Raises:
        NotFoundError: the measure is another team's.
        Refused: the event cannot be stored.
    """
    access.require(Permission.RECORD)
    if measure.team_id != access.team.id:
        raise NotFoundError(Measure.__tablename__)
    if (earlier := _sent_before(access, submission)) is not None:
        return earlier
    counted = _opportunities(access, measure, happened_on, opportunities)
    row = RareEvent(
        team_id=access.team.id,
        measure_id=measure.id,
        happened_on=happened_on,
        opportunities=counted,
        recorded_by_id=access.user.id,
        recorded_at=access.now,
        submission=submission,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same form, sent twice at once
        if (twin := _sent_before(access, submission)) is None:
            raise
        return twin
    note(access, Deed.CREATED, RARE_EVENT, row.id, label=measure.name, after=_said(row))
    return row


def remove_event(access: TeamAccess, measure: Measure, event: RareEvent) -> None:
    """Take away an event that was entered by mistake; the trail keeps its day.

    Raises:
        NotFoundError: the event is of another measure.
    """
    access.require(Permission.RECORD)
    if event.team_id != access.team.id or event.measure_id != measure.id:
        raise NotFoundError(RareEvent.__tablename__)
    note(access, Deed.REMOVED, RARE_EVENT, event.id, label=measure.name, before=_said(event))
    db.session.delete(event)
    db.session.flush()


def _opportunities(access: TeamAccess, measure: Measure, happened_on: date, opportunities: int | None) -> int | None:
    """Hold what an event of this measure must be; return the opportunities to store with it."""
    if not measure.value_kind.is_between_events:
        raise Refused(EventFault.NOT_BY_EVENTS, "happened_on")
    if happened_on > access.today:
        raise Refused(EventFault.FUTURE, "happened_on")
    if measure.value_kind is ValueKind.DAYS_BETWEEN:
        return None
    if opportunities is None:
        raise Refused(EventFault.NEEDS_OPPORTUNITIES, "opportunities")
    if opportunities < 0:
        raise Refused(EventFault.NEGATIVE, "opportunities")
    return opportunities


def _sent_before(access: TeamAccess, submission: str) -> RareEvent | None:
    query = select(RareEvent).where(RareEvent.submission == submission, RareEvent.team_id == access.team.id)
    return db.session.scalar(query)


def _said(row: RareEvent) -> dict[str, object]:
    kept = snapshot(row, "measure_id", "happened_on", "opportunities")
    return {name: value for name, value in kept.items() if value is not None}
