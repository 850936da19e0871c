"""What the team asks: its own words on the patient's page, help now as the ward gives it, and nobody's words lost."""

import pytest
from sqlalchemy import func, select

from tests.text import invented
from tracker.models.answers import AnswerQuestion
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.text.answers.languages import PATIENT_TEXTS

TEAM = "/teams/kirurgisk-3"
ASKED = f"{TEAM}/answers/question"


@pytest.fixture
def nora(as_):
    return as_("nora")


def number():
    return db.session.scalar(select(func.count(AnswerQuestion.id)))


def test_own_words_stand_on_the_page_of_their_language_and_the_usual_on_the_others(nora, phone, path):
    nora.submit(ASKED, {"asker_nn": "Sengepost tre", "question_nn": "Kva betyr mest?", "help_line_nn": "Drag i snora."})
    page = phone.get(f"{path}?lang=nn")
    assert page.h1 == "Kva betyr mest?"
    assert "Sengepost tre" in page.words
    assert "Drag i snora." in page.words
    usual = phone.get(f"{path}?lang=da")
    assert usual.h1 == PATIENT_TEXTS["da"].question
    assert PATIENT_TEXTS["da"].help_default in usual.words


def test_emptied_words_are_the_usual_again(nora, phone, path):
    nora.submit(ASKED, {"question_nb": "Hva betyr mest?"})
    nora.submit(ASKED, {"question_nb": " "})
    assert phone.get(path).h1 == PATIENT_TEXTS["nb"].question


def test_a_team_that_takes_no_answers_says_so(nora, phone, path):
    fields = nora.get(ASKED).fields()
    nora.post(ASKED, {name: value for name, value in fields.items() if name != "is_open"})
    assert phone.get(path).select("textarea") == []
    nora.submit(ASKED, {"is_open": "y"})
    assert len(phone.get(path).select("textarea")) == 1


def test_a_number_of_a_person_is_refused_and_every_word_kept(nora):
    typed = {"help_line_nb": f"Spør etter {invented.FNR}", "asker_en": "Ward 3", "stopped_after": "14"}
    page = nora.submit(ASKED, typed, status=422)
    assert "fødselsnummer" in page.errors()
    assert {name: page.fields()[name] for name in typed} == typed
    assert number() == 0


def test_the_telephone_that_home_care_answers_is_asked_about_once_and_printed(nora, phone, path):
    page = nora.submit(ASKED, {"help_line_nb": "Ring oss på 73 59 00 00"}, status=422)
    assert number() == 0
    nora.post(ASKED, page.fields() | {"confirm": "y"})
    assert "Ring oss på 73 59 00 00" in phone.get(path).words


@pytest.mark.parametrize(
    ("name", "wrong"), [("stopped_after", "0"), ("stopped_after", "366"), ("question_nb", "x" * 121)]
)
def test_what_is_out_of_bounds_is_told_beside_what_was_typed(nora, name, wrong):
    page = nora.submit(ASKED, {name: wrong, "asker_nb": "Post 3"}, status=422)
    assert page.errors()
    assert (page.fields()[name], page.fields()["asker_nb"]) == (wrong, "Post 3")
    assert number() == 0


def test_two_who_write_the_first_words_at_once_are_both_told(as_):
    first, second = as_("nora"), as_("nora")
    hers, his = first.get(ASKED).fields(), second.get(ASKED).fields()
    first.post(ASKED, hers | {"help_line_nb": "Dra i snora."})
    typed = {"help_line_nb": "Ring på klokka.", "asker_en": "Ward 3"}
    page = second.post(ASKED, his | typed, status=422)
    assert "Se over det du skrev, og send på nytt." in page.words
    assert {name: page.fields()[name] for name in typed} == typed
    row = db.session.scalars(select(AnswerQuestion)).one()
    assert {text.help_line for text in row.texts if text.help_line} == {"Dra i snora."}


def test_the_trail_tells_what_was_changed_and_nothing_where_nothing_was(nora):
    nora.submit(ASKED, {"help_line_nb": "Dra i snora."})
    nora.submit(ASKED, {})
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "answer_question")).one()
    assert line.after == {"help_nb": "Dra i snora."}
    assert "Dra i snora." in nora.get(f"{TEAM}/audit").words


def test_who_only_records_has_no_such_page(as_):
    as_("ali").get(ASKED, status=403)
    as_("siv").get(ASKED, status=403)
