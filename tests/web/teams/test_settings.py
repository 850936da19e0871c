import pytest
from sqlalchemy import select

from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.teams import Membership, Team

TEAM = "/teams/kirurgisk-3"
SETTINGS = f"{TEAM}/settings"


@pytest.fixture
def member(cast):
    def find(name):
        query = select(Membership).where(Membership.user_id == cast.people[name].id)
        return db.session.scalars(query).one()

    return find


@pytest.fixture
def path(member):
    return lambda name, deed="": f"{SETTINGS}/members/{member(name).id}{deed}"


def test_a_leader_sees_who_is_in_the_team(as_):
    page = as_("nora").get(SETTINGS)
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert len(rows) == 3
    assert rows[0].startswith("Nora Lund Teamleder Sykepleier 5. januar 2026")


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_minding_the_team_is_for_its_leader(as_, path, who, status):
    visitor = as_(who)
    for page in (SETTINGS, path("ali"), path("ali", "/end")):
        visitor.get(page, status)
        visitor.post(page, {"role": "leader", "profession": "nurse"}, status=status)


def test_another_teams_member_is_not_there(as_, path):
    for deed in ("", "/end"):
        as_("nora").get(path("per", deed), 404)
        as_("nora").post(path("per", deed), {"role": "leader", "profession": "nurse"}, status=404)


def test_a_member_gets_another_role_and_profession(as_, member, path):
    visitor = as_("nora")
    page = visitor.follow(visitor.submit(path("ali"), {"role": "leader", "profession": "pharmacist"}))
    assert "Ali Hassan er lagret." in page.words
    assert (member("ali").role, member("ali").profession) == (Role.LEADER, "pharmacist")
    as_("ali").get(SETTINGS)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"role": "administrator"}, "Velg ett av alternativene."),
        ({"role": None}, "Velg ett av alternativene."),
        ({"profession": "x"}, "Velg ett av alternativene."),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_a_role_that_is_none_is_refused(as_, member, path, wrong, words):
    page = as_("nora").submit(path("ali"), wrong, status=422)
    assert words in page.words
    assert (member("ali").role, member("ali").profession) == (Role.MEMBER, "doctor")


def test_the_last_leader_does_not_step_down(as_, member, path):
    page = as_("nora").submit(path("nora"), {"role": "member"}, status=422)
    assert "Teamet må ha minst én teamleder." in page.errors()
    assert member("nora").role is Role.LEADER


def test_a_leader_who_steps_down_is_sent_where_she_may_be(as_, path):
    as_("nora").submit(path("ali"), {"role": "leader"})
    visitor = as_("nora")
    assert visitor.follow(visitor.submit(path("nora"), {"role": "member"})).h1
    visitor.get(SETTINGS, 403)


def test_before_a_member_leaves_a_page_asks(as_, member, path):
    page = as_("nora").get(path("ali", "/end"))
    assert page.h1 == "Ta Ali Hassan ut av teamet?"
    assert "inviterer du på nytt" in page.words
    assert member("ali").left_on is None


def test_a_member_leaves_and_is_a_stranger(as_, path):
    ali, nora = as_("ali"), as_("nora")
    page = nora.follow(nora.submit(path("ali", "/end")))
    assert "Ali Hassan er ikke lenger med i teamet." in page.words
    ali.get(TEAM, 404)
    for deed in ("", "/end"):
        nora.get(path("ali", deed), 404)


def test_the_last_leader_does_not_leave(as_, member, path):
    page = as_("nora").submit(path("nora", "/end"), status=422)
    assert "Teamet må ha minst én teamleder." in page.words
    assert member("nora").left_on is None


def test_a_leader_who_leaves_goes_home(as_, path):
    as_("nora").submit(path("ali"), {"role": "leader"})
    visitor = as_("nora")
    assert visitor.submit(path("nora", "/end")).location == "/"
    visitor.get(TEAM, 404)


def test_a_stale_press_ends_nothing(as_, member, path):
    as_("nora").post(path("ali", "/end"), {"csrf_token": "old"}, status=400)
    assert member("ali").left_on is None


def test_a_team_gets_another_name_and_keeps_its_address(as_):
    visitor = as_("nora")
    page = visitor.follow(visitor.submit(SETTINGS, {"name": "Kirurgisk post 4", "service": "outpatient"}))
    assert page.path == SETTINGS
    assert page.one("[name=name]")["value"] == "Kirurgisk post 4"
    assert page.one("[name=service] [selected]")["value"] == "outpatient"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "x" * 201}, "for lang"),
        ({"name": "178538-50187"}, "fødselsnummer"),
        ({"name": "Post 90 12 34 56"}, "telefonnummer"),
        ({"service": "x"}, "Velg ett av alternativene."),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_a_name_that_will_not_do_is_refused_and_kept_on_the_page(as_, wrong, words):
    page = as_("nora").submit(SETTINGS, wrong, status=422)
    assert words in page.words
    assert page.one("[name=name]")["value"] == wrong.get("name", "Kirurgisk sengepost 3")
    assert "Kirurgisk sengepost 3" in db.session.scalars(select(Team.name)).all()
