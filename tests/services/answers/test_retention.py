"""Answers go by their network's rule: what a dry run counts, the run deletes, and a new question finds none of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.services.mail.letters import SENDER
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.answers import (
    Answer,
    AnsweredBy,
    AnswerLanguage,
    AnswerState,
    AnswerWay,
    AnswerWeek,
    RetentionRun,
    draw_public_id,
)
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind
from tracker.services.answers.retention import notice, rule, run
from tracker.services.answers.retention.notice import Notifier
from tracker.services.answers.taking_in import monday_of
from tracker.services.refusal import Refused
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.retention.letter import run_writer
from tracker.views.retention.pages import receipt_facts, receipt_text

TODAY = date(2026, 11, 11)
NB = Locale.of("nb")


def answer(team, *, days, state=AnswerState.APPROVED, text="Å få sove", **more):
    """An answer that was sent in so many days ago."""
    sent = TODAY - timedelta(days=days)
    row = Answer(
        team_id=team.id, public_id=draw_public_id(), text=text, language=AnswerLanguage.NB, who=AnsweredBy.PATIENT,
        shared=False, way=AnswerWay.QR, sent_on=sent, week=monday_of(sent), state=state, is_doubtful=False,
        hidden_words=0, reviewed_at=None if state is AnswerState.WAITING else NOW - timedelta(days=days), **more,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def left():
    db.session.flush()
    return set(db.session.scalars(select(Answer.id)))


@pytest.fixture
def old_and_new(cast):
    return {
        "old": answer(cast.team, days=420),
        "unread": answer(cast.team, days=200, state=AnswerState.WAITING),
        "new": answer(cast.team, days=200),
        "unread and new": answer(cast.team, days=60, state=AnswerState.WAITING),
    }


@pytest.fixture
def notifier():
    return Notifier(SENDER, run_writer(Links(lambda page, **_parts: f"https://oyehoyde.example.no/{page}")))


def test_the_first_run_leaves_time_to_tell_of_it():
    assert rule.first_run(date(2026, 11, 11)) == date(2026, 12, 1)
    assert rule.first_run(date(2026, 11, 17)) == date(2026, 12, 1)
    assert rule.first_run(date(2026, 11, 18)) == date(2027, 1, 1)
    assert rule.run_after(date(2026, 12, 1)) == date(2027, 1, 1)


def test_a_dry_run_counts_and_deletes_nothing(hosting, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    assert (dry.counted, dry.removed, dry.is_dry) == (2, 0, True)
    assert run.dry_run(hosting("ingrid"), submission="s1") is dry
    assert left() == set(old_and_new.values())


def test_a_run_deletes_what_was_shown_and_counts_anew(hosting, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    done = run.run_as_shown(hosting("ingrid"), dry, typed=2, backup_days=30)
    assert (done.counted, done.removed, done.left) == (2, 2, 0)
    assert done.backups_gone_on == TODAY + timedelta(days=30)
    assert left() == {old_and_new["new"], old_and_new["unread and new"]}
    assert db.session.scalar(select(func.sum(AnswerWeek.heard))) == 1  # the unread one was never heard
    gone = select(AuditLine.subject_id).where(AuditLine.subject == "answer", AuditLine.deed == "removed")
    assert set(db.session.scalars(gone)) == {old_and_new["old"], old_and_new["unread"]}


def test_another_number_deletes_nothing(hosting, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    with pytest.raises(Refused):
        run.run_as_shown(hosting("ingrid"), dry, typed=3, backup_days=30)
    assert left() == set(old_and_new.values())


def test_what_was_not_shown_is_not_deleted(hosting, cast, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    answer(cast.team, days=500)
    with pytest.raises(Refused):
        run.run_as_shown(hosting("ingrid"), dry, typed=2, backup_days=30)
    assert len(left()) == len(old_and_new) + 1


def test_a_rule_changed_since_is_another_run(hosting, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    rule.change_rule(hosting("ingrid"), rule.rule_of(hosting("ingrid").network.id), months=6, unread_months=3)
    with pytest.raises(Refused):
        run.run_as_shown(hosting("ingrid"), dry, typed=dry.counted, backup_days=30)
    assert left() == set(old_and_new.values())


def test_it_runs_by_itself_on_its_day_and_not_before(cast, old_and_new):
    assert run.run_by_itself(cast.network, now=NOW, backup_days=30) is None
    there = NOW + timedelta(days=20)  # 1 December
    done = run.run_by_itself(cast.network, now=there, backup_days=30)
    assert (done.removed, done.by_name) == (2, "")
    assert rule.rule_of(cast.network.id).next_run_on == date(2027, 1, 1)
    assert run.run_by_itself(cast.network, now=there, backup_days=30) is None
    assert left() == {old_and_new["new"], old_and_new["unread and new"]}


def test_another_networks_answers_stay(cast, hosting):
    theirs = answer(cast.other_team, days=420)
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    assert dry.counted == 0
    assert left() == {theirs}


def test_answers_outside_networks_and_rejected_ones_go_any_day(cast):
    outside = answer(cast.other_team, days=420)
    rejected = answer(cast.team, days=15, state=AnswerState.REJECTED, reject_reason="empty")
    kept = answer(cast.team, days=13, state=AnswerState.REJECTED, reject_reason="empty")
    assert run.forget_by_the_day(now=NOW) == 2
    assert left() == {kept}
    assert {outside, rejected} <= set(
        db.session.scalars(select(AuditLine.subject_id).where(AuditLine.subject == "answer"))
    )


def test_a_run_is_put_off_once(hosting, cast):
    row = rule.begun_rule(cast.network, today=TODAY)
    rule.postpone(hosting("ingrid"), row, why="Vi venter på avtalen")
    assert rule.next_run(row, today=TODAY) == date(2026, 12, 31)
    with pytest.raises(Refused):
        rule.postpone(hosting("ingrid"), row, why="En gang til")
    assert run.run_by_itself(cast.network, now=NOW + timedelta(days=20), backup_days=30) is None
    assert run.run_by_itself(cast.network, now=NOW + timedelta(days=50), backup_days=30) is not None
    assert (row.postponed_until, row.postponed_why, row.next_run_on) == (None, "", date(2027, 1, 1))


def test_a_changed_rule_gives_the_leaders_time(hosting, cast):
    row = rule.begun_rule(cast.network, today=TODAY)
    row.next_run_on = TODAY + timedelta(days=1)
    rule.change_rule(hosting("ingrid"), row, months=6, unread_months=3)
    assert row.next_run_on == date(2026, 12, 1)
    assert row.decided_by_id == hosting("ingrid").user.id


def test_leaders_are_told_once_two_weeks_before(cast, notifier, old_and_new):
    cast.people["nora"].persona = None
    early, then = NOW, NOW + timedelta(days=8)  # 19 November
    assert notice.tell_of_run(cast.network, notifier, now=early) == 0
    assert notice.tell_of_run(cast.network, notifier, now=then) == 1
    assert notice.tell_of_run(cast.network, notifier, now=then) == 0
    (mail,) = db.session.scalars(select(Mail))
    assert (mail.kind, mail.to_name) == (MailKind.ANSWERS, "Nora Lund")
    assert "Å få sove" not in mail.raw.decode()


def test_a_delay_is_told_with_its_reason(cast, hosting, notifier, old_and_new):
    cast.people["nora"].persona = None
    row = rule.begun_rule(cast.network, today=TODAY)
    rule.postpone(hosting("ingrid"), row, why="Vi venter")
    assert notice.tell_of_delay(cast.network, row, notifier, now=NOW) == 1
    assert notice.tell_of_delay(cast.network, row, None, now=NOW) == 0


def test_a_receipt_has_numbers_and_no_words(cast, hosting, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    done = run.run_as_shown(hosting("ingrid"), dry, typed=2, backup_days=30)
    text = receipt_text(done, cast.network, NB)
    assert "2 svar er slettet" in text
    assert "Å få sove" not in text
    assert dict(receipt_facts(done, NB))["Nummer"] == "2026-01"


def test_a_changed_receipt_says_so(hosting, old_and_new):
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    done = run.run_as_shown(hosting("ingrid"), dry, typed=2, backup_days=30)
    assert "stemmer ikke" not in dict(receipt_facts(done, NB))["Sjekksum"]
    done.removed = 1
    assert "stemmer ikke" in dict(receipt_facts(done, NB))["Sjekksum"]


def test_a_failure_is_called_one_and_tried_again(cast, old_and_new):
    rule.begun_rule(cast.network, today=TODAY)
    run.note_failure(cast.network, now=NOW + timedelta(days=20))
    (kept,) = db.session.scalars(select(RetentionRun))
    assert dict(receipt_facts(kept, NB))["Feilet"].startswith("Ingenting er slettet")
    assert run.run_by_itself(cast.network, now=NOW + timedelta(days=21), backup_days=30).removed == 2


def test_only_the_host_runs_it(hosting, inside, cast):
    with pytest.raises(ForbiddenError):
        run.dry_run(hosting("kari"), submission="s1")
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    with pytest.raises(NotFoundError):
        run.run_of(hosting("ingrid"), dry.public_id, is_dry=False)


def test_a_run_counts_by_the_week_and_not_by_the_answer(cast, hosting, queries):
    for _ in range(40):
        answer(cast.team, days=420)
    dry = run.dry_run(hosting("ingrid"), submission="s1")
    with queries() as asked:
        run.run_as_shown(hosting("ingrid"), dry, typed=40, backup_days=30)
    assert len(asked) < 40
    assert db.session.scalars(select(AnswerWeek.heard)).all() == [40]


def test_the_number_of_questions_does_not_grow_with_the_answers(cast, hosting, queries):
    def asked():
        with queries() as count:
            run.dry_run(hosting("ingrid"), submission=draw_public_id())
        return len(count)

    asked()
    few = asked()
    for days in range(400, 440):
        answer(cast.team, days=days)
    assert asked() == few
