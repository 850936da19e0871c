"""Rows become a history: a gap is a gap, phases begin where they were put, and the queries do not grow."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import MADE
from tracker.analysis import Mark, Verdict, read, verdict
from tracker.analysis.periods import Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement, MissingReason, Phase, RareEvent, Source
from tracker.models.measures import MeasureTarget, ValueKind
from tracker.services.measurements.history import due_period, histories, next_to_record, series_of

TODAY = NOW.date()


def week(number: int) -> date:
    return date.fromisocalendar(2026, number, 1)


def put(measure, by, start, numerator=None, denominator=None, **more) -> None:
    db.session.add(
        Measurement(
            team_id=measure.team_id,
            measure_id=measure.id,
            period_start=start,
            numerator=numerator,
            denominator=denominator,
            recorded_by_id=by.id,
            recorded_at=MADE,
            **more,
        )
    )


def one(measure):
    db.session.flush()
    return histories([measure], today=TODAY)[0]


def test_nothing_recorded_is_an_empty_history(cast):
    history = one(cast.chair)
    assert history.periods == ()
    assert read(series_of(history)).values.size == 0


def test_a_period_without_a_row_is_a_gap_and_not_a_zero(cast):
    nora = cast.people["nora"]
    put(cast.chair, nora, week(40), 7, 9)
    put(cast.chair, nora, week(43), 0, 8)
    history = one(cast.chair)
    assert [period.number for period in history.periods] == [40, 41, 42, 43]
    assert history.numerators == (7, None, None, 0)
    assert history.not_measured == frozenset()


def test_not_measured_is_remembered_with_its_reason(cast):
    nora = cast.people["nora"]
    put(cast.chair, nora, week(44), 7, 9)
    put(cast.chair, nora, week(45), not_measured=True, missing_reason=MissingReason.HOLIDAY)
    history = one(cast.chair)
    assert history.not_measured == {1}
    assert history.notes[1].missing_reason is MissingReason.HOLIDAY


def test_a_share_is_read_in_percent_and_so_is_its_target(cast):
    put(cast.chair, cast.people["nora"], week(45), 8, 10)
    series = series_of(one(cast.chair))
    assert read(series).values.tolist() == [80]
    assert series.target == 80


def test_a_rate_is_read_per_its_exposure(cast):
    put(cast.falls, cast.people["nora"], date(2026, 9, 1), 3, 640)
    assert read(series_of(one(cast.falls))).values.tolist() == [pytest.approx(4.6875)]


def test_the_newest_target_holds(cast):
    db.session.add(
        MeasureTarget(
            team_id=cast.team.id,
            measure_id=cast.chair.id,
            value=0.9,
            valid_from=date(2026, 10, 1),
            set_by_id=cast.people["nora"].id,
            set_at=MADE,
        )
    )
    db.session.flush()
    db.session.expire_all()
    put(cast.chair, cast.people["nora"], week(45), 8, 10)
    assert series_of(one(cast.chair)).target == 90


def test_a_phase_begins_at_the_first_point_from_its_day(cast):
    nora = cast.people["nora"]
    for number in range(30, 46):
        put(cast.chair, nora, week(number), 5, 10)
    for starts_on, name in ((week(38), "Stol på veggen"), (week(10), "Før alt"), (week(50), "Ennå ikke")):
        db.session.add(
            Phase(
                team_id=cast.team.id,
                measure_id=cast.chair.id,
                starts_on=starts_on,
                name=name,
                reason="Stolen kom",
                decided_by_id=nora.id,
                decided_at=MADE,
            )
        )
    history = one(cast.chair)
    assert [phase.name for phase in history.phases] == ["Stol på veggen"]
    assert history.phase_starts == (8,)


def test_a_baseline_of_the_phase_goes_before_that_of_the_measure(cast):
    nora = cast.people["nora"]
    cast.chair.baseline_points = 12
    for number in range(20, 46):
        put(cast.chair, nora, week(number), 5, 10)
    db.session.add(
        Phase(
            team_id=cast.team.id,
            measure_id=cast.chair.id,
            starts_on=week(33),
            name="Ny",
            reason="Ny praksis",
            baseline_points=8,
            decided_by_id=nora.id,
            decided_at=MADE,
        )
    )
    phases = read(series_of(one(cast.chair))).phases
    assert [phase.baseline_stop - phase.start for phase in phases] == [12, 8]


def test_finished_periods_without_a_number_are_counted_as_silence(cast):
    put(cast.chair, cast.people["nora"], week(42), 5, 10)
    assert due_period(PeriodKind.WEEK, TODAY) == Period.numbered(PeriodKind.WEEK, 2026, 45)
    assert one(cast.chair).silent_periods == 3


def test_a_holiday_that_somebody_wrote_down_is_no_silence(cast):
    nora = cast.people["nora"]
    put(cast.chair, nora, week(42), 5, 10)
    for number in (43, 44, 45):
        put(cast.chair, nora, week(number), not_measured=True, missing_reason=MissingReason.HOLIDAY)
    history = one(cast.chair)
    assert history.silent_periods == 0
    assert verdict(read(series_of(history)), silent_periods=history.silent_periods) is not Verdict.SILENT


def test_what_is_lacking_is_recorded_before_the_running_week(cast):
    put(cast.chair, cast.people["nora"], week(44), 5, 10)
    assert next_to_record([one(cast.chair)], today=TODAY).number == 45
    put(cast.chair, cast.people["nora"], week(45), 5, 10)
    assert next_to_record([one(cast.chair)], today=TODAY).number == 46


def test_a_week_that_was_forgotten_is_lacking_also_when_the_next_one_has_begun(cast):
    nora = cast.people["nora"]
    put(cast.chair, nora, week(44), 5, 10)
    put(cast.chair, nora, week(46), 1, 1)
    assert one(cast.chair).misses_last
    assert next_to_record([one(cast.chair)], today=TODAY).number == 45
    put(cast.chair, nora, week(45), not_measured=True, missing_reason=MissingReason.FORGOTTEN)
    assert not one(cast.chair).misses_last
    assert next_to_record([one(cast.chair)], today=TODAY).number == 46


def test_what_has_not_begun_yet_lacks_no_earlier_week(cast):
    put(cast.chair, cast.people["nora"], week(46), 1, 1)
    assert not one(cast.chair).misses_last


@pytest.mark.parametrize(("source", "number", "judged"), [
    (Source.TALLY, 46, False), (Source.ENTRY, 46, False), (Source.IMPORT, 46, False), (Source.ENTRY, 45, True),
])  # fmt: skip
def test_half_a_week_is_shown_and_not_judged_however_it_came_in(cast, source, number, judged):
    nora = cast.people["nora"]
    for earlier in range(30, number):
        put(cast.chair, nora, week(earlier), 5 + earlier % 3, 10)
    put(cast.chair, nora, week(number), 0, 1, source=source)
    history = one(cast.chair)
    reading = read(series_of(history))
    assert history.running == (set() if judged else {len(history.periods) - 1})
    assert (Mark(reading.marks[-1]) is not Mark.EXCLUDED) is judged
    assert reading.values[-1] == 0
    (bare,) = histories([cast.chair], today=TODAY, words=False)
    assert bare.running == history.running


def test_a_week_that_somebody_says_is_done_is_judged_before_it_is_over(cast):
    nora = cast.people["nora"]
    for number in range(30, 47):
        put(cast.chair, nora, week(number), 5 + number % 3, 10)
    row = db.session.scalars(select(Measurement).where(Measurement.period_start == week(46))).one()
    row.finished_at, row.finished_by_id = MADE, nora.id
    db.session.flush()
    history = one(cast.chair)
    assert history.running == frozenset()
    assert history.finished == (16, nora.id, MADE)
    assert Mark(read(series_of(history)).marks[-1]) is not Mark.EXCLUDED


def test_the_running_week_is_not_yet_silence(cast):
    put(cast.chair, cast.people["nora"], week(46), 5, 10)
    assert one(cast.chair).silent_periods == 0


def test_days_between_events_are_counted_from_each_to_the_next(cast):
    cast.falls.value_kind = ValueKind.DAYS_BETWEEN
    for day in (date(2026, 3, 1), date(2026, 3, 15), date(2026, 3, 15), date(2026, 5, 1)):
        db.session.add(
            RareEvent(
                team_id=cast.team.id,
                measure_id=cast.falls.id,
                happened_on=day,
                recorded_by_id=cast.people["nora"].id,
                recorded_at=MADE,
            )
        )
    assert one(cast.falls).numerators == (14, 0, 47)


def test_queries_do_not_grow_with_points_or_measures(cast, queries):
    nora = cast.people["nora"]
    put(cast.chair, nora, week(45), 5, 10)
    db.session.flush()
    with queries() as few:
        histories([cast.chair], today=TODAY)
    for number in range(1, 45):
        put(cast.chair, nora, week(number), 5, 10)
        put(cast.minutes, nora, week(number), value=7.5)
    db.session.flush()
    with queries() as many:
        histories([cast.chair, cast.minutes, cast.falls], today=TODAY)
    assert len(many) == len(few) == 2
