from datetime import date
from functools import partial
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.periods import Period, PeriodKind
from tracker.text.parse import (
    DigitMark,
    TypedError,
    TypedFault,
    decided_marks,
    parse_day,
    parse_number,
    parse_period,
    parse_value,
    show_period,
)
from tracker.web.forms.typed_fields import show_number

TODAY = date(2026, 11, 22)  # the Sunday of week 47


def fault(read, *arguments, **named):
    with pytest.raises(TypedError) as refused:
        read(*arguments, **named)
    return refused.value.fault


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        (" 7 ", 7),
        ("0", 0),
        ("-3", -3),
        ("−3,25", -3.25),
        ("+4", 4),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567,5", 1234567.5),
        ("1\u202f234", 1234),
        ("007", 7),
    ],
)
def test_a_number_is_read(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "12,,5", "12,5,5", "1.234,5", "12 5", "1 23", "tolv", "12 %", "12/5", "1e5", "inf", "nan", "NaN", ",5", "5,",
     "0x10", "\uff11\uff12a", "--3", "9" * 400, "1000000000001"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text):
    assert fault(parse_number, text) is TypedFault.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["13097248022", "01010012356", "5810010004", "13 097 248 022", " 0101901234 "])
def test_a_persons_number_is_no_count(text):
    assert fault(parse_number, text) is TypedFault.IDENTITY_NUMBER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22.11.2026", date(2026, 11, 22)),
        ("1.2.26", date(2026, 2, 1)),
        ("01. 02. 2026", date(2026, 2, 1)),
        (" 2026-11-22 ", date(2026, 11, 22)),
        ("29.2.2028", date(2028, 2, 29)),
        ("22/11/2026", date(2026, 11, 22)),
        ("04/11/26", date(2026, 11, 4)),
        ("01-01-2026", date(2026, 1, 1)),
        ("2026-11-02 00:00:00", date(2026, 11, 2)),
        ("2026-11-02 00:00:00.000", date(2026, 11, 2)),
        ("2026-11-03T08:15:00Z", date(2026, 11, 3)),
        ("2026-11-03T08:15:00+01:00", date(2026, 11, 3)),
        ("02.11.2026 08:15", date(2026, 11, 2)),
        ("2.11.2026 kl. 08.15", date(2026, 11, 2)),
        ("2026/11/02", date(2026, 11, 2)),
        ("2026.11.02", date(2026, 11, 2)),
        ("20261106", date(2026, 11, 6)),
        ("5. november 2026", date(2026, 11, 5)),
        ("5 nov 2026", date(2026, 11, 5)),
        ("5. nov. 26", date(2026, 11, 5)),
        ("05-NOV-26", date(2026, 11, 5)),
        ("November 5, 2026", date(2026, 11, 5)),
        ("den 5. maj 2026", date(2026, 5, 5)),
        ("torsdag 5. november 2026", date(2026, 11, 5)),
        ("tor. 5.11.2026", date(2026, 11, 5)),
    ],
)
def test_a_day_is_read(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22.11",
        "31.2.2026",
        "29.2.2026",
        "0.1.2026",
        "1.13.2026",
        "11/22/2026",
        "i går",
        "1.1.1989",
        "1.1.2101",
        "26-11-05",
        "20261345",
        "5. foo 2026",
        "2026-11-02 x",
        "1.1.2026" + " " * 70 + "x",
        "nov 26",
    ],
)
def test_what_is_no_day_is_refused(text):
    assert fault(parse_day, text) is TypedFault.NOT_A_DAY


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("45", PeriodKind.WEEK, date(2026, 11, 2)),
        ("uke 45", PeriodKind.WEEK, date(2026, 11, 2)),
        ("Uke\u00a045", PeriodKind.WEEK, date(2026, 11, 2)),
        ("u45", PeriodKind.WEEK, date(2026, 11, 2)),
        ("w45", PeriodKind.WEEK, date(2026, 11, 2)),
        ("45/2025", PeriodKind.WEEK, date(2025, 11, 3)),
        ("uke 45 2025", PeriodKind.WEEK, date(2025, 11, 3)),
        ("2025-W45", PeriodKind.WEEK, date(2025, 11, 3)),
        ("2026W01", PeriodKind.WEEK, date(2025, 12, 29)),
        ("47", PeriodKind.WEEK, date(2026, 11, 16)),
        ("22.11.2026", PeriodKind.DAY, date(2026, 11, 22)),
        ("mars 2026", PeriodKind.MONTH, date(2026, 3, 1)),
        ("Mar", PeriodKind.MONTH, date(2026, 3, 1)),
        ("3/2026", PeriodKind.MONTH, date(2026, 3, 1)),
        ("2026-03", PeriodKind.MONTH, date(2026, 3, 1)),
        ("des 2025", PeriodKind.MONTH, date(2025, 12, 1)),
        ("2. tertial 2026", PeriodKind.TERTIAL, date(2026, 5, 1)),
        ("2026-T2", PeriodKind.TERTIAL, date(2026, 5, 1)),
        ("3", PeriodKind.TERTIAL, date(2026, 9, 1)),
        ("1. kvartal 2026", PeriodKind.QUARTER, date(2026, 1, 1)),
        ("2025", PeriodKind.YEAR, date(2025, 1, 1)),
        ("5.11.2026", PeriodKind.WEEK, date(2026, 11, 2)),
        ("2026-11-05", PeriodKind.MONTH, date(2026, 11, 1)),
    ],
)
def test_a_period_is_read_the_way_it_is_said(text, kind, start):
    assert parse_period(text, kind, today=TODAY) == Period.containing(kind, start)


WEEKS = ["45/2026", "45-2026", "45.2026", "45 2026", "Uke 45 - 2026", "2026 uke 45", "uke 45, 2026",
         "2026/45", "2026-45", "202645", "2026-W45", "2026W45", "2026U45", "45. uke 2026", "uge 45 2026",
         "veke 45/2026", "w45-2026", "UKE 45 2026", "uka 45 2026", "2026, uke 45", "uke 45 (2026)"]  # fmt: skip


@pytest.mark.parametrize("text", WEEKS)
def test_a_week_is_read_in_every_spelling(text):
    week = parse_period(text, PeriodKind.WEEK, today=TODAY, with_year=True)
    assert week.start == date(2026, 11, 2)


MONTHS = ["mars 2026", "2026M03", "2026-M03", "2026-03", "mars-2026", "mar.26", "Mar-26", "mar 26", "marts 2026",
          "2026 mars", "mars, 2026", "måned 3 2026", "MARS 2026"]  # fmt: skip
QUARTERS = [
    "Q1 2026",
    "2026Q1",
    "2026-Q1",
    "2026K1",
    "K1 2026",
    "1. kvartal 2026",
    "kvartal 1 2026",
    "2026, 1. kvartal",
]
TERTIALS = ["T1 2026", "2026T1", "2026-T1", "1. tertial 2026", "tertial 1/2026", "2026 tertial 1"]


@pytest.mark.parametrize(
    ("texts", "kind", "start"),
    [
        (MONTHS, PeriodKind.MONTH, date(2026, 3, 1)),
        (QUARTERS, PeriodKind.QUARTER, date(2026, 1, 1)),
        (TERTIALS, PeriodKind.TERTIAL, date(2026, 1, 1)),
        (["år 2026", "2026"], PeriodKind.YEAR, date(2026, 1, 1)),
        (["uke 45 2026", "2026-W46"], PeriodKind.FORTNIGHT, date(2026, 11, 2)),
    ],
)
def test_a_period_is_read_in_every_spelling(texts, kind, start):
    assert {parse_period(text, kind, today=TODAY, with_year=True).start for text in texts} == {start}


@pytest.mark.parametrize(
    ("texts", "kind", "found"),
    [
        (MONTHS, PeriodKind.WEEK, PeriodKind.MONTH),
        (["2026-01", "202601", "2026/12"], PeriodKind.WEEK, PeriodKind.MONTH),
        (["uke 6 2026", "2026-W06", "2026U06", "6. uke 2026"], PeriodKind.MONTH, PeriodKind.WEEK),
        (WEEKS[4:7], PeriodKind.QUARTER, PeriodKind.WEEK),
        (QUARTERS, PeriodKind.MONTH, PeriodKind.QUARTER),
        (QUARTERS, PeriodKind.TERTIAL, PeriodKind.QUARTER),
        (TERTIALS, PeriodKind.QUARTER, PeriodKind.TERTIAL),
        (["2026"], PeriodKind.WEEK, PeriodKind.YEAR),
        (["mars 2026"], PeriodKind.FORTNIGHT, PeriodKind.MONTH),
        (["uke 45 2026"], PeriodKind.DAY, PeriodKind.WEEK),
        (["mars 2026"], PeriodKind.YEAR, PeriodKind.MONTH),
    ],
)
def test_a_period_of_another_kind_is_never_a_number_out_of_it(texts, kind, found):
    for text in texts:
        with pytest.raises(TypedError) as refused:
            parse_period(text, kind, today=TODAY, with_year=True)
        assert (text, refused.value.fault, refused.value.found) == (text, TypedFault.OTHER_KIND, found)


def test_a_columns_heading_says_what_a_number_alone_is():
    read = partial(parse_period, "6/2026", today=TODAY, with_year=True)
    assert read(kind=PeriodKind.MONTH).start == date(2026, 6, 1)
    assert fault(read, kind=PeriodKind.MONTH, bare=PeriodKind.WEEK) is TypedFault.OTHER_KIND
    assert read(kind=PeriodKind.FORTNIGHT, bare=PeriodKind.WEEK) == Period.containing(
        PeriodKind.FORTNIGHT, date(2026, 2, 2)
    )


def test_a_year_before_two_figures_is_a_week_among_weeks():
    week = parse_period("2026-05", PeriodKind.WEEK, today=TODAY, weeks_first=True)
    assert week == Period.numbered(PeriodKind.WEEK, 2026, 5)


def test_a_long_text_is_not_looked_through():
    for read in (parse_number, parse_day, lambda text: parse_period(text, PeriodKind.WEEK, today=TODAY)):
        before = process_time()
        with pytest.raises(TypedError):
            read("1 " * 2_000_000)
        assert process_time() - before < 0.5


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("92 %", "%", 92), ("92%", "prosent", 92), ("87,5 %", "%", 87.5), ("30 %", "min", 0.3), ("88", "%", 88)],
)
def test_per_cent_is_read_as_it_is_seen(text, unit, value):
    assert parse_value(text, unit) == value


@pytest.mark.parametrize(
    ("texts", "whole", "decided"),
    [
        (["987", "1.204", "1.187", "998"], False, {".": DigitMark.THOUSANDS}),
        (["987", "1,204", "998"], False, {",": DigitMark.THOUSANDS}),
        (["1.204", "1.187"], True, {".": DigitMark.THOUSANDS}),
        (["1.204", "1.187"], False, {".": DigitMark.UNCLEAR}),
        (["3.000", "5.000"], True, {".": DigitMark.UNCLEAR}),
        (["1.204", "3", "5", "2"], True, {".": DigitMark.UNCLEAR}),
        (["3.000", "3", "5", "2"], True, {".": DigitMark.DECIMAL}),
        (["6.125", "6", "7", "5"], False, {".": DigitMark.DECIMAL}),
        (["6.125", "7.5"], False, {".": DigitMark.DECIMAL}),
        (["6,125", "7,5"], False, {",": DigitMark.DECIMAL}),
        (["1.204", "12,5"], False, {".": DigitMark.THOUSANDS}),
        (["1.204.500"], False, {".": DigitMark.THOUSANDS}),
        (["1.204,5"], False, {".": DigitMark.THOUSANDS}),
        (["0.125", "0.204", "12", ""], False, {}),
    ],
)
def test_the_column_decides_what_a_mark_before_three_figures_is(texts, whole, decided):
    assert decided_marks(texts, whole=whole) == decided


def test_a_number_with_thousands_is_read_where_they_are_decided():
    assert [parse_number(text, thousands=".") for text in ("1.204", "1.204.500", "1.204,5", "987")] == [
        1204, 1_204_500, 1204.5, 987,
    ]  # fmt: skip
    assert parse_number("1,204.5", thousands=",") == 1204.5


@pytest.mark.parametrize(
    ("text", "today", "year"),
    [
        ("52", date(2027, 1, 5), 2026),  # last year's: this year's lies half a year ahead
        ("1", date(2027, 1, 5), 2027),
        ("53", date(2027, 1, 5), 2026),  # 2027 has no week 53
        ("20", date(2026, 11, 22), 2026),
    ],
)
def test_a_week_without_a_year_is_the_nearest(text, today, year):
    assert parse_period(text, PeriodKind.WEEK, today=today) == Period.numbered(PeriodKind.WEEK, year, int(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", PeriodKind.WEEK),
        ("54", PeriodKind.WEEK),
        ("0", PeriodKind.WEEK),
        ("53/2025", PeriodKind.WEEK),
        ("uke", PeriodKind.WEEK),
        ("førti", PeriodKind.WEEK),
        ("45-46", PeriodKind.WEEK),
        ("13/2026", PeriodKind.MONTH),
        ("mandag", PeriodKind.MONTH),
        ("4/2026", PeriodKind.TERTIAL),
        ("5/2026", PeriodKind.QUARTER),
        ("26", PeriodKind.YEAR),
        ("1899", PeriodKind.YEAR),
        ("1980-W05", PeriodKind.WEEK),
        ("1980", PeriodKind.YEAR),
    ],
)
def test_what_is_no_period_is_refused(text, kind):
    assert fault(parse_period, text, kind, today=TODAY) is TypedFault.NOT_A_PERIOD


@pytest.mark.parametrize("text", ["45", "uke 45", "tertial 2"])
def test_where_a_year_is_demanded_none_is_guessed(text):
    kind = PeriodKind.TERTIAL if "tertial" in text else PeriodKind.WEEK
    assert parse_period(text, kind, today=TODAY)
    assert fault(parse_period, text, kind, today=TODAY, with_year=True) is TypedFault.NOT_A_PERIOD
    assert parse_period(f"{text}/2026", kind, today=TODAY, with_year=True)


def test_what_is_no_day_is_no_period_of_a_day():
    assert fault(parse_period, "45", PeriodKind.DAY, today=TODAY) is TypedFault.NOT_A_DAY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("48", PeriodKind.WEEK),
        ("53/2026", PeriodKind.WEEK),
        ("23.11.2026", PeriodKind.DAY),
        ("desember", PeriodKind.MONTH),
        ("1/2027", PeriodKind.TERTIAL),
        ("2027", PeriodKind.YEAR),
    ],
)
def test_a_period_that_has_not_begun_is_refused(text, kind):
    assert fault(parse_period, text, kind, today=TODAY) is TypedFault.FUTURE


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 6)))
def test_a_number_is_read_back_as_it_is_shown(value):
    assert parse_number(show_number(value)) == pytest.approx(value, rel=1e-11, abs=1e-12)


@given(st.dates(date(1996, 1, 1), TODAY), st.sampled_from(list(PeriodKind)))
def test_a_period_is_read_back_as_it_is_shown(day, kind):
    period = Period.containing(kind, day)
    assert parse_period(show_period(period), kind, today=TODAY) == period


@given(st.text(max_size=30), st.sampled_from(list(PeriodKind)))
def test_any_text_is_read_or_refused(text, kind):
    for read in (parse_number, parse_day, lambda typed: parse_period(typed, kind, today=TODAY)):
        try:
            read(text)
        except TypedError as refused:
            assert refused.fault in TypedFault  # noqa: PT017 - either answer is right
