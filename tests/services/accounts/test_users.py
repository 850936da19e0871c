import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.network import enter_network
from tracker.access.office import OfficeAccess, enter_office
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import User
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.programmes import Programme
from tracker.services.accounts import links, sessions, user_list, users
from tracker.services.accounts.user_list import AccountState, OfficeRole, UserChoice
from tracker.services.accounts.users import Roles
from tracker.services.refusal import Refused


def change(office, user, *, is_active=True, roles=None, name=None):
    held = users.roles_of(office, user)
    users.change_account(office, user, name=name or user.name, is_active=is_active, roles=roles or held)


def lines():
    query = select(AuditLine).where(AuditLine.subject == "user").order_by(AuditLine.id)
    return db.session.scalars(query).all()


def test_an_account_is_opened_with_a_link_and_no_password(office):
    user, token = users.open_account(office, name="Ny Person", email=" NY@example.no", roles=Roles())
    assert user.email == "ny@example.no"
    assert user.password_hash is None
    assert links.find_link(token, now=NOW).user is user


def test_an_account_is_opened_with_its_roles(office, cast):
    hospital = cast.team.organisations[0]
    roles = Roles(is_administrator=True, organisations={hospital.id}, networks={cast.network.id}, leads={hospital.id})
    user, _ = users.open_account(office, name="Ny Person", email="ny@example.no", roles=roles)
    assert users.roles_of(office, user) == roles
    assert enter_office(user, now=NOW)
    assert enter_team(user, "kirurgisk-3", Permission.DECIDE, now=NOW)
    assert enter_network(user, "brukermedvirkning", Permission.MANAGE_NETWORK, now=NOW)
    told = [line.after for line in lines()]
    home = ["Fjordheim sykehus"]
    assert {"advises": home, "hosts": ["Brukermedvirkning 2026"], "leads": home} in told


def test_an_address_is_not_enrolled_twice(office):
    with pytest.raises(Refused, match="email_taken"):
        users.open_account(office, name="En annen", email="nora@example.no", roles=Roles())


def test_roles_are_taken_away(office, cast):
    kari = cast.people["kari"]
    change(office, kari, roles=Roles())
    with pytest.raises(NotFoundError):
        enter_team(kari, "kirurgisk-3", Permission.READ, now=NOW)
    (line,) = lines()
    assert (line.before, line.after) == ({"advises": ["Fjordheim sykehus"]}, {"advises": []})


def test_an_account_that_is_closed_is_signed_out_and_can_be_opened_again(office, cast):
    ali = cast.people["ali"]
    token = sessions.start_session(ali, days=1, now=NOW)
    change(office, ali, is_active=False)
    change(office, ali)
    assert ali.is_active
    assert sessions.open_session(token, now=NOW) is None
    assert [line.after for line in lines()] == [{"is_active": False}, {"is_active": True}]


def test_nothing_changed_leaves_no_line(office, cast):
    change(office, cast.people["ingrid"])
    assert lines() == []


def test_nobody_closes_her_own_account(office):
    with pytest.raises(Refused, match="own_account"):
        change(office, office.user, is_active=False)
    assert office.user.is_active


def test_the_last_administrator_stays(office):
    with pytest.raises(Refused, match="last_administrator"):
        change(office, office.user, roles=Roles())
    assert office.user.is_administrator


def test_a_closed_administrator_does_not_count(office, cast):
    nora = cast.people["nora"]
    nora.is_administrator, nora.is_active = True, False
    db.session.flush()
    with pytest.raises(Refused, match="last_administrator"):
        change(office, office.user, roles=Roles())


def test_one_of_two_administrators_may_go(office, cast):
    nora = cast.people["nora"]
    change(office, nora, roles=Roles(is_administrator=True))
    change(OfficeAccess(nora, NOW, office.roles, office.permissions), office.user, is_active=False)
    assert not office.user.is_active


def test_accounts_are_listed_by_name_fifty_at_a_time(office, queries):
    db.session.add_all(User(name=f"Å{n:03}", email=f"p{n}@example.no", created_at=NOW) for n in range(100))
    db.session.flush()
    with queries() as seen:
        first = user_list.users(office, UserChoice())
    assert (len(first.rows), first.page, first.pages) == (50, 1, 3)
    assert len(seen) == 6
    assert first.rows[0].name == "Ali Hassan"
    last = user_list.users(office, UserChoice(), page=99)
    assert (len(last.rows), last.page) == (7, 3)
    assert user_list.users(office, UserChoice(), page=-1).page == 1


def test_a_list_names_what_each_advises_and_hosts(office):
    rows = {row.name: row for row in user_list.users(office, UserChoice()).rows}
    assert rows["Kari Dahl"].organisations == ["Fjordheim sykehus"]
    assert rows["Ingrid Moe"].networks == ["Brukermedvirkning 2026"]
    assert rows["Nora Lund"].organisations == []
    assert rows["Nora Lund"].teams == [("Kirurgisk sengepost 3", True)]


def test_a_list_names_what_each_owns_and_leads_in(office, cast):
    programme = Programme(name="Gode forløp", slug="gode-forlop", created_at=NOW)
    db.session.add(programme)
    db.session.flush()
    change(office, cast.people["per"], roles=Roles(programmes={programme.id}, leads={cast.team.organisations[0].id}))
    for role in (OfficeRole.PROGRAMME_OWNER, OfficeRole.ORGANISATION_LEADER):
        (row,) = user_list.users(office, UserChoice(role=role)).rows
        assert (row.name, row.programmes, row.leads) == ("Per Vik", ["Gode forløp"], ["Fjordheim sykehus"])


def test_an_account_that_is_not_there_is_not_found(office):
    with pytest.raises(NotFoundError):
        users.user(office, 999_999)


@pytest.fixture
def bjorn(office, cast):
    user, _token = users.open_account(office, name="Bjørn Åsen-Moe", email="b.aasen@example.no", roles=Roles())
    db.session.flush()
    return user


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"words": "BJØRN"}, {"Bjørn Åsen-Moe"}),
        ({"words": "bjorn asen"}, {"Bjørn Åsen-Moe"}),
        ({"words": "moe"}, {"Bjørn Åsen-Moe", "Ingrid Moe"}),
        ({"words": "b.aasen@"}, {"Bjørn Åsen-Moe"}),
        ({"words": "storfjell"}, {"Per Vik"}),
        ({"words": "fjordheim dahl"}, {"Kari Dahl"}),
        ({"words": "%"}, set()),
        ({"role": OfficeRole.ADVISOR}, {"Kari Dahl"}),
        ({"role": OfficeRole.HOST}, {"Ingrid Moe"}),
        ({"role": OfficeRole.ADMINISTRATOR}, {"Odd Berg"}),
        ({"state": AccountState.WAITING}, {"Bjørn Åsen-Moe"}),
        ({"state": AccountState.WAITING, "role": OfficeRole.HOST}, set()),
        ({"words": "moe", "role": OfficeRole.NONE}, {"Bjørn Åsen-Moe"}),
    ],
)
def test_accounts_are_found_by_name_address_organisation_role_and_state(office, bjorn, choice, found):
    page = user_list.users(office, UserChoice(**choice))
    assert {row.name for row in page.rows} == found
    assert (page.found, page.total) == (len(found), 8)


def test_a_closed_account_is_closed_whatever_it_was(office, cast):
    change(office, cast.people["ali"], is_active=False)
    page = user_list.users(office, UserChoice(state=AccountState.CLOSED))
    assert [row.name for row in page.rows] == ["Ali Hassan"]
