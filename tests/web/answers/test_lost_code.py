"""A lost code: the leader finds the answer by words of it, and withdraws it; the words stand nowhere afterwards."""

import logging

import pytest
from sqlalchemy import select

from tests.web.answers.waiting import send
from tracker.models.answers import Answer, AnswerState
from tracker.models.audit import AuditLine
from tracker.models.base import db

TEAM = "/teams/kirurgisk-3"
WALL = f"{TEAM}/answers"
FIND = f"{WALL}/find"
APPROVED = AnswerState.APPROVED


def bubbles(page):
    return [each.get_text(strip=True) for each in page.select(".v-item blockquote")]


@pytest.fixture
def sent(cast):
    """Answers that a search could find, and some that it must not."""
    send(cast.team, "ÆRLIG talt: at det blir STILLE om natta", state=APPROVED)
    send(cast.team, "At det er stille i gangen", state=APPROVED, shared=False)
    send(cast.team, "Stille, ulest om natta")
    send(cast.team, "Stille, avvist om natta", state=AnswerState.REJECTED, reject_reason="empty")
    send(cast.other_team, "Stille på legevakta om natta", state=APPROVED)
    db.session.commit()


def test_it_is_found_by_words_however_they_are_written_and_in_any_order(as_, sent):
    nora = as_("nora")
    page = nora.submit(FIND, {"words": "natta ærlig stille"}, status=200)
    assert bubbles(page) == ["ÆRLIG talt: at det blir STILLE om natta"]
    assert len(bubbles(nora.submit(FIND, {"words": "stille"}, status=200))) == 2
    nothing = nora.submit(FIND, {"words": "stille hage"}, status=200)
    assert (bubbles(nothing), "Ingen svar på veggen har disse ordene." in nothing.words) == ([], True)


def test_what_is_looked_for_reaches_no_log_address_or_row(as_, sent, caplog):
    with caplog.at_level(logging.DEBUG):
        page = as_("nora").submit(FIND, {"words": "natta leterqord"}, status=200)
    assert "leterqord" not in caplog.text
    assert page.path == FIND
    assert [line for line in db.session.scalars(select(AuditLine)) if "leterqord" in str(vars(line))] == []


def test_many_are_cut_and_more_words_asked_for(as_, cast):
    for number in range(14):
        send(cast.team, f"Kaffe {number}", state=APPROVED)
    db.session.commit()
    page = as_("nora").submit(FIND, {"words": "kaffe"}, status=200)
    assert len(bubbles(page)) == 12
    assert "Skriv flere ord" in page.words


def test_the_leader_withdraws_for_the_writer_and_prints_are_taken_down(as_, cast):
    send(cast.team, "Ta meg bort", state=APPROVED)
    db.session.commit()
    nora = as_("nora")
    one = nora.get(WALL).one(".v-do a")["href"]
    assert as_("ali").get(one).select('a[href$="/withdraw"]') == []
    nora.submit(nora.get(one).one('a[href$="/withdraw"]')["href"])
    page = nora.get(WALL)
    assert "Et svar er trukket. Ta ned utskrifter med det, og slett filer dere har lastet ned." in page.words
    assert db.session.scalars(select(Answer.id)).all() == []
    nora.post(f"{WALL}/taken-down")
    assert "Ta ned utskrifter" not in nora.get(WALL).words
