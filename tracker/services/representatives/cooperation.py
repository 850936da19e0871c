"""The cooperation, rated by representatives after every fourth gathering: three sentences from 1 to 5.

What several gave is shown joined to the team; what one alone gave is seen by her and by the host, and by nobody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Gathering
from tracker.models.networks import NetworkTeam
from tracker.models.representatives import COOPERATION, CooperationRating
from tracker.services.audit.log import note
from tracker.services.locking import lock_team
from tracker.services.refusal import Refused
from tracker.services.representatives.audit_words import RATING

EVERY = 4
"""It is asked after so many gatherings."""
JOINED = 2
"""From so many answers on the team sees them, joined."""


class RatingFault(StrEnum):
    """Why the cooperation cannot be rated now."""

    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class RatingRound:
    """A gathering after which the cooperation is rated."""

    gathering_id: int
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class RatingRounds:
    """The rounds of a team: the one that is open, the one before it, and when the next comes."""

    current: RatingRound | None
    before: RatingRound | None
    following: RatingRound | None


@dataclass(frozen=True, slots=True)
class Cooperation:
    """What this person may see of how the cooperation is rated."""

    rounds: RatingRounds
    now: Mapping[str, float] | None
    """The mean of each sentence, as she may see it; None where nothing may be shown, or nobody has answered."""
    before: Mapping[str, float] | None
    own: CooperationRating | None
    answers: int
    """How many have answered in the round that is open."""
    is_own_alone: bool
    """Whether what is shown is one person's answer, which the team does not see."""


def rounds_of(access: TeamAccess) -> RatingRounds:
    """Find every fourth gathering of each network the team takes part in, in one query; the cancelled do not count."""
    query = (
        select(Gathering.id, Gathering.network_id, Gathering.ends_at)
        .join(NetworkTeam, NetworkTeam.network_id == Gathering.network_id)
        .where(NetworkTeam.team_id == access.team.id, NetworkTeam.left_on.is_(None), Gathering.cancelled_at.is_(None))
        .order_by(Gathering.starts_at, Gathering.id)
    )
    number: Counter[int] = Counter()
    found = []
    for gathering_id, network_id, ends_at in db.session.execute(query):
        number[network_id] += 1
        if number[network_id] % EVERY == 0:
            found.append(RatingRound(gathering_id, ends_at))
    held = [each for each in found if each.ends_at <= access.now]
    return RatingRounds(
        held[-1] if held else None,
        held[-2] if len(held) > 1 else None,
        next((each for each in found if each.ends_at > access.now), None),
    )


def cooperation_of(access: TeamAccess) -> Cooperation:
    """Read what this person may see of the round that is open and the one before, in two queries."""
    access.require(Permission.COMMENT)
    rounds = rounds_of(access)
    ids = [each.gathering_id for each in (rounds.current, rounds.before) if each is not None]
    query = select(CooperationRating).where(
        CooperationRating.team_id == access.team.id, CooperationRating.gathering_id.in_(ids)
    )
    rows = db.session.scalars(query).all()
    now = _in(rows, rounds.current)
    shown = _shown(access, now)
    return Cooperation(
        rounds=rounds,
        now=_means(shown),
        before=_means(_shown(access, _in(rows, rounds.before))),
        own=next((row for row in now if row.user_id == access.user.id), None),
        answers=len(now),
        is_own_alone=len(shown) == 1,
    )


def rate(access: TeamAccess, scores: Mapping[str, int]) -> CooperationRating:
    """Rate the cooperation in the round that is open; a second time changes what she gave.

    Raises:
        Refused: no round is open.
    """
    access.require(Permission.REPRESENT)
    lock_team(access)
    rounds = rounds_of(access)
    if rounds.current is None:
        raise Refused(RatingFault.NOT_NOW, COOPERATION[0])
    row = db.session.scalar(
        select(CooperationRating).where(
            CooperationRating.team_id == access.team.id,
            CooperationRating.gathering_id == rounds.current.gathering_id,
            CooperationRating.user_id == access.user.id,
        )
    )
    deed = Deed.CREATED if row is None else Deed.CHANGED
    if row is None:
        row = CooperationRating(
            team_id=access.team.id, gathering_id=rounds.current.gathering_id, user_id=access.user.id
        )
        db.session.add(row)
    for name in COOPERATION:
        setattr(row, name, scores[name])
    row.rated_at = access.now
    db.session.flush()
    note(access, deed, RATING, row.id, label=access.user.name)
    return row


def _in(rows: Sequence[CooperationRating], which: RatingRound | None) -> list[CooperationRating]:
    return [row for row in rows if which is not None and row.gathering_id == which.gathering_id]


def _shown(access: TeamAccess, rows: Sequence[CooperationRating]) -> Sequence[CooperationRating]:
    """Return the answers that make up what this person sees: all, her own alone, or none."""
    if len(rows) >= JOINED or Role.HOST in access.roles:
        return rows
    return [row for row in rows if row.user_id == access.user.id]


def _means(rows: Sequence[CooperationRating]) -> Mapping[str, float] | None:
    if not rows:
        return None
    return {name: sum(getattr(row, name) for row in rows) / len(rows) for name in COOPERATION}
