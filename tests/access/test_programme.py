"""Who enters a programme, and what its owner, a leader and another team may do inside networks and teams."""

import pytest

from tests.conftest import NOW
from tests.people import MADE
from tracker.access.held import UnconfirmedError
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import GRANTS, Permission
from tracker.access.programme import enter_own_programmes, enter_programme
from tracker.access.team import enter_team
from tracker.models.accounts import AccountConfirmation, Leadership, Ownership, Role
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.programmes import Programme
from tracker.models.teams import ServiceKind, Team
from tracker.services.teams.navigation import navigation_of


@pytest.fixture
def programme(cast):
    row = Programme(name="Gode forløp", slug="gode-forlop", created_at=MADE)
    db.session.add(row)
    db.session.flush()
    cast.network.programme_id = row.id
    db.session.add(Ownership(user_id=cast.people["per"].id, programme_id=row.id))
    db.session.flush()
    return row


@pytest.fixture
def legevakta_joins(cast):
    """Let Per's team into the network."""
    row = NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=MADE.date())
    db.session.add(row)
    db.session.flush()
    return row


def programme_of(who, slug="gode-forlop", permission=Permission.READ_PROGRAMME):
    return enter_programme(who, slug, permission, now=NOW)


def network_of(who, permission):
    return enter_network(who, "brukermedvirkning", permission, now=NOW)


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("per", {Role.PROGRAMME_OWNER}),
        ("ingrid", {Role.HOST}),
        ("kari", {Role.ADVISOR}),
        ("siv", {Role.MEMBER}),
    ],
)
def test_whoever_has_a_part_in_a_network_enters_its_programme(cast, programme, who, roles):
    assert programme_of(cast.people[who]).roles == roles


def test_a_stranger_and_the_office_find_no_programme(cast, programme):
    other = Programme(name="Et annet", slug="et-annet", created_at=MADE)
    db.session.add(other)
    db.session.flush()
    for who, slug in (("odd", "gode-forlop"), ("per", "et-annet"), ("ingrid", "et-annet"), ("per", "finnes-ikke")):
        with pytest.raises(NotFoundError):
            programme_of(cast.people[who], slug)


def test_only_the_owner_changes_a_programme_and_only_hosts_judge_it(cast, programme):
    for who in ("ingrid", "kari", "siv", "nora"):
        with pytest.raises(ForbiddenError):
            programme_of(cast.people[who], permission=Permission.MANAGE_PROGRAMME)
    for who in ("per", "kari", "nora"):
        with pytest.raises(ForbiddenError):
            programme_of(cast.people[who], permission=Permission.JUDGE_GOALS)


def test_an_owner_reads_what_a_network_is_and_no_teams_numbers(cast, programme):
    access = network_of(cast.people["per"], Permission.READ_ABOUT)
    assert access.roles == {Role.PROGRAMME_OWNER}
    assert access.teams() == []
    with pytest.raises(ForbiddenError):
        network_of(cast.people["per"], Permission.READ_NETWORK)
    with pytest.raises(NotFoundError):
        enter_team(cast.people["per"], "kirurgisk-3", Permission.READ, now=NOW)


def test_the_networks_a_person_has_a_part_in_are_open_to_her(cast, programme):
    assert programme_of(cast.people["per"]).open_networks() == {cast.network.id}
    assert programme_of(cast.people["siv"]).open_networks() == {cast.network.id}


def test_a_leader_reads_the_teams_of_her_organisation_and_changes_nothing(cast):
    per = cast.people["per"]
    db.session.add(Leadership(user_id=per.id, organisation_id=cast.team.organisations[0].id))
    db.session.flush()
    access = enter_team(per, "kirurgisk-3", Permission.READ, now=NOW)
    assert access.roles == {Role.ORGANISATION_LEADER}
    team = {Permission.READ, Permission.COMMENT, Permission.RECORD, Permission.IMPROVE, Permission.DECIDE}
    assert access.permissions & team == {Permission.READ}
    assert network_of(per, Permission.READ_ABOUT).roles == {Role.ORGANISATION_LEADER}


def test_teams_are_strangers_until_their_network_says_that_they_see_each_other(cast, legevakta_joins):
    per = cast.people["per"]
    with pytest.raises(NotFoundError):
        enter_team(per, "kirurgisk-3", Permission.READ, now=NOW)
    with pytest.raises(ForbiddenError):
        network_of(per, Permission.READ_NETWORK)
    cast.network.teams_see_each_other = True
    db.session.flush()
    access = enter_team(per, "kirurgisk-3", Permission.READ, now=NOW)
    assert (access.roles, access.permissions) == ({Role.PEER}, GRANTS[Role.PEER])
    assert {team.slug for team in network_of(per, Permission.READ_NETWORK).teams()} == {"kirurgisk-3", "legevakta"}
    for permission in (Permission.COMMENT, Permission.RECORD, Permission.DECIDE, Permission.READ_AUDIT):
        with pytest.raises(ForbiddenError):
            enter_team(per, "kirurgisk-3", permission, now=NOW)


def test_a_team_that_has_left_sees_nobody_and_is_seen_by_nobody(cast, legevakta_joins):
    cast.network.teams_see_each_other = True
    legevakta_joins.left_on = MADE.date()
    db.session.flush()
    for who, slug in (("per", "kirurgisk-3"), ("nora", "legevakta")):
        with pytest.raises(NotFoundError):
            enter_team(cast.people[who], slug, Permission.READ, now=NOW)


def test_in_her_own_team_a_leader_is_no_peer(cast, legevakta_joins):
    cast.network.teams_see_each_other = True
    db.session.flush()
    assert enter_team(cast.people["nora"], "kirurgisk-3", Permission.READ, now=NOW).roles == {Role.LEADER}


def test_a_network_gives_nothing_that_belongs_to_a_team(cast):
    access = network_of(cast.people["nora"], Permission.READ_ABOUT)
    assert access.permissions == {Permission.READ_ABOUT, Permission.MEET}


def confirm(cast, who, team_id):
    """Let somebody say that it is she, for one team, or for what the office gave."""
    row = AccountConfirmation(
        user_id=cast.people[who].id, team_id=team_id, confirmed_by_id=cast.people["odd"].id, at=NOW
    )
    db.session.add(row)
    db.session.flush()


def doors_of(who):
    """What each door of hers says: the roles she comes in by, or none where it is closed."""
    ways = {
        "programme": lambda: programme_of(who),
        "network": lambda: network_of(who, Permission.READ_ABOUT),
        "team": lambda: enter_team(who, "kirurgisk-3", Permission.READ, now=NOW),
    }
    found = {}
    for name, way in ways.items():
        try:
            found[name] = set(way().roles)
        except UnconfirmedError:
            found[name] = set()
    return found


@pytest.fixture
def held(cast, programme):
    """Per, who owns the programme and leads in the hospital, and whose account is held."""
    per = cast.people["per"]
    db.session.add(Leadership(user_id=per.id, organisation_id=cast.team.organisations[0].id))
    per.held_since = NOW
    db.session.flush()
    return per


def test_what_a_held_owner_and_leader_was_given_is_closed_till_it_is_confirmed(cast, held):
    assert doors_of(held) == {"programme": set(), "network": set(), "team": set()}
    assert enter_own_programmes(held, now=NOW) == []
    places = navigation_of(held)
    assert (places.programmes, places.led, places.closed) == ((), (), True)
    confirm(cast, "per", cast.other_team.id)
    assert doors_of(held) == {"programme": set(), "network": set(), "team": set()}
    confirm(cast, "per", None)
    both = {Role.PROGRAMME_OWNER, Role.ORGANISATION_LEADER}
    assert doors_of(held) == {"programme": both, "network": both, "team": {Role.ORGANISATION_LEADER}}
    assert [each.programme.slug for each in enter_own_programmes(held, now=NOW)] == ["gode-forlop"]
    places = navigation_of(held)
    assert [each.slug for each in (*places.programmes, *places.led)] == ["gode-forlop", "kirurgisk-3"]


def test_a_held_peer_sees_others_by_a_confirmed_team_alone(cast, held, legevakta_joins):
    cast.network.teams_see_each_other = True
    elsewhere = Team(name="Et tredje team", slug="et-tredje", service=ServiceKind.HOSPITAL_WARD, created_at=MADE)
    db.session.add(elsewhere)
    db.session.flush()
    confirm(cast, "per", elsewhere.id)
    assert doors_of(held) == {"programme": set(), "network": set(), "team": set()}
    assert navigation_of(held).shared == ()
    confirm(cast, "per", cast.other_team.id)
    assert doors_of(held) == {"programme": {Role.MEMBER}, "network": {Role.MEMBER, Role.PEER}, "team": {Role.PEER}}
    assert [each.slug for each in navigation_of(held).shared] == ["brukermedvirkning"]
    assert programme_of(held).open_networks() == {cast.network.id}


def test_a_held_account_is_a_stranger_where_it_has_no_part(cast, held):
    db.session.add(Programme(name="Et annet", slug="et-annet", created_at=MADE))
    db.session.flush()
    with pytest.raises(NotFoundError):
        programme_of(held, "et-annet")
