"""What representatives say and who sees it, on both databases: bubbles, ratings, seats, visits, plans made together."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import MADE
from tests.spoken import another_speaker, held
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Role
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.improvement import Intervention, Level
from tracker.models.representatives import Recognised, Recognition, RecruitmentState
from tracker.models.teams import Membership
from tracker.models.threads import Message, Thread
from tracker.services.refusal import Refused
from tracker.services.representatives.cooperation import RatingFault, cooperation_of, rate
from tracker.services.representatives.coverage import Coverage, coverage_of
from tracker.services.representatives.feedback import last_visit, mark_visit, written_threads
from tracker.services.representatives.recognition import recognise
from tracker.services.representatives.seats import SeatFacts, SeatFault, add_seat, change_seat, recruitment_in
from tracker.services.threads.messages import take_away
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread, write_in

SCORES = {"from_start": 3, "is_used": 4, "is_told": 2}


def said(access, measure, answer, text="", submission="a"):
    row = recognise(
        access, measure, ThreadPlace(), answer, sentence="Slik opplever jeg det ikke.", text=text, submission=submission
    )
    db.session.commit()
    return row


@pytest.fixture
def jon(cast):
    user = another_speaker(cast)
    return enter_team(user, "kirurgisk-3", Permission.READ, now=NOW)


@pytest.mark.parametrize(
    ("answer", "text", "waits"),
    [
        (Recognised.YES, "", False),
        (Recognised.UNSURE, "", False),
        (Recognised.YES, "Blir stolen?", True),
        (Recognised.PARTLY, "", True),
        (Recognised.NO, "", True),
    ],
)
def test_an_answer_becomes_a_bubble_and_the_team_owes_one_where_she_wrote_or_said_no(cast, inside, answer, text, waits):
    row = said(inside("siv"), cast.chair, answer, text)
    thread = db.session.get(Thread, row.thread_id)
    (message,) = thread.messages
    assert (thread.measure_id, thread.waits) == (cast.chair.id, waits)
    assert message.text == (text or "Slik opplever jeg det ikke.")


def test_another_answer_goes_on_in_the_same_bubble_and_the_trail_has_both(cast, inside):
    first = said(inside("siv"), cast.chair, Recognised.YES)
    again = said(inside("siv"), cast.chair, Recognised.NO, "Ikke på kveld.", "b")
    assert (again.id, again.thread_id, again.answer) == (first.id, first.thread_id, Recognised.NO)
    texts = db.session.scalars(select(Message.text).order_by(Message.id)).all()
    assert texts == ["Slik opplever jeg det ikke.", "Ikke på kveld."]
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "recognition").order_by(AuditLine.id)).all()
    assert [line.after["answer"] for line in lines] == ["yes", "no"]


def test_the_same_form_twice_is_one_bubble_with_one_message(cast, inside):
    said(inside("siv"), cast.chair, Recognised.NO)
    said(inside("siv"), cast.chair, Recognised.NO)
    assert len(db.session.scalars(select(Message)).all()) == 1
    assert len(db.session.scalars(select(Recognition)).all()) == 1


def test_a_bubble_that_was_taken_away_leaves_the_answer_and_room_for_a_new_one(cast, inside):
    row = said(inside("siv"), cast.chair, Recognised.NO)
    thread = db.session.get(Thread, row.thread_id)
    take_away(inside("siv"), thread, cast.chair, thread.messages[0])
    db.session.commit()
    db.session.expire_all()
    assert row.thread_id is None
    assert said(inside("siv"), cast.chair, Recognised.PARTLY, submission="b").thread_id is not None


@pytest.mark.parametrize("who", ["nora", "ali", "kari", "ingrid"])
def test_only_representatives_say_whether_they_know_it_again_or_rate(cast, inside, who):
    with pytest.raises(ForbiddenError):
        said(inside(who), cast.chair, Recognised.YES)
    with pytest.raises(ForbiddenError):
        rate(inside(who), SCORES)


def test_what_is_written_to_the_team_is_answered_like_any_other_thread(cast, inside):
    asked = NewMessage(text="Når blir det stille?", submission="a", asks=True)
    row = begin_thread(inside("siv"), None, ThreadPlace(), asked)
    db.session.commit()
    assert (row.measure_id, row.waits) == (None, True)
    answer = NewMessage(text="Fra klokka 22.", submission="b", answers=True)
    write_in(inside("nora"), row, None, answer, seen=row.version)
    db.session.commit()
    (each,) = written_threads(inside("ali"))
    assert (each.measure, each.thread.waits, each.thread.answered_by.name) == (None, False, "Nora Lund")


def test_each_has_seen_what_is_new_for_herself(cast, inside):
    assert last_visit(inside("siv")) is None
    mark_visit(inside("siv", now=NOW - timedelta(days=3)))
    mark_visit(inside("siv"))
    db.session.commit()
    assert (last_visit(inside("siv")), last_visit(inside("nora"))) == (NOW, None)


def test_the_cooperation_is_rated_after_every_fourth_gathering_of_the_network(cast, inside):
    rows = held(cast, 3)
    with pytest.raises(Refused) as refusal:
        rate(inside("siv"), SCORES)
    assert refusal.value.fault is RatingFault.NOT_NOW
    rows[0].cancelled_at = NOW
    rows += held(cast, 1, first=NOW - timedelta(days=9)) + held(cast, 1, first=NOW + timedelta(days=9))
    db.session.commit()
    rounds = cooperation_of(inside("siv")).rounds
    assert (rounds.current, rounds.following.gathering_id) == (None, rows[-1].id)


def test_one_representatives_rating_is_seen_by_her_and_the_host_alone(cast, inside, jon):
    held(cast, 4)
    rate(inside("siv"), SCORES)
    db.session.commit()
    seen = {who: cooperation_of(inside(who)).now for who in ("siv", "ingrid", "nora", "ali", "kari")}
    assert seen == {"siv": SCORES, "ingrid": SCORES, "nora": None, "ali": None, "kari": None}
    assert cooperation_of(jon).now is None
    rate(jon, {"from_start": 5, "is_used": 5, "is_told": 5})
    db.session.commit()
    joined = {"from_start": 4.0, "is_used": 4.5, "is_told": 3.5}
    assert {who: cooperation_of(inside(who)).now for who in seen} == dict.fromkeys(seen, joined)


def test_a_rating_given_again_is_one_and_no_number_is_in_the_trail(cast, inside):
    held(cast, 4)
    rate(inside("siv"), SCORES)
    rate(inside("siv"), SCORES | {"is_told": 5})
    db.session.commit()
    found = cooperation_of(inside("siv"))
    assert (found.answers, found.now["is_told"]) == (1, 5.0)
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "rating")).all()
    assert [(line.before, line.after) for line in lines] == [(None, None)] * 2


def test_a_seat_comes_further_and_the_host_sees_how_far(cast, inside, hosting):
    host = hosting("ingrid")
    siv = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["siv"].id)).one()
    facts = SeatFacts(role=Role.USER_REPRESENTATIVE, state=RecruitmentState.ASKED)
    row = add_seat(inside("nora"), facts, submission="a")
    assert add_seat(inside("nora"), facts, submission="a") is row
    change_seat(
        inside("nora"),
        row,
        SeatFacts(
            role=Role.USER_REPRESENTATIVE, state=RecruitmentState.TRAINED, membership_id=siv.id, until=date(2027, 6, 30)
        ),
    )
    db.session.commit()
    found = recruitment_in(host, [cast.team.id])[cast.team.id]
    assert (found.is_represented, found.state) == (True, RecruitmentState.TRAINED)
    siv.left_on = NOW.date()
    row.state = RecruitmentState.ENDED
    db.session.commit()
    found = recruitment_in(host, [cast.team.id])[cast.team.id]
    assert (found.is_represented, found.state) == (False, None)


def test_a_seat_cannot_run_before_a_yes_nor_be_anothers(cast, inside):
    facts = SeatFacts(role=Role.USER_REPRESENTATIVE, state=RecruitmentState.SOUGHT, until=date(2027, 6, 30))
    with pytest.raises(Refused) as refusal:
        add_seat(inside("nora"), facts, submission="a")
    assert refusal.value.fault is SeatFault.NOT_YET
    nora = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["nora"].id)).one()
    facts = SeatFacts(role=Role.USER_REPRESENTATIVE, state=RecruitmentState.ACCEPTED, membership_id=nora.id)
    with pytest.raises(NotFoundError):
        add_seat(inside("nora"), facts, submission="a")
    for who in ("ali", "siv", "kari", "ingrid"):
        with pytest.raises(ForbiddenError):
            add_seat(inside(who), facts, submission="a")


def test_what_is_planned_together_is_counted_by_level(cast, inside):
    made = {"team_id": cast.team.id, "created_by_id": cast.people["nora"].id, "created_at": MADE}
    db.session.add_all(
        [
            Intervention(flag=1, title="Stol", level=Level.SERVICE, with_representatives=True, **made),
            Intervention(flag=2, title="Ark", level=Level.SERVICE, with_organisations="Brukerforeningen", **made),
            Intervention(flag=3, title="Tavle", level=Level.SERVICE, **made),
            Intervention(flag=4, title="Rutine", level=Level.INDIVIDUAL, **made),
        ]
    )
    db.session.commit()
    assert coverage_of(inside("siv")) == {
        Level.INDIVIDUAL: Coverage(1, 0),
        Level.SERVICE: Coverage(3, 2),
        Level.SYSTEM: Coverage(0, 0),
    }
