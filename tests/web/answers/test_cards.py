"""Cards and posters: numbers and codes that are one's own, languages that are chosen, and no text of our own making."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.models.answers import AnswerLanguage, CardSeries
from tracker.models.base import db
from tracker.services.answers.cards.owner_text import GivenText, set_owner_text
from tracker.services.answers.paper import card_code
from tracker.text.answers.withdrawal_code import read_withdrawal_code
from tracker.web.core.settings import settings

CARDS = "/teams/kirurgisk-3/answers/cards"
TEXTS = "/networks/brukermedvirkning/answer-texts"
SHEETS = ["poster", "tent", "bubbles"]


def words_of(answer):
    """The words of each page of a PDF, without the places where lines broke."""
    return [re.sub(r"[\s\u200b]", "", page.extract_text()) for page in PdfReader(BytesIO(answer.body)).pages]


@pytest.fixture
def ali(as_, code):
    """Somebody who records, in a team that has a code."""
    return as_("ali")


def test_without_a_code_there_is_one_thing_to_do(as_):
    page = as_("nora").get(CARDS)
    assert page.one("main form button").get_text().strip() == "Lag kode"
    assert as_("nora").get(f"{CARDS}/poster", status=302).location == CARDS
    assert as_("ali").get(CARDS).select("main form") == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_the_question_in_the_chosen_languages(ali, sheet):
    page = ali.get(f"{CARDS}/{sheet}?on=nn&on=da")
    assert "Kva er viktig for deg?" in page.words
    assert "Hvad er vigtigt for dig?" in page.words
    assert "What matters to you?" not in page.words


@pytest.mark.parametrize("sheet", ["poster", "tent"])
def test_the_address_stands_beside_the_square(ali, path, sheet):
    assert path in ali.get(f"{CARDS}/{sheet}").words


def test_a_sheet_is_to_be_had_as_a_file_of_the_same_words(ali, path):
    page = ali.get(f"{CARDS}/poster?on=da")
    said = words_of(ali.get(page.one('.p-bar a[href*=".pdf"]')["href"]))
    assert len(said) == 1
    assert path.lstrip("/") in said[0]
    assert "Hvadervigtigtfordig?" in said[0]
    ali.get(f"{CARDS}/cards.pdf", status=404)


def test_cards_as_a_file_have_the_same_codes(ali):
    ali.submit(CARDS, {"sheets": "2"}, form="main form[method=post]")
    series = db.session.scalars(select(CardSeries)).one()
    page = ali.get(f"{CARDS}/series/{series.public_id}")
    codes = ["".join(each.get_text().split()) for each in page.select(".p-secret")]
    first, second = words_of(ali.get(page.one('.p-bar a[href*=".pdf"]')["href"]))
    assert [code in first for code in codes] == [True] * 4 + [False] * 4
    assert [code in second for code in codes] == [False] * 4 + [True] * 4


def test_each_card_has_the_number_and_the_code_that_takes_it_back(ali, inside):
    ali.submit(CARDS, {"sheets": "2"}, form="main form[method=post]")
    series = db.session.scalars(select(CardSeries)).one()
    page = ali.get(f"{CARDS}/series/{series.public_id}")
    assert len(page.select(".p-a4")) == 2
    numbers = [int(re.sub(r"\D", "", each.get_text())) for each in page.select(".p-no span")]
    codes = [read_withdrawal_code(each.get_text()) for each in page.select(".p-secret")]
    assert numbers == list(range(1, 9))
    keys = settings().answer_keys
    assert codes == [card_code(inside("ali"), number, keys=keys) for number in numbers]
    assert page.headers["Cache-Control"] == "no-store"


def test_new_cards_go_on_where_the_last_ended_and_a_double_press_makes_none(ali):
    fields = ali.get(CARDS).fields("main form[method=post]")
    for _ in range(2):
        ali.post(CARDS, fields | {"sheets": "1"})
    ali.submit(CARDS, {"sheets": "1"}, form="main form[method=post]")
    rows = db.session.execute(select(CardSeries.first, CardSeries.last).order_by(CardSeries.first)).all()
    assert [tuple(row) for row in rows] == [(1, 4), (5, 8)]


def test_another_team_has_no_such_cards(as_, ali):
    ali.submit(CARDS, {"sheets": "1"}, form="main form[method=post]")
    series = db.session.scalars(select(CardSeries)).one()
    as_("per").get(f"/teams/medisin-1/answers/cards/series/{series.public_id}", status=404)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_owners_text_is_printed_when_it_has_been_read(ali, cast, sheet):
    host = enter_network(cast.people["ingrid"], cast.network.slug, Permission.MANAGE_NETWORK, now=cast.team.created_at)
    set_owner_text(host, AnswerLanguage.SOUTH_SAMI, GivenText(question="(oppdiktet spørsmål)"))
    db.session.commit()
    page = ali.get(f"{CARDS}/{sheet}")
    assert "(oppdiktet spørsmål)" not in page.words
    assert page.select(".p-own-none")
    read = GivenText(question="(oppdiktet spørsmål)", read_by="En som leser", read_on=host.today)
    set_owner_text(host, AnswerLanguage.SOUTH_SAMI, read)
    db.session.commit()
    page = ali.get(f"{CARDS}/{sheet}")
    assert "(oppdiktet spørsmål)" in page.words
    assert page.select(".p-own[lang=sma]")
    assert not page.select(".p-own-none")


def test_the_host_gives_the_text_and_says_who_read_it(as_):
    host = as_("ingrid")
    assert (
        "Skriv når teksten ble lest." in host.submit(TEXTS, {"question": "(q)", "read_by": "Anna"}, status=422).errors()
    )
    assert "Skriv spørsmålet." in host.submit(TEXTS, {"text": "(t)"}, status=422).errors()
    host.submit(TEXTS, {"question": "(q)"})
    assert "skrives ikke ut før" in host.get(TEXTS).words
    host.submit(TEXTS, {"read_by": "Anna", "read_on": "9.3.2026"})
    assert "skrives ikke ut før" not in host.get(TEXTS).words
