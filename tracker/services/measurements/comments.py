"""Comments that readers have written on the charts of many teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from tracker.access.memberships import OwnTeam
from tracker.access.people import local_day
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.models.measures import Measure

MOST = 50


@dataclass(frozen=True, slots=True)
class ReadersComment:
    """A comment on one chart of a team, or on all of them; what it says stays on the chart."""

    row_id: int
    team_id: int
    measure: Measure | None
    by: str
    at: datetime


# Asked by every page for its bell, so it is built once.
_COMMENTS = (
    select(Annotation.id, Annotation.team_id, Measure, User.name, Annotation.written_at)
    .outerjoin(Measure, Measure.id == Annotation.measure_id)
    .join(User, User.id == Annotation.written_by_id)
    .where(
        Annotation.team_id.in_(bindparam("teams", expanding=True)),
        Annotation.kind == AnnotationKind.COMMENT,
        Annotation.written_at >= bindparam("since"),
        Annotation.written_by_id != bindparam("reader"),
        or_(Measure.id.is_(None), Measure.archived_at.is_(None)),
    )
    .order_by(Annotation.written_at.desc(), Annotation.id.desc())
    .limit(MOST)
)


def comments_in(teams: Sequence[OwnTeam], *, reader: User, since: datetime) -> Sequence[ReadersComment]:
    """List what others have written to the teams as readers, the newest first, in one query.

    Of each team from the day this person joined it; what she wrote herself is no news to her.
    """
    if not teams:
        return []
    joined = {team.team_id: team.joined_on for team in teams}
    rows = db.session.execute(_COMMENTS, {"teams": list(joined), "since": since, "reader": reader.id})
    found = [ReadersComment(*row) for row in rows]
    return [comment for comment in found if local_day(comment.at) >= joined[comment.team_id]]
