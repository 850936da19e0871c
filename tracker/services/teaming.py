"""Teams and their people: who is in, who is invited, and which rooms a person has."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, literal, select, union_all, update
from sqlalchemy.orm import selectinload

from tracker.access.doors import Actor, TeamAccess
from tracker.access.permissions import Permission
from tracker.models.audit import Deed, Subject
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.people import TEAM_ROLES, Advisorship, Hostship, Profession, Role, User
from tracker.models.teams import Invitation, Membership, ServiceKind, Team, TeamOrganisation
from tracker.services.accounts import create_user, fold_email
from tracker.services.audit import changes, note, snapshot

INVITATION_DAYS = 14
REPRESENTATIVES = frozenset({Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE})


@dataclass(frozen=True, slots=True)
class Room:
    """A team or a network a person can walk into."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Rooms:
    """All of a person's rooms: teams she is in, teams she advises, networks she follows, the office."""

    teams: tuple[Room, ...]
    advised: tuple[Room, ...]
    networks: tuple[Room, ...]
    office: bool

    @property
    def any(self) -> bool:
        """Tell whether there is a room at all."""
        return bool(self.teams or self.advised or self.networks or self.office)


class LastLeaderError(ValueError):
    """A team without a leader has nobody to invite the next one."""


class AlreadyMemberError(ValueError):
    """The person is in the team already."""


class InvitationUsedError(LookupError):
    """The invitation was used, withdrawn, or is too old."""


class WrongPersonError(PermissionError):
    """Somebody else is signed in than the one who was invited."""


def _rooms() -> CompoundSelect[Any]:
    """Select kind, address and name of every room of a person."""
    person = bindparam("user", type_=Integer)
    member = (
        select(literal("team"), Team.slug, Team.name)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.user_id == person, Membership.left_on.is_(None))
    )
    advised = (
        select(literal("advised"), Team.slug, Team.name)
        .join(TeamOrganisation, TeamOrganisation.team_id == Team.id)
        .join(Advisorship, Advisorship.organisation_id == TeamOrganisation.organisation_id)
        .where(Advisorship.user_id == person)
        .distinct()
    )
    hosted = (
        select(literal("network"), Network.slug, Network.name)
        .join(Hostship, Hostship.network_id == Network.id)
        .where(Hostship.user_id == person)
    )
    followed = (
        select(literal("network"), Network.slug, Network.name)
        .join(NetworkTeam, NetworkTeam.network_id == Network.id)
        .join(TeamOrganisation, TeamOrganisation.team_id == NetworkTeam.team_id)
        .join(Advisorship, Advisorship.organisation_id == TeamOrganisation.organisation_id)
        .where(Advisorship.user_id == person, NetworkTeam.left_on.is_(None))
        .distinct()
    )
    return union_all(member, advised, hosted, followed)


# Asked by every page for its menu, so it is built once.
_ROOMS = _rooms()


def rooms_of(user: User) -> Rooms:
    """Find every room of a person, in one query."""
    found: dict[str, set[tuple[str, str]]] = {"team": set(), "advised": set(), "network": set()}
    for kind, slug, name in db.session.execute(_ROOMS, {"user": user.id}):
        found[kind].add((name, slug))
    rooms = {kind: tuple(Room(slug, name) for name, slug in sorted(pairs)) for kind, pairs in found.items()}
    return Rooms(rooms["team"], rooms["advised"], rooms["network"], user.is_administrator)


def change_team(access: TeamAccess, *, name: str, service: ServiceKind) -> None:
    """Give the team another name or kind of service; its address stays."""
    access.require(Permission.MANAGE_TEAM)
    before = snapshot(access.team, "name", "service")
    access.team.name, access.team.service = name, service
    was, became = changes(before, snapshot(access.team, "name", "service"))
    if became:
        note(access, Deed.CHANGED, Subject.TEAM, access.team.id, label=name, before=was, after=became)


def members(access: TeamAccess) -> list[Membership]:
    """List who is in the team, leaders first."""
    order = {role: place for place, role in enumerate(TEAM_ROLES)}
    query = select(Membership).where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    rows = db.session.scalars(query.options(selectinload(Membership.user))).all()
    return sorted(rows, key=lambda row: (order[row.role], row.user.name))


@dataclass(frozen=True, slots=True)
class Company:
    """How many are in a team, and who speaks for patients and next of kin (role and name)."""

    size: int
    representatives: tuple[tuple[Role, str], ...]


def company(access: TeamAccess) -> Company:
    """Say who is in the team the way its page does, in one query."""
    query = select(Membership.role, User.name).join(Membership.user)
    query = query.where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    rows = db.session.execute(query.order_by(User.name)).all()
    return Company(len(rows), tuple((role, name) for role, name in rows if role in REPRESENTATIVES))


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
    """Invite a person by link; give the token that belongs in the link. A second invitation replaces the first.

    Raises:
        AlreadyMemberError: she is in the team.
    """
    access.require(Permission.MANAGE_TEAM)
    folded = fold_email(email)
    present = (
        select(Membership.id)
        .join(Membership.user)
        .where(Membership.team_id == access.team.id, Membership.left_on.is_(None), User.email == folded)
    )
    if db.session.scalar(present) is not None:
        raise AlreadyMemberError(folded)
    earlier = select(Invitation).where(
        Invitation.team_id == access.team.id,
        Invitation.email == folded,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    for row in db.session.scalars(earlier):
        revoke(access, row)
    db.session.flush()
    token = secrets.token_urlsafe(24)
    row = Invitation(
        team_id=access.team.id,
        email=folded,
        role=role,
        profession=profession,
        token_hash=_hash(token),
        invited_by_id=access.user.id,
        created_at=access.now,
        expires_at=access.now + timedelta(days=INVITATION_DAYS),
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, Subject.INVITATION, row.id, label=folded, after=snapshot(row, "email", "role"))
    return token


def revoke(access: TeamAccess, invitation: Invitation) -> None:
    """Withdraw an invitation; its link stops working."""
    access.require(Permission.MANAGE_TEAM)
    if invitation.revoked_at is None and invitation.accepted_at is None:
        invitation.revoked_at = access.now
        note(access, Deed.REVOKED, Subject.INVITATION, invitation.id, label=invitation.email)


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
    """Give the team that this person came into by this link, where she did, and is still in it."""
    query = (
        select(Team)
        .join(Invitation, Invitation.team_id == Team.id)
        .join(Membership, Membership.team_id == Team.id)
        .where(Invitation.token_hash == _hash(token), Invitation.accepted_at.is_not(None))
        .where(Invitation.email == user.email, Membership.user_id == user.id, Membership.left_on.is_(None))
    )
    return db.session.scalar(query)


def has_account(invitation: Invitation) -> bool:
    """Tell whether the invited address has an account already: then she signs in first."""
    return db.session.scalar(select(User.id).where(User.email == invitation.email)) is not None


def asks_profession(invitation: Invitation) -> bool:
    """Tell whether the invited person says her own profession: the one who invited her did not."""
    return invitation.profession is Profession.OTHER


def accept_as_new(
    invitation: Invitation, *, name: str, password: str, now: datetime, profession: Profession | None = None
) -> User:
    """Open an account for the invited person and let her into the team; `profession` is heard where it is asked for.

    Raises:
        InvitationUsedError: the link was used or withdrawn meanwhile.
        EmailTakenError: she has an account by now; the invitation is claimed, and free again once that is rolled back.
    """
    _claim(invitation, now)
    user = create_user(name=name, email=invitation.email, password=password, by=None, now=now)
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
    row.role, row.profession, row.left_on = invitation.role, profession, None
    db.session.flush()
    note(
        by,
        Deed.ACCEPTED,
        Subject.INVITATION,
        invitation.id,
        team_id=invitation.team_id,
        label=by.user.name,
        after=snapshot(row, "role", "profession"),
    )
    return row


def change_membership(access: TeamAccess, membership: Membership, *, role: Role, profession: Profession) -> None:
    """Give a member another role or profession.

    Raises:
        LastLeaderError: she is the only leader.
    """
    access.require(Permission.MANAGE_TEAM)
    if role is not Role.LEADER:
        _keep_a_leader(access, membership)
    before = snapshot(membership, "role", "profession")
    membership.role, membership.profession = role, profession
    was, became = changes(before, snapshot(membership, "role", "profession"))
    if became:
        label = membership.user.name
        note(access, Deed.CHANGED, Subject.MEMBERSHIP, membership.id, label=label, before=was, after=became)


def end_membership(access: TeamAccess, membership: Membership) -> None:
    """Let a member leave. The row stays, so what she did keeps her name; an invitation brings her back.

    Raises:
        LastLeaderError: she is the only leader.
    """
    access.require(Permission.MANAGE_TEAM)
    _keep_a_leader(access, membership)
    if membership.left_on is None:
        membership.left_on = access.today
        note(access, Deed.REMOVED, Subject.MEMBERSHIP, membership.id, label=membership.user.name)


def _keep_a_leader(access: TeamAccess, membership: Membership) -> None:
    if membership.role is not Role.LEADER:
        return
    others = select(Membership.id).where(
        Membership.team_id == access.team.id,
        Membership.role == Role.LEADER,
        Membership.left_on.is_(None),
        Membership.id != membership.id,
    )
    if db.session.scalars(others.with_for_update()).first() is None:
        raise LastLeaderError


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
