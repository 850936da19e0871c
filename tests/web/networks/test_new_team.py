from datetime import date
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tests.people import MADE
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.teams import Membership, Team

NETWORK = "/networks/brukermedvirkning"
NEW = f"{NETWORK}/teams/new"


@pytest.fixture
def answer(cast):
    def make(**more):
        homes = db.session.scalars(select(Organisation.id)).all()
        return {
            "name": "Hjemmetjenesten øst",
            "service": "home_care",
            "organisations": list(homes),
            "email": "leder@example.no",
        } | more

    return make


def make(visitor, data):
    return visitor.follow(visitor.submit(NEW, data))


def shown_link(page):
    return urlsplit(page.one("#once-link")["value"]).path


def count():
    return db.session.scalar(select(func.count()).select_from(Team))


def test_a_host_makes_a_team_and_its_leader_comes_in(as_, answer):
    page = make(as_("ingrid"), answer())
    assert "Hjemmetjenesten øst er med i nettverket." in page.words
    leader = as_(None)
    leader.submit(shown_link(page), {"name": "Ny Leder", "profession": "nurse", "password": "et langt passord"})
    assert "Ny Leder Teamleder" in leader.get("/teams/hjemmetjenesten-ost/settings").words


def test_the_link_is_shown_once_and_can_be_made_anew_while_the_team_waits(as_, answer):
    ingrid = as_("ingrid")
    first = shown_link(make(ingrid, answer()))
    page = ingrid.get(NEW)
    assert not page.select("#once-link")
    again = next(link for link in page.links() if link.endswith("/leader"))
    second = shown_link(ingrid.follow(ingrid.submit(again, {"email": "en.annen@example.no"})))
    as_(None).get(first, 404)
    as_(None).submit(second, {"name": "Ny Leder", "profession": "nurse", "password": "et langt passord"})
    ingrid.get(again, 404)
    assert "Alle team har en leder." in ingrid.get(NEW).words


def test_a_team_that_has_a_leader_is_not_led_by_another(as_, cast):
    for team in (cast.team, cast.other_team):
        as_("ingrid").get(f"{NETWORK}/teams/{team.id}/leader", 404)
        as_("ingrid").post(f"{NETWORK}/teams/{team.id}/leader", {"email": "x@example.no"}, status=404)


def test_a_form_sent_twice_makes_one_team(as_, answer):
    ingrid = as_("ingrid")
    make(ingrid, answer())
    page = ingrid.submit(NEW, answer(), status=422)
    assert "Navnet er i bruk. Velg et annet." in page.errors()
    assert count() == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "Kirurgisk sengepost 3"}, "Navnet er i bruk. Velg et annet."),
        ({"name": "178538-50187"}, "fødselsnummer"),
        ({"service": "x"}, "Velg ett av alternativene."),
        ({"organisations": None}, "Fyll ut dette feltet."),
        ({"organisations": [999]}, "Velg ett av alternativene."),
        ({"email": "leder"}, "Skriv en e-postadresse"),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_a_team_that_will_not_do_is_refused_and_kept_on_the_page(as_, answer, wrong, words):
    page = as_("ingrid").submit(NEW, answer(**wrong), status=422)
    assert words in page.words
    for name in ("name", "email"):
        assert page.one(f"[name={name}]").get("value", "") == answer(**wrong)[name]
    assert count() == 2


def test_a_host_changes_her_network(as_):
    ingrid = as_("ingrid")
    page = ingrid.submit(f"{NETWORK}/edit", {"name": "Brukermedvirkning 2027", "silent_after": "4"})
    assert page.location == f"{NETWORK}/about"
    row = db.session.scalars(select(Network)).one()
    assert (row.name, row.silent_after, row.slug) == ("Brukermedvirkning 2027", 4, "brukermedvirkning")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"minimum_points": "2"}, {"ends_on": "1.1.2020"}])
def test_a_change_that_will_not_do_is_refused(as_, wrong):
    assert as_("ingrid").submit(f"{NETWORK}/edit", wrong, status=422).errors()
    assert db.session.scalars(select(Network)).one().name == "Brukermedvirkning 2026"


@pytest.mark.parametrize(("who", "status"), [("kari", 403), ("nora", 403), ("per", 404), ("odd", 404)])
def test_keeping_a_network_is_for_its_host(as_, answer, who, status):
    visitor = as_(who)
    for path in (NEW, f"{NETWORK}/edit"):
        visitor.get(path, status)
        visitor.post(path, answer(), status=status)
    assert count() == 2


def test_a_member_of_a_team_without_a_leader_is_not_invited_again(as_, answer):
    ingrid = as_("ingrid")
    page = make(ingrid, answer())
    as_(None).submit(shown_link(page), {"name": "Ny Leder", "profession": "nurse", "password": "et langt passord"})
    row = db.session.scalars(select(Membership).where(Membership.joined_on > date(2026, 1, 5))).one()
    row.role = Role.MEMBER
    db.session.commit()
    again = next(link for link in ingrid.get(NEW).links() if link.endswith("/leader"))
    page = ingrid.submit(again, {"email": "leder@example.no"}, status=422)
    assert "allerede med i teamet" in page.errors()
    assert page.one("[name=email]")["value"] == "leder@example.no"


def test_a_network_takes_no_others_name(as_, cast):
    row = Network(name="Trygg hjemme", slug="x", host="Vi", starts_on=date(2026, 1, 1), created_at=MADE)
    db.session.add(row)
    db.session.commit()
    page = as_("ingrid").submit(f"{NETWORK}/edit", {"name": "Trygg hjemme"}, status=422)
    assert "Navnet er i bruk. Velg et annet." in page.errors()
