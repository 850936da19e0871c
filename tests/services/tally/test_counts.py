"""Counts from the bedside: each once, whatever is sent how often and in which order."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.access.team_code import CodeAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TallyEvent, TallyHour, TeamCode
from tracker.models.teams import Team
from tracker.services.measurements import record
from tracker.services.measurements.entries import EMPTY, Entry
from tracker.services.tally.counts import MOST_IN_A_BATCH, Count, TooManyCountsError, hour_of, take_in

WEEK = Period.containing(PeriodKind.WEEK, date(2026, 11, 11))


def bedside(team, now=NOW):
    return CodeAccess(team, TeamCode(team_id=team.id, purpose=CodePurpose.TELL, code="x" * 12), now)


@pytest.fixture
def code(cast):
    return bedside(cast.team)


@pytest.fixture
def count(cast):
    def make(answer=True, **said):
        return Count(**{"id": uuid4(), "measure_id": cast.chair.id, "answer": answer, **said})

    return make


def undo(count):
    return Count(count.id, count.measure_id, count.answer, count.age, undone=True)


def hours(measure):
    rows = db.session.execute(select(TallyHour).where(TallyHour.measure_id == measure.id)).scalars()
    return {row.hour: (row.yes, row.total) for row in rows if row.total}


def week(measure, period=WEEK):
    query = select(Measurement).where(Measurement.measure_id == measure.id, Measurement.period_start == period.start)
    return db.session.scalar(query.execution_options(populate_existing=True))


def parts(measure, period=WEEK):
    row = week(measure, period)
    return row and (row.numerator, row.denominator, row.source)


def test_counts_fill_the_hour_and_the_period(code, cast, count):
    taken = take_in(code, [count(), count(answer=False), count()])
    assert (len(taken.kept), len(taken.refused)) == (3, 0)
    assert hours(cast.chair) == {datetime(2026, 11, 11, 8, tzinfo=UTC): (2, 3)}
    assert parts(cast.chair) == (2, 3, Source.TALLY)
    assert week(cast.chair).recorded_by_id is None


def test_the_same_batch_again_changes_nothing(code, cast, count):
    batch = [count(), count(answer=False)]
    first, again = take_in(code, batch), take_in(code, [*batch, *batch])
    assert first == again
    assert parts(cast.chair) == (1, 2, Source.TALLY)


def test_an_undo_takes_its_count_away_once(code, cast, count):
    wrong, right = count(), count(answer=False)
    take_in(code, [wrong, right])
    for _ in range(2):
        take_in(code, [undo(wrong)])
    take_in(code, [wrong])
    assert hours(cast.chair) == {datetime(2026, 11, 11, 8, tzinfo=UTC): (0, 1)}
    assert parts(cast.chair) == (0, 1, Source.TALLY)


@pytest.mark.parametrize("together", [True, False])
def test_an_undo_before_its_count_holds(code, cast, count, together):
    early = count()
    if together:
        take_in(code, [undo(early), early])
    else:
        take_in(code, [undo(early)])
        take_in(code, [early])
    assert hours(cast.chair) == {}
    assert week(cast.chair) is None
    assert db.session.scalar(select(func.count()).select_from(TallyEvent).where(TallyEvent.undone)) == 1


def test_a_period_whose_counts_are_all_undone_says_nothing(code, cast, count):
    only = count()
    take_in(code, [only])
    take_in(code, [undo(only)])
    assert week(cast.chair) is None


def test_a_number_that_was_left_out_is_not_taken_away_by_an_undo(code, cast, count, inside):
    only = count()
    take_in(code, [only])
    record.exclude(inside("nora"), cast.chair, period=WEEK, reason="Ny vakt")
    db.session.flush()
    take_in(code, [undo(only)])
    assert parts(cast.chair) == (0, 0, Source.TALLY)


def test_what_a_person_wrote_is_not_counted_over(code, cast, count, inside):
    record.record(inside("ali"), cast.chair, period=WEEK, entry=Entry(numerator=30, denominator=40), seen_version=0)
    counted = count()
    take_in(code, [counted])
    assert parts(cast.chair) == (30, 40, Source.ENTRY)
    assert hours(cast.chair) == {datetime(2026, 11, 11, 8, tzinfo=UTC): (1, 1)}
    take_in(code, [undo(counted)])
    assert parts(cast.chair) == (30, 40, Source.ENTRY)


def test_a_tally_is_overridden_like_any_number_and_comes_back_when_the_cell_is_emptied(code, cast, count, inside):
    take_in(code, [count(), count()])
    row = week(cast.chair)
    by_hand = Entry(numerator=5, denominator=6)
    ali = inside("ali")
    record.record(ali, cast.chair, period=WEEK, entry=by_hand, seen_version=row.version)
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "measurement")).one()
    assert (line.deed, line.user_id) == (Deed.CHANGED, ali.user.id)
    assert line.before == {"numerator": 2.0, "denominator": 2.0, "source": "tally"}
    assert line.after == {"numerator": 5.0, "denominator": 6.0, "source": "entry"}
    record.record(ali, cast.chair, period=WEEK, entry=EMPTY, seen_version=week(cast.chair).version)
    take_in(code, [count(answer=False)])
    assert parts(cast.chair) == (2, 3, Source.TALLY)


def test_counting_writes_no_audit_line(code, count):
    take_in(code, [count()])
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == 0


def test_the_trail_says_that_a_week_that_was_over_lost_all_its_counts(cast, count):
    made, mistaken = count(), count()
    take_in(bedside(cast.team), [made, mistaken])
    later = bedside(cast.team, NOW + timedelta(weeks=6))
    take_in(later, [undo(mistaken)])
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == 0
    take_in(later, [undo(made)])
    assert week(cast.chair) is None
    line = db.session.scalars(select(AuditLine)).one()
    assert (line.deed, line.subject, line.user_id, line.at) == (Deed.REMOVED, "measurement", None, later.now)
    assert line.before == {"measure_id": cast.chair.id, "period_start": "2026-11-09", "source": "tally"}
    assert line.label.endswith("46/2026")


def test_another_teams_question_is_refused_and_the_others_are_kept(code, cast, count):
    mine, theirs, gone = count(), count(measure_id=cast.stranger_measure.id), count(measure_id=4711)
    taken = take_in(code, [theirs, mine, gone])
    assert (taken.kept, taken.refused) == ({mine.id}, {theirs.id, gone.id})
    assert hours(cast.stranger_measure) == {}


def test_only_shares_are_counted_by_yes_and_no(code, cast, count):
    asked = count(measure_id=cast.minutes.id)
    assert take_in(code, [asked]).refused == {asked.id}


def test_another_teams_count_is_out_of_reach_though_its_id_is_known(code, cast, count):
    mine = count()
    take_in(code, [mine])
    other = bedside(cast.other_team)
    take_in(other, [Count(mine.id, cast.stranger_measure.id, True, undone=True)])
    take_in(other, [undo(mine)])
    assert parts(cast.chair) == (1, 1, Source.TALLY)


@pytest.mark.parametrize(
    ("age", "hour"),
    [
        (None, datetime(2026, 11, 11, 8, tzinfo=UTC)),
        (timedelta(minutes=29), datetime(2026, 11, 11, 8, tzinfo=UTC)),
        (timedelta(minutes=31), datetime(2026, 11, 11, 7, tzinfo=UTC)),
        (timedelta(days=14), datetime(2026, 10, 28, 8, tzinfo=UTC)),
        (timedelta(days=90), datetime(2026, 8, 13, 8, tzinfo=UTC)),
        (timedelta(seconds=-90), datetime(2026, 11, 11, 8, tzinfo=UTC)),
    ],
)
def test_a_count_belongs_to_the_hour_it_was_made_in_where_that_can_be(age, hour):
    assert hour_of(age, now=NOW) == hour


def test_a_count_from_last_month_keeps_its_week(cast, count):
    taken = take_in(bedside(cast.team), [count(age=timedelta(days=42))])
    assert len(taken.kept) == 1
    assert parts(cast.chair) is None
    then = Period.containing(PeriodKind.WEEK, (NOW - timedelta(days=42)).date())
    assert parts(cast.chair, then) == (1, 1, Source.TALLY)


def test_what_is_older_than_the_oldest_is_told_and_never_stored(cast, count):
    old, fresh = count(age=timedelta(days=91)), count()
    taken = take_in(bedside(cast.team), [old, fresh])
    assert (taken.kept, taken.old, taken.refused) == ({fresh.id}, {old.id}, frozenset())
    assert parts(cast.chair) == (1, 1, Source.TALLY)


def test_a_count_that_came_in_time_is_kept_when_it_is_sent_again_late(cast, count):
    one = count(age=timedelta(days=89))
    take_in(bedside(cast.team), [one])
    again = take_in(bedside(cast.team, NOW + timedelta(days=3)), [replace(one, age=timedelta(days=92))])
    assert (again.kept, again.old) == ({one.id}, frozenset())


def test_a_count_made_before_midnight_belongs_to_the_week_that_was(cast, count):
    monday = datetime(2026, 11, 8, 23, 10, tzinfo=UTC)  # ten past midnight where people are
    take_in(bedside(cast.team, monday), [count(age=timedelta(minutes=5)), count(age=timedelta(minutes=20))])
    assert parts(cast.chair) == (1, 1, Source.TALLY)
    assert parts(cast.chair, WEEK.previous) == (1, 1, Source.TALLY)


def test_a_period_sums_all_its_hours(cast, count):
    for day in range(9, 12):
        take_in(bedside(cast.team, datetime(2026, 11, day, 8, tzinfo=UTC)), [count(), count(answer=False)])
    assert parts(cast.chair) == (3, 6, Source.TALLY)


def test_the_statements_of_a_batch_do_not_grow_with_it(code, count, queries):
    def asked(size):
        with queries() as seen:
            take_in(code, [count() for _ in range(size)])
        return len(seen)

    take_in(code, [count()])
    assert asked(2) == asked(100)


def test_more_than_anyone_counts_is_refused(code, cast, count, monkeypatch):
    with pytest.raises(TooManyCountsError):
        take_in(code, [count() for _ in range(MOST_IN_A_BATCH + 1)])
    monkeypatch.setattr("tracker.services.tally.counts.MOST_IN_AN_HOUR", 3)
    take_in(code, [count() for _ in range(3)])
    with pytest.raises(TooManyCountsError):
        take_in(code, [count()])


def test_a_corrected_number_that_a_phone_counts_on_meanwhile_is_a_conflict(code, cast, count, inside):
    take_in(code, [count()])
    seen = week(cast.chair).version
    take_in(code, [count()])
    with pytest.raises(record.ConflictError) as caught:
        record.record(
            inside("ali"), cast.chair, period=WEEK, entry=Entry(numerator=9, denominator=9), seen_version=seen
        )
    assert (caught.value.conflicts[0].name, caught.value.conflicts[0].theirs.denominator) == ("", 2)


def taps(rng, measures, number, undone):
    """What three phones send: every count, a tenth of them undone, in batches, shuffled, some of them twice."""
    counts = [
        Count(UUID(int=rng.getrandbits(128), version=4), rng.choice(measures), rng.random() < 0.7)
        for _ in range(number)
    ]
    taken_back = rng.sample(counts, undone)
    messages = [*counts, *map(undo, taken_back)]
    rng.shuffle(messages)
    batches = []
    while messages:
        size = rng.randint(1, 40)
        batches.append(messages[:size])
        messages = messages[size:]
    batches += rng.sample(batches, len(batches) // 3)
    rng.shuffle(batches)
    gone = {count.id for count in taken_back}
    return batches, [count for count in counts if count.id not in gone]


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_counts_and_a_hundred_undos_add_up_in_any_order(code, cast, inside, seed):
    rng = random.Random(seed)
    measures = [cast.chair.id, second(cast).id]
    batches, left = taps(rng, measures, 1000, 100)
    for batch in batches:
        take_in(code, batch)
    hold_totals(measures, left)


def second(cast):
    row = Measure(
        team_id=cast.team.id,
        name="Ble pasienten spurt?",
        slug="spurt",
        kind=cast.chair.kind,
        value_kind=cast.chair.value_kind,
        position=9,
        created_at=NOW,
    )
    db.session.add(row)
    db.session.flush()
    return row


def hold_totals(measures, left):
    for measure_id in measures:
        expected = [count.answer for count in left if count.measure_id == measure_id]
        sums = db.session.execute(
            select(func.sum(TallyHour.yes), func.sum(TallyHour.total)).where(TallyHour.measure_id == measure_id)
        ).one()
        filled = db.session.execute(
            select(func.sum(Measurement.numerator), func.sum(Measurement.denominator)).where(
                Measurement.measure_id == measure_id
            )
        ).one()
        assert tuple(sums) == tuple(filled) == (sum(expected), len(expected))


def test_three_phones_at_once_add_up(shared):
    team = db.session.scalars(select(Team).where(Team.slug == "kirurgisk-3")).one()
    measure = db.session.scalars(select(Measure).where(Measure.slug == "satte-legen-seg")).one()
    team_id, measures = team.id, [measure.id]
    db.session.rollback()
    batches, left = taps(random.Random(7), measures, 1000, 100)
    failures = []

    def phone(mine):
        with shared.app_context():
            for batch in mine:
                try:
                    take_in(bedside(db.session.get(Team, team_id), datetime.now(UTC)), batch)
                    db.session.commit()
                except Exception as error:  # noqa: BLE001 - whatever it is, the test must tell
                    failures.append(error)
                    db.session.rollback()
            db.session.remove()

    phones = [Thread(target=phone, args=(batches[start::3],)) for start in range(3)]
    for thread in phones:
        thread.start()
    for thread in phones:
        thread.join()
    assert failures == []
    hold_totals(measures, left)
