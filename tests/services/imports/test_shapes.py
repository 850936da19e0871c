"""Files that are built otherwise than a row for each number: each number lands on its own period."""

import pytest
from sqlalchemy import func, select

from tests.services.imports.test_spellings import stored, told, values
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement, MissingReason
from tracker.models.measures import Measure, ValueKind
from tracker.services.imports import upload_store
from tracker.services.imports.check import CheckOptions
from tracker.services.imports.choices import Choices, SeveralRows, SignMeaning
from tracker.services.imports.file.faults import RowFault
from tracker.services.measurements.entries import Entry

TWO = {("Fall", "2026-10-19"): 3, ("Fall", "2026-10-26"): 5, ("Fall", "2026-11-02"): 2,
       ("Trykksår", "2026-10-19"): 1, ("Trykksår", "2026-10-26"): 0, ("Trykksår", "2026-11-02"): 2}  # fmt: skip


def by_name():
    query = select(Measure.name, Measurement.period_start, Measurement.value).join(
        Measure, Measure.id == Measurement.measure_id
    )
    return {(name, start.isoformat()): value for name, start, value in db.session.execute(query)}


@pytest.mark.parametrize(
    "text",
    [
        "Indikator;uke 43 2026;uke 44 2026;uke 45 2026\nFall;3;5;2\nTrykksår;1;0;2\n",
        "Indikator;43/2026;44/2026;45/2026;Sum\nFall;3;5;2;10\nTrykksår;1;0;2;3\n",
        ";2026-W43;2026-W44;2026-W45\nFall;3;5;2\nTrykksår;1;0;2\n",
        "Uke;Fall;Trykksår\n43/2026;3;1\n44/2026;5;0\n45/2026;2;2\n",
        "Periode\tfall\tTRYKKSÅR\tAvdeling\nuke 43 2026\t3\t1\tA\nuke 44 2026\t5\t0\tA\n45-2026\t2\t2\tA\n",
        "År;Uke;Fall;Trykksår\n2026;43;3;1\n2026;44;5;0\n2026;45;2;2\n",
    ],
)
def test_six_numbers_land_on_their_weeks(take, measure, text):
    measure("Fall")
    measure("Trykksår")
    report = take(text)
    assert told(report) == []
    assert by_name() == TWO


@pytest.mark.parametrize(
    "text",
    [
        "Uke;Hørt T;Hørt N;Hørt %\n44/2026;7;9;78 %\n45/2026;6;8;75 %\n",
        "Uke;Hørt (teller);Hørt (nevner)\n44/2026;7;9\n45/2026;6;8\n",
        "Indikator;44/2026;45/2026\nHørt teller;7;6\nHørt nevner;9;8\n",
        "År;Uke;Indikator;Teller;Nevner\n2026;44;Hørt;7;9\n2026;45;Hørt;6;8\n",
    ],
)
def test_numerators_and_denominators_find_each_other(take, measure, text):
    measure("Hørt", ValueKind.PROPORTION)
    take(text)
    assert [entry for _, entry in stored()] == [Entry(numerator=7, denominator=9), Entry(numerator=6, denominator=8)]


def test_a_wrong_number_in_a_wide_file_is_told_by_its_cell(take, measure):
    measure("Fall")
    measure("Trykksår")
    report = take("Uke;Fall;Trykksår\n43/2026;3;x\n44/2026;5;0\n")
    [fault] = report.checked.faults
    assert (fault.row, fault.at, fault.measure, fault.period) == (2, (2, 2), "Trykksår", "43/2026")
    assert len(by_name()) == 3


def test_one_year_stands_for_a_whole_file(take, measure):
    measure("T")
    report = take("Indikator;Uke;Verdi\nT;44;7\nT;uke 45;6\n")
    assert (report.checked.asked.without_year, stored()) == (2, [])
    take("Indikator;Uke;Verdi\nT;44;7\nT;uke 45;6\n", how=CheckOptions(choices=Choices(year=2026)))
    assert values() == {"2026-10-26": 7, "2026-11-02": 6}


def test_the_name_of_the_file_says_the_year(inside, measure):
    measure("T")
    access = inside("ali")
    upload = upload_store.keep(access, name="tall 2025.csv", data=b"Indikator;Uke;Verdi\nT;44;7\n")
    assert [line.start.isoformat() for line in upload_store.examine(access, upload).checked.lines] == ["2025-10-27"]


DAILY = "Indikator;Dato;Teller;Nevner\n" + "".join(f"P;{day}.11.2026;{day};9\n" for day in range(2, 7))


def test_days_are_added_up_to_their_week_when_that_is_said(take, measure):
    measure("P", ValueKind.PROPORTION)
    report = take(DAILY)
    assert (report.checked.asked.several, report.checked.asked.example.are_days) == (4, True)
    assert {fault.fault for fault in report.checked.faults} == {RowFault.TWICE}
    report = take(DAILY, how=CheckOptions(choices=Choices(several=SeveralRows.ADD)))
    assert stored() == [("2026-11-02", Entry(numerator=20, denominator=45))]
    assert report.checked.merged == 4


def test_the_last_of_several_rows_may_be_meant(take, measure):
    measure("P", ValueKind.PROPORTION)
    take(DAILY, how=CheckOptions(choices=Choices(several=SeveralRows.LAST)))
    assert stored() == [("2026-11-02", Entry(numerator=6, denominator=9))]


def test_cases_are_added_and_what_was_not_measured_adds_nothing(take, measure):
    measure("P", ValueKind.PROPORTION)
    rows = (
        "Indikator;Uke;Teller;Nevner\nP;45/2026;1;1\nP;45/2026;0;1\nP;45/2026;NA;NA\nP;44/2026;NA;NA\nP;44/2026;NA;NA\n"
    )
    take(rows, how=CheckOptions(choices=Choices(several=SeveralRows.ADD)))
    assert stored() == [("2026-10-26", Entry(not_measured=True)), ("2026-11-02", Entry(numerator=1, denominator=2))]


def test_a_mean_is_not_added_up(take, cast):
    rows = "Indikator;Dato;Verdi\nvisittid;2.11.2026;6\nvisittid;3.11.2026;7\n"
    report = take(rows, how=CheckOptions(choices=Choices(several=SeveralRows.ADD)))
    assert told(report) == [(3, RowFault.TWICE)]


@pytest.mark.parametrize("sign", ["NA", "n/a", "..", ".", "NULL", "ikke målt", "mangler"])
def test_signs_for_missing_are_not_measured_and_never_zero(take, measure, sign):
    measure("P", ValueKind.PROPORTION)
    take(f"Indikator;Uke;Teller;Nevner\nP;45/2026;{sign};{sign}\nP;44/2026;7;9\n")
    assert stored()[1] == ("2026-11-02", Entry(not_measured=True))


@pytest.mark.parametrize("sign", ["<5", "< 5", "*", ":"])
def test_what_was_held_back_is_not_measured(take, measure, sign):
    measure("P", ValueKind.PROPORTION)
    take(f"Indikator;Uke;Teller;Nevner\nP;45/2026;{sign};40\n")
    assert stored() == [("2026-11-02", Entry(not_measured=True, reason=MissingReason.OTHER))]


def test_a_dash_beside_a_number_is_asked_about(take, measure):
    measure("P", ValueKind.PROPORTION)
    rows = "Indikator;Uke;Teller;Nevner\nP;45/2026;-;40\nP;44/2026;-;-\n"
    assert told(take(rows)) == [(2, RowFault.UNCLEAR_SIGN)]
    take(rows, how=CheckOptions(choices=Choices(signs={"-": SignMeaning.ZERO})))
    assert stored()[1] == ("2026-11-02", Entry(numerator=0, denominator=40))


def test_a_sign_may_leave_its_row_out(take, measure):
    measure("P", ValueKind.PROPORTION)
    choices = Choices(signs={"na": SignMeaning.LEAVE_OUT})
    report = take("Indikator;Uke;Teller;Nevner\nP;45/2026;NA;NA\n", how=CheckOptions(choices=choices))
    assert (report.checked.left_out, stored()) == (1, [])


def test_a_name_is_answered_once_for_all_its_rows(take, measure):
    row = measure("Fall på posten")
    rows = "Indikator;Uke;Verdi\nFall (post 3);45/2026;3\nFall (post 3);44/2026;4\nAnnet;44/2026;9\n"
    report = take(rows)
    assert report.checked.asked.names == {"Fall (post 3)": 2, "Annet": 1}
    take(rows, how=CheckOptions(choices=Choices(names={"fall post 3": row.id, "annet": 0})))
    assert values() == {"2026-10-26": 4, "2026-11-02": 3}


def test_names_that_look_alike_are_one(take, measure):
    measure("Fall på posten")
    take("Indikator;Uke;Verdi\nFall\u00a0på\u200b po\u00adsten\ufeff;45/2026;3\n")
    assert values() == {"2026-11-02": 3}


def test_rows_without_values_in_a_file_of_events_are_told(take, measure):
    measure("D", ValueKind.DAYS_BETWEEN)
    measure("T", period_kind=PeriodKind.MONTH)
    report = take("Indikator;Dato\nD;2026-01-03\nT;2026-01-20\n")
    assert report.checked.failed == 1
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 0
