"""The interview guide: questions in order without a script, versions, and approvals."""

import pytest

from tracker.models.base import db
from tracker.models.user_evaluations import InterviewGuide
from tracker.services.user_evaluations.evaluations import EvaluationFacts, begin_evaluation
from tracker.services.user_evaluations.guides import GuideFacts, GuideLine, begin_guide

TEAM = "/teams/kirurgisk-3"
FIRST, SECOND = "Hvordan var nettene?", "Hvordan var visitten?"


@pytest.fixture
def guide(cast, inside):
    """A guide of two questions; its address."""
    siv = inside("siv")
    facts = EvaluationFacts(title="Bruker spør bruker 2026", year=2026, evaluator="KBT")
    row = begin_evaluation(siv, facts, submission="a")
    begin_guide(siv, row, GuideFacts(opening="Hei", questions=[GuideLine(FIRST), GuideLine(SECOND, "Satt legen?")]))
    db.session.commit()
    return f"{TEAM}/evaluations/{row.id}/guide"


def asked():
    db.session.rollback()
    newest = db.session.query(InterviewGuide).order_by(InterviewGuide.number.desc()).first()
    return [(each.text, each.more) for each in newest.questions]


def test_a_question_is_moved_and_what_was_typed_is_saved_with_it(as_, guide):
    as_("siv").submit(guide, {"question_0": "Hvordan sov du?", "down": "1"})
    assert asked() == [(SECOND, "Satt legen?"), ("Hvordan sov du?", "")]
    as_("siv").submit(guide, {"up": "2"})
    assert asked() == [("Hvordan sov du?", ""), (SECOND, "Satt legen?")]


def test_what_to_ask_more_about_needs_a_question_above_it(as_, guide):
    siv = as_("siv")
    page = siv.submit(guide, {"question_1": "", "more_1": "Satt legen?"}, status=422)
    assert "Skriv spørsmålet, eller tøm feltet under." in page.errors()
    assert asked() == [(FIRST, ""), (SECOND, "Satt legen?")]


def test_a_full_guide_says_so_where_one_more_is_asked_for(as_, guide):
    siv = as_("siv")
    full = {f"question_{at}": f"Spørsmål {at}?" for at in range(20)}
    siv.post(f"{guide}/edit", siv.get(guide).fields() | full)
    said = siv.follow(siv.submit(guide, {"add": "1"})).words
    assert "Den har plass til 20 spørsmål." in said
    assert len(asked()) == 20


def test_one_more_question_is_a_field_more_and_an_empty_one_is_not_kept(as_, guide):
    siv = as_("siv")
    page = siv.follow(siv.submit(guide, {"add": "1"}))
    assert page.select("[name=question_2]")
    siv.submit(f"{guide}?add=1", {})
    assert len(asked()) == 2


def test_a_question_is_deleted_after_it_is_asked(as_, guide):
    siv = as_("siv")
    page = siv.follow(siv.submit(guide, {"remove": "1"}))
    assert page.h1 == "Slett spørsmålet?"
    siv.post(page.one("main form")["action"])
    assert asked() == [(SECOND, "Satt legen?")]


def test_what_is_deleted_is_the_question_beside_the_button_also_below_an_emptied_one(as_, guide):
    siv = as_("siv")
    page = siv.follow(siv.submit(guide, {"question_0": "", "more_0": "", "remove": "2"}))
    assert SECOND in page.words
    assert page.path.endswith("/questions/1/remove")
    siv.submit(guide, {"question_0": "", "remove": "1"})
    assert asked() == []


def test_what_somebody_changed_meanwhile_is_neither_deleted_nor_approved_unread(as_, guide):
    siv = as_("siv")
    asks = siv.follow(siv.submit(guide, {"remove": "1"}))
    shown = siv.get(guide)
    as_("nora").submit(guide, {"down": "1"})
    said = "Noen har lagret guiden i mellomtiden."
    assert said in siv.follow(siv.post(asks.one("main form")["action"], asks.fields())).words
    assert said in siv.follow(siv.post(f"{guide}/approve", shown.fields("form[action$='/approve']"))).words
    assert asked() == [(SECOND, "Satt legen?"), (FIRST, "")]


def test_a_question_with_an_identity_number_is_refused_and_kept_in_its_field(as_, guide):
    page = as_("siv").submit(guide, {"question_0": "Spør 13097248022"}, status=422)
    assert page.one("[name=question_0]")["value"] == "Spør 13097248022"
    assert asked()[0] == (FIRST, "")


def test_the_second_of_two_who_save_is_told_and_what_she_wrote_stays(as_, guide):
    siv, nora = as_("siv"), as_("nora")
    page = siv.get(guide)
    nora.submit(guide, {"question_0": "Noras spørsmål"})
    fields = page.fields() | {"question_0": "Sivs spørsmål"}
    again = siv.post(page.one("main form.form")["action"], fields, status=422)
    assert "Noen har lagret guiden mens du skrev" in again.words
    assert again.one("[name=question_0]")["value"] == "Sivs spørsmål"
    assert asked()[0] == ("Noras spørsmål", "")
    siv.post(again.one("main form.form")["action"], again.fields())
    assert asked()[0] == ("Sivs spørsmål", "")


def test_an_approved_guide_is_read_and_a_new_version_keeps_the_old_one(as_, guide):
    siv = as_("siv")
    siv.post(f"{guide}/approve", {"side": "evaluator"})
    page = siv.get(guide)
    assert not page.select("[name=question_0]")
    siv.post(f"{guide}/edit", {"question_0": "Endret", "version": "2"}, status=422)
    siv.post(f"{guide}/new")
    siv.submit(guide, {"question_0": "Ny"})
    assert asked()[0] == ("Ny", "")
    assert FIRST in siv.get(f"{guide}?version=1").words


def test_the_team_reads_the_guide_and_changes_nothing(as_, guide):
    page = as_("ali").get(guide)
    assert FIRST in page.words
    assert not page.select("main form")
