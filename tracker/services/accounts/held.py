"""Accounts that a link of the office has opened: held until something that the office lacks confirms them.

Her former password confirms all at once. A colleague who records in a team confirms that team. What the office itself
gave, the part of an advisor, a host, an owner or a leader, another administrator confirms. docs/decisions/0017 says
why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import contains_eager, joinedload

from tracker.access.held import confirmed_places
from tracker.access.memberships import OwnTeam
from tracker.access.office import OfficeAccess
from tracker.access.people import Actor, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import (
    AccountConfirmation,
    AccountLink,
    Advisorship,
    Hostship,
    Leadership,
    Ownership,
    SignInAttempt,
    User,
)
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.teams import Membership, Team
from tracker.services.accounts.audit_words import ACCOUNT_CONFIRMATION, USER
from tracker.services.accounts.passwords import WrongPasswordError, matches
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.accounts.telling import teams_of
from tracker.services.accounts.throttling import Brake, hold_back
from tracker.services.audit.log import note
from tracker.services.refusal import Refused


class HeldFault(StrEnum):
    """Why somebody cannot confirm an account."""

    OWN_LINK = "own_link"
    """Whoever made the link may have used it."""
    ONESELF = "oneself"
    """Whoever uses the account is who must be vouched for."""


def hold(user: User, *, now: datetime) -> None:
    """Close a person's teams. Where they were closed already, her former password stays the one before that."""
    if user.held_since is None:
        user.former_password_hash = user.password_hash or user.former_password_hash
        user.held_since = now
    _forget_confirmations(user)


def release(user: User) -> None:
    """Open all that was closed."""
    user.held_since = user.former_password_hash = None
    _forget_confirmations(user)


def closed_teams(by: Actor) -> Sequence[Team]:
    """List the person's own teams that are closed to her, by name."""
    query = select(Team).join(Membership, Membership.team_id == Team.id).order_by(Team.name)
    query = query.where(Membership.user_id == by.user.id, Membership.left_on.is_(None))
    if by.user.held_since is None:
        return []
    confirmed = confirmed_places(by.user)
    return [team for team in db.session.scalars(query) if team.id not in confirmed]


def confirm_by_password(by: Actor, *, former: str, brake: Brake, address: str, per_address: int) -> None:
    """Confirm the account by the password it had before the office's link. Guesses are braked as in `sign_in`.

    Raises:
        TooManyAttemptsError: the brake is on.
        WrongPasswordError: it was another. The attempt is counted: the caller must commit it.
    """
    keys = (brake.key_of("former password", str(by.user.id)), brake.key_of("address", address))
    hold_back(keys, brake=brake, per_address=per_address, now=by.now)
    kept = by.user.former_password_hash
    db.session.rollback()
    right = matches(kept, former)
    hold_back(keys, brake=brake, per_address=per_address, now=by.now)
    db.session.refresh(by.user, with_for_update=True)
    if not right or by.user.former_password_hash != kept:
        db.session.add_all(SignInAttempt(key_hash=key, at=by.now) for key in keys)
        raise WrongPasswordError
    _confirm_all(by, by.user)


def held_members(access: TeamAccess) -> Sequence[Membership]:
    """List the members whose account is held here: those who record are asked whether it is she."""
    if not access.may(Permission.RECORD):
        return []
    return _held_in([access.team.id])


def held_in(teams: Sequence[OwnTeam]) -> Sequence[Membership]:
    """List the members whose account is held in any of the teams that a person records for, in one query."""
    return _held_in([team.team_id for team in teams if team.may(Permission.RECORD)])


def _held_in(team_ids: Sequence[int]) -> Sequence[Membership]:
    return db.session.scalars(HELD_IN, {"held_in": list(team_ids)}).all() if team_ids else []


HELD_IN = (
    select(Membership)
    .join(Membership.user)
    .options(contains_eager(Membership.user))
    .where(Membership.team_id.in_(bindparam("held_in", expanding=True)), Membership.left_on.is_(None), User.is_active)
    .where(
        User.held_since.is_not(None),
        User.password_hash.is_not(None),
        ~exists().where(
            AccountConfirmation.user_id == User.id,
            AccountConfirmation.team_id == Membership.team_id,
            AccountConfirmation.at >= User.held_since,
        ),
    )
    .order_by(User.name)
)
"""The members of the teams of `held_in` whose account is held there."""


def held_member(access: TeamAccess, membership_id: int) -> Membership:
    """Return a member whose account is held here.

    Raises:
        NotFoundError: there is none by this id, or it was answered by now.
    """
    row = next((row for row in held_members(access) if row.id == membership_id), None)
    if row is None:
        raise NotFoundError("membership")
    return row


def confirm_member(access: TeamAccess, member: Membership) -> None:
    """Say that it is she: the team opens to her.

    Raises:
        Refused: whoever says so made the link.
    """
    access.require(Permission.RECORD)
    user = _lock_held(access, member)
    _refuse_maker(access, user)
    _confirm(access, user, team_id=access.team.id)


def confirm_by_invitation(by: Actor, team_id: int) -> None:
    """Open the team that a held account was just let into: its leader gave her the link, and the office did not."""
    if by.user.held_since is not None:
        _confirm(by, by.user, team_id=team_id)


def deny_member(access: TeamAccess, member: Membership) -> None:
    """Say that it is not she: whoever is signed in to the account is out, and the new password opens nothing."""
    access.require(Permission.RECORD)
    user = _lock_held(access, member)
    user.password_hash = None
    revoke_sessions(user, now=access.now)
    stop_links(user, now=access.now)
    for team_id in (None, *teams_of(user)):
        _tell(access, user, is_owner=False, team_id=team_id)


def confirm_roles(access: OfficeAccess, user: User) -> None:
    """Say as another administrator that it is she: what the office gave opens to her, and no team she is a member of.

    Raises:
        Refused: whoever says so made the link, or is the person herself.
    """
    access.require(Permission.OFFICE)
    _lock(user)
    if user.held_since is None:  # another was faster
        return
    if user.id == access.user.id:
        raise Refused(HeldFault.ONESELF)
    _refuse_maker(access, user)
    _confirm(access, user, team_id=None)


def confirm_from_outside(by: Actor, user: User) -> None:
    """Open a held account from the command line, where nobody is left to ask; `by` stands for it in the trail."""
    _confirm_all(by, user)


def waits_for_office(access: OfficeAccess, user: User) -> bool:
    """Return whether what the office gave is closed to this person until another administrator confirms her."""
    access.require(Permission.OFFICE)
    return user.held_since is not None and None not in confirmed_places(user) and _has_part_beyond(user)


def links_of(user: User) -> Sequence[AccountLink]:
    """List the ten newest links that the office made to an account."""
    query = select(AccountLink).where(AccountLink.user_id == user.id, AccountLink.by_office)
    return db.session.scalars(
        query.options(joinedload(AccountLink.made_by)).order_by(AccountLink.id.desc()).limit(10)
    ).all()


def read_of_links(by: Actor) -> None:
    """Remember that the person has read of the office's links. A held account may be another's: it goes on telling."""
    if by.user.held_since is None:
        by.user.office_link_at = None


def stop_own_links(by: Actor) -> None:
    """End the office's links to one's own account that nobody has used yet."""
    stop_links(by.user, now=by.now)
    note(by, Deed.CHANGED, USER, by.user.id, label=by.user.name, after={"password": "links stopped"})


def stop_links(user: User, *, now: datetime) -> None:
    """End the links to an account that nobody has used."""
    unused = update(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    db.session.execute(unused.values(used_at=now, expires_at=now))


def _refuse_maker(by: Actor, user: User) -> None:
    used = select(AccountLink.made_by_id).where(AccountLink.user_id == user.id, AccountLink.by_office)
    if by.user.id in set(db.session.scalars(used.where(AccountLink.used_at >= user.held_since))):
        raise Refused(HeldFault.OWN_LINK)


def _lock_held(access: TeamAccess, member: Membership) -> User:
    """Lock a member's account; of two who answer at once, the second finds that it is answered."""
    _lock(member.user)
    return held_member(access, member.id).user


def _lock(user: User) -> User:
    db.session.refresh(user, with_for_update=True)
    return user


def _confirm(by: Actor, user: User, *, team_id: int | None) -> None:
    db.session.add(AccountConfirmation(user_id=user.id, team_id=team_id, confirmed_by_id=by.user.id, at=by.now))
    _tell(by, user, is_owner=True, team_id=team_id)
    db.session.flush()
    places: set[int | None] = {*teams_of(user), *([None] if _has_part_beyond(user) else [])}
    if places <= confirmed_places(user):
        release(user)


def _confirm_all(by: Actor, user: User) -> None:
    for team_id in (None, *teams_of(user)):
        _tell(by, user, is_owner=True, team_id=team_id)
    release(user)


def _tell(by: Actor, user: User, *, is_owner: bool, team_id: int | None) -> None:
    """Write the line of an answer, for a team or, with none, for the office alone."""
    who = Actor(by.user, by.now)
    told = {"is_owner": is_owner}
    note(who, Deed.CREATED, ACCOUNT_CONFIRMATION, user.id, team_id=team_id, label=user.name, after=told)


def _has_part_beyond(user: User) -> bool:
    tables = (Advisorship, Hostship, Leadership, Ownership)
    parts = (select(table.id).where(table.user_id == user.id).limit(1) for table in tables)
    return any(db.session.scalar(part) is not None for part in parts)


def _forget_confirmations(user: User) -> None:
    db.session.execute(delete(AccountConfirmation).where(AccountConfirmation.user_id == user.id))
