"""Notes: an event or a comment on a day, written once, taken back by whoever may."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.web.charted import TEAM
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Annotation, AnnotationKind

pytestmark = pytest.mark.usefixtures("wednesday_morning")

SAID = {"on_date": "10.9.2026", "title": "Nye leger", "text": "Seks nye på post"}


def notes():
    db.session.rollback()
    return db.session.scalars(select(Annotation).order_by(Annotation.id)).all()


@pytest.fixture
def new(chair):
    return f"{TEAM}/{chair.id}/notes/new"


def test_a_member_writes_an_event_that_stands_on_the_chart(as_, chair, new, page):
    ali = as_("ali")
    shown = ali.follow(ali.submit(new, SAID))
    assert "3: Nye leger Uke 37 · Hendelse Seks nye på post" in shown.words
    assert "3 Nye leger" in ali.get(f"{TEAM}/{chair.id}.csv").text
    assert [(row.flag, row.kind, row.measure_id) for row in notes()] == [(3, AnnotationKind.EVENT, chair.id)]


def test_it_may_stand_on_every_chart_of_the_team(as_, new):
    as_("ali").submit(new, SAID | {"everywhere": "y"})
    assert notes()[0].measure_id is None


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_a_reader_comments_and_is_not_asked_what_it_is(as_, new, who):
    visitor = as_(who)
    page = visitor.get(new)
    assert page.h1 == "Ny kommentar"
    assert not page.select("[name=kind]")
    visitor.submit(new, SAID | {"kind": "event"})
    assert [row.kind for row in notes()] == [AnnotationKind.COMMENT]


def test_the_same_form_sent_twice_takes_one_number(as_, cast, new):
    ali = as_("ali")
    fields = ali.get(new).fields() | SAID
    ali.post(new, fields)
    ali.post(new, fields)
    assert [row.flag for row in notes()] == [3]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on_date": ""}, "Fyll ut dette feltet."),
        ({"on_date": "31.2.2026"}, "Skriv datoen som dag.måned.år"),
        ({"on_date": "12.11.2026"}, "Datoen kan ikke være fram i tid."),
        ({"title": ""}, "Fyll ut dette feltet."),
        ({"title": "x" * 81}, "Teksten er for lang."),
        ({"text": "om 13097248022"}, "fødselsnummer"),
        ({"text": "ring 98 76 54 32"}, "telefonnummer"),
        ({"kind": "forged"}, "Velg ett av alternativene."),
    ],
)
def test_wrong_input_keeps_what_was_typed_and_stores_nothing(as_, new, typed, said):
    shown = as_("ali").submit(new, SAID | typed, status=422)
    assert said in shown.errors()
    kept = SAID | typed
    assert {name: shown.fields()[name] for name in SAID} == {name: kept[name] for name in SAID}
    assert notes() == []


def test_a_telephone_number_that_is_meant_to_stand_is_confirmed(as_, new):
    as_("ali").submit(new, SAID | {"text": "ring 98 76 54 32", "confirm": "y"})
    assert notes()[0].text == "ring 98 76 54 32"


def test_a_note_is_removed_after_a_question(as_, chair, new, page):
    ali = as_("ali")
    ali.submit(new, SAID)
    path = f"{TEAM}/{chair.id}/notes/{notes()[0].id}/remove"
    assert ali.get(path).h1 == "Fjern notatet?"
    assert ali.submit(path).location == page
    assert notes() == []


def test_nobody_removes_what_a_representative_said_but_she_and_the_leader(as_, chair, new):
    as_("siv").submit(new, SAID)
    path = f"{TEAM}/{chair.id}/notes/{notes()[0].id}/remove"
    for who in ("ali", "kari", "ingrid"):
        as_(who).get(path, 403)
        as_(who).post(path, status=403)
    as_("per").get(path, 404)
    as_("nora").submit(path)
    assert notes() == []


def test_a_stranger_finds_no_form(as_, new):
    as_("per").get(new, 404)
    as_("per").post(new, SAID, status=404)


def edit_of(chair):
    return f"{TEAM}/{chair.id}/notes/{notes()[0].id}/edit"


def test_a_note_is_changed_and_the_trail_tells_both(as_, chair, new, page):
    ali = as_("ali")
    ali.submit(new, SAID)
    path = edit_of(chair)
    assert path in ali.get(page).links()
    shown = ali.get(path)
    assert (shown.h1, shown.fields()["on_date"], shown.fields()["title"]) == ("Endre notatet", "10.9.2026", "Nye leger")
    assert ali.submit(path, {"on_date": "3.9.2026", "title": "Seks nye leger"}).location == page
    (row,) = notes()
    assert (row.flag, row.on_date, row.title, row.text) == (3, date(2026, 9, 3), "Seks nye leger", "Seks nye på post")
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.deed, line.before, line.after) == (
        Deed.CHANGED,
        {"on_date": "2026-09-10", "title": "Nye leger"},
        {"on_date": "2026-09-03", "title": "Seks nye leger"},
    )


def test_a_note_that_is_sent_as_it_was_is_no_deed(as_, chair, new):
    ali = as_("ali")
    ali.submit(new, SAID)
    count = select(func.count()).select_from(AuditLine)
    before = db.session.scalar(count)
    ali.submit(edit_of(chair))
    assert db.session.scalar(count) == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on_date": "31.2.2026"}, "Skriv datoen som"),
        ({"on_date": "12.11.2026"}, "fram i tid"),
        ({"title": ""}, "Fyll ut"),
    ],
)
def test_a_wrong_change_of_a_note_stores_nothing(as_, chair, new, typed, told):
    ali = as_("ali")
    ali.submit(new, SAID)
    shown = ali.submit(edit_of(chair), typed, status=422)
    assert told in shown.errors()
    assert (notes()[0].title, notes()[0].on_date) == ("Nye leger", date(2026, 9, 10))


def test_nobody_changes_what_another_said_in_a_comment(as_, chair, new, page):
    as_("siv").submit(new, SAID)
    path = edit_of(chair)
    for who in ("nora", "ali", "kari", "ingrid"):
        as_(who).get(path, 403)
        as_(who).post(path, status=403)
        assert path not in as_(who).get(page).links()
    as_("per").get(path, 404)
    as_("siv").submit(path, {"text": "Sagt på nytt"})
    assert notes()[0].text == "Sagt på nytt"
