import pytest
from sqlalchemy import func, select

from tracker.models.accounts import Language, SignInSession
from tracker.models.base import db


def test_each_persona_is_a_card_that_says_what_the_role_sees(as_):
    page = as_(None).get("/demo")
    cards = page.select(".personas > li")
    assert len(cards) == 6
    assert all(card.select_one("h2") and card.select_one("p") and card.select_one("button") for card in cards)
    assert "oppdiktet" in page.words


def test_one_press_signs_in(as_, cast):
    visitor = as_(None)
    assert visitor.post(f"/demo/{cast.people['odd'].id}").location == "/"
    assert visitor.get("/", 302).location == "/office/users"


def test_stepping_from_one_to_another_is_one_press(as_, cast):
    visitor = as_("nora")
    visitor.post(f"/demo/{cast.people['odd'].id}")
    assert visitor.get("/office/users").h1 == "Brukere"


@pytest.mark.parametrize("asked", ["en", "nb"])
def test_the_language_chosen_at_the_door_goes_along(as_, cast, asked):
    cast.people["odd"].language = Language.NB if asked == "en" else Language.EN
    db.session.commit()
    visitor = as_(None)
    visitor.post("/language", {"language": asked, "next": "/demo"})
    visitor.post(f"/demo/{cast.people['odd'].id}")
    assert visitor.get("/office/users").soup.html["lang"] == asked


def test_a_person_of_the_demo_keeps_her_language_where_none_was_chosen(as_, cast):
    cast.people["odd"].language = Language.EN
    db.session.commit()
    visitor = as_(None)
    visitor.post(f"/demo/{cast.people['odd'].id}")
    assert visitor.get("/office/users").soup.html["lang"] == "en"


def test_a_real_account_is_not_entered(as_, cast):
    as_(None).post(f"/demo/{cast.people['per'].id}", status=404)
    as_(None).post("/demo/999999", status=404)


def test_a_press_from_another_site_does_nothing(as_, cast):
    as_(None).post(f"/demo/{cast.people['odd'].id}", {"csrf_token": "old"}, status=400)
    assert db.session.scalar(select(func.count()).select_from(SignInSession)) == 0


def test_a_demo_without_people_says_how_to_fill_it(as_, cast):
    for user in cast.people.values():
        user.persona = None
    db.session.commit()
    assert "make demo" in as_(None).get("/demo").words
