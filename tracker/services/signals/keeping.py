"""Keeping the signals that readings show: a new one once, the same one quietly, and when it goes.

Nobody is asked for permission: the machine looks at all teams, and tells each person of her own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from tracker.access.memberships import OwnTeam
from tracker.access.people import local_day
from tracker.analysis import Effect
from tracker.models.base import Base, db, insert_new
from tracker.models.measures import Measure
from tracker.models.notifications import MeasureSignal, SignalKind, SignalWatch
from tracker.models.teams import Team

MOST = 50
NOT_OF_RUNS = (SignalKind.SILENT, SignalKind.GOAL_HELD)
"""What an advisor is told of beside the rules. A team is asked for its numbers in another way, and knows its goal."""


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal of now, as a reading shows it."""

    phase_from: date
    rule: SignalKind
    first_on: date
    effect: Effect


@dataclass(frozen=True, slots=True)
class FoundSignals:
    """What a look at one measure found, and what it could not say: signals of those kinds neither come nor go."""

    signals: Sequence[FoundSignal]
    unknown: frozenset[SignalKind] = frozenset()
    goal_from: date | None = None
    """Since when the goal is what it is. That an earlier goal is no longer held is nothing to tell."""


@dataclass(frozen=True, slots=True)
class NewSignal:
    """A signal that came, and has not gone since."""

    row_id: int
    measure: Measure
    effect: Effect
    at: datetime


def watched_teams() -> Sequence[int]:
    """List the teams whose numbers are looked at: all but those that hold published numbers."""
    return db.session.scalars(select(Team.id).where(Team.is_reference.is_(False)).order_by(Team.id)).all()


def measures_of_teams(team_ids: Collection[int]) -> Sequence[Measure]:
    """List the measures in use of these teams, in one query."""
    query = select(Measure).where(Measure.team_id.in_(team_ids), Measure.archived_at.is_(None))
    return db.session.scalars(query.order_by(Measure.id)).all()


def keep_signals(found: Mapping[Measure, FoundSignals], *, now: datetime) -> None:
    """Keep what was found of each measure, in the open transaction.

    One that stands already is not told again, nor one that comes back, nor one whose first point has moved while it
    stood: each new number moves the median a little. What a measure had when it was first looked at is no news.
    While nothing is recorded, only the silence is news.
    """
    ids = [measure.id for measure in found]
    watched = set(db.session.scalars(select(SignalWatch.measure_id).where(SignalWatch.measure_id.in_(ids))))
    kept: dict[int, list[MeasureSignal]] = {measure_id: [] for measure_id in ids}
    for row in db.session.scalars(select(MeasureSignal).where(MeasureSignal.measure_id.in_(ids))):
        kept[row.measure_id].append(row)
    new = [
        {
            "team_id": measure.team_id, "measure_id": measure.id, "phase_from": each.phase_from, "rule": each.rule,
            "first_on": each.first_on, "effect": each.effect, "appeared_at": now if measure.id in watched else None,
        }
        for measure, looked in found.items()
        for each in _settle(kept[measure.id], looked, now=now)
    ]  # fmt: skip
    _insert(MeasureSignal, sorted(new, key=lambda row: row["effect"] is Effect.WORSE))  # the last is told first
    _insert(SignalWatch, [{"measure_id": each, "since": now} for each in ids if each not in watched])


def _settle(kept: Sequence[MeasureSignal], looked: FoundSignals, *, now: datetime) -> list[FoundSignal]:
    """Mark what has gone and what is there; return those that were never seen."""
    signals = looked.signals
    kept = [row for row in kept if row.rule not in looked.unknown and not _of_another_goal(row, looked)]
    by_key = {(row.phase_from, row.rule, row.first_on): row for row in kept}
    same = {(each.phase_from, each.rule, each.first_on): each for each in signals}
    for key, row in by_key.items():
        if key in same:
            row.gone_at, row.effect = None, same[key].effect
    new = []
    standing = {
        (row.phase_from, row.effect, _family(row.rule)): row
        for key, row in by_key.items()
        if key not in same and not row.gone_at
    }
    for key, each in same.items():
        if key in by_key:
            continue
        moved = standing.pop((each.phase_from, each.effect, _family(each.rule)), None)
        if moved is None:
            new.append(each)
        else:
            moved.rule, moved.first_on = each.rule, each.first_on
    for row in standing.values():
        row.gone_at = now
    return new


def _family(kind: SignalKind) -> SignalKind | None:
    """Return what a signal can be the same as: a run may be found by another rule, the others are only themselves."""
    return kind if kind in NOT_OF_RUNS else None


def _of_another_goal(row: MeasureSignal, looked: FoundSignals) -> bool:
    return row.rule is SignalKind.GOAL_HELD and row.phase_from != looked.goal_from


def _insert(table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows, but for those that another has written meanwhile."""
    if not rows:
        return
    db.session.flush()
    db.session.execute(insert_new(table), rows)


# Asked by every page for its bell, so it is built once.
_NEW = (
    select(MeasureSignal.id, Measure, MeasureSignal.effect, MeasureSignal.appeared_at)
    .join(Measure, Measure.id == MeasureSignal.measure_id)
    .where(
        MeasureSignal.team_id.in_(bindparam("teams", expanding=True)),
        MeasureSignal.appeared_at >= bindparam("since"),
        MeasureSignal.gone_at.is_(None),
        MeasureSignal.rule.not_in(NOT_OF_RUNS),
        Measure.archived_at.is_(None),
    )
    .order_by(MeasureSignal.appeared_at.desc(), MeasureSignal.id.desc())
    .limit(MOST)
)


def new_signals_in(teams: Sequence[OwnTeam], *, since: datetime) -> Sequence[NewSignal]:
    """List the signals that came in these teams, the newest first, one a measure, in one query.

    Of each team from the day this person joined it.
    """
    if not teams:
        return []
    joined = {team.team_id: team.joined_on for team in teams}
    found: dict[int, NewSignal] = {}
    for row_id, measure, effect, at in db.session.execute(_NEW, {"teams": list(joined), "since": since}):
        if at is not None and local_day(at) >= joined[measure.team_id]:
            found.setdefault(measure.id, NewSignal(row_id, measure, effect, at))
    return list(found.values())
