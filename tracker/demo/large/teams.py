"""The teams and the people in them: made as a host makes them from a list, with every link followed at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.people import Actor
from tracker.demo.large.invented import InventedTeam, invented_address, invented_person, invented_teams
from tracker.demo.large.stories import TeamStory, story_of
from tracker.demo.measures import submission
from tracker.models.accounts import Profession, Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Invitation, Membership, Team
from tracker.services.accounts.audit_words import USER
from tracker.services.audit.log import note, snapshot
from tracker.services.imports.bulk import batches
from tracker.services.networks.audit_words import AGREEMENT
from tracker.services.networks.new_teams import NewTeam, new_teams
from tracker.services.organisations import organisations
from tracker.services.teams.audit_words import INVITATION

_TOGETHER = 100
"""Teams that a host pastes at once."""
_IN_A_TEAM = (
    (Role.LEADER, Profession.NURSE),
    (Role.MEMBER, Profession.DOCTOR),
    (Role.USER_REPRESENTATIVE, Profession.REPRESENTATIVE),
)


@dataclass(frozen=True, slots=True)
class MadeMember:
    """A person in a team."""

    user: User
    role: Role
    profession: Profession


@dataclass(frozen=True, slots=True)
class LargeTeam:
    """A team that was made, with its people, the leader first; one that waits for its leader has nobody."""

    number: int
    team: Team
    people: Sequence[MadeMember]

    @property
    def story(self) -> TeamStory:
        """What becomes of it."""
        return story_of(self.number)

    @property
    def leader(self) -> User:
        """Who leads it."""
        return self.people[0].user


def make_teams(office: OfficeAccess, host: NetworkAccess, count: int) -> list[LargeTeam]:
    """Make so many teams with their organisations and people."""
    wanted = invented_teams(count)
    homes = _homes(office, wanted)
    rows = []
    for some in batches(wanted, _TOGETHER):
        new = [
            NewTeam(name=each.name, service=each.service, organisation_ids=[homes[name] for name, _ in each.homes])
            for each in some
        ]
        rows += [made.team for made in new_teams(host, new)]
    return _people(office, host, rows)


def sign(host: NetworkAccess, made: Iterable[LargeTeam]) -> None:
    """Let nine of ten leaders sign what the network has agreed, a week after the host began."""
    parts = select(NetworkTeam).where(NetworkTeam.network_id == host.network.id)
    part_of = {part.team_id: part for part in db.session.scalars(parts)}
    for each in made:
        if each.people and each.number % 10 != 9:
            part, by = part_of[each.team.id], Actor(each.leader, host.now)
            part.agreed_at, part.agreed_by_id = by.now, by.user.id
            name = host.network.name
            note(by, Deed.ACCEPTED, AGREEMENT, part.id, team_id=each.team.id, label=name, after={"network": name})


def _homes(office: OfficeAccess, wanted: Iterable[InventedTeam]) -> dict[str, int]:
    """Make each organisation that is named, and return them by name."""
    found = dict.fromkeys(home for each in wanted for home in each.homes)
    return {
        name: organisations.create_organisation(
            office, organisations.OrganisationFacts(name=name, kind=kind)
        ).id
        for name, kind in found
    }  # fmt: skip


def _people(office: OfficeAccess, host: NetworkAccess, rows: Sequence[Team]) -> list[LargeTeam]:
    """Open an account for everyone, who follows her link: a leader the host's, the others their leader's."""
    led = [
        (number, team)
        for number, team in enumerate(rows)
        if not (story_of(number) is TeamStory.NO_MEASURES and number % 4 == 2)
    ]
    people = {number: _accounts(number, host) for number, _team in led}
    db.session.add_all(each.user for own in people.values() for each in own)
    db.session.flush()
    joined = [(team, member, people[number][0].user) for number, team in led for member in people[number]]
    links = [_link(host, team, member, leader) for team, member, leader in joined]
    parts = [
        Membership(
            team_id=team.id, user_id=member.user.id, role=member.role, profession=link.profession, joined_on=host.today
        )
        for (team, member, _leader), link in zip(joined, links, strict=True)
    ]
    db.session.add_all([*links, *parts])
    db.session.flush()
    for (team, member, leader), link, part in zip(joined, links, parts, strict=True):
        _note(office, host, team, member, leader, link, part)
    return [LargeTeam(number, team, people.get(number, ())) for number, team in enumerate(rows)]


def _accounts(number: int, host: NetworkAccess) -> list[MadeMember]:
    found = []
    for place, (role, profession) in enumerate(_IN_A_TEAM):
        own = len(_IN_A_TEAM) * number + place
        user = User(name=invented_person(own), email=invented_address(own), is_administrator=False, created_at=host.now)
        found.append(MadeMember(user, role, profession))
    return found


def _link(host: NetworkAccess, team: Team, member: MadeMember, leader: User) -> Invitation:
    """Return the link she came by, used up; a leader's was made by the host, who says no profession."""
    leads = member.role is Role.LEADER
    key = submission("invitation", team.slug, member.user.email)
    return Invitation(
        team_id=team.id,
        email=member.user.email,
        role=member.role,
        profession=Profession.OTHER if leads else member.profession,
        token_hash=hashlib.sha256(key.encode()).hexdigest(),
        invited_by_id=host.user.id if leads else leader.id,
        created_at=host.now,
        expires_at=host.now,
        accepted_at=host.now,
    )


def _note(
    office: OfficeAccess,
    host: NetworkAccess,
    team: Team,
    member: MadeMember,
    leader: User,
    link: Invitation,
    part: Membership,
) -> None:
    user = member.user
    note(office, Deed.CREATED, USER, user.id, label=user.name, after={"email": user.email})
    by = host if member.role is Role.LEADER else Actor(leader, host.now)
    invited = snapshot(link, "email", "role")
    note(by, Deed.CREATED, INVITATION, link.id, team_id=team.id, label=link.email, after=invited)
    after = snapshot(part, "role", "profession")
    note(Actor(user, host.now), Deed.ACCEPTED, INVITATION, link.id, team_id=team.id, label=user.name, after=after)
