"""What is new to an advisor in her organisation: signals that came and went, and what teams wrote to her."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from tracker.access.organisation import OrganisationAccess
from tracker.access.permissions import Permission
from tracker.analysis import Effect
from tracker.models.base import db, insert_new
from tracker.models.measurements import ProposedPhase
from tracker.models.measures import Measure
from tracker.models.notifications import MeasureSignal, NewsOf, SignalRead
from tracker.models.teams import Team
from tracker.models.threads import Message, Thread
from tracker.services.notifications.reading import NEWS_LASTS

MOST_WAITING = 10


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that is new: what it is of, and the row it tells of."""

    of: NewsOf
    row_id: int
    needs_look: bool = False
    """Whether it is a signal to look at: one for the worse or to neither side that came, or a better one that went."""

    @property
    def name(self) -> str:
        """What an address and a form call it."""
        return f"{self.of.value}-{self.row_id}"


@dataclass(frozen=True, slots=True)
class SignalNews:
    """A signal that came or went, on whose chart."""

    row: MeasureSignal
    measure: Measure
    team: Team


@dataclass(frozen=True, slots=True)
class MessageNews:
    """The newest message to the advisor in a thread of hers."""

    row: Message
    thread: Thread
    measure: Measure
    team: Team


@dataclass(frozen=True, slots=True)
class TeamsTurn:
    """What an advisor waits for from a team: an answer, or a word on a phase she proposed."""

    thread: Thread | None
    proposal: ProposedPhase | None
    measure: Measure
    team: Team
    since: datetime
    question: str = ""
    """What she asked last."""


def unread(access: OrganisationAccess) -> Sequence[NewsItem]:
    """List what is new to this person: what needs a look, then what teams wrote, then the rest, in two queries."""
    access.require(Permission.READ_NEWS)
    signals = _unread_signals(access)
    said = [NewsItem(NewsOf.SAID, row_id) for row_id in _unread_messages(access)]
    items = [NewsItem(NewsOf.WENT if gone else NewsOf.CAME, row_id, bool(needs)) for row_id, gone, needs in signals]
    return [
        *(item for item in items if item.needs_look),
        *said,
        *(item for item in items if not item.needs_look),
    ]


def count_news(access: OrganisationAccess) -> int | None:
    """Count what is new to this person, in two queries; None where she reads no news."""
    return len(unread(access)) if access.may(Permission.READ_NEWS) else None


def measures_with_news(access: OrganisationAccess, items: Sequence[NewsItem]) -> frozenset[int]:
    """Return the measures that these things are of, in one query; in none where nothing is new."""
    access.require(Permission.READ_NEWS)
    if not items:
        return frozenset()
    signals = [item.row_id for item in items if item.of is not NewsOf.SAID]
    said = [item.row_id for item in items if item.of is NewsOf.SAID]
    of_signals = select(MeasureSignal.measure_id).where(MeasureSignal.id.in_(signals))
    of_messages = select(Thread.measure_id).join(Message, Message.thread_id == Thread.id).where(Message.id.in_(said))
    return frozenset(db.session.scalars(of_signals.union(of_messages)))


def _unread_signals(access: OrganisationAccess) -> Sequence[tuple[int, bool, bool]]:
    since = access.now - NEWS_LASTS
    gone = MeasureSignal.gone_at.is_not(None)
    needs = or_(and_(~gone, MeasureSignal.effect != Effect.BETTER), and_(gone, MeasureSignal.effect == Effect.BETTER))
    moved = func.coalesce(MeasureSignal.gone_at, MeasureSignal.appeared_at)
    kind = case((gone, NewsOf.WENT.value), else_=NewsOf.CAME.value)
    seen = exists().where(
        SignalRead.user_id == access.user.id, SignalRead.of == kind, SignalRead.row_id == MeasureSignal.id
    )
    query = (
        select(MeasureSignal.id, gone, needs)
        .join(Measure, Measure.id == MeasureSignal.measure_id)
        .where(MeasureSignal.team_id.in_(access.team_ids()), Measure.archived_at.is_(None), moved >= since, ~seen)
        .order_by(moved.desc(), MeasureSignal.id.desc())
    )
    return [(row_id, is_gone, has_need) for row_id, is_gone, has_need in db.session.execute(query)]


def _unread_messages(access: OrganisationAccess) -> Sequence[int]:
    """Return the newest message of each thread of hers in which others wrote since she last read it."""
    later = aliased(Message)
    seen = exists().where(
        SignalRead.user_id == access.user.id,
        SignalRead.of == NewsOf.SAID,
        SignalRead.row_id == later.id,
        later.thread_id == Message.thread_id,
        later.id >= Message.id,
    )
    query = (
        select(func.max(Message.id))
        .join(Thread, Thread.id == Message.thread_id)
        .where(
            Thread.team_id.in_(access.team_ids()),
            Thread.asked_by_id == access.user.id,
            Message.by_id != access.user.id,
            Message.removed_at.is_(None),
            Message.written_at >= access.now - NEWS_LASTS,
            ~seen,
        )
        .group_by(Message.thread_id)
        .order_by(func.max(Message.id).desc())
    )
    return db.session.scalars(query).all()


def signals_by_id(access: OrganisationAccess, ids: Collection[int]) -> dict[int, SignalNews]:
    """Return these signals of the organisation's teams, by id, in one query."""
    query = (
        select(MeasureSignal, Measure, Team)
        .join(Measure, Measure.id == MeasureSignal.measure_id)
        .join(Team, Team.id == MeasureSignal.team_id)
        .where(MeasureSignal.id.in_(ids), MeasureSignal.team_id.in_(access.team_ids()))
    )
    return {row.id: SignalNews(row, measure, team) for row, measure, team in db.session.execute(query)} if ids else {}


def messages_by_id(access: OrganisationAccess, ids: Collection[int]) -> dict[int, MessageNews]:
    """Return these messages in threads of the organisation's teams, by id, in one query."""
    if not ids:
        return {}
    query = (
        select(Message, Thread, Measure, Team)
        .join(Thread, Thread.id == Message.thread_id)
        .join(Measure, Measure.id == Thread.measure_id)
        .join(Team, Team.id == Thread.team_id)
        .where(Message.id.in_(ids), Thread.team_id.in_(access.team_ids()))
        .options(joinedload(Message.by))
    )
    return {row.id: MessageNews(row, thread, measure, team) for row, thread, measure, team in db.session.execute(query)}


def waiting_for(access: OrganisationAccess) -> Sequence[TeamsTurn]:
    """List what this person waits for from teams, the oldest first, in two queries."""
    last = select(func.max(Message.id)).where(
        Message.thread_id == Thread.id, Message.by_id == Thread.asked_by_id, Message.asks, Message.removed_at.is_(None)
    )
    asked = (
        select(Thread, Measure, Team, Message.text)
        .join(Measure, Measure.id == Thread.measure_id)
        .join(Team, Team.id == Thread.team_id)
        .outerjoin(Message, Message.id == last.correlate(Thread).scalar_subquery())
        .where(Thread.team_id.in_(access.team_ids()), Thread.asked_by_id == access.user.id, Thread.waits)
        .order_by(Thread.id)
        .limit(MOST_WAITING)
    )
    proposed = (
        select(ProposedPhase, Measure, Team)
        .join(Measure, Measure.id == ProposedPhase.measure_id)
        .join(Team, Team.id == ProposedPhase.team_id)
        .where(
            ProposedPhase.team_id.in_(access.team_ids()),
            ProposedPhase.by_id == access.user.id,
            ProposedPhase.decided_at.is_(None),
        )
        .order_by(ProposedPhase.id)
        .limit(MOST_WAITING)
    )
    found = [
        TeamsTurn(row, None, measure, team, row.begun_at, text or "")
        for row, measure, team, text in db.session.execute(asked)
    ]
    found += [
        TeamsTurn(None, row, measure, team, row.proposed_at) for row, measure, team in db.session.execute(proposed)
    ]
    return sorted(found, key=lambda turn: turn.since)[:MOST_WAITING]


def charts_of(access: OrganisationAccess) -> int:
    """Count the measures in use in the organisation's teams."""
    query = select(func.count()).select_from(Measure)
    query = query.where(Measure.team_id.in_(access.team_ids()), Measure.archived_at.is_(None))
    return db.session.scalar(query) or 0


def has_read(access: OrganisationAccess) -> bool:
    """Return whether this person has read anything here before."""
    read: ColumnElement[bool] = exists().where(SignalRead.user_id == access.user.id)
    return bool(db.session.scalar(select(read)))


def mark_news_read(access: OrganisationAccess, items: Collection[NewsItem]) -> None:
    """Remember that this person has read these, once however often it is said, and forget what is no news any more."""
    access.require(Permission.READ_NEWS)
    if not items:
        return
    too_old = delete(SignalRead).where(
        SignalRead.user_id == access.user.id, SignalRead.at < access.now - 2 * NEWS_LASTS
    )
    db.session.execute(too_old)
    rows = [
        {"user_id": access.user.id, "of": item.of, "row_id": item.row_id, "at": access.now}
        for item in sorted(items, key=lambda item: item.name)
    ]
    db.session.execute(insert_new(SignalRead), rows)
