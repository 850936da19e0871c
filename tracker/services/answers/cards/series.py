"""The numbers on printed cards: new ones each time cards are made, so that no two cards of a team have the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import CardSeries, draw_public_id
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.answers.audit_words import CARD_SERIES
from tracker.services.audit.log import note, snapshot
from tracker.services.locking import lock_team

ON_A_SHEET = 4
MOST_SHEETS = 25
_LATEST = 6


def make_series(access: TeamAccess, *, sheets: int, submission: str) -> CardSeries:
    """Give so many sheets of cards the numbers that come next; the same form sent twice is one series."""
    access.require(Permission.RECORD)
    lock_team(access)
    mine = CardSeries.team_id == access.team.id
    if (sent := db.session.scalar(select(CardSeries).where(mine, CardSeries.submission == submission))) is not None:
        return sent
    last = db.session.scalar(select(func.max(CardSeries.last)).where(mine)) or 0
    row = CardSeries(
        team_id=access.team.id,
        public_id=draw_public_id(),
        first=last + 1,
        last=last + sheets * ON_A_SHEET,
        made_at=access.now,
        made_by_id=access.user.id,
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, CARD_SERIES, row.id, after=snapshot(row, "first", "last"))
    return row


def series_of(access: TeamAccess, public_id: str) -> CardSeries:
    """Load a series to print it.

    Raises:
        NotFoundError: there is none.
    """
    access.require(Permission.RECORD)
    query = select(CardSeries).where(CardSeries.team_id == access.team.id, CardSeries.public_id == public_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(public_id)
    return found


def latest_series(access: TeamAccess) -> Sequence[CardSeries]:
    """List the series made last, the newest first."""
    access.require(Permission.RECORD)
    query = select(CardSeries).where(CardSeries.team_id == access.team.id)
    return db.session.scalars(query.order_by(CardSeries.first.desc()).limit(_LATEST)).all()


def answer_code(access: TeamAccess) -> str:
    """Return the code of the team's answer page to those who print it; "" where it has none that works."""
    access.require(Permission.RECORD)
    query = select(TeamCode.code).where(
        TeamCode.team_id == access.team.id, TeamCode.purpose == CodePurpose.ANSWER, TeamCode.revoked_at.is_(None)
    )
    return db.session.scalar(query) or ""
