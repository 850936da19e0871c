from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.analysis import Period, PeriodKind
from tracker.models.accounts import User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, MissingReason, Source
from tracker.models.measures import ValueKind
from tracker.services.measurements import record as record_service
from tracker.services.measurements.entries import EMPTY, Entry, EntryError, EntryFault, Part
from tracker.services.measurements.record import ConflictError, MeasurementCell, record, record_many
from tracker.text.screening import IdentityNumberError

WEEK = Period.numbered(PeriodKind.WEEK, 2026, 45)
MARCH = Period.numbered(PeriodKind.MONTH, 2026, 3)
LATER = NOW + timedelta(hours=1)


def parts(numerator, denominator):
    return Entry(numerator=numerator, denominator=denominator)


def stored(measure, period=WEEK):
    query = select(Measurement).where(Measurement.measure_id == measure.id, Measurement.period_start == period.start)
    return db.session.scalar(query)


def lines(deed=None):
    query = select(AuditLine).where(AuditLine.subject == "measurement").order_by(AuditLine.id)
    return db.session.scalars(query.where(AuditLine.deed == deed) if deed else query).all()


def put(access, measure, entry, *, seen=None, period=WEEK):
    row = stored(measure, period)
    version = (row.version if row else 0) if seen is None else seen
    return record(access, measure, period=period, entry=entry, seen_version=version)


def test_a_first_entry_is_stored_with_who_and_when(inside, cast):
    change = put(inside("ali"), cast.chair, parts(7, 9))
    row = stored(cast.chair)
    assert (row.numerator, row.denominator, row.value) == (7, 9, None)
    assert (row.recorded_by.name, row.recorded_at, row.source) == ("Ali Hassan", NOW, Source.ENTRY)
    assert change.deed is Deed.CREATED
    [line] = lines()
    assert (line.deed, line.label) == (Deed.CREATED, "Satte legen seg ned under visitten?, 45/2026")
    assert line.after == {
        "measure_id": cast.chair.id, "period_start": "2026-11-02", "numerator": 7.0, "denominator": 9.0,
    }  # fmt: skip


def test_a_correction_keeps_the_old_value_in_the_trail(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    first = stored(cast.chair).version
    put(inside("nora", now=LATER), cast.chair, parts(8, 9))
    row = stored(cast.chair)
    assert (row.numerator, row.version, row.recorded_by.name, row.recorded_at) == (8, first + 1, "Nora Lund", LATER)
    [line] = lines(Deed.CHANGED)
    assert (line.before, line.after) == ({"numerator": 7.0}, {"numerator": 8.0})


def test_the_same_again_changes_nothing_and_leaves_no_line(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    before = stored(cast.chair).version
    assert put(inside("nora"), cast.chair, parts(7, 9)) is None
    assert put(inside("nora"), cast.chair, parts(7, 9), seen=0) is None
    assert stored(cast.chair).version == before
    assert len(lines()) == 1


def test_not_measured_has_a_reason_that_may_be_left_open(inside, cast):
    put(inside("ali"), cast.chair, Entry(not_measured=True, reason=MissingReason.HOLIDAY))
    assert stored(cast.chair).missing_reason is MissingReason.HOLIDAY
    put(inside("ali"), cast.chair, Entry(not_measured=True))
    row = stored(cast.chair)
    assert (row.not_measured, row.missing_reason, row.numerator) == (True, None, None)


def test_a_number_replaces_not_measured_and_the_other_way(inside, cast):
    put(inside("ali"), cast.minutes, Entry(not_measured=True, reason=MissingReason.FORGOTTEN))
    put(inside("ali"), cast.minutes, Entry(value=6.5))
    row = stored(cast.minutes)
    assert (row.value, row.not_measured, row.missing_reason) == (6.5, False, None)


def test_emptying_a_cell_removes_it_with_a_trace(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    change = put(inside("nora"), cast.chair, EMPTY)
    assert stored(cast.chair) is None
    assert (change.deed, change.before) == (Deed.REMOVED, parts(7, 9))
    [line] = lines(Deed.REMOVED)
    assert (line.before["numerator"], line.before["period_start"]) == (7.0, "2026-11-02")


def test_emptying_an_empty_cell_is_nothing(inside, cast):
    assert put(inside("ali"), cast.chair, EMPTY, seen=0) is None
    assert lines() == []


@pytest.mark.parametrize(
    ("entry", "fault", "part"),
    [
        (parts(9, 7), EntryFault.NUMERATOR_ABOVE, Part.NUMERATOR),
        (parts(0, 0), EntryFault.ZERO_DENOMINATOR, Part.DENOMINATOR),
        (parts(-1, 7), EntryFault.NEGATIVE, Part.NUMERATOR),
        (parts(1, -7), EntryFault.NEGATIVE, Part.DENOMINATOR),
        (parts(2.5, 7), EntryFault.NOT_WHOLE, Part.NUMERATOR),
        (parts(2, 7.5), EntryFault.NOT_WHOLE, Part.DENOMINATOR),
        (Entry(numerator=7), EntryFault.BOTH_PARTS, Part.DENOMINATOR),
        (Entry(denominator=7), EntryFault.BOTH_PARTS, Part.NUMERATOR),
        (Entry(value=0.7), EntryFault.WRONG_SHAPE, Part.VALUE),
        (parts(float("nan"), 7), EntryFault.NOT_A_NUMBER, Part.NUMERATOR),
        (parts(7, float("inf")), EntryFault.NOT_A_NUMBER, Part.DENOMINATOR),
        (Entry(numerator=7, not_measured=True), EntryFault.VALUE_AND_MISSING, Part.MISSING),
    ],
)
def test_what_cannot_be_is_refused(inside, cast, entry, fault, part):
    with pytest.raises(EntryError) as refused:
        put(inside("ali"), cast.chair, entry, seen=0)
    assert (refused.value.fault, refused.value.part) == (fault, part)
    assert stored(cast.chair) is None


def test_a_rate_may_count_more_events_than_its_exposure(inside, cast):
    put(inside("ali"), cast.falls, parts(9, 7), period=MARCH)
    assert stored(cast.falls, MARCH).numerator == 9


def test_a_rate_counts_whole_events_over_an_exposure_that_may_be_a_fraction(inside, cast):
    put(inside("ali"), cast.falls, parts(2, 1204.5), period=MARCH)
    assert (stored(cast.falls, MARCH).numerator, stored(cast.falls, MARCH).denominator) == (2, 1204.5)
    with pytest.raises(EntryError, match="not_whole"):
        put(inside("ali"), cast.falls, parts(2.5, 1204.5), period=MARCH)


def test_a_count_is_whole(inside, cast):
    cast.minutes.value_kind = ValueKind.COUNT
    with pytest.raises(EntryError, match="not_whole"):
        put(inside("ali"), cast.minutes, Entry(value=1.204))


def test_a_measured_value_may_be_negative_and_a_count_may_not(inside, cast):
    put(inside("ali"), cast.minutes, Entry(value=-1.5))
    cast.falls.value_kind = ValueKind.COUNT
    with pytest.raises(EntryError, match="negative"):
        put(inside("ali"), cast.falls, Entry(value=-1), period=MARCH)


def test_a_value_has_no_numerator(inside, cast):
    with pytest.raises(EntryError, match="wrong_shape"):
        put(inside("ali"), cast.minutes, parts(1, 2))


def test_the_period_that_runs_can_be_recorded_and_the_next_one_not(inside, cast):
    current = Period.containing(PeriodKind.WEEK, NOW.date())
    put(inside("ali"), cast.chair, parts(1, 2), period=current)
    with pytest.raises(EntryError) as refused:
        put(inside("ali"), cast.chair, parts(1, 2), period=current.next)
    assert (refused.value.fault, refused.value.part) == (EntryFault.FUTURE, Part.PERIOD)


def test_a_period_of_another_kind_is_a_mistake_of_ours(inside, cast):
    with pytest.raises(ValueError, match="month"):
        put(inside("ali"), cast.chair, parts(1, 2), period=MARCH)


def test_events_are_not_recorded_by_period(inside, cast):
    cast.chair.value_kind = ValueKind.DAYS_BETWEEN
    with pytest.raises(EntryError, match="by_events"):
        put(inside("ali"), cast.chair, Entry(value=3))


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_a_reader_records_nothing(inside, cast, who):
    with pytest.raises(ForbiddenError):
        put(inside(who), cast.chair, parts(7, 9))


def test_another_teams_measure_is_not_there(inside, cast):
    with pytest.raises(NotFoundError):
        put(inside("ali"), cast.stranger_measure, parts(7, 9))


def test_a_cell_changed_meanwhile_is_a_conflict_with_both_numbers(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    seen = stored(cast.chair).version
    put(inside("nora"), cast.chair, parts(8, 9))
    with pytest.raises(ConflictError) as found:
        put(inside("ali"), cast.chair, parts(6, 9), seen=seen)
    [conflict] = found.value.conflicts
    assert (conflict.name, conflict.theirs, conflict.mine) == ("Nora Lund", parts(8, 9), parts(6, 9))
    assert conflict.version == stored(cast.chair).version
    assert stored(cast.chair).numerator == 8


def test_a_first_entry_over_anothers_first_entry_is_a_conflict(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    with pytest.raises(ConflictError):
        put(inside("nora"), cast.chair, parts(8, 9), seen=0)


def test_an_entry_over_one_that_was_emptied_is_a_conflict_that_names_who(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    seen = stored(cast.chair).version
    put(inside("nora"), cast.chair, EMPTY)
    with pytest.raises(ConflictError) as found:
        put(inside("ali"), cast.chair, parts(8, 9), seen=seen)
    [conflict] = found.value.conflicts
    assert (conflict.name, conflict.theirs, conflict.version) == ("Nora Lund", EMPTY, 0)


def test_a_cell_emptied_and_filled_again_does_not_look_like_the_one_before(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    seen = stored(cast.chair).version
    put(inside("nora", now=LATER), cast.chair, EMPTY)
    put(inside("nora", now=LATER), cast.chair, parts(5, 9))
    with pytest.raises(ConflictError):
        put(inside("ali"), cast.chair, parts(8, 9), seen=seen)


def test_one_conflict_or_fault_stores_nothing_of_the_form(inside, cast):
    put(inside("nora"), cast.chair, parts(8, 9))
    fresh = MeasurementCell(cast.minutes, WEEK, Entry(value=6))
    with pytest.raises(ConflictError):
        record_many(inside("ali"), [fresh, MeasurementCell(cast.chair, WEEK, parts(1, 9))])
    with pytest.raises(EntryError):
        record_many(inside("ali"), [fresh, MeasurementCell(cast.chair, WEEK.previous, parts(9, 1))])
    assert stored(cast.minutes) is None


def look_too_early(monkeypatch):
    """Let the first look find nothing, as it does where the other one commits between our look and our insert."""
    look, looks = record_service._locked, []

    def early(cells):
        looks.append(cells)
        return look(cells) if len(looks) > 1 else {}

    monkeypatch.setattr(record_service, "_locked", early)


def test_two_first_entries_at_once_are_a_conflict(inside, cast, monkeypatch):
    put(inside("nora"), cast.chair, parts(8, 9))
    look_too_early(monkeypatch)
    with pytest.raises(ConflictError) as found:
        put(inside("ali"), cast.chair, parts(7, 9), seen=0)
    assert found.value.conflicts[0].theirs == parts(8, 9)


def test_two_first_entries_at_once_that_agree_are_one(inside, cast, monkeypatch):
    put(inside("nora"), cast.chair, parts(8, 9))
    look_too_early(monkeypatch)
    assert put(inside("ali"), cast.chair, parts(8, 9), seen=0) is None
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 1
    assert len(lines()) == 1


def test_a_mistake_of_ours_is_not_taken_for_a_conflict(inside, cast):
    nobody = replace(inside("ali"), user=User(id=999, name="Nobody"))
    with pytest.raises(IntegrityError):
        put(nobody, cast.chair, parts(7, 9))


def test_a_whole_form_is_one_look_whatever_its_size(inside, cast, queries):
    access = inside("ali")
    weeks = record_service.latest(PeriodKind.WEEK, until=NOW.date())
    record_many(access, [MeasurementCell(cast.chair, week, parts(1, 2)) for week in weeks])
    versions = {row.period_start: row.version for row in db.session.scalars(select(Measurement))}
    with queries() as seen:
        record_many(access, [MeasurementCell(cast.chair, week, parts(1, 2), versions[week.start]) for week in weeks])
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1


def test_the_latest_periods_end_with_the_one_that_runs():
    weeks = record_service.latest(PeriodKind.WEEK, until=date(2026, 11, 11))
    assert [week.number for week in weeks] == [39, 40, 41, 42, 43, 44, 45, 46]
    assert [p.year for p in record_service.latest(PeriodKind.YEAR, until=date(2026, 11, 11), count=2)] == [2025, 2026]


def test_what_is_recorded_is_read_by_measure_and_day(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    put(inside("ali"), cast.chair, parts(7, 9), period=WEEK.previous)
    found = record_service.recorded(inside("siv"), [cast.chair, cast.minutes], first=WEEK.start, last=WEEK.stop)
    assert list(found) == [(cast.chair.id, WEEK.start)]


def test_a_point_is_left_out_with_a_reason_and_taken_in_again(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    record_service.exclude(inside("kari"), cast.chair, period=WEEK, reason="Posten var evakuert")
    row = stored(cast.chair)
    assert (row.excluded_reason, row.excluded_by_id) == ("Posten var evakuert", cast.people["kari"].id)
    record_service.exclude(inside("kari"), cast.chair, period=WEEK, reason="Posten var evakuert")
    record_service.exclude(inside("nora"), cast.chair, period=WEEK, reason="Evakuert")
    assert [line.before for line in lines(Deed.EXCLUDED)] == [None, {"reason": "Posten var evakuert"}]
    record_service.include(inside("nora"), cast.chair, period=WEEK)
    record_service.include(inside("nora"), cast.chair, period=WEEK)
    assert (stored(cast.chair).excluded_at, stored(cast.chair).excluded_reason) == (None, "")
    assert [line.before for line in lines(Deed.INCLUDED)] == [{"reason": "Evakuert"}]


def test_only_a_value_can_be_left_out(inside, cast):
    with pytest.raises(NotFoundError):
        record_service.exclude(inside("nora"), cast.chair, period=WEEK, reason="x")
    put(inside("ali"), cast.chair, Entry(not_measured=True))
    with pytest.raises(record_service.NotMeasuredError):
        record_service.exclude(inside("nora"), cast.chair, period=WEEK, reason="x")


def test_leaving_a_point_out_is_a_decision(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    with pytest.raises(ForbiddenError):
        record_service.exclude(inside("ali"), cast.chair, period=WEEK, reason="x")
    with pytest.raises(ForbiddenError):
        record_service.include(inside("ali"), cast.chair, period=WEEK)


def test_a_reason_with_an_identity_number_is_refused(inside, cast):
    put(inside("ali"), cast.chair, parts(7, 9))
    with pytest.raises(IdentityNumberError):
        record_service.exclude(inside("nora"), cast.chair, period=WEEK, reason="gjaldt 01010012356")
    assert stored(cast.chair).excluded_at is None


def test_a_long_name_leaves_room_for_the_period(cast):
    cast.chair.name = "x" * 200
    assert record_service.label_of(cast.chair, WEEK).endswith("x, 45/2026")
    assert len(record_service.label_of(cast.chair, WEEK)) == 200
