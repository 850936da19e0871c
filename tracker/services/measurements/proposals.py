"""Phases that a reader proposes, with a reason; the team's leader makes it a phase, or declines with a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tracker.access.memberships import OwnTeam
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.access.reach import opened
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.accounts import User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measurements import Phase, ProposedPhase
from tracker.models.measures import Measure
from tracker.models.teams import Team
from tracker.services.audit.log import note, snapshot
from tracker.services.locking import lock_team
from tracker.services.measurements.audit_words import PHASE_PROPOSAL
from tracker.services.measurements.phases import PhaseFault, begin_phase, check_start
from tracker.services.refusal import Refused
from tracker.services.versions import count_version

MOST = 50
_COLUMNS = ("measure_id", "starts_on", "name", "reason")
_DECISION = ("accepted", "answer")


class ProposalFault(StrEnum):
    """Why a phase cannot be proposed, or decided."""

    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class ToldProposal:
    """A proposal that somebody is told of."""

    row_id: int
    team_id: int
    measure: Measure
    starts_on: date
    by: str
    """Who proposed it, or who decided."""
    at: datetime
    accepted: bool | None = None
    team: str = ""
    team_slug: str = ""


def open_proposals(access: TeamAccess, measure: Measure) -> Sequence[ProposedPhase]:
    """List what is proposed on a measure's chart and not decided, with who proposes it, in one query."""
    access.require(Permission.READ)
    query = select(ProposedPhase).where(ProposedPhase.measure_id == measure.id, ProposedPhase.decided_at.is_(None))
    query = query.options(joinedload(ProposedPhase.by))
    return db.session.scalars(query.order_by(ProposedPhase.id)).all()


def propose_phase(
    access: TeamAccess, measure: Measure, *, period: Period, name: str, reason: str, submission: str
) -> ProposedPhase:
    """Propose that a phase begins at a period. The same submission sent twice is one proposal.

    Raises:
        Refused: a phase cannot begin there, or it is proposed already.
    """
    access.require(Permission.PROPOSE)
    lock_team(access)
    query = select(ProposedPhase).where(ProposedPhase.team_id == access.team.id, ProposedPhase.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if any(each.starts_on == period.start for each in open_proposals(access, measure)):
        raise Refused(ProposalFault.OPEN, "starts")
    if db.session.scalar(select(Phase.id).where(Phase.measure_id == measure.id, Phase.starts_on == period.start)):
        raise Refused(PhaseFault.TAKEN, "starts")
    check_start(measure, period)
    row = ProposedPhase(
        team_id=access.team.id,
        measure_id=measure.id,
        starts_on=period.start,
        name=name,
        reason=reason,
        answer="",
        by_id=access.user.id,
        proposed_at=access.now,
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, PHASE_PROPOSAL, row.id, label=_label(measure, row), after=snapshot(row, *_COLUMNS))
    return row


def accept_proposal(access: TeamAccess, measure: Measure, row: ProposedPhase, *, name: str, reason: str) -> Phase:
    """Make a proposal a phase of the team, with the names of both.

    Raises:
        Refused: it is decided already, or a phase cannot begin there any more.
    """
    access.require(Permission.DECIDE_PHASE)
    _hold(access, row)
    period = Period.containing(measure.period_kind, row.starts_on)
    phase = begin_phase(access, measure, period=period, name=name, reason=reason, proposed_by_id=row.by_id)
    _decide(access, measure, row, accepted=True, answer="")
    return phase


def decline_proposal(access: TeamAccess, measure: Measure, row: ProposedPhase, *, answer: str) -> None:
    """Decline a proposal, with a word of why.

    Raises:
        Refused: it is decided already.
    """
    access.require(Permission.DECIDE_PHASE)
    _hold(access, row)
    _decide(access, measure, row, accepted=False, answer=answer)


def _hold(access: TeamAccess, row: ProposedPhase) -> None:
    lock_team(access)
    db.session.refresh(row)
    if row.decided_at is not None:
        raise Refused(ProposalFault.DECIDED)


def _decide(access: TeamAccess, measure: Measure, row: ProposedPhase, *, accepted: bool, answer: str) -> None:
    before = snapshot(row, *_DECISION)
    row.accepted, row.answer, row.decided_at, row.decided_by_id = accepted, answer, access.now, access.user.id
    count_version(access, row)
    note(
        access,
        Deed.CHANGED,
        PHASE_PROPOSAL,
        row.id,
        label=_label(measure, row),
        before=before,
        after=snapshot(row, *_DECISION),
    )


def _label(measure: Measure, row: ProposedPhase) -> str:
    return f"{measure.name}: {row.name}"


# Asked by every page for its bell, so it is built once.
_PROPOSED = (
    select(
        ProposedPhase.id, ProposedPhase.team_id, Measure, ProposedPhase.starts_on, User.name, ProposedPhase.proposed_at
    )
    .join(Measure, Measure.id == ProposedPhase.measure_id)
    .join(User, User.id == ProposedPhase.by_id)
    .where(
        ProposedPhase.team_id.in_(bindparam("teams", expanding=True)),
        ProposedPhase.decided_at.is_(None),
        Measure.archived_at.is_(None),
    )
    .order_by(ProposedPhase.id)
    .limit(MOST)
)


def proposals_for(teams: Sequence[OwnTeam]) -> Sequence[ToldProposal]:
    """List what is proposed to the teams this person leads, the oldest first, in one query."""
    led = [team.team_id for team in teams if team.may(Permission.DECIDE_PHASE)]
    return [ToldProposal(*row) for row in db.session.execute(_PROPOSED, {"teams": led})] if led else []


_DECIDED = (
    select(
        ProposedPhase.id, ProposedPhase.team_id, Measure, ProposedPhase.starts_on, User.name,
        ProposedPhase.decided_at, ProposedPhase.accepted, Team.name, Team.slug,
    )
    .join(Measure, Measure.id == ProposedPhase.measure_id)
    .join(Team, Team.id == ProposedPhase.team_id)
    .join(User, User.id == ProposedPhase.decided_by_id)
    .where(ProposedPhase.by_id == bindparam("proposer"), ProposedPhase.decided_at >= bindparam("since"))
    .order_by(ProposedPhase.decided_at.desc(), ProposedPhase.id.desc())
    .limit(MOST)
)  # fmt: skip


def decisions_for(actor: Actor, *, since: datetime) -> Sequence[ToldProposal]:
    """List what became of this person's proposals, the newest first, of doors that are open to her still."""
    found = [
        ToldProposal(row_id, team_id, measure, starts, by, at, accepted, team, slug)
        for row_id, team_id, measure, starts, by, at, accepted, team, slug in db.session.execute(
            _DECIDED, {"proposer": actor.user.id, "since": since}
        )
        if at is not None
    ]
    doors = opened(actor.user, {each.team_id for each in found})
    return [each for each in found if each.team_id in doors]
