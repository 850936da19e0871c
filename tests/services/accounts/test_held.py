"""A link of the office opens no team until somebody who is not the office says whose the account is."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.held import UnconfirmedError
from tracker.access.network import enter_network
from tracker.access.office import enter_office
from tracker.access.people import Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import AccountLink, Profession, Role
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.teams import Membership
from tracker.services.accounts import held, links, passwords, sessions, throttling, users
from tracker.services.accounts.throttling import Brake
from tracker.services.accounts.tokens import hash_token
from tracker.services.accounts.users import Roles
from tracker.services.refusal import Refused
from tracker.services.teams import invitations, navigation

BRAKE = Brake(attempts=3, window=timedelta(minutes=15), secret=b"for tests only")
FORMER = "et langt passord til tester"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(FORMER)
NEW = "et helt annet passord"


@pytest.fixture
def people(cast):
    for user in cast.people.values():
        user.password_hash = CHEAP
    db.session.commit()
    return cast.people


def take_over(office, user, *, now=NOW):
    """What the office can do by itself: make a link and use it."""
    token = links.make_link(office, user)
    links.set_password(links.find_link(token, now=NOW), password=NEW, now=now)
    db.session.flush()


def enter(user, permission=Permission.READ):
    return enter_team(user, "kirurgisk-3", permission, now=NOW)


def member(user):
    return db.session.scalars(select(Membership).where(Membership.user_id == user.id)).one()


def by_password(user, typed=FORMER, now=NOW):
    db.session.commit()
    held.confirm_by_password(Actor(user, now), former=typed, brake=BRAKE, address="10.0.0.1", per_address=6)


def told(team_id):
    lines = db.session.scalars(select(AuditLine).where(AuditLine.team_id == team_id).order_by(AuditLine.id))
    return [(line.subject, line.deed.value, line.user_name, line.label) for line in lines]


def test_a_link_of_the_office_opens_no_team(people, office):
    take_over(office, people["nora"])
    with pytest.raises(UnconfirmedError):
        enter(people["nora"])
    with pytest.raises(NotFoundError):
        enter_team(people["nora"], "legevakta", Permission.READ, now=NOW)
    places = navigation.navigation_of(people["nora"])
    assert (places.teams, places.closed) == ((), True)


@pytest.mark.parametrize("who", ["ingrid", "kari"])
def test_it_opens_no_team_by_way_of_the_network_or_an_organisation(people, office, who):
    take_over(office, people[who])
    with pytest.raises(UnconfirmedError):
        enter(people[who])
    with pytest.raises(UnconfirmedError):
        enter_network(people[who], "brukermedvirkning", Permission.READ_NETWORK, now=NOW)


def test_the_former_password_opens_everything(people, office):
    take_over(office, people["nora"])
    by_password(people["nora"])
    assert enter(people["nora"], Permission.MANAGE_TEAM)
    assert people["nora"].former_password_hash is None


@pytest.mark.parametrize("typed", [NEW, "", "feil"])
def test_the_new_password_and_others_open_nothing(people, office, typed):
    take_over(office, people["nora"])
    with pytest.raises(passwords.WrongPasswordError):
        by_password(people["nora"], typed)
    with pytest.raises(UnconfirmedError):
        enter(people["nora"])


def test_taking_it_over_twice_does_not_make_the_office_s_password_the_former_one(people, office):
    take_over(office, people["nora"])
    take_over(office, people["nora"], now=NOW + timedelta(hours=1))
    with pytest.raises(passwords.WrongPasswordError):
        by_password(people["nora"], NEW)
    by_password(people["nora"])
    assert enter(people["nora"])


def test_the_former_password_is_guessed_at_so_often(people, office):
    take_over(office, people["nora"])
    for _ in range(BRAKE.attempts):
        with pytest.raises(passwords.WrongPasswordError):
            by_password(people["nora"], "feil")
        db.session.commit()
    with pytest.raises(throttling.TooManyAttemptsError):
        by_password(people["nora"])


@pytest.mark.parametrize("who", ["nora", "ali"])
def test_a_colleague_opens_the_team(people, office, inside, who):
    other = "ali" if who == "nora" else "nora"
    take_over(office, people[who])
    access = inside(other)
    (asked,) = held.held_members(access)
    held.confirm_member(access, asked)
    assert enter(people[who])
    assert people[who].held_since is None, "there is nothing else to confirm"
    assert held.held_members(access) == []


def test_a_representative_is_not_asked_and_cannot_answer(people, office, inside):
    take_over(office, people["nora"])
    assert held.held_members(inside("siv")) == []
    with pytest.raises(ForbiddenError):
        held.confirm_member(inside("siv"), member(people["nora"]))


def test_of_two_accounts_that_were_taken_over_neither_opens_the_other(people, office):
    take_over(office, people["nora"])
    take_over(office, people["ali"])
    for who in ("nora", "ali"):
        with pytest.raises(UnconfirmedError):
            enter(people[who])


def test_whoever_made_the_link_does_not_confirm_it_as_a_colleague(people, inside):
    people["ali"].is_administrator = True
    db.session.flush()
    take_over(enter_office(people["ali"], now=NOW), people["nora"])
    access = inside("ali")
    with pytest.raises(Refused, match="own_link"):
        held.confirm_member(access, held.held_members(access)[0])


def test_a_team_that_the_office_is_let_into_opens_no_other(people, office):
    """An administrator who leads a team invites the account he has taken over, and vouches for it there."""
    per = enter_team(people["per"], "legevakta", Permission.READ, now=NOW)
    take_over(office, people["nora"])
    token = invitations.invite(per, email="nora@example.no", role=Role.MEMBER, profession=Profession.NURSE)
    invitations.accept(invitations.find_invitation(token, now=NOW), Actor(people["nora"], NOW))
    assert enter_team(people["nora"], "legevakta", Permission.READ, now=NOW)
    with pytest.raises(UnconfirmedError):
        enter(people["nora"])


def test_a_no_throws_the_user_of_the_account_out(people, office, inside):
    token = sessions.start_session(people["nora"], days=1, now=NOW)
    take_over(office, people["nora"])
    token = sessions.start_session(people["nora"], days=1, now=NOW)
    access = inside("ali")
    held.deny_member(access, held.held_members(access)[0])
    assert sessions.open_session(token, now=NOW) is None
    assert not passwords.matches(people["nora"].password_hash, NEW)
    assert held.held_members(access) == []
    take_over(office, people["nora"])
    with pytest.raises(UnconfirmedError):
        enter(people["nora"])
    by_password(people["nora"])
    assert enter(people["nora"])


def test_another_administrator_confirms_what_the_office_gave_and_no_membership(people, office, cast):
    db.session.add(Membership(team_id=cast.other_team.id, user_id=people["ingrid"].id, role=Role.MEMBER, joined_on=NOW))
    people["kari"].is_administrator = True
    db.session.flush()
    take_over(office, people["ingrid"])
    with pytest.raises(Refused, match="own_link"):
        held.confirm_roles(office, people["ingrid"])
    assert held.waits_for_office(office, people["ingrid"])
    held.confirm_roles(enter_office(people["kari"], now=NOW), people["ingrid"])
    assert enter_network(people["ingrid"], "brukermedvirkning", Permission.READ_NETWORK, now=NOW)
    with pytest.raises(UnconfirmedError):
        enter_team(people["ingrid"], "legevakta", Permission.READ, now=NOW)


def test_a_leader_in_an_organisation_waits_for_another_administrator(people, office, cast):
    home = cast.team.organisations[0].id
    users.change_account(office, people["per"], name="Per Vik", is_active=True, roles=Roles(leads={home}))
    people["kari"].is_administrator = True
    db.session.flush()
    take_over(office, people["per"])
    assert held.waits_for_office(office, people["per"])
    with pytest.raises(UnconfirmedError):
        enter(people["per"])
    held.confirm_roles(enter_office(people["kari"], now=NOW), people["per"])
    assert enter(people["per"]).roles == {Role.ORGANISATION_LEADER}


def test_nobody_confirms_herself(people, office):
    people["kari"].is_administrator = True
    db.session.flush()
    take_over(office, people["kari"])
    with pytest.raises(Refused, match="oneself"):
        held.confirm_roles(enter_office(people["kari"], now=NOW), people["kari"])
    with pytest.raises(UnconfirmedError):
        enter(people["kari"])


def test_a_link_to_her_own_address_needs_no_second_step(people, office):
    take_over(office, people["nora"])
    link = AccountLink(
        user=people["nora"], token_hash=hash_token("mailed"), created_at=NOW, expires_at=NOW + timedelta(hours=1)
    )
    db.session.add(link)
    db.session.flush()
    links.set_password(link, password="og et tredje passord", now=NOW)
    assert enter(people["nora"])


def test_the_first_password_of_a_new_account_is_not_held(office):
    user, token = users.open_account(office, name="Ny Person", email="ny@example.no", roles=Roles())
    links.set_password(links.find_link(token, now=NOW), password=NEW, now=NOW)
    assert user.held_since is None


def test_the_person_and_her_teams_are_told(people, office, cast):
    take_over(office, people["nora"])
    assert people["nora"].office_link_at == NOW
    assert told(cast.team.id) == [
        ("account_link", "created", "Odd Berg", "Nora Lund"),
        ("account_link", "accepted", "Nora Lund", "Nora Lund"),
    ]
    held.read_of_links(Actor(people["nora"], NOW))
    assert people["nora"].office_link_at == NOW, "whoever took the account over does not put the notice away"


def test_a_link_that_nobody_used_is_stopped_by_the_person(people, office):
    token = links.make_link(office, people["nora"])
    held.stop_own_links(Actor(people["nora"], NOW))
    with pytest.raises(links.LinkUsedError):
        links.find_link(token, now=NOW)
    held.read_of_links(Actor(people["nora"], NOW))
    assert people["nora"].office_link_at is None


@pytest.mark.parametrize(
    "given", [{"is_administrator": True}, {"organisations": True}, {"networks": True}, {"leads": True}]
)
def test_a_role_ends_what_a_leader_may_know(people, office, cast, inside, given):
    nora = inside("nora")
    token = invitations.invite(nora, email="aud@example.no", role=Role.MEMBER, profession=Profession.NURSE)
    aud = invitations.accept_as_new(
        invitations.find_invitation(token, now=NOW), name="Aud Nilsen", password=FORMER, now=NOW
    )
    session = sessions.start_session(aud, days=1, now=NOW)
    home = {cast.team.organisations[0].id}
    ids = {"organisations": home, "leads": home, "networks": {cast.network.id}}
    roles = Roles(**{name: ids.get(name, value) for name, value in given.items()})
    fresh = users.change_account(office, aud, name=aud.name, is_active=True, roles=roles)
    db.session.flush()
    assert sessions.open_session(session, now=NOW) is None
    assert not passwords.matches(aud.password_hash, FORMER)
    links.set_password(links.find_link(fresh, now=NOW), password=NEW, now=NOW)
    with pytest.raises(UnconfirmedError):
        enter(aud)
    assert {"password": "ended"} in [line.after for line in db.session.scalars(select(AuditLine))]
    assert users.change_account(office, aud, name=aud.name, is_active=True, roles=Roles()) is None


def test_a_role_for_an_account_that_the_office_opened_ends_nothing(people, office, cast):
    roles = Roles(networks={cast.network.id})
    assert users.change_account(office, people["ali"], name="Ali Hassan", is_active=True, roles=roles) is None
    assert people["ali"].password_hash == CHEAP


def test_who_is_not_held_is_asked_for_nothing_more(people, queries):
    nora = people["nora"]
    assert nora.held_since is None
    with queries() as seen:
        enter(nora)
    assert len(seen) == 1


def test_of_two_answers_the_first_holds(people, office, inside):
    take_over(office, people["nora"])
    access = inside("ali")
    (asked,) = held.held_members(access)
    held.confirm_member(access, asked)
    for answer in (held.deny_member, held.confirm_member):
        with pytest.raises(NotFoundError):
            answer(access, asked)
    assert people["nora"].password_hash
    held.confirm_roles(office, people["nora"])
