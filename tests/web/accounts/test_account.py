import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tracker.models.accounts import User
from tracker.models.base import db

RIGHT = "et langt passord til tester"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(RIGHT)


@pytest.fixture
def nora(cast):
    user = cast.people["nora"]
    user.password_hash = CHEAP
    db.session.commit()
    return user


def stored(column):
    return db.session.scalar(select(column).where(User.email == "nora@example.no"))


def test_a_person_changes_name_language_and_look(as_):
    visitor = as_("nora")
    page = visitor.submit("/account", {"name": "Nora Lunde", "language": "en", "theme": "dark"})
    page = visitor.follow(page)
    assert page.soup.html["lang"] == "en"
    assert page.soup.html["data-theme"] == "dark"
    assert page.one("[name=name]")["value"] == "Nora Lunde"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "x" * 121}, "for lang"),
        ({"name": "178538-50187"}, "fødselsnummer"),
        ({"name": "Nora 90 12 34 56"}, "telefonnummer"),
        ({"language": "xx"}, "Velg ett av alternativene."),
        ({"theme": ""}, "Velg ett av alternativene."),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_what_will_not_do_is_refused_and_kept_on_the_page(as_, wrong, words):
    page = as_("nora").submit("/account", wrong, status=422)
    assert words in page.words
    assert page.one("[name=name]")["value"] == wrong.get("name", "Nora Lund")
    assert stored(User.name) == "Nora Lund"


def test_a_telephone_number_in_a_name_is_stored_when_it_is_meant(as_):
    visitor = as_("nora")
    asked = visitor.submit("/account", {"name": "Nora 90 12 34 56"}, status=422)
    fields = asked.fields() | {"confirm": "y"}
    visitor.post("/account", fields)
    assert stored(User.name) == "Nora 90 12 34 56"


def test_a_new_password_keeps_this_browser_and_signs_out_the_others(nora, as_):
    here, there = as_("nora"), as_("nora")
    page = here.submit("/account/password", {"current": RIGHT, "new": "et helt annet passord"})
    assert "Passordet er byttet." in here.follow(page).words
    there.get("/account", 302)


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("feil", "et helt annet passord", "Passordet stemmer ikke. Skriv det du logger inn med nå."),
        (RIGHT, "kort", "minst 12 tegn"),
        (RIGHT, "x" * 201, "for lang"),
        ("", "", "Fyll ut dette feltet."),
    ],
)
def test_a_password_that_will_not_do_is_refused(nora, as_, current, new, words):
    page = as_("nora").submit("/account/password", {"current": current, "new": new}, status=422)
    assert words in page.errors()
    assert stored(User.password_hash) == CHEAP


def test_guessing_at_the_current_password_is_braked(nora, as_):
    visitor, wrong = as_("nora"), {"current": "feil", "new": "et helt annet passord"}
    for _ in range(10):
        visitor.submit("/account/password", wrong, status=422)
    page = visitor.submit("/account/password", {"current": RIGHT, "new": "et helt annet passord"}, status=429)
    assert "For mange forsøk." in page.words
    assert stored(User.password_hash) == CHEAP


def test_no_password_is_ever_sent_back(nora, as_):
    page = as_("nora").submit("/account/password", {"current": "feil", "new": "et helt annet passord"}, status=422)
    assert "annet passord" not in page.text


def test_signing_out_everywhere_signs_out_everywhere(as_):
    here, there = as_("nora"), as_("nora")
    here.post("/account/sign-out-everywhere")
    here.get("/account", 302)
    there.get("/account", 302)
