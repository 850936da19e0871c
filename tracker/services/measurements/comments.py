"""Comments that readers have written on the charts of many teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from tracker.access.memberships import OwnTeam
from tracker.access.people import OSLO
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


def comments_in(teams: Sequence[OwnTeam], *, reader: User, since: datetime) -> Sequence[ReadersComment]:
    """List what others have written to the teams as readers, the newest first, in one query.

    Of each team from the day this person joined it; what she wrote herself is no news to her.
    """
    if not teams:
        return []
    joined = {team.team_id: datetime(*team.joined_on.timetuple()[:3], tzinfo=OSLO) for team in teams}
    hers = or_(
        *(
            and_(Annotation.team_id == team_id, Annotation.written_at >= max(day, since))
            for team_id, day in joined.items()
        )
    )
    query = (
        select(Annotation.id, Annotation.team_id, Measure, User.name, Annotation.written_at)
        .outerjoin(Measure, Measure.id == Annotation.measure_id)
        .join(User, User.id == Annotation.written_by_id)
        .where(
            hers,
            Annotation.kind == AnnotationKind.COMMENT,
            Annotation.written_by_id != reader.id,
            or_(Measure.id.is_(None), Measure.archived_at.is_(None)),
        )
    )
    newest = query.order_by(Annotation.written_at.desc(), Annotation.id.desc()).limit(MOST)
    return [ReadersComment(*row) for row in db.session.execute(newest)]
