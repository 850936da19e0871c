"""The leader's page of codes, and the sheets of paper."""

import pytest
from sqlalchemy import select

from tracker.access.team_code import read_code, show_code
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.tally import TeamCode

CODES = "/teams/kirurgisk-3/codes"
SHEET = "/teams/kirurgisk-3/tally-sheet"


def working():
    db.session.rollback()
    return db.session.scalars(select(TeamCode).where(TeamCode.revoked_at.is_(None))).all()


def made(visitor):
    visitor.post(f"{CODES}/tell/new")
    return working()[0]


def test_the_leader_makes_a_code_and_sees_it_as_letters_and_as_a_picture(as_):
    nora = as_("nora")
    assert "Lag kode" in nora.get(CODES).words
    code = show_code(made(nora).code)
    page = nora.get(CODES)
    assert page.one(".code").get_text() == code
    assert page.one(".codecard-q")["aria-label"] == f"QR-kode til http://localhost/tell/{code}"
    assert page.one(".codecard-q svg")["viewbox" if page.one(".codecard-q svg").has_attr("viewbox") else "viewBox"]
    as_(None).get(f"/tell/{code}")


def test_making_a_code_twice_makes_one(as_):
    nora = as_("nora")
    first = made(nora).id
    assert made(nora).id == first
    assert len(working()) == 1


def test_a_code_is_replaced_once_however_often_the_form_is_sent(as_):
    nora = as_("nora")
    old = made(nora)
    old_id, old_code = old.id, old.code
    form = nora.get(f"{CODES}/tell/replace").fields()
    nora.submit(f"{CODES}/tell/replace")
    new = working()[0].code
    assert new != old_code
    nora.post(f"{CODES}/tell/replace", form | {"seen": str(old_id)})
    assert [row.code for row in working()] == [new]
    as_(None).get(f"/tell/{show_code(old_code)}", status=410)
    as_(None).get(f"/tell/{show_code(new)}")


def test_a_revoked_code_is_gone_and_the_trail_never_says_what_it_was(as_):
    nora = as_("nora")
    code = made(nora).code
    nora.submit(f"{CODES}/tell/revoke")
    assert working() == []
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "team_code")).all()
    assert [line.deed for line in lines] == [Deed.CREATED, Deed.REVOKED]
    assert code not in str([(line.label, line.before, line.after) for line in lines])
    assert "Kode" in nora.get("/teams/kirurgisk-3/audit").words


def test_the_question_is_set_and_read_at_the_bedside(as_, cast):
    nora = as_("nora")
    code = show_code(made(nora).code)
    page = nora.get(CODES)
    assert [field["name"] for field in page.select("#questions input[type=text]")] == [f"q{cast.chair.id}"]
    nora.submit(CODES, {f"q{cast.chair.id}": "  Satte legen seg ned?  "}, form="#questions")
    assert db.session.get(Measure, cast.chair.id).tally_question == "Satte legen seg ned?"
    assert "Satte legen seg ned?" in as_(None).get(f"/tell/{code}").words
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "measure")).one()
    assert (line.before, line.after) == ({"tally_question": ""}, {"tally_question": "Satte legen seg ned?"})
    assert "Spørsmål ved senga" in nora.get("/teams/kirurgisk-3/audit").words


@pytest.mark.parametrize("typed", ["Satte legen til 01010750160 seg ned?", "x" * 81])
def test_a_question_that_cannot_stand_is_refused_and_kept_in_the_form(as_, cast, typed):
    page = as_("nora").submit(CODES, {f"q{cast.chair.id}": typed}, form="#questions", status=422)
    assert page.one(f"#q{cast.chair.id}")["value"] == typed
    assert page.errors()
    db.session.rollback()
    assert db.session.get(Measure, cast.chair.id).tally_question == ""


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_codes_are_the_leaders(as_, who, status):
    made(as_("nora"))
    visitor = as_(who)
    for path in ("", "/tell/replace", "/tell/revoke", "/tell/sheet"):
        visitor.get(f"{CODES}{path}", status=status)
    for path in ("", "/tell/new", "/tell/replace", "/tell/revoke"):
        visitor.post(f"{CODES}{path}", status=status)
    assert len(working()) == 1


@pytest.mark.parametrize("path", ["/tell/replace", "/tell/revoke", "/tell/sheet", "/nothing/sheet"])
def test_there_is_nothing_to_do_with_a_code_that_is_not_there(as_, path):
    as_("nora").get(f"{CODES}{path}", status=404)


def test_a_code_on_paper_in_two_sizes(as_):
    nora = as_("nora")
    code = show_code(made(nora).code)
    large, small = nora.get(f"{CODES}/tell/sheet"), nora.get(f"{CODES}/tell/sheet?size=a6")
    assert (len(large.select(".poster")), len(small.select(".poster"))) == (1, 4)
    assert f"localhost/tell/{code}" in large.words
    assert len(small.select(".poster:not([aria-hidden])")) == 1


def test_a_sheet_to_count_on_names_the_week_and_leads_to_the_form(as_, cast):
    as_("nora").submit(CODES, {f"q{cast.chair.id}": "Satte legen seg ned?"}, form="#questions")
    page = as_("ali").get(f"{SHEET}?week=2026-11-11")
    assert "uke 46" in page.words
    assert len(page.select(".paper tbody tr")) == 7
    assert "mandag 9. november" in page.words
    assert "/teams/kirurgisk-3/record?week=2026-W46" in page.links()
    as_("ali").get(f"{SHEET}?week=tull")
    as_("siv").get(SHEET, status=403)
    as_("per").get(SHEET, status=404)


def test_codes_read_as_they_are_written():
    assert read_code(" K7XM 3hpt-9wdr ") == "k7xm3hpt9wdr"
    assert show_code("k7xm3hpt9wdr") == "k7xm-3hpt-9wdr"


@pytest.mark.parametrize(("purpose", "said"), [
    ("tell", ("Skriv den ut", "arkene som henger", "telle ved senga")),
    ("board", ("på skjermen", "på skjermen", "skjermen på posten")),
])  # fmt: skip
def test_each_kind_of_code_is_spoken_of_in_its_own_words(as_, purpose, said):
    nora = as_("nora")
    pages = [
        nora.follow(nora.post(f"{CODES}/{purpose}/new")).one(".notice-done").get_text(),
        nora.follow(nora.submit(f"{CODES}/{purpose}/replace")).one(".notice-done").get_text(),
        nora.get(f"{CODES}/{purpose}/revoke").words,
    ]
    assert [word in page for word, page in zip(said, pages, strict=True)] == [True] * 3
    assert purpose == "tell" or "telle ved senga" not in pages[2]


def test_whoever_records_finds_the_paper_to_count_on(as_):
    assert SHEET in as_("ali").get("/teams/kirurgisk-3/record").links()
