from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.periods import Period, PeriodKind
from tracker.text.parse import TypedError, TypedFault, parse_day, parse_number, parse_period, show_period
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
    ],
)
def test_a_day_is_read(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "22.11", "31.2.2026", "29.2.2026", "0.1.2026", "1.13.2026", "22/11/2026", "i går", "1.1.1989", "1.1.2101"],
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
