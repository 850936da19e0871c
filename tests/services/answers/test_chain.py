"""From an answer to a deed and back: how long it has stood, what was done, and what the charts count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.services.answers.chained import idea, read, theme_called
from tests.services.mail.letters import SENDER
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.answers import Answer, AnswerEnd, AnswerLink, AnswerQuestion, TellingAnswer, TellingKind
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.improvement import InterventionState, PdsaCycle
from tracker.models.mail import Mail, MailKind
from tracker.models.measurements import Measurement
from tracker.models.measures import CatalogueMeasure
from tracker.services.answers.chain.reading import answers_in_chain, pace_of, unread_of
from tracker.services.answers.chain.stopped import StoppedNotifier, teams_with_answers, tell_of_stopped
from tracker.services.answers.chain.telling import tell, told_together
from tracker.services.answers.chain.ties import AboutAnswers, decline, reopen, take_in_as_is, tie, untie
from tracker.services.answers.chain.weeks import ASKED_KEY, WeekOfAnswers, weeks_of
from tracker.services.answers.standing import WhereItIs
from tracker.services.answers.themes import theme_of
from tracker.services.answers.withdrawing import remove_answers
from tracker.services.measurements.flags import team_flags
from tracker.text.locale import Locale
from tracker.views.answers.chain.flow import MOST_SIGNS, chain_flow
from tracker.views.answers.chain.letter import stopped_writer
from tracker.views.answers.chain.weeks import answer_measures
from tracker.views.links import Links

NB = Locale.of("nb")
LINKS = Links(lambda page, **parts: f"{page} {parts}")
NOTIFIER = StoppedNotifier(SENDER, stopped_writer(LINKS))


def later(days):
    return NOW + timedelta(days=days)


def place(access, answer):
    return answers_in_chain(access, Answer.id == answer.id)[0]


def test_days_are_those_since_the_last_thing_that_happened(inside, cast):
    nora = inside("nora")
    answer = read(cast.team, days=40, after=3)
    assert place(nora, answer).still(nora.today) == 37
    tie(inside("nora", now=NOW - timedelta(days=30)), AboutAnswers(answer=answer), idea(nora, cast.chair))
    assert place(nora, answer).still(nora.today) == 30
    assert place(nora, answer).has_stopped(nora.today, 28)
    assert not place(nora, answer).has_stopped(nora.today, 30)


def test_a_test_of_the_idea_is_an_event_too(inside, cast):
    nora, answer = inside("nora"), read(cast.team, days=60)
    row = idea(nora, cast.chair)
    tie(inside("nora", now=NOW - timedelta(days=50)), AboutAnswers(answer=answer), row)
    db.session.add(
        PdsaCycle(
            team_id=cast.team.id, intervention_id=row.id, flag=9, title="En natt", plan="", prediction="",
            started_on=nora.today - timedelta(days=4), created_by_id=nora.user.id, created_at=NOW,
        )
    )  # fmt: skip
    db.session.flush()
    found = place(nora, answer)
    assert (found.standing.where, found.still(nora.today)) == (WhereItIs.TESTED, 4)


def test_a_theme_ties_and_declines_only_what_waits(inside, cast):
    nora = inside("nora")
    theme = theme_called(nora)
    first, second, other = read(cast.team, theme=theme), read(cast.team, theme=theme), read(cast.team)
    row = idea(nora, cast.chair)
    tie(nora, AboutAnswers(answer=first), row)
    assert decline(nora, AboutAnswers(theme=theme), reason="Bygget er slik") == 1
    assert [place(nora, each).standing.where for each in (first, second, other)] == [
        WhereItIs.IDEA,
        WhereItIs.DECLINED,
        WhereItIs.WAITING,
    ]
    assert tie(nora, AboutAnswers(theme=theme), row) == 0


def test_tied_twice_is_tied_once_and_can_be_taken_back(inside, cast):
    nora, answer = inside("nora"), read(cast.team)
    row = idea(nora, cast.chair)
    assert [tie(nora, AboutAnswers(answer=answer), row) for _time in range(2)] == [1, 0]
    link = db.session.scalars(select(AnswerLink)).one()
    assert [untie(nora, answer, link.id) for _time in range(2)] == [row.title, None]
    assert place(nora, answer).standing.where is WhereItIs.WAITING
    assert db.session.scalar(select(func.count()).select_from(AnswerLink)) == 0


def test_an_end_is_an_end_until_it_is_taken_up_again(inside, cast):
    nora, answer = inside("nora"), read(cast.team, days=90)
    take_in_as_is(nora, answer)
    assert not place(nora, answer).is_open
    decline(nora, AboutAnswers(answer=answer), reason="Nei")
    assert place(nora, answer).standing.where is WhereItIs.DECLINED
    reopen(nora, answer)
    assert place(nora, answer).is_open
    assert db.session.scalar(select(func.count()).select_from(AnswerEnd)) == 0


def test_one_telling_covers_all_that_hangs_on_the_same_deed_once(inside, cast):
    nora = inside("nora")
    first, second, other = (read(cast.team) for _each in range(3))
    row = idea(nora, cast.chair, state=InterventionState.IMPLEMENTED)
    for answer in (first, second):
        tie(nora, AboutAnswers(answer=answer), row)
    assert told_together(nora, place(nora, first)) == {first.public_id, second.public_id}
    for _time in range(2):
        tell(nora, place(nora, first), kind=TellingKind.DID, text="Stolen er der", submission="s")
    assert set(db.session.scalars(select(TellingAnswer.answer_id))) == {first.id, second.id}
    assert place(nora, second).standing.where is WhereItIs.TOLD
    assert place(nora, other).standing.where is WhereItIs.WAITING


def test_the_log_has_no_word_of_an_answer_nor_of_a_reason(inside, cast):
    nora, answer = inside("nora"), read(cast.team, text="Ordet bringebær")
    decline(nora, AboutAnswers(answer=answer), reason="Fordi bringebær")
    take_in_as_is(nora, answer)
    tell(nora, place(nora, answer), kind=TellingKind.TAKEN_IN, text="Takk for bringebær", submission="s")
    lines = db.session.execute(select(AuditLine.label, AuditLine.before, AuditLine.after)).all()
    assert "bringebær" not in str(lines)
    assert len(lines) == 3


def test_who_may_do_what(inside, cast):
    nora, ali, siv = inside("nora"), inside("ali"), inside("siv")
    answer, row = read(cast.team), idea(nora, cast.chair)
    tie(ali, AboutAnswers(answer=answer), row)
    for deed in (
        lambda: tie(siv, AboutAnswers(answer=answer), row),
        lambda: decline(ali, AboutAnswers(answer=answer), reason="Nei"),
        lambda: take_in_as_is(ali, answer),
        lambda: tell(ali, place(ali, answer), kind=TellingKind.DID, text="x", submission="s"),
        lambda: answers_in_chain(inside("kari")),
        lambda: theme_of(inside("ingrid"), "sovn"),
        lambda: weeks_of(inside("kari")),
    ):
        with pytest.raises(ForbiddenError):
            deed()
    assert answers_in_chain(siv)


def test_another_teams_answers_are_not_reached(inside, cast):
    theirs = read(cast.other_team)
    nora = inside("nora")
    assert answers_in_chain(nora) == []
    with pytest.raises(NotFoundError):
        tie(nora, AboutAnswers(answer=theirs), idea(nora, cast.chair))


def test_pace_is_the_median_of_those_that_came_so_far(inside, cast):
    nora = inside("nora")
    quick, slow, _unmoved = (read(cast.team, days=30, after=after) for after in (1, 5, 9))
    row = idea(nora, cast.chair, state=InterventionState.IMPLEMENTED)
    tie(inside("nora", now=NOW - timedelta(days=19)), AboutAnswers(answer=quick), row)
    tie(inside("nora", now=NOW - timedelta(days=15)), AboutAnswers(answer=slow), row)
    pace = pace_of(answers_in_chain(nora), unread=unread_of(nora, 2026), year=2026)
    assert (pace.asked, pace.heard, pace.done, pace.told) == (3, 3, 2, 0)
    assert (pace.to_heard, pace.to_done, pace.to_told) == (5, 10, None)


def test_what_has_stood_longest_is_on_top_and_few_have_no_numbers(inside, cast):
    nora = inside("nora")
    for slug, days, number in (("mat", 20, 5), ("sovn", 50, MOST_SIGNS + 1), ("hjem", 90, 4)):
        for _each in range(number):
            read(cast.team, days=days, theme=theme_called(nora, slug))
    flow = chain_flow(nora, NB)
    assert [line.name for line in flow.lines] == ["Søvn", "Mat"]
    assert flow.few == "Hjem"
    assert (len(flow.lines[1].signs), flow.lines[1].days) == (5, "17 dager")
    assert (flow.lines[0].signs, [part.width for part in flow.lines[0].bar]) == ((), [100.0])


def test_the_list_asks_as_often_of_many_answers_as_of_few(inside, cast, queries):
    nora = inside("nora")
    row = idea(nora, cast.chair)

    def asked():
        with queries() as made:
            chain_flow(nora, NB)
        return len(made)

    for slug in ("mat", "sovn"):
        tie(nora, AboutAnswers(answer=read(cast.team, theme=theme_called(nora, slug))), row)
    few = asked()
    for _each in range(20):
        tie(nora, AboutAnswers(answer=read(cast.team, theme=theme_called(nora, "hjem"))), row)
    assert asked() == few


def test_an_intervention_that_came_from_answers_has_a_mark(inside, cast):
    nora = inside("nora")
    said = idea(nora, cast.chair, "Fra svar", InterventionState.IMPLEMENTED)
    idea(nora, cast.chair, "Vår egen", InterventionState.IMPLEMENTED)
    tie(nora, AboutAnswers(answer=read(cast.team)), said)
    assert {flag.title: flag.from_answers for flag in team_flags(nora)} == {"Fra svar": True, "Vår egen": False}


def test_leaders_are_told_once_each_time_an_answer_stands_still(inside, cast):
    cast.people["nora"].persona = None
    answer = read(cast.team, days=60, text="Ordet bringebær")
    nora = inside("nora")
    assert teams_with_answers() == [cast.team.id]
    assert [tell_of_stopped(cast.team.id, NOTIFIER, now=later(day)) for day in (0, 1)] == [1, 0]
    tie(nora, AboutAnswers(answer=answer), idea(nora, cast.chair))
    assert [tell_of_stopped(cast.team.id, NOTIFIER, now=later(day)) for day in (28, 29, 30)] == [0, 1, 0]
    mails = db.session.scalars(select(Mail)).all()
    assert {mail.kind for mail in mails} == {MailKind.ANSWERS}
    assert "bringeb" not in str([mail.raw for mail in mails])


def test_the_teams_own_limit_decides(inside, cast):
    read(cast.team, days=60)
    db.session.add(AnswerQuestion(team_id=cast.team.id, stopped_after=90))
    db.session.flush()
    assert tell_of_stopped(cast.team.id, NOTIFIER, now=NOW) == 0


def told_and_done(inside, cast):
    """A week with one answer of each fate."""
    nora = inside("nora")
    told, tied, no, praise, _waits = (read(cast.team, days=70) for _each in range(5))
    row = idea(nora, cast.chair, state=InterventionState.IMPLEMENTED)
    tie(nora, AboutAnswers(answer=told), row)
    tie(nora, AboutAnswers(answer=praise), idea(nora, cast.chair, "Takk", InterventionState.IMPLEMENTED))
    take_in_as_is(inside("nora", now=NOW + timedelta(minutes=1)), praise)
    tell(nora, place(nora, told), kind=TellingKind.DID, text="Stol", submission="s")
    tie(inside("nora", now=NOW + timedelta(minutes=2)), AboutAnswers(answer=tied), row)
    decline(nora, AboutAnswers(answer=no), reason="Nei")
    return nora


def test_an_end_is_not_undone_by_what_happens_to_another_answer(inside, cast):
    nora, praise = inside("nora"), read(cast.team)
    take_in_as_is(nora, praise)
    tie(inside("nora", now=later(1)), AboutAnswers(answer=read(cast.team)), idea(nora, cast.chair))
    assert place(nora, praise).standing.where is WhereItIs.TAKEN_IN


def test_praise_counts_neither_for_nor_against(inside, cast):
    nora = told_and_done(inside, cast)
    (week,) = weeks_of(nora).values()
    assert week == WeekOfAnswers(heard=5, acted=3, told=1, taken_in=1)
    assert week.to_act_on == 4


def test_deleting_answers_changes_no_chart(inside, cast):
    nora = told_and_done(inside, cast)
    before = weeks_of(nora)
    remove_answers(list(db.session.scalars(select(Answer.id))))
    assert weeks_of(nora) == before


def asking(cast, weeks=30):
    """The team's measure of asking, counted each week up to the last."""
    cast.chair.catalogue_id = db.session.scalar(
        select(CatalogueMeasure.id).where(CatalogueMeasure.key == ASKED_KEY)
    ) or _in_library(cast)
    monday = date(2026, 11, 9)
    db.session.add_all(
        Measurement(
            team_id=cast.team.id,
            measure_id=cast.chair.id,
            period_start=monday - timedelta(weeks=at),
            numerator=8,
            denominator=10,
            recorded_by_id=cast.people["nora"].id,
            recorded_at=datetime(2026, 11, 9, tzinfo=UTC),
        )
        for at in range(1, weeks)
    )
    db.session.flush()


def _in_library(cast):
    row = CatalogueMeasure(
        key=ASKED_KEY, family="voice", position=1, kind=cast.chair.kind, value_kind=cast.chair.value_kind,
        direction=cast.chair.direction, period_kind=cast.chair.period_kind, texts={},
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def test_each_numerator_is_the_next_ones_denominator(inside, cast):
    asking(cast)
    nora = inside("nora")
    row = idea(nora, cast.chair)
    for _each in range(4):
        tie(nora, AboutAnswers(answer=read(cast.team, days=9)), row)
    page = answer_measures(nora, NB, LINKS)
    assert [(step.word, step.number) for step in page.funnel] == [
        ("Skulle spørres", 10),
        ("Spurt", 8),
        ("Hørt", 4),
        ("Gjort", 4),
    ]
    assert [lane.name for lane in page.lanes] == ["Spurt", "Hørt", "Gjort", "Fortalt"]
    assert page.loss == "Størst andel faller bort fra spurt til skrevet ned."


def test_the_last_weeks_of_done_are_drawn_and_not_judged(inside, cast):
    asking(cast)
    nora = inside("nora")
    for week in range(2, 26):
        read(cast.team, days=7 * week)
    page = answer_measures(nora, NB, LINKS)
    done = page.lanes[2].wide
    assert done.count("rc-running") == 7
    assert "rc-running" not in page.lanes[0].wide


def test_the_charts_ask_as_often_of_many_answers_as_of_few(inside, cast, queries):
    asking(cast)
    nora = inside("nora")
    answer_measures(nora, NB, LINKS)

    def asked():
        with queries() as made:
            answer_measures(nora, NB, LINKS)
        return len(made)

    read(cast.team, days=20)
    few = asked()
    for days in range(5, 45):
        read(cast.team, days=days)
    assert asked() == few


def test_without_the_tally_there_are_no_charts(inside, cast):
    read(cast.team)
    assert answer_measures(inside("nora"), NB, LINKS) is None
