"""Notes take the team's next number, once; events belong to those who do the work, comments to who wrote them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.services.measurements import annotations
from tracker.services.measurements.flags import team_flags
from tracker.services.refusal import Refused

DAY = date(2026, 9, 10)
EVENT = {"kind": AnnotationKind.EVENT, "on_date": DAY, "title": "Nye leger", "text": "Seks nye."}
COMMENT = {"kind": AnnotationKind.COMMENT, "on_date": DAY, "title": "Merkes fra senga", "text": ""}


def lines():
    return db.session.scalars(select(AuditLine).order_by(AuditLine.id)).all()


def test_a_note_takes_the_teams_next_number(inside, cast):
    access = inside("ali")
    first = annotations.write_note(access, measure=cast.chair, submission="a", **EVENT)
    second = annotations.write_note(access, submission="b", **COMMENT)
    assert (first.flag, second.flag, cast.team.next_flag) == (1, 2, 3)
    assert second.measure_id is None
    assert [line.deed for line in lines()] == [Deed.CREATED, Deed.CREATED]


def test_the_same_note_sent_twice_takes_one_number(inside, cast):
    access = inside("ali")
    first = annotations.write_note(access, submission="a", **EVENT)
    assert annotations.write_note(access, submission="a", **EVENT) is first
    assert cast.team.next_flag == 2


def test_what_has_not_happened_is_no_event(inside):
    with pytest.raises(Refused, match="on_date: future"):
        annotations.write_note(inside("ali"), submission="a", **EVENT | {"on_date": NOW.date() + timedelta(days=1)})
    assert db.session.scalars(select(Annotation)).all() == []


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_who_reads_may_comment_but_not_write_events(inside, who):
    access = inside(who)
    with pytest.raises(ForbiddenError):
        annotations.write_note(access, submission="a", **EVENT)
    assert annotations.write_note(access, submission="b", **COMMENT).written_by_id == access.user.id


def test_a_comment_is_removed_by_who_wrote_it_or_who_leads(inside):
    said = annotations.write_note(inside("siv"), submission="a", **COMMENT)
    for who in ("ali", "kari", "ingrid"):
        assert not annotations.may_remove(inside(who), said)
        with pytest.raises(ForbiddenError):
            annotations.remove_note(inside(who), said)
    assert annotations.may_remove(inside("nora"), said)
    annotations.remove_note(inside("siv"), said)
    line = lines()[-1]
    assert (line.deed, line.before["title"]) == (Deed.REMOVED, "Merkes fra senga")


def test_an_event_is_removed_by_those_who_do_the_work(inside):
    row = annotations.write_note(inside("nora"), submission="a", **EVENT)
    assert not annotations.may_remove(inside("siv"), row)
    annotations.remove_note(inside("ali"), row)
    assert db.session.scalars(select(Annotation)).all() == []


def test_a_flag_knows_who_wrote_it_and_who_may_take_it_away(inside):
    annotations.write_note(inside("siv"), submission="a", **COMMENT)
    annotations.write_note(inside("ali"), submission="b", **EVENT)
    siv = inside("siv")
    comment, event = team_flags(siv)
    assert (comment.written_by_id, comment.is_comment, event.is_comment) == (siv.user.id, True, False)
    assert [annotations.may_remove(inside(who), comment) for who in ("siv", "ali", "nora")] == [True, False, True]
    assert [annotations.may_remove(inside(who), event) for who in ("siv", "ali", "nora")] == [False, True, True]
