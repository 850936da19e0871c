"""The scores of a team: set for the month that runs, by the team and by its host, and read as far as one may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.access.people import ForbiddenError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.progress import Progress, ProgressSide, ProgressStep
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.progress.audit_words import PROGRESS
from tracker.services.progress.sides import is_open, month_of, own_side, scored_side
from tracker.services.refusal import Refused
from tracker.services.versions import Outdated, count_version, saves_since


class ProgressFault(StrEnum):
    """Why a score cannot be set."""

    MONTH_OVER = "month_over"
    """The form was opened in a month that is over by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one side says: the step, why, and the month it was asked about."""

    step: ProgressStep
    why: str = ""
    month: str
    """As `month_name` writes it."""


@dataclass(frozen=True, slots=True)
class MonthOfScores:
    """What a reader may see of one month: what she may not is None, and its side is among the `hidden`."""

    month: date
    team: Progress | None
    host: Progress | None
    hidden: frozenset[ProgressSide]

    def of(self, side: ProgressSide) -> Progress | None:
        """Return what a side has set, where it may be seen."""
        return self.team if side is ProgressSide.TEAM else self.host


def months_of(access: TeamAccess) -> Sequence[MonthOfScores]:
    """List the months in which a side has set a score, the oldest first, as far as this person may see, in one query.

    What is hidden is left out here and nowhere later, so that no page can show it by mistake.
    """
    access.require(Permission.READ_PROGRESS)
    query = select(Progress).where(Progress.team_id == access.team.id).options(joinedload(Progress.by))
    found: dict[date, dict[ProgressSide, Progress]] = {}
    for row in db.session.scalars(query.order_by(Progress.month)):
        found.setdefault(row.month, {})[row.side] = row
    return [_seen(access, month, sides) for month, sides in found.items()]


def _seen(access: TeamAccess, month: date, sides: dict[ProgressSide, Progress]) -> MonthOfScores:
    opened = is_open(month, sides, access.today)
    shown = {side: row for side, row in sides.items() if opened or side is own_side(access)}
    hidden = frozenset(sides.keys() - shown.keys())
    return MonthOfScores(month, shown.get(ProgressSide.TEAM), shown.get(ProgressSide.HOST), hidden)


def month_name(day: date) -> str:
    """Return the month of a day as a form carries it and the audit trail names it: 2026-11."""
    return f"{day:%Y-%m}"


def own_score(access: TeamAccess) -> Progress | None:
    """Find what the side of whoever sets it has said of the month that runs; None where nothing is said yet.

    Raises:
        ForbiddenError: she sets no score here.
    """
    query = select(Progress).where(
        Progress.team_id == access.team.id,
        Progress.month == month_of(access.today),
        Progress.side == _side_to_set(access),
    )
    return db.session.scalars(query).one_or_none()


def set_score(access: TeamAccess, known: Progress | None, said: Score, evidence: Json) -> Progress:
    """Set the score of one's own side for the month that runs. `known` is what it had said when that was read.

    `evidence` is kept as it is now, so that one can see later what the step rested on.

    Raises:
        ForbiddenError: she sets no score here.
        Refused: the month is over.
        Outdated: nothing was said when it was read, and somebody has by now.
    """
    side = _side_to_set(access)
    if said.month != month_name(access.today):
        raise Refused(ProgressFault.MONTH_OVER)
    lock_team(access)
    if known is None and (own := own_score(access)) is not None:
        raise Outdated(Progress.__tablename__, saves_since(own, 0))
    row = known or Progress(team_id=access.team.id, month=month_of(access.today), side=side)
    before = _whole(row) if known is not None else {}
    row.step, row.why = said.step, said.why
    old, new = changes(before, _whole(row))
    if not new:
        return row
    row.evidence, row.by_id, row.set_at = evidence, access.user.id, access.now
    db.session.add(row)
    db.session.flush()
    if known is None:
        note(access, Deed.CREATED, PROGRESS, row.id, label=said.month, after=_whole(row) | {"side": side.value})
    else:
        count_version(access, row)
        note(access, Deed.CHANGED, PROGRESS, row.id, label=said.month, before=old, after=new)
    return row


def _side_to_set(access: TeamAccess) -> ProgressSide:
    access.require(Permission.SCORE)
    if (side := scored_side(access)) is None:
        raise ForbiddenError(Permission.SCORE)
    return side


def _whole(row: Progress) -> Json:
    return {"score": row.step.number} | snapshot(row, "why")
