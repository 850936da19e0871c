"""A whole import undone: what was new goes, what was written over comes back, what was changed since stays."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.services.imports.files import lines, row, rows, sheet
from tracker.access.people import Actor, NotFoundError
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun, ReplacedMeasurement
from tracker.models.measurements import RareEvent
from tracker.models.measures import ValueKind
from tracker.services.imports import undo
from tracker.services.imports.whole_file import import_measurements
from tracker.services.imports.working_days import end_of_next_working_day, is_working_day
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import exclude, record
from tracker.text.parse import parse_period

LATER = NOW + timedelta(hours=1)


def the_run(at=-1):
    return db.session.scalars(select(ImportRun).order_by(ImportRun.id)).all()[at]


def test_what_was_new_goes_and_what_was_written_over_comes_back(ali, inside, cast):
    import_measurements(sheet(row("44/2026", "6", "9", note="Ny turnus")), by=Actor(ali.user, NOW - timedelta(days=3)))
    before = [(r.numerator, r.note, r.source, r.recorded_at, r.import_run_id) for r in rows()]
    import_measurements(sheet(row("44/2026", "7", "9"), row("45/2026", "8", "9")), by=ali)
    done = undo.undo(inside("ali", now=LATER), the_run())
    assert (done.removed, done.restored, done.kept, done.measures) == (1, 1, 0, [cast.chair.id])
    assert [(r.numerator, r.note, r.source, r.recorded_at, r.import_run_id) for r in rows()] == before
    last = lines()[-1]
    assert (last.deed, last.subject, last.after) == (
        Deed.REMOVED, "import", {"measures": [cast.chair.id], "removed": 1, "restored": 1, "kept": 0},
    )  # fmt: skip


def test_undoing_writes_one_line(ali, inside):
    import_measurements(sheet(*(row(f"{at}/2026", "7", "9") for at in range(1, 40))), by=ali)
    before = len(lines())
    assert lines()[-1].import_run_id == the_run().id
    undo.undo(inside("ali", now=LATER), the_run())
    assert len(lines()) == before + 1
    assert rows() == []


def test_a_number_changed_since_stays_and_is_named(ali, inside, cast):
    import_measurements(sheet(row("44/2026", "6", "9"), row("45/2026", "7", "9"), row("43/2026", "5", "9")), by=ali)
    nora = inside("nora", now=LATER)
    changed = parse_period("45/2026", cast.chair.period_kind, today=ali.today)
    left_out = parse_period("43/2026", cast.chair.period_kind, today=ali.today)
    version = next(r.version for r in rows() if r.period_start == changed.start)
    record(nora, cast.chair, period=changed, entry=Entry(numerator=8, denominator=9), seen_version=version)
    exclude(nora, cast.chair, period=left_out, reason="Streik")
    done = undo.undo(inside("ali", now=LATER), the_run())
    assert (done.removed, done.kept) == (1, 2)
    kept = undo.kept_numbers(inside("ali", now=LATER), the_run())
    assert [(one.period.start, one.name) for one in kept] == [
        (left_out.start, "Ali Hassan"), (changed.start, "Nora Lund"),
    ]  # fmt: skip


def test_an_import_is_undone_once_and_in_time(ali, inside):
    import_measurements(sheet(row("45/2026", "7", "9")), by=ali)
    with pytest.raises(undo.TooLateError):
        undo.undo(inside("ali", now=the_run().until), the_run())
    undo.undo(inside("ali", now=the_run().until - timedelta(seconds=1)), the_run())
    with pytest.raises(undo.TooLateError):
        undo.undo(inside("ali", now=LATER), the_run())


def test_events_go_too(ali, inside, cast):
    cast.chair.value_kind = ValueKind.DAYS_BETWEEN
    db.session.flush()
    import_measurements(sheet(row("2.11.2026"), row("3.11.2026")), by=ali)
    assert undo.undo(inside("ali", now=LATER), the_run()).removed == 2
    assert db.session.scalar(select(func.count()).select_from(RareEvent)) == 0


def test_another_teams_import_is_not_there(ali, inside):
    import_measurements(sheet(row("45/2026", "7", "9")), by=ali)
    with pytest.raises(NotFoundError):
        undo.find_run(inside("per", "legevakta"), the_run().id)


def test_what_was_written_over_is_forgotten_when_it_cannot_come_back(ali):
    import_measurements(sheet(row("45/2026", "7", "9")), by=Actor(ali.user, NOW - timedelta(days=9)))
    import_measurements(sheet(row("45/2026", "8", "9")), by=ali)
    count = select(func.count()).select_from(ReplacedMeasurement)
    undo.forget_replaced(the_run().until - timedelta(seconds=1))
    assert db.session.scalar(count) == 1
    undo.forget_replaced(the_run().until)
    assert db.session.scalar(count) == 0


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-25 14:00", "2026-11-26 23:00"),  # a Wednesday: Thursday's midnight in Oslo
        ("2026-11-27 14:00", "2026-11-30 23:00"),  # a Friday
        ("2026-11-28 14:00", "2026-11-30 23:00"),  # a Saturday
        ("2026-04-01 14:00", "2026-04-07 22:00"),  # before Easter
        ("2026-12-24 14:00", "2026-12-28 23:00"),
        ("2026-11-26 23:30", "2026-11-30 23:00"),  # half past midnight on Friday
    ],
)
def test_it_can_be_undone_until_the_next_working_day_is_over(moment, until):
    begun, over = (datetime.fromisoformat(f"{text}+00:00") for text in (moment, until))
    assert end_of_next_working_day(begun).astimezone(UTC) == over


def test_holidays_are_known():
    free = ["2026-04-02", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2027-03-29"]
    assert not any(is_working_day(datetime.fromisoformat(day).date()) for day in free)
    assert is_working_day(datetime.fromisoformat("2026-04-07").date())
