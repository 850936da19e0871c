from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.gathered import facts, plan
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.gatherings import Evaluation, EvaluationAnswer
from tracker.services.gatherings.evaluation import answer, make_link, opened
from tracker.services.gatherings.gatherings import Hours

HERE = "/networks/brukermedvirkning/gatherings"
NOW = datetime.now(UTC)
ALL = {"useful": 5, "others": 4, "helped": 3, "tomorrow": 2}


@pytest.fixture
def made(cast):
    """Give a samling some days ago, with a link and so many answers."""
    host = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=NOW)

    def make(days_ago=1, answers=0):
        day = (NOW - timedelta(days=days_ago)).date()
        hours = Hours(day, NOW.time().replace(hour=9), NOW.time().replace(hour=15))
        row = plan(host, facts(hours, title=f"Samling for {days_ago} dager siden"))
        link = make_link(host, row)
        here = opened(link.code, now=NOW - timedelta(days=days_ago))
        for number in range(answers):
            answer(here, uuid4(), ALL, f"Svar {number}")
        db.session.commit()
        return row, f"/evaluering/{show_code(link.code)}"

    return make


def count():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(EvaluationAnswer))


def test_whoever_was_there_answers_without_a_cookie_and_a_double_press_counts_once(as_, made):
    _row, address = made()
    visitor = as_(None)
    page = visitor.get(address)
    assert len(page.select("fieldset.scale")) == 4
    fields = {"form": page.one("input[name=form]")["value"], "useful": "5", "takeaway": "Stolen må følge vogna"}
    for _again in range(2):
        sent = visitor.raw("POST", f"{address}/answer", data=fields)
        assert (sent.status_code, sent.headers["Location"]) == (303, f"{address}?sent=1")
        assert "Set-Cookie" not in sent.headers
    assert count() == 1
    assert "Takk for svaret" in visitor.get(f"{address}?sent=1").words


def test_no_cookie_keeps_the_language_the_address_does(as_, made):
    _row, address = made()
    visitor = as_(None)
    assert visitor.get(address).one(".foot a[hreflang=en]")["href"] == f"{address}?lang=en"
    page = visitor.get(f"{address}?lang=en")
    assert "Set-Cookie" not in page.headers
    sent = page.fields("form.evaluate") | {"useful": "5"}
    thanks = visitor.raw("POST", page.one("form.evaluate")["action"], data=sent)
    assert thanks.headers["Location"] == f"{address}?sent=1&lang=en"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "Svar på minst ett spørsmål."),
        ({"useful": "4", "takeaway": "Ring meg på 912 34 567"}, "Ta bort telefonnummer"),
        ({"useful": "4", "takeaway": "13097248022 sa det"}, "fødselsnummer"),
        ({"useful": "4", "takeaway": "x" * 501}, "for lang"),
    ],
)
def test_what_cannot_be_taken_in_is_shown_again(as_, made, said, error):
    _row, address = made()
    page = as_(None).raw("POST", f"{address}/answer", data={"form": str(uuid4())} | said)
    assert page.status_code == 422
    text = page.get_data(as_text=True)
    assert error in text
    if "takeaway" in said:
        assert said["takeaway"] in text
        assert 'value="4" checked' in text
    assert count() == 0


def test_it_is_closed_before_the_day_and_after_fourteen_days(as_, made):
    for days_ago in (-3, 20):
        _row, address = made(days_ago)
        page = as_(None).get(address)
        assert "Her kan du svare fra" in page.words
        assert not page.select("form.evaluate")
        assert as_(None).raw("POST", f"{address}/answer", data={"form": str(uuid4()), "useful": "4"}).status_code == 422
    assert count() == 0


def test_the_host_sees_sums_from_five_answers_on_and_a_chart_from_two_gatherings_on(as_, made, queries):
    row, address = made(1, answers=4)
    ingrid = as_("ingrid")
    page = ingrid.get(f"{HERE}/{row.id}/evaluation")
    assert address in page.words
    assert "Svarene vises når minst 5 har svart." in page.words
    assert "Svar 0" not in page.words
    row, _address = made(9, answers=5)
    page = ingrid.get(f"{HERE}/{row.id}/evaluation")
    assert [each.get_text() for each in page.select(".evaluation-n")] == ["5 av 5", "5 av 5", "0 av 5", "0 av 5"]
    assert "Svar 0" in page.words
    assert not page.select("svg.rc")
    address = page.path
    with queries() as few:
        ingrid.get(address)
    for days_ago in (13, 5):
        made(days_ago, answers=6)
    with queries() as many:
        page = ingrid.get(address)
    assert len(page.select("svg.rc")) == 4
    assert len(many) == len(few)


def test_a_question_that_fewer_than_five_answered_is_not_shown(as_, made):
    row, _address = made(1, answers=4)
    link = db.session.scalars(select(Evaluation).where(Evaluation.gathering_id == row.id)).one()
    answer(opened(link.code, now=NOW), uuid4(), {"useful": 1}, "")
    db.session.commit()
    page = as_("ingrid").get(f"{HERE}/{row.id}/evaluation")
    assert [each.get_text() for each in page.select(".evaluation-n")] == ["4 av 5"]


def test_a_link_is_made_by_the_host(as_, cast):
    host = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=NOW)
    row = plan(host)
    db.session.commit()
    ingrid = as_("ingrid")
    page = ingrid.get(f"{HERE}/{row.id}/evaluation")
    assert "Spør dem som kom" in page.words
    ingrid.submit(page.path, form="main form")
    assert ingrid.get(page.path).one(".evaluation-qr svg")
