"""One language: its words, and how it writes numbers, days, hours and periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from babel.dates import get_day_names, get_month_names
from babel.support import NullTranslations

from tracker.analysis import Period, PeriodKind
from tracker.text.catalogue import catalogue_of
from tracker.text.conventions import CONVENTIONS, NBSP
from tracker.text.numbers import DASH, NumberStyle, bare_digits, in_digits


class Locale:
    """One language: words through ``gettext``, and its ways with numbers and time."""

    def __init__(self, code: str, translations: NullTranslations | None = None) -> None:
        """Make a language; without ``translations`` the words are those of the code (bokmål).

        Raises:
            KeyError: nobody has said how this language writes its numbers.
        """
        self.code = code
        self.translations = translations or NullTranslations()
        self._ways = CONVENTIONS[code]
        self._months = _names(get_month_names("wide", locale=code), range(1, 13))
        self._weekdays = _names(get_day_names("wide", locale=code), range(7))

    @staticmethod
    @lru_cache(maxsize=16)
    def of(code: str) -> Locale:
        """Return the language of this code, with the translations that are stored for it; made once and kept."""
        return Locale(code, catalogue_of(code))

    @property
    def tag(self) -> str:
        """The BCP-47 tag, which scripts hand to ``Intl``: ``nb-NO``."""
        return self._ways.tag

    @property
    def decimal_mark(self) -> str:
        """What stands between whole numbers and decimals."""
        return self._ways.decimal_mark

    @property
    def percent_sign(self) -> str:
        """The per cent sign, with what stands between it and its number."""
        return self._ways.percent_sign

    @property
    def clock_mark(self) -> str:
        """What stands between hours and minutes."""
        return self._ways.clock_mark

    def gettext(self, message: str, **values: object) -> str:
        """Return the message in this language, with ``%(name)s`` filled in."""
        text = str(self.translations.gettext(message))
        return str(text % values) if values else text

    def ngettext(self, singular: str, plural: str, num: float, **values: object) -> str:
        """Return the singular or plural message for ``num``, which is also available as ``%(num)s``."""
        text = str(self.translations.ngettext(singular, plural, 1 if num == 1 else max(2, int(num))))
        return str(text % {"num": num, **values})

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number rounded half up: ``1 234,5`` (``1 234.5`` in English), a real minus, a dash for none."""
        return in_digits(float(value), decimals, self._ways.decimal_mark)

    def exact(self, value: float, *, is_share: bool = False) -> str:
        """Return a number as it was meant, with the decimals it has, six at most: ``12``, ``12,5``, ``12,5 %``."""
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2]) if isfinite(value) else 0
        text = self.number(value, decimals)
        return self._per_cent(text) if is_share else text

    def bare_number(self, value: float | None) -> str:
        """Return a number as a spreadsheet in this language reads it: ``1234,5``; nothing where there is none."""
        return bare_digits(value, self._ways.decimal_mark)

    def percent(self, value: float) -> str:
        """Return a whole per cent: ``58 %``, ``58%``."""
        return self._per_cent(self.number(value))

    def figure(self, value: float, style: NumberStyle) -> str:
        """Return a value as on the chart: ``58 %`` or ``7,7``, without unit."""
        text = self.number(value, style.decimals or 0)
        return self._per_cent(text) if style.is_share else text

    def value(self, value: float, style: NumberStyle) -> str:
        """Return a value as in a sentence: ``58 %`` or ``7,7 min``."""
        text = self.figure(value, style)
        return text if style.is_share or not style.unit else f"{text}{NBSP}{style.unit}"

    def level(self, value: float, style: NumberStyle) -> str:
        """A centre line or a goal as on the chart, in the decimals it needs: ``4,5`` between counts, ``2`` not ``2,0``.

        A median of 4.5 written as 5 would seem to touch points it does not touch.
        """
        if style.is_share or not isfinite(value):
            return self.figure(value, style)
        return self.number(value, 0 if value == int(value) else max(1, style.decimals or 0))

    def level_range(self, low: float, high: float, style: NumberStyle) -> str:
        """Return the two ends of a goal range, with the sign said once: ``40–60 %``."""
        return f"{self.level(low, style).removesuffix(self.percent_sign)}–{self.level(high, style)}"

    def _per_cent(self, text: str) -> str:
        return f"{text}{self._ways.percent_sign}"

    def day(self, day: date, *, year: bool = True) -> str:
        """Return a date: ``4. juni 2026``, ``4 June 2026``."""
        text = f"{self.day_number(day)} {self.month(day.month)}"
        return f"{text} {day.year}" if year else text

    def day_seen_from(self, day: date, today: date) -> str:
        """Return a date as it is said on another day: with its year where that is not the same."""
        return self.day(day, year=day.year != today.year)

    def month(self, number: int) -> str:
        """Return the name of a month in running text, from 1."""
        return self._months[number - 1]

    def short_month(self, number: int) -> str:
        """Return the name of a month in three letters, from 1."""
        return self._months[number - 1][:3]

    def weekday(self, number: int) -> str:
        """Return the name of a day of the week in running text, Monday is 1."""
        return self._weekdays[number - 1]

    def clock(self, at: datetime) -> str:
        """Return a time of day: ``14.05``, ``14:05``."""
        return f"{at:%H}{self._ways.clock_mark}{at:%M}"

    def days(self, first: date, last: date) -> str:
        """Return a span of days: ``26. oktober–1. november``, ``2.–8. november``."""
        if (first.year, first.month) == (last.year, last.month):
            return f"{self.day_number(first)}{DASH}{self.day(last, year=False)}"
        return f"{self.day(first, year=False)}{DASH}{self.day(last, year=False)}"

    def day_number(self, day: date) -> str:
        """Return the number of a day in its month: ``4.``, ``4``."""
        return f"{day.day}{self._ways.ordinal_mark}"

    def period(self, period: Period, *, year: bool = False) -> str:
        """Return the name of a period in running text: ``uke 45``, ``mars 2026``, ``2. tertial 2026``.

        ``year`` adds the year to weeks and fortnights, which have none in their everyday names.
        """
        match period.kind:
            case PeriodKind.DAY:
                return self.day(period.start)
            case PeriodKind.WEEK:
                text = self.gettext("uke %(number)s", number=period.start.isocalendar().week)
            case PeriodKind.FORTNIGHT:
                first, last = period.start.isocalendar().week, period.stop.isocalendar().week
                text = self.gettext("uke %(first)s–%(last)s", first=first, last=last)
            case PeriodKind.MONTH:
                return f"{self.month(period.start.month)} {period.year}"
            case PeriodKind.TERTIAL:
                return self.gettext("%(number)s. tertial %(year)s", number=period.number, year=period.year)
            case PeriodKind.QUARTER:
                return self.gettext("%(number)s. kvartal %(year)s", number=period.number, year=period.year)
            case PeriodKind.YEAR:
                return str(period.year)
        return f"{text} {period.year}" if year else text

    def when(self, period: Period, *, year: bool = False) -> str:
        """Return a period as a time in a sentence: ``i uke 35``, ``i mars 2026``, ``4. juni 2026``; see `period`."""
        if period.kind is PeriodKind.DAY:
            return self.gettext("den %(day)s", day=self.day(period.start))
        return self.gettext("i %(period)s", period=self.period(period, year=year))

    def tick(self, period: Period) -> str:
        """Return a period as a short mark on a time axis: ``45``, ``mar``, ``2``, ``2026``."""
        match period.kind:
            case PeriodKind.DAY:
                return str(period.start.day)
            case PeriodKind.WEEK | PeriodKind.FORTNIGHT:
                return str(period.start.isocalendar().week)
            case PeriodKind.MONTH:
                return self.short_month(period.start.month)
            case _:
                return str(period.year if period.kind is PeriodKind.YEAR else period.number)

    def first_tick(self, period: Period) -> str:
        """Return the first mark on a time axis, which says what the marks after it count: ``uke 2``."""
        match period.kind:
            case PeriodKind.WEEK | PeriodKind.FORTNIGHT:
                return self.gettext("uke %(number)s", number=period.start.isocalendar().week)
            case PeriodKind.TERTIAL:
                return self.gettext("%(number)s. tertial", number=period.number)
            case PeriodKind.QUARTER:
                return self.gettext("%(number)s. kvartal", number=period.number)
            case _:
                return self.tick(period)


def marked(message: str) -> str:
    """Return the message as it is: a text that is translated later, where it is shown, with `Locale.gettext`."""
    return message


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the text with a small first letter, the rest as it is: a sentence's beginning inside another."""
    return text[:1].lower() + text[1:]


def _names(found: Mapping[int, str], numbers: range) -> tuple[str, ...]:
    """Return Babel's names in the order of their numbers."""
    return tuple(str(found[number]) for number in numbers)
