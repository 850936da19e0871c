"""What an advisor asks and proposes, whom it is told to, and what is new to her, on both databases."""

from datetime import date, timedelta

import pytest

from tests.conftest import NOW
from tests.people import MADE
from tracker.access.memberships import own_teams
from tracker.access.organisation import advised_organisations, enter_organisation
from tracker.access.people import Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.analysis import Effect, Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.notifications import MeasureSignal, SignalKind
from tracker.services.measurements.proposals import accept_proposal, decisions_for, proposals_for, propose_phase
from tracker.services.refusal import Refused
from tracker.services.signals.news import NewsItem, charts_of, has_read, mark_news_read, unread, waiting_for
from tracker.services.threads.messages import take_away
from tracker.services.threads.threads import NewMessage, ThreadFault, ThreadPlace, begin_thread, threads_of, write_in
from tracker.services.threads.told import threads_answered_to, threads_waiting_in

SINCE = NOW - timedelta(days=30)


@pytest.fixture
def hospital(cast):
    return enter_organisation(cast.people["kari"], "fjordheim", Permission.READ_NEWS, now=NOW)


@pytest.fixture
def asked(cast, inside):
    said = NewMessage(text="Hva skjedde her?", submission="a", asks=True)
    row = begin_thread(inside("kari"), cast.chair, ThreadPlace(), said)
    db.session.commit()
    return row


def told(found):
    return [(each.number, each.by) for each in found]


def test_the_team_is_told_until_it_answers_and_then_who_asked(cast, inside, asked):
    nora, kari = cast.people["nora"], cast.people["kari"]
    assert told(threads_waiting_in(own_teams(nora), reader=nora)) == [(asked.flag, "Kari Dahl")]
    assert threads_waiting_in(own_teams(cast.people["siv"]), reader=cast.people["siv"]) == []
    answer = NewMessage(text="Vi byttet skjema.", submission="b", answers=True)
    write_in(inside("nora"), asked, cast.chair, answer, seen=asked.version)
    db.session.commit()
    assert threads_waiting_in(own_teams(nora), reader=nora) == []
    assert told(threads_answered_to(Actor(kari, NOW), since=SINCE)) == [(asked.flag, "Nora Lund")]
    assert threads_answered_to(Actor(cast.people["per"], NOW), since=SINCE) == []


def test_only_the_team_answers_and_nobody_over_what_she_has_not_read(cast, inside, asked):
    answer = NewMessage(text="Jeg vet.", submission="b", answers=True)
    for who in ("siv", "kari", "ingrid"):
        with pytest.raises(ForbiddenError):
            write_in(inside(who), asked, cast.chair, answer, seen=asked.version)
    with pytest.raises(Refused) as refusal:
        write_in(inside("nora"), asked, cast.chair, answer, seen=asked.version - 1)
    assert refusal.value.fault is ThreadFault.MEANWHILE


def test_an_undone_answer_lets_the_question_stand(cast, inside, asked):
    answer = NewMessage(text="Vi byttet skjema.", submission="b", answers=True)
    row = write_in(inside("nora"), asked, cast.chair, answer, seen=asked.version)
    db.session.commit()
    assert take_away(inside("nora"), asked, cast.chair, row) is False
    db.session.commit()
    db.session.expire_all()
    (thread,) = threads_of(inside("siv"), cast.chair)
    assert (thread.waits, thread.answered_by_id, len(thread.messages)) == (True, None, 1)


def test_what_came_and_what_was_written_is_new_once(cast, inside, asked, hospital):
    signal = MeasureSignal(
        team_id=cast.team.id, measure_id=cast.falls.id, phase_from=NOW.date(), rule=SignalKind.LONG_RUN,
        first_on=NOW.date(), effect=Effect.WORSE, appeared_at=NOW,
    )  # fmt: skip
    db.session.add(signal)
    written = NewMessage(text="Vi ser på det.", submission="b")
    row = write_in(inside("nora"), asked, cast.chair, written, seen=asked.version)
    db.session.commit()
    found = unread(hospital)
    assert [item.name for item in found] == [f"came-{signal.id}", f"said-{row.id}"]
    assert (charts_of(hospital), has_read(hospital), len(waiting_for(hospital))) == (3, False, 1)
    mark_news_read(hospital, found)
    mark_news_read(hospital, found)
    db.session.commit()
    assert (unread(hospital), has_read(hospital)) == ([], True)
    signal.gone_at = NOW
    db.session.commit()
    assert [item.name for item in unread(hospital)] == [f"went-{signal.id}"]
    assert isinstance(unread(hospital)[0], NewsItem)


def test_a_proposal_is_told_to_the_leader_and_its_fate_to_who_proposed(cast, inside):
    for week in range(20, 30):
        db.session.add(
            Measurement(
                team_id=cast.team.id, measure_id=cast.chair.id, period_start=date.fromisocalendar(2026, week, 1),
                numerator=5, denominator=9, recorded_by_id=cast.people["nora"].id, recorded_at=MADE,
            )
        )  # fmt: skip
    db.session.commit()
    said = {"name": "Stol", "reason": "Stolen kom"}
    period = Period.containing(PeriodKind.WEEK, date.fromisocalendar(2026, 25, 1))
    row = propose_phase(inside("kari"), cast.chair, period=period, submission="p", **said)
    db.session.commit()
    nora, kari = cast.people["nora"], cast.people["kari"]
    assert [each.by for each in proposals_for(own_teams(nora))] == ["Kari Dahl"]
    assert proposals_for(own_teams(cast.people["ali"])) == []
    phase = accept_proposal(inside("nora"), cast.chair, row, **said)
    db.session.commit()
    assert (phase.decided_by_id, phase.proposed_by_id) == (nora.id, kari.id)
    assert [each.accepted for each in decisions_for(Actor(kari, NOW), since=SINCE)] == [True]


def test_an_organisation_opens_to_its_advisors_alone(cast):
    assert [each.slug for each in advised_organisations(cast.people["kari"])] == ["fjordheim"]
    assert advised_organisations(cast.people["nora"]) == []
    for who in ("nora", "ali", "siv", "per", "odd", "ingrid"):
        with pytest.raises(NotFoundError):
            enter_organisation(cast.people[who], "fjordheim", Permission.READ_NEWS, now=NOW)
    cast.people["kari"].held_since = NOW
    db.session.commit()
    assert advised_organisations(cast.people["kari"]) == []
    with pytest.raises(ForbiddenError):
        enter_organisation(cast.people["kari"], "fjordheim", Permission.READ_NEWS, now=NOW)
