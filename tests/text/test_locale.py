from datetime import UTC, date, datetime
from math import nan

import pytest
from babel.support import NullTranslations

from tests.charts.cases import stretch, thursday
from tracker.analysis import Period, PeriodKind
from tracker.charts.plot import Plot
from tracker.text.locale import Locale, capital, small

SHARE = Plot(title="", periods=(), is_share=True, decimals=0)
MINUTES = Plot(title="", periods=(), unit="min", decimals=1)
COUNT = Plot(title="", periods=(), decimals=0)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (50.5, 0, "51"),
        (49.5, 0, "50"),
        (0.285, 2, "0,29"),
        (2.675, 2, "2,68"),
        (-0.5, 0, "−1"),
        (-0.4, 0, "0"),
        (-3.25, 1, "−3,3"),
        (1234567.8, 1, "1\u00a0234\u00a0567,8"),
        (1000, 0, "1\u00a0000"),
        (float("nan"), 0, "–"),
        (1e300, 0, "1e+300"),
    ],
)
def test_numbers_round_half_up_with_comma_minus_and_thin_thousands(nb, value, decimals, text):
    assert nb.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "norwegian", "english"),
    [(12, "12", "12"), (12.5, "12,5", "12.5"), (-0.125, "−0,125", "−0.125"), (0.1 + 0.2, "0,3", "0.3"), (0, "0", "0")],
)
def test_an_exact_number_has_the_decimals_it_was_given(nb, en, value, norwegian, english):
    assert nb.exact(value) == norwegian
    assert en.exact(value) == english
    assert nb.exact(value, is_share=True) == f"{norwegian}\u00a0%"
    assert en.exact(value, is_share=True) == f"{english}%"


def test_english_has_a_point_and_no_space_before_per_cent(en):
    assert en.number(1234.5, 1) == "1\u00a0234.5"
    assert en.value(57.5, SHARE) == "58%"
    assert en.value(7.65, MINUTES) == "7.7\u00a0min"


def test_a_value_carries_its_unit_and_a_figure_does_not(nb):
    assert nb.value(7.65, MINUTES) == "7,7\u00a0min"
    assert nb.figure(7.65, MINUTES) == "7,7"
    assert nb.value(57.5, SHARE) == "58\u00a0%"


def test_a_level_keeps_the_half_between_two_counts_and_drops_an_empty_decimal(nb):
    assert nb.level(4.5, COUNT) == "4,5"
    assert nb.level(5.0, COUNT) == "5"
    assert nb.level(2.0, MINUTES) == "2"
    assert nb.level(57.7, SHARE) == "58\u00a0%"


@pytest.mark.parametrize(
    ("kind", "number", "nb_name", "en_name"),
    [
        (PeriodKind.WEEK, 45, "uke 45", "week 45"),
        (PeriodKind.MONTH, 3, "mars 2026", "March 2026"),
        (PeriodKind.TERTIAL, 2, "2. tertial 2026", "T2 2026"),
        (PeriodKind.QUARTER, 2, "2. kvartal 2026", "Q2 2026"),
        (PeriodKind.YEAR, 1, "2026", "2026"),
        (PeriodKind.DAY, 155, "4. juni 2026", "4 June 2026"),
    ],
)
def test_periods_have_their_everyday_names(nb, en, kind, number, nb_name, en_name):
    period = Period.numbered(kind, 2026, number)
    assert (nb.period(period), en.period(period)) == (nb_name, en_name)


def test_a_fortnight_is_named_by_its_two_weeks(nb):
    period = Period.containing(PeriodKind.FORTNIGHT, thursday(10))
    first, last = period.start.isocalendar().week, period.stop.isocalendar().week
    assert nb.period(period) == f"uke {first}–{last}"
    assert last == first + 1


def test_a_week_gets_its_year_when_asked(nb):
    assert nb.period(Period.numbered(PeriodKind.WEEK, 2026, 1), year=True) == "uke 1 2026"


@pytest.mark.parametrize(
    ("kind", "ticks", "first"),
    [
        (PeriodKind.WEEK, "2", "uke 2"),
        (PeriodKind.MONTH, "feb", "feb"),
        (PeriodKind.TERTIAL, "2", "2. tertial"),
        (PeriodKind.QUARTER, "2", "2. kvartal"),
        (PeriodKind.DAY, "2", "2"),
    ],
)
def test_marks_on_the_time_axis_are_short_and_the_first_tells_what_they_count(nb, kind, ticks, first):
    period = Period.numbered(kind, 2026, 2)
    assert (nb.tick(period), nb.first_tick(period)) == (ticks, first)


def test_a_year_is_its_own_mark(nb):
    assert nb.tick(stretch(PeriodKind.YEAR, 2026, 1, 1)[0]) == "2026"


def test_spans_of_days_name_a_month_once(nb, en):
    assert nb.days(date(2026, 11, 2), date(2026, 11, 8)) == "2.–8. november"
    assert nb.days(date(2026, 10, 26), date(2026, 11, 1)) == "26. oktober–1. november"
    assert en.days(date(2026, 11, 2), date(2026, 11, 8)) == "2–8 November"


def test_a_day_of_another_year_says_which(nb, en):
    today = date(2026, 12, 31)
    assert nb.day_seen_from(date(2026, 6, 4), today) == "4. juni"
    assert en.day_seen_from(date(2027, 1, 1), today) == "1 January 2027"


def test_time_in_a_sentence(nb, en):
    week, day = Period.numbered(PeriodKind.WEEK, 2026, 35), Period.numbered(PeriodKind.DAY, 2026, 155)
    assert (nb.when(week), en.when(week)) == ("i uke 35", "in week 35")
    assert (nb.when(day), en.when(day)) == ("den 4. juni 2026", "on 4 June 2026")


def test_a_language_can_bring_its_own_words():
    class Shouting(NullTranslations):
        def gettext(self, message):
            return message.upper()

    assert Locale("nb", Shouting()).gettext("Bedring") == "BEDRING"


def test_one_is_singular_and_the_rest_plural(nb):
    def said(count):
        return nb.ngettext("%(num)s uke", "%(num)s uker", count)

    assert [said(0), said(1), said(2)] == ["0 uker", "1 uke", "2 uker"]


def test_a_capital_or_a_small_letter_changes_the_first_only():
    assert capital("uke 45 i HMN") == "Uke 45 i HMN"
    assert small("Del av skift siden uke 35") == "del av skift siden uke 35"
    assert capital("") == small("") == ""


def test_a_language_is_made_once():
    assert Locale.of("nb") is Locale.of("nb")


@pytest.mark.parametrize(
    ("code", "tag", "number", "percent", "day", "clock", "month", "weekday"),
    [
        ("nb", "nb-NO", "1\u00a0234,5", "58\u00a0%", "4. juni 2026", "14.05", "mai", "tirsdag"),
        ("nn", "nn-NO", "1\u00a0234,5", "58\u00a0%", "4. juni 2026", "14.05", "mai", "tysdag"),
        ("da", "da-DK", "1\u00a0234,5", "58\u00a0%", "4. juni 2026", "14.05", "maj", "tirsdag"),
        ("en", "en-GB", "1\u00a0234.5", "58%", "4 June 2026", "14:05", "May", "Tuesday"),
    ],
)
def test_each_language_writes_numbers_and_time_its_own_way(code, tag, number, percent, day, clock, month, weekday):
    locale = Locale.of(code)
    assert (locale.code, locale.tag) == (code, tag)
    assert locale.number(1234.5, 1) == number
    assert locale.percent(58) == locale.figure(58, SHARE) == percent
    assert locale.day(date(2026, 6, 4)) == day
    assert locale.clock(datetime(2026, 6, 4, 14, 5, tzinfo=UTC)) == clock
    assert (locale.month(5), locale.weekday(2)) == (month, weekday)


@pytest.mark.parametrize("code", ["nn", "da"])
def test_a_language_without_texts_of_its_own_has_those_of_bokmaal(nb, code):
    week = Period.numbered(PeriodKind.WEEK, 2026, 23)
    assert Locale.of(code).gettext("Bedring") == "Bedring"
    assert Locale.of(code).period(week) == nb.period(week)
    assert Locale.of(code).short_month(10) == "okt"


def test_a_language_nobody_has_described_is_refused():
    with pytest.raises(KeyError):
        Locale.of("sv")


@pytest.mark.parametrize(
    ("value", "norwegian", "english"),
    [(1234.5, "1234,5", "1234.5"), (50, "50", "50"), (-0.125, "-0,125", "-0.125"), (None, "", ""), (nan, "", "")],
)
def test_a_bare_number_is_one_that_spreadsheets_read(nb, en, value, norwegian, english):
    assert nb.bare_number(value) == norwegian
    assert en.bare_number(value) == english
