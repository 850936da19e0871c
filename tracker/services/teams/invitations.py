"""Invitations: a link that lets one person into one team, once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Profession, Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.teams import Invitation, Membership, Team
from tracker.services.accounts.held import confirm_by_invitation
from tracker.services.accounts.new_account import create_user
from tracker.services.audit.log import note, snapshot
from tracker.services.locking import lock_team
from tracker.services.refusal import Refused
from tracker.services.teams.audit_words import INVITATION
from tracker.text.email import fold_email

INVITATION_DAYS = 14
REPRESENTATIVES = frozenset({Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE})


class InvitationFault(StrEnum):
    """Why a person cannot be invited."""

    ALREADY_MEMBER = "already_member"


class InvitationUsedError(LookupError):
    """The invitation was used, withdrawn, or is too old."""


class WrongPersonError(PermissionError):
    """Somebody else is signed in than the one who was invited."""


def open_invitations(access: TeamAccess) -> list[Invitation]:
    """List the invitations nobody has used yet."""
    query = select(Invitation).where(
        Invitation.team_id == access.team.id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > access.now,
    )
    return list(db.session.scalars(query.order_by(Invitation.created_at)).all())


def invite(access: TeamAccess, *, email: str, role: Role, profession: Profession) -> str:
    """Invite a person by link; return the token that belongs in the link. A second invitation replaces the first.

    Raises:
        Refused: she is in the team.
    """
    access.require(Permission.MANAGE_TEAM)
    lock_team(access)  # of two who invite the same person at once, the second replaces the first
    folded = fold_email(email)
    present = (
        select(Membership.id)
        .join(Membership.user)
        .where(Membership.team_id == access.team.id, Membership.left_on.is_(None), User.email == folded)
    )
    if db.session.scalar(present) is not None:
        raise Refused(InvitationFault.ALREADY_MEMBER, "email")
    earlier = select(Invitation).where(
        Invitation.team_id == access.team.id,
        Invitation.email == folded,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    for row in db.session.scalars(earlier):
        revoke(access, row)
    db.session.flush()
    row, token = _opened(access, folded, role, profession)
    db.session.add(row)
    db.session.flush()
    _note_invited(access, row)
    return token


def invite_first_leaders(invited: Sequence[tuple[TeamAccess, str]]) -> list[str]:
    """Invite the leaders of teams that were just made, by their addresses; return their tokens, in the same order.

    Nobody is in such a team yet and nobody is invited, so nothing is looked up.
    """
    opened = [(access, *_opened(access, fold_email(email), Role.LEADER, Profession.OTHER)) for access, email in invited]
    for access, _row, _token in opened:
        access.require(Permission.MANAGE_TEAM)
    db.session.add_all(row for _access, row, _token in opened)
    db.session.flush()
    for access, row, _token in opened:
        _note_invited(access, row)
    return [token for _access, _row, token in opened]


def _opened(access: TeamAccess, email: str, role: Role, profession: Profession) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(24)
    row = Invitation(
        team_id=access.team.id,
        email=email,
        role=role,
        profession=profession,
        token_hash=_hash(token),
        invited_by_id=access.user.id,
        created_at=access.now,
        expires_at=access.now + timedelta(days=INVITATION_DAYS),
    )
    return row, token


def _note_invited(access: TeamAccess, row: Invitation) -> None:
    note(access, Deed.CREATED, INVITATION, row.id, label=row.email, after=snapshot(row, "email", "role"))


def revoke(access: TeamAccess, invitation: Invitation) -> None:
    """Withdraw an invitation; its link stops working."""
    access.require(Permission.MANAGE_TEAM)
    if invitation.revoked_at is None and invitation.accepted_at is None:
        invitation.revoked_at = access.now
        note(access, Deed.REVOKED, INVITATION, invitation.id, label=invitation.email)


def find_invitation(token: str, *, now: datetime) -> Invitation:
    """Find the open invitation of a link.

    Raises:
        InvitationUsedError: there is none that still holds.
    """
    query = select(Invitation).where(
        Invitation.token_hash == _hash(token),
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now,
    )
    row = db.session.scalar(query.options(selectinload(Invitation.team), selectinload(Invitation.invited_by)))
    if row is None:
        raise InvitationUsedError
    return row


def joined_by(token: str, user: User) -> Team | None:
    """Return the team that this person came into by this link, where she did, and is still in it."""
    query = (
        select(Team)
        .join(Invitation, Invitation.team_id == Team.id)
        .join(Membership, Membership.team_id == Team.id)
        .where(Invitation.token_hash == _hash(token), Invitation.accepted_at.is_not(None))
        .where(Invitation.email == user.email, Membership.user_id == user.id, Membership.left_on.is_(None))
    )
    return db.session.scalar(query)


def has_account(invitation: Invitation) -> bool:
    """Return whether the invited address has an account already: then she signs in first."""
    return db.session.scalar(select(User.id).where(User.email == invitation.email)) is not None


def asks_profession(invitation: Invitation) -> bool:
    """Return whether the invited person says her own profession: the one who invited her did not."""
    return invitation.profession is Profession.OTHER


def accept_as_new(
    invitation: Invitation, *, name: str, password: str, now: datetime, profession: Profession | None = None
) -> User:
    """Open an account for the invited person and let her into the team; `profession` is heard where it is asked for.

    Raises:
        InvitationUsedError: the link was used or withdrawn meanwhile.
        Refused: she has an account by now; the invitation is claimed, and free again once that is rolled back.
    """
    _claim(invitation, now)
    user = create_user(name=name, email=invitation.email, password=password, by=None, now=now)
    user.is_leader_opened = True
    _let_in(invitation, Actor(user, now), profession)
    return user


def accept(invitation: Invitation, by: Actor, *, profession: Profession | None = None) -> Membership:
    """Let the invited person, who is signed in, into the team; `profession` is heard where it is asked for.

    Raises:
        WrongPersonError: somebody else is signed in.
        InvitationUsedError: the link was used or withdrawn meanwhile.
    """
    if by.user.email != invitation.email:
        raise WrongPersonError
    _claim(invitation, by.now)
    return _let_in(invitation, by, profession)


def _claim(invitation: Invitation, moment: datetime) -> None:
    """Use the invitation up, in one statement: of two who press at once, one gets it."""
    unused = update(Invitation).where(
        Invitation.id == invitation.id, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
    )
    if db.session.execute(unused.values(accepted_at=moment).returning(Invitation.id)).first() is None:
        raise InvitationUsedError


def _let_in(invitation: Invitation, by: Actor, said: Profession | None) -> Membership:
    query = select(Membership).where(Membership.team_id == invitation.team_id, Membership.user_id == by.user.id)
    row = db.session.scalar(query)
    if row is None:
        row = Membership(team_id=invitation.team_id, user_id=by.user.id, joined_on=by.today)
        db.session.add(row)
    profession = said if said and asks_profession(invitation) else invitation.profession
    # Who leads the team by now goes on leading it: an older invitation as a member does not leave it without one.
    leads = row.left_on is None and row.role is Role.LEADER
    row.role, row.profession, row.left_on = Role.LEADER if leads else invitation.role, profession, None
    db.session.flush()
    confirm_by_invitation(by, invitation.team_id)
    note(
        by,
        Deed.ACCEPTED,
        INVITATION,
        invitation.id,
        team_id=invitation.team_id,
        label=by.user.name,
        after=snapshot(row, "role", "profession"),
    )
    return row


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
