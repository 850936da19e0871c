"""Answers are taken in once, read by those who may, and withdrawn with all that hangs on them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import InvalidRequestError

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.team_code import CodeAccess
from tracker.models.answers import (
    HIDDEN_WORD,
    Answer,
    AnswerEnd,
    AnswerLink,
    AnswerState,
    AnswerThemeLink,
    AnswerWay,
    AnswerWeek,
    ChainEnd,
    Telling,
    TellingAnswer,
    TellingKind,
    WithdrawnAnswer,
)
from tracker.models.audit import AuditLine
from tracker.models.base import Base, db
from tracker.models.improvement import Intervention
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.answers import reviewing, themes, words
from tracker.services.answers.finding import answer_of
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.taking_in import NewAnswer, monday_of, take_in
from tracker.services.answers.withdrawing import (
    forget_sends,
    forget_withdrawn,
    take_down,
    to_take_down,
    withdraw_by_code,
    withdraw_for_writer,
)
from tracker.services.answers.withdrawn_list import WithdrawnList
from tracker.services.refusal import Refused
from tracker.text.answers.withdrawal_code import read_withdrawal_code

KEYS = AnswerKeys(b"a secret for tests")


@pytest.fixture
def code(cast):
    return CodeAccess(cast.team, TeamCode(team_id=cast.team.id, purpose=CodePurpose.ANSWER, code="x" * 12), NOW)


@pytest.fixture
def gone(tmp_path):
    return WithdrawnList(tmp_path / "apart" / "withdrawn.txt")


def send(code, text="At dere snakker til meg", form="f1", **more):
    return take_in(code, NewAnswer(text=text, form_id=form, way=AnswerWay.QR, **more), keys=KEYS)


def approve(text="At dere snakker til meg"):
    row = db.session.scalars(select(Answer).where(Answer.text == text)).one()
    row.state, row.reviewed_at = AnswerState.APPROVED, NOW
    row.public_from = NOW if row.shared else None
    db.session.flush()
    return row


def number(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_same_send_is_one_answer_with_the_same_code(code):
    first, again = send(code), send(code)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.code == again.code == read_withdrawal_code(first.code)
    assert number(Answer) == 1


def test_other_words_under_the_same_form_are_another_answer(code):
    assert send(code).code != send(code, "God kaffe").code
    assert number(Answer) == 2


def test_the_code_is_not_stored(code):
    given = send(code).code
    db.session.commit()
    stored = [str(value) for row in db.session.execute(select(Answer.__table__)).all() for value in row]
    assert given not in " ".join(stored)


def test_a_code_that_another_answer_has_is_not_given_again(code, monkeypatch):
    codes = {0: "111111111111", 1: "222222222222"}
    monkeypatch.setattr(AnswerKeys, "code", lambda _self, _key, turn: codes[turn])
    assert [send(code).code, send(code, "God kaffe").code, send(code, "God kaffe").code] == [
        codes[0],
        codes[1],
        codes[1],
    ]


def test_the_day_and_the_week_are_kept_and_no_hour(code):
    send(code)
    row = db.session.scalars(select(Answer)).one()
    assert (row.sent_on, row.week) == (date(2026, 11, 11), date(2026, 11, 9)) == (code.today, monday_of(code.today))
    assert row.reviewed_at is row.public_from is row.put_off_at is row.claimed_at is None


def test_words_are_read_by_no_other_way(code):
    send(code)
    db.session.expunge_all()
    row = db.session.scalars(select(Answer)).one()
    with pytest.raises(InvalidRequestError):
        _ = row.text


def test_unread_and_rejected_answers_are_for_who_reviews_alone(code, inside):
    send(code, shared=True)
    assert [each.text for each in words.reviewed_answers(inside("nora"))] == ["At dere snakker til meg"]
    assert words.team_answers(inside("nora")) == words.public_answers([code.team.id], now=NOW) == []
    for who in ("ali", "siv", "ingrid", "kari"):
        with pytest.raises(ForbiddenError):
            words.reviewed_answers(inside(who))
    public_id = db.session.scalars(select(Answer.public_id)).one()
    assert answer_of(inside("nora"), public_id).state is AnswerState.WAITING
    with pytest.raises(NotFoundError):
        answer_of(inside("siv"), public_id)


def test_an_approved_answer_is_the_teams_and_public_only_where_it_is_shared(code, inside):
    send(code, shared=True)
    send(code, "God kaffe", shared=False)
    approve()
    approve("God kaffe")
    assert {each.text for each in words.team_answers(inside("siv"))} == {"At dere snakker til meg", "God kaffe"}
    assert [each.text for each in words.public_answers([code.team.id], now=NOW)] == ["At dere snakker til meg"]
    assert words.public_answers([code.team.id], now=NOW - timedelta(minutes=1)) == []
    for who in ("ingrid", "kari"):
        with pytest.raises(ForbiddenError):
            words.team_answers(inside(who))


def test_a_hidden_word_is_no_part_of_the_text(code, inside):
    send(code, f"At {HIDDEN_WORD} får komme")
    (found,) = words.reviewed_answers(inside("nora"))
    assert found.parts == ("At ", None, " får komme")


def everything(code, access, gone):
    """An approved answer with all that can hang on one."""
    given = send(code, shared=True)
    answer = approve()
    themes.begin_themes(access)
    theme = themes.themes_of(access)[0]
    themes.set_themes(access, answer, [theme.id])
    idea = Intervention(team_id=access.team.id, flag=90, title="Stol", created_by_id=access.user.id, created_at=NOW)
    told = Telling(team_id=access.team.id, kind=TellingKind.DID, text="Stolen", told_on=NOW.date(), created_at=NOW)
    db.session.add_all([idea, told])
    db.session.flush()
    db.session.add_all(
        [
            AnswerLink(
                team_id=access.team.id, answer_id=answer.id, intervention_id=idea.id, linked_on=NOW.date(), at=NOW
            ),
            TellingAnswer(telling_id=told.id, answer_id=answer.id, team_id=access.team.id),
            AnswerEnd(
                team_id=access.team.id, answer_id=answer.id, kind=ChainEnd.TAKEN_IN, decided_on=NOW.date(), at=NOW
            ),
        ]
    )
    db.session.flush()
    return given, answer


def test_withdrawal_takes_all_that_hangs_on_an_answer(code, inside, gone):
    given, answer = everything(code, inside("nora"), gone)
    public_id = answer.public_id
    assert withdraw_by_code(given.code, keys=KEYS, withdrawn=gone, now=NOW)
    for model in (Answer, AnswerThemeLink, AnswerLink, AnswerEnd, TellingAnswer):
        assert number(model) == 0, model
    assert number(Telling) == number(Intervention) == 1
    assert list(gone.ids()) == [public_id]
    kept = db.session.scalars(select(WithdrawnAnswer)).one()
    assert (kept.public_id, kept.withdrawn_on, kept.was_shown) == (public_id, date(2026, 11, 11), True)
    # It was taken in as praise: that counts neither for nor against what was done.
    week = db.session.scalars(select(AnswerWeek)).one()
    assert (week.week, week.heard, week.acted, week.told, week.taken_in) == (date(2026, 11, 9), 1, 0, 0, 1)
    assert not withdraw_by_code(given.code, keys=KEYS, withdrawn=gone, now=NOW)


def test_the_trail_says_that_an_answer_was_withdrawn_and_not_which(code, inside, gone):
    given, _answer = everything(code, inside("nora"), gone)
    withdraw_by_code(given.code, keys=KEYS, withdrawn=gone, now=NOW)
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "answer")).one()
    assert (line.user_name, line.user_id, line.before, line.after, line.label) == ("", None, None, None, "")


def test_no_word_of_a_withdrawn_answer_is_left_in_any_column(code, inside, gone):
    given, _answer = everything(code, inside("nora"), gone)
    withdraw_by_code(given.code, keys=KEYS, withdrawn=gone, now=NOW)
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).all():
            assert "At dere" not in repr(tuple(row)), table.name


def test_the_team_is_told_to_take_prints_down(code, inside, gone):
    _given, answer = everything(code, inside("nora"), gone)
    withdraw_for_writer(inside("nora"), answer, withdrawn=gone)
    assert to_take_down(inside("ali")) == 1
    assert take_down(inside("ali")) == 1
    assert to_take_down(inside("ali")) == 0


def test_prints_of_an_answer_whose_approval_was_taken_back_are_to_come_down_too(code, inside, gone):
    nora, codes = inside("nora"), [send(code).code, send(code, "God kaffe").code]
    row = db.session.scalars(select(Answer).where(Answer.code_hash == KEYS.hash_of(codes[0]))).one()
    reviewing.approve(nora, row.public_id, version=row.version, hide=(), themes=())
    reviewing.take_back(nora, row.public_id, version=row.version)
    for each in codes:
        assert withdraw_by_code(each, keys=KEYS, withdrawn=gone, now=NOW)
    assert to_take_down(inside("ali")) == 1
    # On SQLite this one gets the id of one that is gone: nothing is said of it.
    withdraw_by_code(send(code, "At noen har tid").code, keys=KEYS, withdrawn=gone, now=NOW)
    assert to_take_down(inside("ali")) == 1


def test_a_send_that_was_withdrawn_is_not_taken_in_again_as_long_as_its_form_is_good(code, gone):
    given = send(code)
    withdraw_by_code(given.code, keys=KEYS, withdrawn=gone, now=NOW)
    assert send(code) is None
    assert number(Answer) == 0
    assert send(code, "At dere snakker med meg").is_new
    assert send(code, form="f2").is_new
    forget_sends(today=NOW.date() + timedelta(days=7))
    assert db.session.scalar(select(WithdrawnAnswer.sent_key)) is not None
    forget_sends(today=NOW.date() + timedelta(days=8))
    assert db.session.scalar(select(WithdrawnAnswer.sent_key)) is None


def test_only_who_reviews_withdraws_for_another(code, inside, gone):
    send(code)
    with pytest.raises(ForbiddenError):
        withdraw_for_writer(inside("ali"), approve(), withdrawn=gone)


def test_a_copy_that_is_put_back_forgets_what_was_withdrawn_since(code, inside, gone):
    send(code)
    send(code, "God kaffe")
    kept, old = approve("God kaffe"), approve()
    gone.add(old.public_id)
    gone.path.write_text(gone.path.read_text() + "half a li")
    assert forget_withdrawn(gone, now=NOW) == 1
    assert db.session.scalars(select(Answer.public_id)).all() == [kept.public_id]
    gone.add(kept.public_id)
    assert list(gone.ids())[-1] == kept.public_id
    gone.path.unlink()
    assert forget_withdrawn(gone, now=NOW) == 0


def test_a_merged_theme_counts_each_answer_once_and_keeps_its_history(code, inside):
    access = inside("nora")
    send(code)
    send(code, "God kaffe")
    themes.begin_themes(access)
    themes.begin_themes(access)
    heard, food = (theme for theme in themes.themes_of(access) if theme.slug in {"bli-hort", "mat"})
    themes.set_themes(access, approve(), [heard.id, food.id])
    themes.set_themes(access, approve("God kaffe"), [food.id])
    themes.merge_themes(access, food, into=heard)
    db.session.expire_all()
    links = db.session.execute(select(AnswerThemeLink.theme_id, AnswerThemeLink.was_theme_id)).all()
    assert sorted(links, key=str) == sorted([(heard.id, None), (heard.id, food.id)], key=str)
    assert len(themes.themes_of(access)) == 9
    with pytest.raises(Refused):
        themes.merge_themes(access, heard, into=food)


def test_a_theme_of_ones_own_is_added_once(inside):
    access = inside("nora")
    first = themes.add_theme(access, name="Besøk", submission="s1")
    assert themes.add_theme(access, name="Besøk", submission="s1").id == first.id
    with pytest.raises(Refused):
        themes.add_theme(access, name="besøk", submission="s2")
    assert len(themes.themes_of(access)) == 11


def test_sent_after_midnight_here_is_today(cast):
    late = datetime(2026, 11, 8, 23, 30, tzinfo=UTC)
    send(CodeAccess(cast.team, TeamCode(team_id=cast.team.id, purpose=CodePurpose.ANSWER, code="x" * 12), late))
    assert db.session.scalars(select(Answer.week)).one() == date(2026, 11, 9)
