import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from tests.conftest import build
from tracker.models.accounts import SignInAttempt, SignInSession
from tracker.models.base import db

RIGHT = "et langt passord til tester"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(RIGHT)


@pytest.fixture
def nora(cast):
    user = cast.people["nora"]
    user.password_hash = CHEAP
    db.session.commit()
    return user


def credentials(password=RIGHT, email="nora@example.no"):
    return {"email": email, "password": password}


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_person_signs_in_and_is_sent_to_her_team(nora, as_):
    visitor = as_(None)
    assert visitor.submit("/sign-in", credentials()).location == "/"
    assert visitor.get("/", 302).location == "/teams/kirurgisk-3"


def test_a_person_is_sent_back_to_where_she_was_going(nora, as_):
    visitor = as_(None)
    door = visitor.get("/teams/kirurgisk-3/audit?before=7", 302)
    page = visitor.submit(door.headers["Location"], credentials())
    assert page.headers["Location"] == "/teams/kirurgisk-3/audit?before=7"


@pytest.mark.parametrize("onward", ["https://example.org/", "//example.org", "/\\example.org", "mailto:a@b.no", ""])
def test_nobody_is_sent_to_another_site(nora, as_, onward):
    page = as_(None).submit("/sign-in", credentials() | {"next": onward})
    assert page.headers["Location"] == "/"


@pytest.mark.parametrize("email", ["nora@example.no", "nobody@example.no"])
def test_a_wrong_pair_is_refused_in_words_and_the_address_stays(nora, as_, email):
    page = as_(None).submit("/sign-in", credentials("feil", email), status=422)
    assert "E-postadressen eller passordet stemmer ikke. Prøv igjen." in page.errors()
    assert page.one("[name=email]")["value"] == email
    assert not page.one("[name=password]").get("value")
    assert page.words.startswith("Feil: Logg inn")
    assert count(SignInAttempt) == 2
    assert count(SignInSession) == 0


def test_empty_fields_are_refused(app, as_):
    page = as_(None).submit("/sign-in", status=422)
    assert page.errors().count("Fyll ut dette feltet.") >= 2
    assert count(SignInAttempt) == 0


def test_guessing_is_slowed_down(nora, as_):
    visitor = as_(None)
    for _ in range(10):
        visitor.submit("/sign-in", credentials("feil"), status=422)
    page = visitor.submit("/sign-in", credentials(), status=429)
    assert "Vent et kvarter" in page.words
    assert count(SignInSession) == 0


def test_ten_failures_of_one_person_stop_nobody_else_in_the_house(nora, as_):
    visitor = as_(None)
    for _ in range(10):
        visitor.submit("/sign-in", credentials("feil", "nobody@example.no"), status=422)
    assert as_(None).submit("/sign-in", credentials()).location == "/"


def test_a_stale_form_is_shown_again_with_the_address(nora, as_):
    visitor = as_(None)
    page = visitor.submit("/sign-in", credentials() | {"csrf_token": "old"}, status=422)
    assert "send på nytt" in page.words
    assert page.one("[name=email]")["value"] == "nora@example.no"
    assert count(SignInSession) == 0


def test_someone_signed_in_needs_no_door(as_):
    assert as_("nora").get("/sign-in", 302).location == "/"


def test_signing_out_ends_the_session_and_leaves_what_waits_at_the_bedside(as_):
    visitor = as_("nora")
    page = visitor.post("/sign-out")
    assert "Clear-Site-Data" not in page.headers
    assert visitor.get("/account", 302).location == "/sign-in"


def test_a_planted_session_cookie_is_not_kept(nora, as_):
    visitor = as_(None)
    with visitor.client.session_transaction() as session:
        session["planted"] = "yes"
    visitor.submit("/sign-in", credentials())
    with visitor.client.session_transaction() as session:
        assert "planted" not in session


def test_the_demo_shows_its_people_first(as_):
    visitor = as_(None)
    assert visitor.follow(visitor.get("/", 302)).h1 == "Velg hvem du vil være"


def test_a_deep_link_in_the_demo_leads_to_the_door_which_points_to_the_people(as_):
    visitor = as_(None)
    page = visitor.follow(visitor.get("/teams/kirurgisk-3", 302))
    assert "/demo" in page.links()


def test_outside_the_demo_there_are_no_people_to_be(tmp_path):
    app = build(f"sqlite:///{tmp_path / 'a.sqlite3'}", tmp_path, demo=False)
    client = app.test_client()
    with app.app_context():
        db.create_all()
        assert client.get("/").headers["Location"] == "/sign-in"
        assert client.get("/demo").status_code == 404
        assert client.post("/demo/1").status_code == 404
        assert "/demo" not in client.get("/sign-in").text
        db.session.remove()
        db.engine.dispose()
