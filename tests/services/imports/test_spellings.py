"""Periods, days, thousands and per cent as people and programs write them: read as they are meant, or told."""

import pytest
from sqlalchemy import select

from tests.workbooks import DAY, MONTH, PERCENT, TENTHS, rows, workbook
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.measures import ValueKind
from tracker.services.imports.check import CheckOptions
from tracker.services.imports.choices import Choices
from tracker.services.imports.file.faults import RowFault
from tracker.services.measurements.entries import Entry
from tracker.text.parse import DigitMark


def stored():
    query = select(Measurement).order_by(Measurement.measure_id, Measurement.period_start)
    return [(row.period_start.isoformat(), Entry.of(row)) for row in db.session.scalars(query)]


def told(report):
    return [(fault.row, fault.fault) for fault in report.checked.faults]


def values():
    return {start: entry.value for start, entry in stored()}


def test_a_month_that_excel_made_of_a_week_is_told_and_never_stored(take, measure):
    measure("T uke")
    lines = [("T uke", (46266, MONTH), 4), ("T uke", (46296, MONTH), 5), ("T uke", (46327, MONTH), 6)]
    lines += [("T uke", f"{week}/2026", week) for week in (43, 44, 45)]
    report = take(workbook(("Ark", rows(("Indikator", "Periode", "Verdi"), *lines))))
    assert told(report) == [(2, RowFault.EXCEL_DATE), (3, RowFault.EXCEL_DATE), (4, RowFault.EXCEL_DATE)]
    assert [fault.text for fault in report.checked.faults] == ["sep.26", "okt.26", "nov.26"]
    assert values() == {"2026-10-19": 43, "2026-10-26": 44, "2026-11-02": 45}


@pytest.mark.parametrize("cells", [["sep.26", "okt.26"], ["Sep-26", "Oct-26"], ["sep-26", "okt-26"]])
@pytest.mark.parametrize("kind", [PeriodKind.WEEK, PeriodKind.FORTNIGHT, PeriodKind.TERTIAL, PeriodKind.QUARTER])
def test_a_csv_that_excel_saved_is_told_the_same(take, measure, cells, kind):
    measure("T", period_kind=kind)
    report = take("Indikator;Periode;Verdi\n" + "".join(f"T;{cell};4\n" for cell in cells))
    assert (told(report), stored()) == ([(2, RowFault.EXCEL_DATE), (3, RowFault.EXCEL_DATE)], [])


@pytest.mark.parametrize("cell", [(46266, DAY), "46266", "2026-09-01", "01.09.2026"])
def test_a_first_of_a_month_among_weeks_is_told_too(take, measure, cell):
    measure("T uke")
    data = workbook(("Ark", rows(("Indikator", "Periode", "Verdi"), ("T uke", cell, 4), ("T uke", "43/2026", 5))))
    assert told(take(data)) == [(2, RowFault.EXCEL_DATE)]
    assert values() == {"2026-10-19": 5}


def test_days_among_days_are_days(take, measure):
    measure("T uke")
    take("Indikator;Dato;Verdi\nT uke;2026-09-01;4\nT uke;2026-09-08;5\n")
    assert values() == {"2026-08-31": 4, "2026-09-07": 5}


@pytest.mark.parametrize("cell", [(46266, MONTH), "sep.26", "Sep-26", "september 2026", "9/2026", "2026M09", "2026-09"])
def test_a_month_is_a_month_for_a_measure_by_month(take, measure, cell):
    measure("T", period_kind=PeriodKind.MONTH)
    take(workbook(("Ark", rows(("Indikator", "Periode", "Verdi"), ("T", cell, 4)))))
    assert values() == {"2026-09-01": 4}


THOUSANDS = "Indikator;Periode;Teller;Nevner\n"


@pytest.mark.parametrize("sign", [".", ","])
def test_thousands_are_decided_by_the_column(take, measure, sign):
    measure("R måned", ValueKind.RATE, PeriodKind.MONTH, multiplier=1000)
    given = [(4, "987"), (3, f"1{sign}204"), (5, f"1{sign}187"), (2, "998"), (4, f"1{sign}250"), (3, f"1{sign}102")]
    report = take(THOUSANDS + "".join(f"R måned;{at}/2026;{n};{d}\n" for at, (n, d) in enumerate(given, 1)))
    assert told(report) == []
    assert [entry.denominator for _, entry in stored()] == [987, 1204, 1187, 998, 1250, 1102]


def test_thousands_that_nothing_decides_are_asked_about(take, measure):
    row = measure("R måned", ValueKind.RATE, PeriodKind.MONTH, multiplier=1000)
    data = THOUSANDS + "R måned;1/2026;4;1.204\nR måned;2/2026;3;1.187\n"
    report = take(data)
    assert told(report) == [(2, RowFault.UNCLEAR_THOUSANDS), (3, RowFault.UNCLEAR_THOUSANDS)]
    assert list(report.checked.asked.marks) == [f"{row.id}:denominator:."]
    take(data, how=CheckOptions(choices=Choices(marks={".": DigitMark.THOUSANDS})))
    assert [entry.denominator for _, entry in stored()] == [1204, 1187]


@pytest.mark.parametrize("text", ["1.204", "1,204", "1 204"])
def test_a_count_is_a_whole_number(take, measure, text):
    measure("Antall")
    take(f"Indikator;Uke;Antall\nAntall;45/2026;{text}\n")
    assert values() == {"2026-11-02": 1204}


@pytest.mark.parametrize(
    ("kind", "row"), [(ValueKind.COUNT, "T;45/2026;;;2,5"), (ValueKind.RATE, "T;45/2026;2,5;100;")]
)
def test_what_is_counted_is_never_a_fraction(take, measure, kind, row):
    measure("T", kind)
    report = take(f"Indikator;Uke;Teller;Nevner;Verdi\n{row}\n")
    assert (told(report), stored()) == ([(2, RowFault.NOT_WHOLE)], [])


def test_a_decimal_number_in_a_workbook_is_no_thousand(take, cast):
    take(workbook(("T", rows(("Indikator", "Uke", "Verdi"), ("visittid", "45/2026", 1.204)))))
    assert values() == {"2026-11-02": 1.204}


def test_weeks_in_a_measure_by_month_are_each_told(take, measure):
    measure("T måned", period_kind=PeriodKind.MONTH)
    report = take(
        "Indikator;Uke;Verdi\n" + "".join(f"T måned;{week};3\n" for week in ("uke 6 2026", "7/2026", "2026-W08"))
    )
    assert {fault.fault for fault in report.checked.faults} == {RowFault.OTHER_KIND}
    assert {fault.kinds for fault in report.checked.faults} == {(PeriodKind.MONTH, PeriodKind.WEEK)}
    assert (len(report.checked.faults), stored()) == (3, [])


@pytest.mark.parametrize("spelling", ["2026M0{}", "2026-0{}", "20260{}", "2026/0{}", "0{}. måned 2026"])
def test_months_in_a_measure_by_week_are_each_told(take, measure, spelling):
    measure("T uke")
    report = take("Indikator;Periode;Verdi\n" + "".join(f"T uke;{spelling.format(at)};3\n" for at in range(1, 7)))
    assert [(fault.fault, fault.kinds) for fault in report.checked.faults] == [
        (RowFault.OTHER_KIND, (PeriodKind.WEEK, PeriodKind.MONTH))
    ] * 6
    assert stored() == []


def test_every_spelling_of_a_week_is_read(take, measure):
    measure("P uke", ValueKind.PROPORTION)
    weeks = ["45-2026", "Uke 44 - 2026", "2026 uke 43", "uke 42, 2026", "2026/41", "2026/05"]
    report = take("Indikator;Uke;Teller;Nevner\n" + "".join(f"P uke;{week};5;9\n" for week in weeks))
    assert (told(report), len(stored())) == ([], 6)


@pytest.mark.parametrize(
    ("head", "fields"),
    [("Dato", "Antall"), ("Dato", "Antal"), ("Date", "Count"), ("DATO", "Verdi"), ("Dag", "Tal")],
)
def test_every_spelling_of_a_day_is_read(take, measure, head, fields):
    measure("K dag", period_kind=PeriodKind.DAY)
    days = ["2026-11-02 00:00:00", "2026-11-03T08:15:00", "04/11/2026", "5. november 2026", "20261106", "01-01-2026"]
    report = take(f"Indikator;{head};{fields}\n" + "".join(f"K dag;{day};8\n" for day in days))
    assert told(report) == []
    assert list(values()) == ["2026-01-01", *(f"2026-11-0{day}" for day in range(2, 7))]


@pytest.mark.parametrize(
    "head", ["Dato;Teller;Nevner;Merknad", "Dato;Tæller;Nævner;Kommentar", "Dato;Teljar;Nemnar;Merknad",
             "Date;Numerator;Denominator;Comment", "Uke;Teller;Antall;Kommentar", "Uge;Tæller;Antal;Bemærkning"],
)  # fmt: skip
def test_headings_in_four_languages_are_known(take, measure, head):
    measure("P", ValueKind.PROPORTION)
    take(f"Indikator;{head}\nP;2.11.2026;5;9;Ny turnus\n")
    assert stored() == [("2026-11-02", Entry(numerator=5, denominator=9))]
    assert db.session.scalars(select(Measurement.note)).one() == "Ny turnus"


def test_a_share_beside_its_parts_is_left_out(take, measure):
    measure("P", ValueKind.PROPORTION)
    take("Indikator;Uke;Teller;Nevner;Andel\nP;45/2026;5;9;55,6 %\n")
    assert stored() == [("2026-11-02", Entry(numerator=5, denominator=9))]


def test_a_value_beside_its_parts_is_accepted_when_it_is_what_they_give(take, measure):
    measure("P", ValueKind.PROPORTION)
    lines = ["45/2026;5;9;55,555556", "44/2026;5;9;56 %", "43/2026;5;9;0,56", "42/2026;5;9;60"]
    report = take("Indikator;Uke;Teller;Nevner;Verdi\n" + "".join(f"P;{line}\n" for line in lines))
    assert told(report) == [(5, RowFault.VALUE_DIFFERS)]
    assert len(stored()) == 3


def test_per_cent_is_read_as_it_is_seen(take, measure):
    measure("K uke", ValueKind.CONTINUOUS, unit="%")
    lines = [("K uke", "45/2026", (0.92, PERCENT)), ("K uke", "44/2026", (0.875, TENTHS)), ("K uke", "43/2026", 88)]
    take(workbook(("T", rows(("Indikator", "Uke", "Verdi"), *lines))))
    take("Indikator;Uke;Verdi\nK uke;42/2026;92 %\nK uke;41/2026;87,5%\n")
    assert [entry.value for _, entry in stored()] == [87.5, 92, 88, 87.5, 92]


def test_a_week_in_a_fortnight_is_that_fortnight(take, measure):
    measure("F", period_kind=PeriodKind.FORTNIGHT)
    take("Indikator;Uke;Verdi\nF;uke 45 2026;3\nF;43/2026;4\n")
    assert values() == {"2026-10-19": 4, "2026-11-02": 3}


def test_events_need_no_column_of_values(take, measure):
    measure("D", ValueKind.DAYS_BETWEEN)
    assert take("Indikator;Dato\nD;2026-01-03\nD;2026-01-20\nD;2026-02-11\n").stored
    assert len(db.session.scalars(select(RareEvent)).all()) == 3
