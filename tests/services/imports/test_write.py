"""Rows that become measurements: all of them, or none."""

import gc
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.services.imports.files import CHAIR, faults, lines, row, rows, sheet
from tracker.access.people import Actor, ForbiddenError
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement, MissingReason, RareEvent, Source
from tracker.models.measures import ValueKind
from tracker.services.imports import destinations
from tracker.services.imports.check import CheckOptions, check_table, reader
from tracker.services.imports.file.faults import FileError, RowFault
from tracker.services.imports.file.header_row import Column, guess
from tracker.services.imports.file.table import Limits, read_table
from tracker.services.imports.whole_file import import_measurements
from tracker.services.imports.write import MeanwhileError, plan_of, store
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import record
from tracker.text.parse import parse_period


def planned(data, ali):
    table = read_table(data)
    places = destinations.Destinations.of(ali)
    columns = guess(table.header)
    return plan_of(check_table(table, columns, places, today=ali.today, needs_team=True, how=CheckOptions()))


def test_a_file_becomes_measurements(ali, cast):
    report = import_measurements(
        sheet(
            row("45/2026", "7", "9"),
            row("uke 46 2026", "8", "9", note="Ny turnus"),
            row("2026-W44", missing="ferie"),
            row("45/2026", value="6,5", measure="visittid"),
            row("mars 2026", "3", "1 204,5", measure=str(cast.falls.id)),
        ),
        by=ali,
    )
    assert (report.stored, len(report.plan.new), report.checked.failed) == (True, 5, 0)
    said = [(r.measure_id, r.period_start, Entry.of(r), r.note) for r in rows()]
    assert said == [
        (cast.chair.id, date(2026, 10, 26), Entry(not_measured=True, reason=MissingReason.HOLIDAY), ""),
        (cast.chair.id, date(2026, 11, 2), Entry(numerator=7, denominator=9), ""),
        (cast.chair.id, date(2026, 11, 9), Entry(numerator=8, denominator=9), "Ny turnus"),
        (cast.minutes.id, date(2026, 11, 2), Entry(value=6.5), ""),
        (cast.falls.id, date(2026, 3, 1), Entry(numerator=3, denominator=1204.5), ""),
    ]
    assert {(r.source, r.recorded_by_id, r.recorded_at, r.team_id) for r in rows()} == {
        (Source.IMPORT, cast.people["ali"].id, NOW, cast.team.id)
    }


def test_the_collector_of_circles_waits_only_while_a_file_is_taken_in(ali):
    waiting = []
    import_measurements(
        sheet(row("45/2026", "7", "9")), by=ali, watch=lambda *_said: waiting.append(not gc.isenabled())
    )
    assert all(waiting)
    assert gc.isenabled()
    with pytest.raises(FileError):
        import_measurements(b"", by=ali)
    assert gc.isenabled()


def test_the_trail_has_one_line_a_measure(ali, cast):
    import_measurements(
        sheet(row("44/2026", "6", "9"), row("45/2026", "7", "9"), row(value="6", measure="visittid")), by=ali
    )
    assert [(line.subject, line.subject_id, line.after) for line in lines()] == [
        (
            "measure",
            cast.chair.id,
            {"imported": 2, "overwritten": 0, "first": "2026-10-26", "last": "2026-11-02"},
        ),
        (
            "measure",
            cast.minutes.id,
            {"imported": 1, "overwritten": 0, "first": "2026-11-02", "last": "2026-11-02"},
        ),
    ]


def test_the_same_file_again_changes_nothing(ali):
    data = sheet(row("44/2026", missing="ja"), row("45/2026", "7", "9", note="Kort uke"))
    import_measurements(data, by=ali)
    before = [(r.id, r.version, r.recorded_at) for r in rows()], len(lines())
    report = import_measurements(data, by=Actor(ali.user, NOW + timedelta(days=1)))
    assert (report.plan.same, report.plan.changes) == (2, 0)
    assert ([(r.id, r.version, r.recorded_at) for r in rows()], len(lines())) == before


def test_what_is_written_over_is_reported_and_kept_in_the_trail(ali, inside, cast):
    week = parse_period("45/2026", cast.chair.period_kind, today=ali.today)
    record(inside("nora"), cast.chair, period=week, entry=Entry(numerator=7, denominator=9), seen_version=0)
    version = rows()[0].version
    report = import_measurements(sheet(row("45/2026", "8", "9")), by=ali)
    [overwrite] = report.plan.overwrites
    assert (overwrite.line.row, overwrite.old.entry.numerator, overwrite.line.entry.numerator) == (2, 7, 8)
    [now] = rows()
    assert (now.numerator, now.version, now.source, now.recorded_by_id) == (8, version + 1, Source.IMPORT, ali.user.id)
    assert [(line.before, line.after) for line in lines() if line.before] == [({"numerator": 7.0}, {"numerator": 8.0})]


def test_an_empty_note_or_row_empties_nothing(ali):
    import_measurements(sheet(row("45/2026", "7", "9", note="Kort uke")), by=ali)
    report = import_measurements(sheet(row("45/2026", "8", "9"), row("44/2026")), by=ali)
    assert (rows()[0].note, report.checked.blank, len(rows())) == ("Kort uke", 1, 1)


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        ({"team": ""}, Column.TEAM, RowFault.TEAM_MISSING),
        ({"team": "legevakta"}, Column.TEAM, RowFault.TEAM_UNKNOWN),
        ({"team": "finnes-ikke"}, Column.TEAM, RowFault.TEAM_UNKNOWN),
        ({"measure": ""}, Column.MEASURE, RowFault.MEASURE_MISSING),
        ({"measure": "Legevaktas andel"}, Column.MEASURE, RowFault.MEASURE_UNKNOWN),
        ({"period": ""}, Column.PERIOD, RowFault.PERIOD_MISSING),
        ({"period": "54/2026"}, Column.PERIOD, RowFault.NO_SUCH_PERIOD),
        ({"period": "Uke 53 2025"}, Column.PERIOD, RowFault.NO_SUCH_PERIOD),
        ({"period": "2026-W54"}, Column.PERIOD, RowFault.NO_SUCH_PERIOD),
        ({"period": "#N/A"}, Column.PERIOD, RowFault.EXCEL_ERROR),
        ({"period": "45"}, Column.PERIOD, RowFault.NOT_A_PERIOD),
        ({"period": "46388"}, Column.PERIOD, RowFault.FUTURE),  # Excel's number for 1 January 2027
        ({"period": "99999"}, Column.PERIOD, RowFault.NOT_A_PERIOD),
        ({"period": "47/2026"}, Column.PERIOD, RowFault.FUTURE),
        ({"numerator": "12,,5"}, Column.NUMERATOR, RowFault.NOT_A_NUMBER),
        ({"denominator": "#DIV/0!"}, Column.DENOMINATOR, RowFault.EXCEL_ERROR),
        ({"numerator": "=1+1"}, Column.NUMERATOR, RowFault.EXCEL_ERROR),
        ({"numerator": "78 %"}, Column.NUMERATOR, RowFault.NOT_A_NUMBER),
        ({"numerator": "1e400"}, Column.NUMERATOR, RowFault.NOT_A_NUMBER),
        ({"numerator": "-1"}, Column.NUMERATOR, RowFault.NEGATIVE),
        ({"numerator": ""}, Column.NUMERATOR, RowFault.BOTH_PARTS),
        ({"numerator": "2,5"}, Column.NUMERATOR, RowFault.NOT_WHOLE),
        ({"denominator": "9,5"}, Column.DENOMINATOR, RowFault.NOT_WHOLE),
        ({"numerator": "9", "denominator": "7"}, Column.NUMERATOR, RowFault.NUMERATOR_ABOVE),
        ({"numerator": "0", "denominator": "0"}, Column.DENOMINATOR, RowFault.ZERO_DENOMINATOR),
        ({"numerator": "", "denominator": "", "value": "78"}, Column.VALUE, RowFault.NEEDS_PARTS),
        ({"measure": "visittid"}, Column.NUMERATOR, RowFault.NEEDS_VALUE),
        ({"missing": "ja"}, Column.MISSING, RowFault.VALUE_AND_MISSING),
        ({"missing": "kanskje"}, Column.MISSING, RowFault.NOT_A_REASON),
        ({"note": "x" * 401}, Column.NOTE, RowFault.TOO_LONG),
        ({"note": "gjaldt 01010012356"}, Column.NOTE, RowFault.IDENTITY_NUMBER),
        ({"measure": "visittid", "value": "13097248022"}, Column.VALUE, RowFault.IDENTITY_NUMBER),
        ({"note": "ring 22 33 44 55"}, Column.NOTE, RowFault.CONTACT),
        ({"note": "a;b"}, None, RowFault.TOO_MANY_CELLS),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_by_row_and_column_and_nothing_is_stored(ali, cells, column, fault):
    wrong = row(**{"period": "45/2026", "numerator": "7", "denominator": "9"} | cells)
    assert faults(sheet(row("44/2026", "6", "9"), wrong), ali) == [(3, column, fault)]
    assert rows() == []
    assert lines() == []


def test_right_rows_are_stored_without_the_wrong_ones_when_that_is_asked_for(ali):
    data = sheet(row("54/2026", "6", "9"), row("45/2026", "7", "9"))
    report = import_measurements(data, by=ali, skip_errors=True)
    assert (report.stored, report.checked.failed, len(rows())) == (True, 1, 1)


def test_a_dry_run_tells_and_stores_nothing(ali):
    report = import_measurements(sheet(row("45/2026", "7", "9")), by=ali, dry_run=True)
    assert (report.stored, len(report.plan.new), rows()) == (False, 1, [])


def test_a_fault_never_repeats_an_identity_number(ali):
    report = import_measurements(sheet(row("45/2026", "01010012356", "9"), row("44/2026", "x" * 90, "9")), by=ali)
    assert [fault.text for fault in report.checked.faults] == ["", "x" * 59 + "…"]


def test_a_telephone_number_stands_where_someone_confirms_it(ali):
    data = sheet(row("45/2026", "7", "9", note="ring 22 33 44 55"))
    import_measurements(data, by=ali, how=CheckOptions(confirmed=True))
    assert rows()[0].note == "ring 22 33 44 55"


def test_one_period_stands_once_in_a_file(ali):
    data = sheet(row("45/2026", "7", "9"), row("2026-W45", "7", "9"))
    assert faults(data, ali) == [(3, Column.PERIOD, RowFault.TWICE)]


def test_faults_beyond_the_limit_are_counted(ali):
    data = sheet(*(row("54/2026") for _ in range(5)))
    report = import_measurements(data, by=ali, limits=Limits(most_faults=2))
    assert (len(report.checked.faults), report.checked.failed) == (2, 5)


def test_a_reader_of_the_team_records_nothing_by_file_either(cast):
    data = sheet(row("45/2026", "7", "9"))
    assert faults(data, Actor(cast.people["siv"], NOW)) == [(2, Column.TEAM, RowFault.TEAM_CLOSED)]
    assert faults(data, Actor(cast.people["per"], NOW)) == [(2, Column.TEAM, RowFault.TEAM_UNKNOWN)]


def test_a_team_may_be_called_by_its_name(ali):
    import_measurements(sheet(row("45/2026", "7", "9", team="Kirurgisk sengepost 3")), by=ali)
    assert len(rows()) == 1


def test_inside_a_team_its_name_may_be_left_out(inside):
    head = "Indikator;Uke;Teller;Nevner\n"
    data = sheet(f"{CHAIR};45/2026;7;9\n", head=head)
    assert import_measurements(data, by=inside("ali"), team=inside("ali")).stored
    named = sheet(row("44/2026", "7", "9"), row("43/2026", "7", "9", team="legevakta"))
    assert faults(named, inside("ali"), team=inside("ali")) == [(3, Column.TEAM, RowFault.TEAM_UNKNOWN)]


def test_a_door_to_read_by_stores_nothing(inside):
    data = sheet(row("45/2026", "7", "9"))
    with pytest.raises(ForbiddenError):
        import_measurements(data, by=inside("siv"), team=inside("siv"))


def test_two_measures_of_one_name_are_told_apart_by_number(ali, cast):
    cast.minutes.name = cast.chair.name
    db.session.flush()
    data = sheet(row("45/2026", "7", "9"))
    assert faults(data, ali) == [(2, Column.MEASURE, RowFault.MEASURE_UNCLEAR)]
    assert import_measurements(sheet(row("45/2026", "7", "9", measure=str(cast.chair.id))), by=ali).stored


def test_events_are_added_by_day_and_as_many_as_the_file_has(ali, cast):
    cast.chair.value_kind = ValueKind.DAYS_BETWEEN
    db.session.flush()
    data = sheet(row("2.11.2026"), row("2.11.2026"), row("2026-10-20"))
    report = import_measurements(data, by=ali)
    assert (report.stored, len(report.plan.events)) == (True, 3)
    assert import_measurements(data, by=ali).plan.changes == 0
    import_measurements(sheet(row("2.11.2026"), row("3.11.2026")), by=ali)
    days = [event.happened_on for event in db.session.scalars(select(RareEvent).order_by(RareEvent.happened_on))]
    assert days == [date(2026, 10, 20), date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 3)]
    assert lines()[0].after["imported"] == 3


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", RowFault.NEEDS_OPPORTUNITIES),
        ("-3", RowFault.NEGATIVE),
        ("2,5", RowFault.NOT_WHOLE),
        ("x", RowFault.NOT_A_NUMBER),
    ],
)
def test_opportunities_are_whole_numbers(ali, cast, value, fault):
    cast.chair.value_kind = ValueKind.OPPORTUNITIES_BETWEEN
    db.session.flush()
    assert faults(sheet(row("2.11.2026", value=value)), ali) == [(2, Column.VALUE, fault)]
    import_measurements(sheet(row("2.11.2026", value="240")), by=ali)
    assert db.session.scalars(select(RareEvent)).one().opportunities == 240


def test_what_somebody_records_meanwhile_is_not_written_over(ali, inside, cast):
    week = parse_period("45/2026", cast.chair.period_kind, today=ali.today)
    late = planned(sheet(row("44/2026", "5", "9"), row("45/2026", "8", "9")), ali)
    record(inside("nora"), cast.chair, period=week, entry=Entry(numerator=7, denominator=9), seen_version=0)
    with pytest.raises(MeanwhileError):
        store(late)
    assert [r.numerator for r in rows()] == [7]
    late = planned(sheet(row("45/2026", "8", "9")), ali)
    record(
        inside("nora"), cast.chair, period=week, entry=Entry(numerator=6, denominator=9), seen_version=rows()[0].version
    )
    with pytest.raises(MeanwhileError):
        store(late)
    assert [r.numerator for r in rows()] == [6]


def test_questions_do_not_grow_with_the_rows(ali, queries):
    few = sheet(*(row(f"{week}/2026", "7", "9") for week in range(1, 3)))
    many = sheet(*(row(f"{week}/2026", "7", "9") for week in range(1, 46)))
    import_measurements(few, by=ali, dry_run=True)
    with queries() as first:
        import_measurements(few, by=ali, dry_run=True)
    with queries() as second:
        import_measurements(many, by=ali, dry_run=True)
    assert len(second) == len(first)


def test_an_archived_measure_takes_no_rows(ali, cast):
    cast.chair.archived_at = NOW
    db.session.flush()
    assert faults(sheet(row("45/2026", "7", "9")), ali) == [(2, Column.MEASURE, RowFault.MEASURE_UNKNOWN)]


def test_what_was_read_is_forgotten_before_it_fills_the_memory(ali, monkeypatch):
    monkeypatch.setattr(reader, "REMEMBERED", 3)
    import_measurements(sheet(*(row(f"{week}/2026", str(week), "99") for week in range(1, 12))), by=ali)
    assert [r.numerator for r in rows()] == list(range(1, 12))


def test_every_row_of_a_large_file_is_stored_once(ali, cast):
    start = date(2026, 11, 9)
    cast.minutes.period_kind = PeriodKind.DAY
    db.session.flush()
    days = [start - timedelta(days=back) for back in range(6000)]
    data = sheet(*(row(f"{day.isoformat()}", value="5,5", measure="visittid") for day in days))
    import_measurements(data, by=ali)
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 6000
    assert import_measurements(data, by=ali).plan.same == 6000
