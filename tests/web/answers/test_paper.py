"""Typing in cards: by keyboard from the first field to the last, each card once, and no word lost or stored in vain."""

import pytest
from sqlalchemy import select

from tests.text import invented
from tests.web.answers.waiting import text_of
from tracker.models.answers import Answer, AnswerWay, CardSeries
from tracker.models.base import db
from tracker.services.answers.paper import card_code
from tracker.web.core.settings import settings

TEAM = "/teams/kirurgisk-3"
PAPER = f"{TEAM}/answers/paper"
CARDS = f"{TEAM}/answers/cards"


@pytest.fixture
def ali(as_):
    return as_("ali")


@pytest.fixture
def printed(ali, code):
    """Four cards, numbered from 1."""
    ali.submit(CARDS, {"sheets": "1"}, form="main form[method=post]")
    return db.session.scalars(select(CardSeries)).one()


def cards():
    db.session.expire_all()
    return db.session.scalars(select(Answer).order_by(Answer.id)).all()


def test_a_card_is_stored_as_it_stands_and_waits_to_be_read(ali, cast):
    ali.submit(PAPER, {"text": "  At dere\nbanker på ", "who": "kin", "language": "nn"})
    (card,) = cards()
    assert text_of(card.public_id) == "At dere\nbanker på"
    assert (card.way, card.who.value, card.language.value, card.shared) == (AnswerWay.PAPER, "kin", "nn", False)
    assert (card.typed_by_id, card.state.value, card.code_hash) == (cast.people["ali"].id, "waiting", None)


def test_what_the_next_card_shares_with_this_one_stands_there(ali, printed):
    week = ali.get(PAPER).fields()["week"]
    typed = {"text": "God kaffe", "who": "kin", "language": "da", "shared": "y", "number": "2"}
    page = ali.follow(ali.submit(PAPER, typed))
    fields = page.fields()
    assert {name: fields[name] for name in ("week", "language", "who", "shared", "number")} == {
        "week": week, "language": "da", "who": "kin", "shared": "y", "number": "3",
    }  # fmt: skip
    assert fields["text"] == ""
    assert page.one("#kort").get_text() == "Kort 2"
    assert "God kaffe" in page.one(".paper-typed").get_text()


def test_the_keyboard_goes_from_the_week_to_the_button_and_begins_in_the_answer(ali):
    page = ali.get(PAPER)
    form = page.one("main form[action$='/answers/paper']")
    stops = [each for each in form.select("input, select, textarea, button, a[href]") if each.get("type") != "hidden"]
    named = list(dict.fromkeys(each.get("name") or each.get_text(strip=True) for each in stops))
    assert named[-4:] == ["text", "who", "shared", "Lagre og neste"]
    assert [name for name in named if name in {"week", "language", "number"}] == ["week", "language", "number"]
    assert page.select("main [tabindex]:not([tabindex='0']):not([tabindex='-1'])") == []
    (begins,) = page.select("[autofocus]")
    assert (begins["name"], begins["data-behaviour"], begins["spellcheck"]) == ("text", "enter-saves", "false")


@pytest.mark.parametrize(
    ("text", "says"),
    [(f"Mor, {invented.FNR}, vil hjem", "fødselsnummer"), ("x" * 1001, "for lang"), ("  ", "Fyll ut dette feltet.")],
    ids=["a number", "too long", "nothing"],
)
def test_what_cannot_be_stored_stands_in_the_form_as_it_was_typed(ali, printed, text, says):
    rest = {"who": "kin", "language": "nn", "shared": "y", "number": "2"}
    page = ali.submit(PAPER, rest | {"text": text}, status=422)
    assert says in page.errors()
    assert page.one("textarea[name=text]").get_text().strip() == text.strip()
    assert {name: page.fields()[name] for name in rest} == rest
    assert cards() == []


def test_a_telephone_number_is_asked_about_and_stored_when_it_is_meant(ali):
    page = ali.submit(PAPER, {"text": "Ring datteren min på 412 34 567"}, status=422)
    assert cards() == []
    ali.post(PAPER, page.fields() | {"confirm": "y"})
    assert len(cards()) == 1


def test_a_double_press_is_one_card(ali):
    fields = ali.get(PAPER).fields() | {"text": "God kaffe"}
    for _ in range(2):
        ali.post(PAPER, fields)
    assert len(cards()) == 1


def test_two_people_who_type_the_same_card_are_told_and_the_words_stay(as_, cast, ali, printed):
    nora = as_("nora")
    mine, theirs = ali.get(PAPER).fields(), nora.get(PAPER).fields()
    ali.post(PAPER, mine | {"text": "At dere banker på", "number": "2"})
    page = nora.post(PAPER, theirs | {"text": "At dere banker på døra", "number": "2"}, status=422)
    assert "Dette kortet er skrevet inn fra før." in page.errors()
    assert page.one("textarea[name=text]").get_text().strip() == "At dere banker på døra"
    nora.post(PAPER, page.fields() | {"number": "3"})
    assert [card.typed_by_id for card in cards()] == [cast.people[who].id for who in ("ali", "nora")]


def test_each_sees_her_own_cards_alone(as_, ali):
    ali.submit(PAPER, {"text": "At dere banker på"})
    page = as_("nora").get(PAPER)
    assert "banker på" not in page.words
    assert "Ingen kort ennå." in page.words
    (card,) = cards()
    as_("nora").get(f"{PAPER}/{card.public_id}/remove", status=404)


def test_a_number_that_was_never_printed_is_told(ali, printed):
    page = ali.submit(PAPER, {"text": "God kaffe", "number": "5"}, status=422)
    assert "Ingen kort med dette nummeret er skrevet ut for teamet." in page.errors()
    assert page.one("textarea[name=text]").get_text().strip() == "God kaffe"


def test_the_code_on_the_strip_takes_the_card_back(ali, as_, inside, printed):
    ali.submit(PAPER, {"text": "God kaffe", "number": "2"})
    found = as_(None).submit("/angre", {"code": card_code(inside("ali"), 2, keys=settings().answer_keys)}, status=200)
    assert "God kaffe" in found.words
    as_(None).post("/angre", found.fields(), status=200)
    assert cards() == []


def test_a_card_typed_by_mistake_is_removed_and_can_be_typed_anew(ali, printed):
    for text in ("Gud kaffe", "God kaffe"):
        ali.submit(PAPER, {"text": text, "number": "2"})
        (card,) = cards()
        assert text_of(card.public_id) == text
        ali.submit(f"{PAPER}/{card.public_id}/remove", form="main form")
        assert cards() == []
