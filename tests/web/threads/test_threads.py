"""Threads: asked on a point, a stretch or the whole chart, answered by the team, told to both."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests.web.charted import MOMENT, TEAM
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.threads import Message, Thread

pytestmark = pytest.mark.usefixtures("wednesday_morning")

ASKED = {"starts": "35", "stops": "44/2026", "said": "Holder det også på kveld?"}
FORM = 'main form[action$="threads/new"]'
ANSWER = 'main form[action*="/threads/"]'


def threads():
    db.session.rollback()
    return db.session.scalars(select(Thread).order_by(Thread.id)).all()


def messages():
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.id)).all()


def lines(deed):
    return db.session.scalars(select(AuditLine).where(AuditLine.deed == deed).order_by(AuditLine.id)).all()


@pytest.fixture
def new(chair):
    return f"{TEAM}/{chair.id}/threads/new"


@pytest.fixture
def asked(as_, chair, page, new):
    """Kari has asked about a stretch, from the page of the chart."""
    as_("kari").submit(page, ASKED, form=FORM)
    (row,) = threads()
    return row


@pytest.fixture
def at(chair, asked):
    return f"/teams/kirurgisk-3/threads/{asked.id}"


@pytest.mark.parametrize("who", ["kari", "ingrid", "siv"])
def test_a_reader_asks_about_a_stretch_from_the_page_of_the_chart(as_, page, who, chair):
    visitor = as_(who)
    answer = visitor.submit(page, ASKED, form=FORM)
    assert answer.headers["Location"].endswith("#samtale-3")
    (row,) = threads()
    assert (str(row.first_start), str(row.last_start), row.flag, row.waits) == ("2026-08-24", "2026-10-26", 3, True)
    shown = visitor.get(page)
    assert "Samtale 3: Uke 35–44 Venter på teamet" in shown.words
    assert "Holder det også på kveld?" in shown.one("#samtale-3").get_text()
    assert "1 venter på svar" in shown.words


def test_a_point_keeps_what_it_showed_and_says_when_it_is_corrected(as_, page, new, chair):
    kari = as_("kari")
    kari.submit(new, {"starts": "44", "said": "Hva skjedde her?"})
    (row,) = threads()
    assert row.last_start is None
    assert row.value is not None
    assert "rettet siden" not in kari.get(page).words
    point = db.session.scalars(select(Measurement).where(Measurement.period_start == row.first_start)).one()
    point.numerator, point.denominator = 1, 20
    db.session.commit()
    assert "Punktet er rettet siden. Da sto det" in kari.get(page).words
    db.session.delete(db.session.get(Measurement, point.id))
    db.session.commit()
    assert "Punktet er tatt bort siden. Da sto det" in kari.get(page).words


def test_one_week_twice_is_a_point_and_none_is_the_whole_chart(as_, new, page):
    kari = as_("kari")
    kari.submit(new, {"starts": "44", "stops": "44", "said": "Ett punkt"})
    kari.submit(new, {"said": "Alt sammen"})
    point, whole = threads()
    assert (point.last_start, whole.first_start) == (None, None)
    assert "Samtale 4: Hele diagrammet" in kari.get(page).words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"starts": "", "stops": "44"}, "Skriv også hvor det begynner"),
        ({"starts": "44", "stops": "35"}, "Slutten kan ikke være før begynnelsen"),
        ({"starts": "44/2024", "stops": ""}, "Dette er ikke på diagrammet"),
        ({"starts": "tulleuke"}, "Skriv uka som 45"),
        ({"said": ""}, "Fyll ut dette feltet."),
        ({"said": "x" * 1001}, "Teksten er for lang."),
        ({"said": "om 13097248022"}, "fødselsnummer"),
        ({"said": "ring 98 76 54 32"}, "telefonnummer"),
    ],
)
def test_what_is_wrong_is_told_and_kept_and_nothing_is_stored(as_, new, typed, told):
    shown = as_("kari").submit(new, ASKED | typed, status=422)
    assert told in shown.errors()
    kept = ASKED | typed
    assert {name: shown.fields()[name] for name in ASKED} == kept
    assert threads() == []
    assert messages() == []


def test_the_same_question_sent_twice_is_one(as_, new):
    kari = as_("kari")
    fields = kari.get(new).fields() | ASKED
    kari.post(new, fields)
    kari.post(new, fields)
    assert [row.flag for row in threads()] == [3]
    assert len(messages()) == 1


def test_the_team_answers_on_the_page_and_the_thread_waits_no_more(as_, asked, page):
    nora = as_("nora")
    shown = nora.get(page)
    assert "Venter på dere" in shown.words
    assert "Dette besvarer spørsmålet" in shown.one("#samtale-3").get_text()
    answer = nora.submit(page, {"text": "Ja, fem kvelder."}, form=ANSWER)
    assert answer.headers["Location"].endswith("#samtale-3")
    (row,) = threads()
    assert (row.waits, row.answered_by_id) == (False, nora_id())
    folded = as_("kari").get(page).one("details.th-d")
    assert "Besvart av Nora Lund" in folded.get_text()
    assert [each.answers for each in messages()] == [False, True]


def nora_id():
    return messages()[-1].by_id


def test_a_member_may_write_without_answering(as_, asked, at, page):
    as_("ali").submit(at, {"text": "Skal vi begynne med det?", "answers": ""})
    (row,) = threads()
    assert row.waits is True
    assert "Venter på teamet" in as_("kari").get(page).words


@pytest.mark.parametrize("who", ["kari", "ingrid", "siv"])
def test_only_the_team_says_that_a_question_is_answered(as_, asked, at, who):
    visitor = as_(who)
    shown = visitor.get(at)
    assert "answers" not in shown.fields()
    visitor.submit(at, {"text": "Jeg vet svaret", "answers": "y"})
    (row,) = threads()
    assert row.waits is True
    assert not any(each.answers for each in messages())


def test_an_answer_has_a_text(as_, asked, at):
    shown = as_("nora").submit(at, {"text": "  "}, status=422)
    assert "Fyll ut dette feltet." in shown.errors()
    assert threads()[0].waits is True


def test_an_answered_thread_is_asked_again(as_, asked, at):
    as_("nora").submit(at, {"text": "Ja."})
    kari = as_("kari")
    kari.submit(at, {"text": "Takk."})
    assert threads()[0].waits is False
    kari.submit(at, {"text": "Også i helgene?", "asks_again": "y"})
    (row,) = threads()
    assert (row.waits, row.answered_at) == (True, None)


def test_who_answers_what_another_has_answered_meanwhile_is_told_first(as_, asked, at):
    nora, ali = as_("nora"), as_("ali")
    typed = nora.get(at).fields() | {"text": "Mitt svar"}
    ali.submit(at, {"text": "Alis svar"})
    shown = nora.post(at, typed, status=422)
    assert "Noen andre har skrevet i samtalen" in shown.errors()
    assert "Alis svar" in shown.words
    assert shown.fields()["text"] == "Mitt svar"
    assert [each.text for each in messages()][1:] == ["Alis svar"]
    nora.post(at, shown.fields())
    assert [each.text for each in messages()][1:] == ["Alis svar", "Mitt svar"]


def test_ones_own_message_is_changed_within_an_hour_and_the_trail_tells_both(as_, asked, at):
    kari = as_("kari")
    path = f"{at}/messages/{messages()[0].id}/edit"
    kari.submit(path, {"text": "Holder det på natt?"})
    (row,) = messages()
    assert row.text == "Holder det på natt?"
    line = lines(Deed.CHANGED)[-1]
    assert (line.before, line.after) == ({"text": ASKED["said"]}, {"text": "Holder det på natt?"})
    for who in ("nora", "ali", "siv", "ingrid"):
        as_(who).get(path, 403)
        as_(who).post(path, {"text": "Noe annet"}, status=403)
    as_("per").get(path, 404)
    with time_machine.travel(MOMENT + timedelta(minutes=61), tick=False):
        kari.get(path, 403)


def test_a_fresh_message_is_undone_with_what_it_did(as_, asked, at):
    nora = as_("nora")
    nora.submit(at, {"text": "Ja."})
    assert threads()[0].waits is False
    nora.submit(f"{at}/messages/{messages()[-1].id}/remove")
    (row,) = threads()
    assert (row.waits, row.answered_at, len(messages())) == (True, None, 1)
    as_("kari").submit(f"{at}/messages/{messages()[0].id}/remove")
    assert threads() == []
    assert len(lines(Deed.REMOVED)) == 3


def test_a_later_removal_leaves_a_mark_and_no_words(as_, asked, at, page):
    path = f"{at}/messages/{messages()[0].id}/remove"
    with time_machine.travel(MOMENT + timedelta(hours=2), tick=False):
        for who in ("ali", "siv", "ingrid"):
            as_(who).get(path, 403)
            as_(who).post(path, status=403)
        as_("nora").submit(path)
        shown = as_("kari").get(page)
    assert "Tatt bort av Nora Lund" in shown.words
    assert "også på kveld" not in shown.words
    assert lines(Deed.REMOVED)[-1].before["text"] == ASKED["said"]


def test_all_who_read_the_chart_read_it_and_a_stranger_finds_nothing(as_, asked, at, page):
    for who in ("nora", "ali", "siv", "kari", "ingrid"):
        assert "Holder det også på kveld?" in as_(who).get(page).words
    as_("per").get(at, 404)
    as_("per").post(at, {"text": "Hei"}, status=404)


def test_a_message_of_one_thread_is_not_found_in_another(as_, asked, at, new):
    kari = as_("kari")
    kari.submit(new, {"said": "Noe annet"})
    other = messages()[-1]
    kari.get(f"{at}/messages/{other.id}/edit", 404)
    kari.get(f"{at}/messages/{other.id}/remove", 404)


def test_it_stands_on_the_chart_and_in_the_table(as_, asked, page):
    shown = as_("nora").get(page)
    chart = shown.select("figure.fig .wide svg")[0]
    assert len(chart.select(".rc-said:not(.rc-said-open)")) == 1
    assert "Samtale 3 om uke 35 til uke 44 2026 venter på svar." in chart.select_one("desc").get_text()
    heads = [th.get_text() for th in shown.select("details.more table thead th")]
    assert "Samtale" in heads
    assert len(shown.select('td a[href="#samtale-3"]')) == 10
    assert "samtale som venter på svar" in shown.words
    as_("nora").submit(page, {"text": "Ja."}, form=ANSWER)
    chart = as_("nora").get(page).select("figure.fig .wide svg")[0]
    assert len(chart.select(".rc-said-open")) == 1


def test_a_picture_of_the_chart_does_not_tell_who_waits(as_, asked, chair):
    drawing = as_("nora").get(f"{TEAM}/{chair.id}/chart.svg").text
    assert "var(" not in drawing
    assert "rc-said" not in drawing


def test_the_team_is_told_until_it_answers_and_then_who_asked(as_, asked, at):
    nora, kari = as_("nora"), as_("kari")
    assert "Kari Dahl spør om «Satte legen seg ned under visitten?»" in nora.get("/notifications").words
    assert "spør om" not in as_("siv").get("/notifications").words
    assert "har svart deg" not in kari.get("/notifications").words
    nora.submit(at, {"text": "Ja."})
    assert "spør om" not in nora.get("/notifications").words
    told = kari.get("/notifications")
    assert "Nora Lund har svart deg om «Satte legen seg ned under visitten?»" in told.words
    assert "Ja." not in told.words
    assert "Noen har svart meg" in kari.get("/notifications/choices").words


def test_as_many_threads_cost_as_few_queries(as_, new, page, queries):
    kari = as_("kari")
    kari.submit(new, ASKED)
    kari.get(page)
    with queries() as few:
        kari.get(page)
    for week in range(20, 30):
        kari.submit(new, {"starts": str(week), "said": "Og her?"})
    with queries() as many:
        kari.get(page)
    assert len(many) == len(few)


def test_every_deed_leaves_its_line(as_, asked, at):
    as_("nora").submit(at, {"text": "Ja."})
    count = select(func.count()).select_from(AuditLine).where(AuditLine.subject.in_(["thread", "message"]))
    assert db.session.scalar(count) == 4
    log = as_("nora").get("/teams/kirurgisk-3/audit")
    assert "Nora Lund skrev i samtalen 3, Satte legen seg" in log.words
