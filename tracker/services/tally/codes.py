"""A team's codes: made, replaced and revoked by its leader; and a brake on guessing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess, draw_code
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.accounts.throttling import Brake, TooManyAttemptsError, count_try, tries
from tracker.services.audit.log import note
from tracker.services.locking import lock_team
from tracker.services.tally.audit_words import TEAM_CODE

ATTEMPTS, WINDOW = 60, timedelta(minutes=15)
"""How many unknown codes one address may try in how long. A hospital has one address for all its phones: a revoked
code, still on the wall somewhere, is not counted, and a code that works opens its page whatever others behind the
address try. So each guess is looked up: at a thousand a second it takes a thousand years to find one of a thousand."""


# Built once: most of what a small question costs is putting its words together.
_TALLY_CODE = select(TeamCode.code).where(
    TeamCode.team_id == bindparam("team"), TeamCode.purpose == CodePurpose.TELL, TeamCode.revoked_at.is_(None)
)


def codes_of(access: TeamAccess) -> Mapping[CodePurpose, TeamCode]:
    """Return the codes that work now."""
    access.require(Permission.MANAGE_TEAM)
    query = select(TeamCode).where(TeamCode.team_id == access.team.id, TeamCode.revoked_at.is_(None))
    return {row.purpose: row for row in db.session.scalars(query)}


def tally_code(access: TeamAccess | CodeAccess) -> str | None:
    """Return the code by which the team counts, where it has one: to those who record, and to its own screen."""
    if isinstance(access, TeamAccess):
        access.require(Permission.RECORD)
    return db.session.scalar(_TALLY_CODE, {"team": access.team.id})


def answer_code(access: CodeAccess) -> str | None:
    """Return the code by which patients answer, where the team has one: to its own screen."""
    query = select(TeamCode.code).where(TeamCode.team_id == access.team.id, TeamCode.purpose == CodePurpose.ANSWER)
    return db.session.scalar(query.where(TeamCode.revoked_at.is_(None)))


def teams_with_codes(doors: Sequence[TeamAccess]) -> set[int]:
    """Return the ids of those of the teams that count by a code, in one query; which code is not told."""
    for access in doors:
        access.require(Permission.READ)
    query = select(TeamCode.team_id).where(
        TeamCode.team_id.in_([door.team.id for door in doors]),
        TeamCode.purpose == CodePurpose.TELL,
        TeamCode.revoked_at.is_(None),
    )
    return set(db.session.scalars(query))


def make_code(access: TeamAccess, purpose: CodePurpose) -> TeamCode:
    """Give the team a code; the one it has, where it has one already."""
    access.require(Permission.MANAGE_TEAM)
    lock_team(access)
    return codes_of(access).get(purpose) or _make(access, purpose)


def replace_code(access: TeamAccess, purpose: CodePurpose, *, seen: int) -> TeamCode:
    """Revoke the code that was seen and make a new one; where it is replaced already, give the one that works."""
    access.require(Permission.MANAGE_TEAM)
    lock_team(access)
    current = codes_of(access).get(purpose)
    if current is not None:
        if current.id != seen:
            return current
        _revoke(access, current)
    return _make(access, purpose)


def revoke_code(access: TeamAccess, purpose: CodePurpose) -> None:
    """Let the code open nothing from now on. Without a code there is nothing to do."""
    access.require(Permission.MANAGE_TEAM)
    lock_team(access)
    if (current := codes_of(access).get(purpose)) is not None:
        _revoke(access, current)


def hold_back_guessers(address: str, *, brake: Brake, now: datetime) -> None:
    """Refuse one more unknown code to an address that has tried too many.

    Raises:
        TooManyAttemptsError: it has.
    """
    if tries(brake.key_of("code", address), window=brake.window, now=now) >= brake.attempts:
        raise TooManyAttemptsError


def count_guess(address: str, *, brake: Brake, now: datetime) -> None:
    """Count one unknown code from an address; only a hash of it is kept, for as long as the brake looks back."""
    count_try(brake.key_of("code", address), window=brake.window, now=now)


def _make(access: TeamAccess, purpose: CodePurpose) -> TeamCode:
    row = TeamCode(
        team_id=access.team.id, purpose=purpose, code=draw_code(), created_at=access.now, created_by_id=access.user.id
    )
    db.session.add(row)
    db.session.flush()
    # The trail says that there is a code and what it opens, never the code itself.
    note(access, Deed.CREATED, TEAM_CODE, row.id, label=access.team.name, after={"purpose": purpose.value})
    return row


def _revoke(access: TeamAccess, row: TeamCode) -> None:
    row.revoked_at = access.now
    db.session.flush()
    before = {"purpose": row.purpose.value}
    note(access, Deed.REVOKED, TEAM_CODE, row.id, label=access.team.name, before=before)
