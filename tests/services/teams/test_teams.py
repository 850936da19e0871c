from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.conftest import NOW
from tracker.access.people import Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Profession, Role, User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Invitation, ServiceKind
from tracker.services.refusal import Refused
from tracker.services.teams import invitations, members, navigation, teams


def invite(access, email="aud@example.no", role=Role.MEMBER):
    return invitations.invite(access, email=email, role=role, profession=Profession.NURSE)


def find(token, now=NOW):
    return invitations.find_invitation(token, now=now)


def membership(access, name):
    return next(row for row in members.members(access) if row.user.email == f"{name}@example.no")


def lines(subject):
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == subject).order_by(AuditLine.id)).all()


def test_each_person_has_her_own_rooms(cast):
    rooms = {name: navigation.navigation_of(user) for name, user in cast.people.items()}
    assert [room.slug for room in rooms["nora"].teams] == ["kirurgisk-3"]
    assert [room.slug for room in rooms["per"].teams] == ["legevakta"]
    assert [room.slug for room in rooms["kari"].advised] == ["kirurgisk-3"]
    assert [room.slug for room in rooms["kari"].networks] == ["brukermedvirkning"]
    assert [room.slug for room in rooms["ingrid"].networks] == ["brukermedvirkning"]
    assert rooms["odd"].office
    assert not rooms["odd"].teams
    assert all(found.any for found in rooms.values())


def test_a_person_without_rooms_has_none(app):
    user = User(name="Ny", email="ny@example.no", created_at=NOW)
    db.session.add(user)
    db.session.flush()
    assert not navigation.navigation_of(user).any


def test_an_advisor_loses_sight_of_a_network_her_team_has_left(cast):
    row = db.session.scalars(select(NetworkTeam)).one()
    row.left_on = NOW.date()
    db.session.flush()
    assert navigation.navigation_of(cast.people["kari"]).networks == ()


def test_rooms_are_found_in_one_query(cast, queries):
    with queries() as seen:
        navigation.navigation_of(cast.people["nora"])
    assert len(seen) == 1


def test_members_come_with_leaders_first(inside):
    assert [row.user.name for row in members.members(inside("nora"))] == ["Nora Lund", "Ali Hassan", "Siv Aas"]


def test_an_invited_person_opens_an_account_and_is_in(inside):
    access = inside("nora")
    row = find(invite(access, " AUD@example.no "))
    assert not invitations.has_account(row)
    user = invitations.accept_as_new(row, name="Aud Nilsen", password="et langt passord", now=NOW)
    assert user.email == "aud@example.no"
    assert enter_team(user, "kirurgisk-3", Permission.RECORD, now=NOW).roles == {Role.MEMBER}
    assert invitations.open_invitations(access) == []


def test_an_invited_person_with_an_account_is_in(inside, cast):
    row = find(invite(inside("nora"), "per@example.no", Role.USER_REPRESENTATIVE))
    assert invitations.has_account(row)
    invitations.accept(row, Actor(cast.people["per"], NOW))
    access = enter_team(cast.people["per"], "kirurgisk-3", Permission.READ, now=NOW)
    assert access.roles == {Role.USER_REPRESENTATIVE}


@pytest.mark.parametrize(
    ("known", "said", "held"),
    [
        (Profession.OTHER, Profession.MIDWIFE, Profession.MIDWIFE),
        (Profession.OTHER, None, Profession.OTHER),
        (Profession.NURSE, Profession.MIDWIFE, Profession.NURSE),
    ],
)
def test_a_profession_is_said_by_the_one_who_joins_where_the_inviter_did_not_know_it(inside, cast, known, said, held):
    token = invitations.invite(inside("nora"), email="per@example.no", role=Role.LEADER, profession=known)
    row = invitations.accept(find(token), Actor(cast.people["per"], NOW), profession=said)
    assert row.profession is held
    assert lines("invitation")[-1].after["profession"] == held.value


@pytest.mark.parametrize("mark", ["accepted_at", "revoked_at"])
def test_a_link_that_was_used_or_withdrawn_meanwhile_lets_nobody_in(inside, cast, mark):
    known, new = find(invite(inside("nora"), "per@example.no")), find(invite(inside("nora")))
    # As another process does it: the rows that were read do not know.
    db.session.execute(update(Invitation).values({mark: NOW}), execution_options={"synchronize_session": False})
    with pytest.raises(invitations.InvitationUsedError):
        invitations.accept(known, Actor(cast.people["per"], NOW))
    with pytest.raises(invitations.InvitationUsedError):
        invitations.accept_as_new(new, name="Aud Nilsen", password="et langt passord", now=NOW)
    assert db.session.scalar(select(User).where(User.email == "aud@example.no")) is None
    assert lines("invitation")[-1].deed is Deed.CREATED


def test_a_link_tells_its_own_person_which_team_she_came_into(inside, cast):
    token = invite(inside("nora"), "per@example.no")
    per, ali = cast.people["per"], cast.people["ali"]
    assert invitations.joined_by(token, per) is None
    invitations.accept(find(token), Actor(per, NOW))
    assert invitations.joined_by(token, per).slug == "kirurgisk-3"
    assert invitations.joined_by(token, ali) is None


def test_an_invitation_is_for_one_person_alone(inside, cast):
    row = find(invite(inside("nora"), "per@example.no"))
    with pytest.raises(invitations.WrongPersonError):
        invitations.accept(row, Actor(cast.people["kari"], NOW))


@pytest.mark.parametrize("end", ["used", "withdrawn", "old", "replaced", "forged"])
def test_a_link_that_no_longer_holds_is_not_found(inside, cast, end):
    access, now = inside("nora"), NOW
    token = invite(access, "per@example.no")
    match end:
        case "used":
            invitations.accept(find(token), Actor(cast.people["per"], NOW))
        case "withdrawn":
            invitations.revoke(access, find(token))
        case "old":
            now = NOW + timedelta(days=invitations.INVITATION_DAYS)
        case "replaced":
            invite(access, "per@example.no")
        case "forged":
            token += "x"
    db.session.flush()
    with pytest.raises(invitations.InvitationUsedError):
        find(token, now)


def test_a_second_invitation_replaces_the_first(inside):
    access = inside("nora")
    invite(access)
    invite(access, role=Role.LEADER)
    (row,) = invitations.open_invitations(access)
    assert row.role is Role.LEADER


def test_an_expired_invitation_can_be_sent_again(inside):
    invite(inside("nora"))
    later = inside("nora", now=NOW + timedelta(days=30))
    assert invitations.open_invitations(later) == []
    invite(later)
    assert len(invitations.open_invitations(later)) == 1


def test_a_member_is_not_invited_again(inside):
    with pytest.raises(Refused, match="already_member"):
        invite(inside("nora"), "ALI@example.no")


def test_withdrawing_twice_is_one_deed(inside):
    access = inside("nora")
    row = find(invite(access))
    invitations.revoke(access, row)
    invitations.revoke(access, row)
    assert [line.deed for line in lines("invitation")] == [Deed.CREATED, Deed.REVOKED]


def test_the_trail_keeps_no_token(inside):
    token = invite(inside("nora"))
    assert token not in str([(line.label, line.after) for line in lines("invitation")])


def test_a_member_gets_another_role_and_the_trail_says_what_changed(inside):
    access = inside("nora")
    row = membership(access, "ali")
    members.change_membership(access, row, role=Role.LEADER, profession=Profession.DOCTOR)
    (line,) = lines("membership")
    assert (line.before, line.after) == ({"role": "member"}, {"role": "leader"})
    members.change_membership(access, row, role=Role.LEADER, profession=Profession.DOCTOR)
    assert len(lines("membership")) == 1


def test_the_last_leader_does_not_leave(inside):
    access = inside("nora")
    row = membership(access, "nora")
    with pytest.raises(Refused, match="last_leader"):
        members.end_membership(access, row)
    assert row.left_on is None


def test_the_last_leader_does_not_step_down(inside):
    access = inside("nora")
    row = membership(access, "nora")
    with pytest.raises(Refused, match="last_leader"):
        members.change_membership(access, row, role=Role.MEMBER, profession=row.profession)
    assert row.role is Role.LEADER


def test_one_of_two_leaders_may_go(inside):
    access = inside("nora")
    members.change_membership(access, membership(access, "ali"), role=Role.LEADER, profession=Profession.DOCTOR)
    members.end_membership(access, membership(access, "nora"))
    assert [row.user.name for row in members.members(access)] == ["Ali Hassan", "Siv Aas"]


def test_a_member_who_leaves_is_a_stranger_and_an_invitation_brings_her_back(inside, cast):
    access, ali = inside("nora"), cast.people["ali"]
    row = membership(access, "ali")
    members.end_membership(access, row)
    members.end_membership(access, row)
    assert [line.deed for line in lines("membership")] == [Deed.REMOVED]
    with pytest.raises(NotFoundError):
        enter_team(ali, "kirurgisk-3", Permission.READ, now=NOW)
    invitations.accept(find(invite(access, "ali@example.no")), Actor(ali, NOW))
    assert membership(access, "ali").id == row.id


def test_a_team_gets_another_name_and_keeps_its_address(inside):
    access = inside("nora")
    teams.change_team(access, name="Ortopedisk sengepost 1", service=access.team.service)
    teams.change_team(access, name="Ortopedisk sengepost 1", service=ServiceKind.HOSPITAL_WARD)
    assert access.team.slug == "kirurgisk-3"
    (line,) = lines("team")
    assert line.after == {"name": "Ortopedisk sengepost 1"}


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_only_a_leader_minds_the_people(inside, who):
    access, nora = inside(who), inside("nora")
    row, invitation = membership(nora, "siv"), find(invite(nora))
    for deed in (
        lambda: invite(access),
        lambda: invitations.revoke(access, invitation),
        lambda: members.change_membership(access, row, role=Role.LEADER, profession=Profession.OTHER),
        lambda: members.end_membership(access, row),
        lambda: teams.change_team(access, name="Vårt", service=ServiceKind.OTHER),
    ):
        with pytest.raises(ForbiddenError):
            deed()
