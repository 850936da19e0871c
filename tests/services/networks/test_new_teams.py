import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.access.network import team_access_of_host
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Profession, Role
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation
from tracker.models.teams import Invitation, ServiceKind, Team
from tracker.services.networks import new_teams
from tracker.services.refusal import Refused
from tracker.services.teams import invitations


def new_team(access, name="Hjemmetjenesten sone øst", email="leder@example.no"):
    homes = db.session.scalars(select(Organisation.id)).all()
    return new_teams.new_team(
        access, name=name, service=ServiceKind.HOME_CARE, organisation_ids=homes, leader_email=email
    )


def join(token):
    row = invitations.find_invitation(token, now=NOW)
    return invitations.accept_as_new(row, name="Ny Leder", password="et langt passord", now=NOW)


def test_a_host_makes_a_team_and_its_leader_comes_in(hosting):
    access = hosting("ingrid")
    team, token = new_team(access)
    assert team.slug == "hjemmetjenesten-sone-ost"
    assert [home.name for home in team.organisations] == ["Fjordheim sykehus", "Storfjell kommune"]
    assert team in access.teams()
    leader = join(token)
    assert enter_team(leader, team.slug, Permission.MANAGE_TEAM, now=NOW).roles == {Role.LEADER}


def test_the_team_finds_its_beginning_in_its_own_trail(hosting):
    team, _ = new_team(hosting("ingrid"))
    trail = db.session.scalars(select(AuditLine).where(AuditLine.team_id == team.id).order_by(AuditLine.id)).all()
    assert [line.deed for line in trail] == [Deed.CREATED, Deed.CREATED]
    assert trail[0].after["network"] == "Brukermedvirkning 2026"
    assert {line.user_name for line in trail} == {"Ingrid Moe"}


def test_a_host_who_made_a_team_does_not_lead_it(hosting, cast):
    team, _ = new_team(hosting("ingrid"))
    with pytest.raises(ForbiddenError):
        enter_team(cast.people["ingrid"], team.slug, Permission.MANAGE_TEAM, now=NOW)


def test_a_form_sent_twice_makes_one_team(hosting):
    access = hosting("ingrid")
    new_team(access)
    with pytest.raises(Refused, match="name: taken"):
        new_team(access)
    assert db.session.scalar(select(func.count()).select_from(NetworkTeam)) == 2


def test_a_list_makes_each_team_as_if_it_were_alone(hosting):
    access = hosting("ingrid")
    homes = db.session.scalars(select(Organisation.id)).all()
    facts = {"service": ServiceKind.HOME_CARE, "organisation_ids": homes}
    first, second = new_teams.new_teams(
        access,
        [
            new_teams.NewTeam(name="Sone øst", leader_email="leder@example.no", **facts),
            new_teams.NewTeam(name="Sone vest", **facts),
        ],
    )
    assert invitations.find_invitation(first.token, now=NOW).team is first.team
    assert (second.token, second.leader_email) == ("", "")
    assert new_teams.leaderless(access) == [second.team, first.team]
    assert {"Sone øst", "Sone vest"} < set(new_teams.team_names(access))
    with pytest.raises(Refused, match="name: taken"):
        new_teams.new_teams(access, [new_teams.NewTeam(name="Sone øst", **facts)])


def test_a_name_may_be_used_again_once_its_team_has_left(hosting):
    access = hosting("ingrid")
    first, _ = new_team(access)
    row = db.session.scalars(select(NetworkTeam).where(NetworkTeam.team_id == first.id)).one()
    row.left_on = NOW.date()
    db.session.flush()
    second, _ = new_team(access)
    assert second.slug == "hjemmetjenesten-sone-ost-2"


def test_a_team_waits_until_its_leader_has_come(hosting):
    access = hosting("ingrid")
    first, _ = new_team(access, "Bofellesskapet", "en@example.no")
    team, token = new_team(access)
    assert new_teams.leaderless(access) == [first, team]
    assert new_teams.leaderless_team(access, team.id) is team
    join(token)
    assert new_teams.leaderless(access) == [first]
    with pytest.raises(NotFoundError):
        new_teams.leaderless_team(access, team.id)


def test_a_reference_team_waits_for_nobody(hosting):
    access = hosting("ingrid")
    team, _ = new_team(access)
    team.is_reference = True
    db.session.flush()
    assert new_teams.leaderless(access) == []


def test_another_leader_can_be_invited_while_there_is_none(hosting):
    access = hosting("ingrid")
    team, first = new_team(access)
    door = team_access_of_host(access, team)
    member = invitations.invite(door, email="medlem@example.no", role=Role.MEMBER, profession=Profession.NURSE)
    second = new_teams.invite_leader(access, team, email="en.annen@example.no")
    with pytest.raises(invitations.InvitationUsedError):
        invitations.find_invitation(first, now=NOW)
    assert invitations.find_invitation(second, now=NOW).email == "en.annen@example.no"
    assert invitations.find_invitation(member, now=NOW).role is Role.MEMBER


def test_a_host_invites_nobody_to_a_team_that_is_led(hosting, cast):
    with pytest.raises(Refused, match="has_leader"):
        new_teams.invite_leader(hosting("ingrid"), cast.team, email="leder@example.no")
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_a_team_of_another_network_is_not_there(hosting, cast):
    with pytest.raises(NotFoundError):
        new_teams.leaderless_team(hosting("ingrid"), cast.other_team.id)


def test_an_advisor_makes_no_team(hosting):
    access = hosting("kari")
    deeds = (
        lambda: new_team(access),
        lambda: new_teams.new_teams(access, []),
        lambda: new_teams.team_names(access),
        lambda: new_teams.leaderless(access),
    )
    for deed in deeds:
        with pytest.raises(ForbiddenError):
            deed()
    assert db.session.scalar(select(func.count()).select_from(Team)) == 2


def test_sixty_teams_are_looked_up_as_often_as_two(hosting, queries):
    """The host who pastes a list waits for the page no longer than for a short one."""
    access, homes = hosting("ingrid"), db.session.scalars(select(Organisation.id)).all()
    asked = []
    for count, at in ((2, "a"), (60, "b")):
        teams = [
            new_teams.NewTeam(name=f"Post {at} {number}", leader_email=f"{at}{number}@example.no",
                              service=ServiceKind.HOME_CARE, organisation_ids=homes)
            for number in range(count)
        ]  # fmt: skip
        with queries() as seen:
            made = new_teams.new_teams(access, teams)
        assert [one.team.slug for one in made] == [f"post-{at}-{number}" for number in range(count)]
        assert len({one.token for one in made}) == count
        asked.append(sum(statement.startswith("SELECT") for statement in seen))
    assert asked[0] == asked[1]


def test_names_that_make_the_same_address_get_each_their_own(hosting):
    teams = [
        new_teams.NewTeam(name=name, service=ServiceKind.HOME_CARE, organisation_ids=())
        for name in ("Øst!", "Øst?", "Øst")
    ]
    assert [one.team.slug for one in new_teams.new_teams(hosting("ingrid"), teams)] == ["ost", "ost-2", "ost-3"]
