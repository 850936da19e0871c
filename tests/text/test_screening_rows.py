"""A number that is parted over the cells of a row."""

import pytest

from tests.text.invented import CPR, DNR, DUF_NUMBER, EARLY, FNR, TENOR, WRONG
from tracker.text.screening import Outcome, row_has_identity_number, screen_row

DAYS = (
    "170538", "17.05.38", "17.05.2038", "17/05/2038", "17-05-2038", "17 05 38", "17052038", "20380517", "2038-05-17",
    "2038/05/17", "2038-05-17 00:00:00", "2038-05-17T00:00:00", "17.05.2038 00:00:00", "17.5.38", "17.5.2038",
    "17. mai 2038", "17 mai 38", "17. maj 2038", "May 17, 2038", "5/17/2038", " 17.05.2038 ", "17.\u00a0mai\u00a02038",
    "mandag 17. mai 2038", "f. 17.05.2038", "FØDT 17.05.38", "17 MAI 2038",
)  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "rest", [FNR.rest, f"{FNR.three} {FNR.two}", f" {FNR.rest} ", f"{FNR.rest}.0", f"pnr {FNR.rest}", f"-{FNR.rest}"]
)
def test_a_day_and_five_figures_are_a_number(day, rest):
    assert row_has_identity_number(["Kirurgisk", day, rest, "3"])
    assert row_has_identity_number([rest, day])
    assert row_has_identity_number([day, "", rest])


@pytest.mark.parametrize("day", DAYS)
def test_a_day_and_a_count_are_none(day):
    assert screen_row(["Kirurgisk", day, WRONG.rest, "3"]).outcome is Outcome.FINE
    assert screen_row([day, "1204", "3"]).outcome in {Outcome.FINE, Outcome.ASK}


@pytest.mark.parametrize(
    "cells",
    [
        [FNR.figures],
        ["fall", FNR.figures, ""],
        [f"pas. {FNR.six} {FNR.rest}", ""],
        [FNR.six + FNR.three, FNR.two],
        [FNR.dd, FNR.mm, FNR.yyyy, FNR.rest],
        ["17", "5", "2038", FNR.rest],
        ["3.2.2038", EARLY.rest],
        ["3022038", EARLY.rest],
        [str(int(EARLY.figures))],
        [DNR.six, DNR.rest],
        [TENOR.six, TENOR.rest],
        [f"{TENOR.yyyy}-{TENOR.mm}-{TENOR.dd}", TENOR.rest],
        [CPR.figures],
        [DUF_NUMBER.figures],
        ["2091", "345678", DUF_NUMBER.figures[10:]],
        ["2091", DUF_NUMBER.figures[4:]],
        ["\uff11\uff17\uff10\uff15\uff13\uff18", FNR.rest],
    ],
)
def test_a_number_in_a_row_is_found(cells):
    assert row_has_identity_number(cells)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["", "", ""],
        ["Kirurgisk sengepost", "Fall", "2026-W45", "3", "1204", "", "uke 45"],
        ["2026", "45", "12", "25"],
        ["2026-11-03", "1204"],
        ["03.11.26", "1204", "1310"],
        ["12", "25", "13", "27", "11", "24", "10", "22"],
        ["0", "1", "0", "2", "0", "1", "1", "0", "0", "2", "1", "0"],
        ["12045", "11987", "12310"],
        ["12345678", "974760673"],
        [FNR.six, "", "", "ukjent", FNR.rest],
    ],
)
def test_a_row_of_counts_passes(cells):
    assert screen_row(cells).outcome is Outcome.FINE


def test_a_day_without_signs_and_four_figures_are_asked_about():
    assert screen_row(["031126", "1204"]).outcome is Outcome.ASK
    assert not row_has_identity_number(["031126", "1204"])
