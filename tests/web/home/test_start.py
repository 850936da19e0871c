import pytest

from tests.conftest import NOW
from tracker.models.accounts import Hostship, Role, User
from tracker.models.base import db
from tracker.models.teams import Membership


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("nora", "/teams/kirurgisk-3"),
        ("siv", "/teams/kirurgisk-3/feedback"),
        ("ingrid", "/networks/brukermedvirkning"),
        ("kari", "/networks/brukermedvirkning"),
        ("odd", "/office/users"),
    ],
)
def test_each_lands_in_her_own_room(as_, who, where):
    assert as_(who).get("/", 302).location == where


def test_someone_with_several_rooms_chooses(as_, cast):
    nora = cast.people["nora"]
    db.session.add(Membership(team_id=cast.other_team.id, user_id=nora.id, role=Role.MEMBER, joined_on=NOW.date()))
    db.session.add(Hostship(network_id=cast.network.id, user_id=nora.id))
    nora.is_administrator = True
    db.session.commit()
    visitor = as_("nora")
    for path in ("/", "/teams"):
        links = visitor.get(path).links()
        assert {"/teams/kirurgisk-3", "/teams/legevakta", "/networks/brukermedvirkning", "/office/users"} <= links
    assert visitor.get("/networks", 302).location == "/networks/brukermedvirkning"


def test_an_advisor_finds_the_teams_she_advises(as_):
    assert "/teams/kirurgisk-3" in as_("kari").get("/teams").links()


def test_someone_in_no_team_is_told_what_to_do(as_, app):
    db.session.add(User(name="Ny Person", email="ny@example.no", created_at=NOW))
    db.session.commit()
    page = as_("ny").get("/")
    assert page.h1 == "Hei, Ny Person"
    assert "Be teamlederen om en invitasjon" in page.words


@pytest.mark.parametrize("path", ["/", "/start", "/teams", "/networks", "/account", "/account/password"])
def test_home_is_for_those_who_are_signed_in(as_, path):
    as_(None).get(path, 302)
