"""What must never be stored in free text: the numbers that name a person, and what may only after a second thought.

Refused: Norwegian fødselsnummer, D-number, H-number and FH-number, the synthetic series used in tests, and Danish CPR.
Asked about: telephone numbers and e-mail addresses. The words themselves are never part of an error or a log line.

Check digits: Skatteetaten, "Nytt fødselsnummer fra 2032": the first digit of a new number may then leave the remainder
0, 1, 2 or 3 (the second still 0); those are refused already today. Synthetic series: 40 (Nav), 65 (Nav, older) or 80
(Skatteetaten, Tenor) added to the month. Danish CPR has had no check digit since 2007, so ten digits that begin with a
day are taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from enum import StrEnum

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_FIRST_REMAINDERS = frozenset({0, 1, 2, 3})
# Month of a H-number is 40 more; the synthetic series use 40, 65 or 80, also with a D-number's day.
_MONTH_SHIFTS = (0, 40, 65, 80)
_D_NUMBER_DAY, _CPR_REPLACEMENT_DAY = 40, 60

_GAP = r"(?:\s{0,2}[./_\-\u2010-\u2015\u2212]?\s{0,2})"
_DATE_GAP = "[ .\\-/]?"  # tighter: without a check digit, four numbers in a row of a table would pass for a CPR number
# Looked for at every place, so that one number does not hide the next.
_ELEVEN = re.compile(rf"(?<!\d)(?=(\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}{_GAP}\d\d)(?!\d))")
_TEN = re.compile(rf"(?<!\d)(?=(\d\d{_DATE_GAP}\d\d{_DATE_GAP}\d\d{_GAP}\d{{4}})(?!\d))")
_PHONE = re.compile(r"(?<![\d.,])(?:(?:\+|00)4[57]\s?)?([2-9]\d(?:\s?\d\d){3}|[4-9]\d\d\s\d\d\s\d{3})(?![\d.,]\d|\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_UNSEEN = {"Cf", "Mn", "Me"}  # categories of signs without a width: joiners, marks of direction, accents alone


class IdentityNumberError(ValueError):
    """A text seems to hold an identity number. The message never repeats it."""


class Contact(StrEnum):
    """What in a text points to a person without being an identity number."""

    PHONE = "phone"
    EMAIL = "email"


def has_identity_number(text: str) -> bool:
    """Tell whether the text holds what looks like an identity number of a Norwegian or a Dane."""
    plain = _plain(text)
    if any(_is_norwegian(_digits(found)) for found in _ELEVEN.findall(plain)):
        return True
    return any(_is_danish(_digits(found)) for found in _TEN.findall(plain))


def is_identity_number(figures: str) -> bool:
    """Tell whether what should be a count is one, also where a spreadsheet took its leading zero away."""
    if not figures.isdigit():
        return False
    return has_identity_number(figures) or (len(figures) == 10 and has_identity_number(f"0{figures}"))


def refuse_identity_numbers(text: str) -> None:
    """Raise `IdentityNumberError` where `has_identity_number` says so."""
    if has_identity_number(text):
        message = "the text seems to contain an identity number"
        raise IdentityNumberError(message)


def contacts(text: str) -> frozenset[Contact]:
    """Give what the text holds of telephone numbers and e-mail addresses: to be asked about, not refused."""
    plain = _plain(text)
    found = set()
    if _EMAIL.search(plain):
        found.add(Contact.EMAIL)
    if any(not _is_calendar_day(_digits(number)) for number in _PHONE.findall(plain)):
        found.add(Contact.PHONE)
    return frozenset(found)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii():
        return folded
    return "".join(sign for sign in folded if unicodedata.category(sign) not in _UNSEEN)


def _digits(text: str) -> list[int]:
    return [int(sign) for sign in text if sign.isdigit()]


def _is_norwegian(digits: list[int]) -> bool:
    first = sum(weight * digit for weight, digit in zip(_FIRST_WEIGHTS, digits, strict=False)) % 11
    second = sum(weight * digit for weight, digit in zip(_SECOND_WEIGHTS, digits, strict=True)) % 11
    if second != 0 or first not in _FIRST_REMAINDERS:
        return False
    if digits[0] >= 8:  # an FH-number has no date in it
        return True
    day, month, year = _triple(digits)
    days = (day, day - _D_NUMBER_DAY)
    return any(_is_day(d, month - shift, year) for d in days for shift in _MONTH_SHIFTS)


def _is_danish(digits: list[int]) -> bool:
    day, month, year = _triple(digits)
    return _is_day(day, month, year) or _is_day(day - _CPR_REPLACEMENT_DAY, month, year)


def _triple(digits: list[int]) -> tuple[int, int, int]:
    return digits[0] * 10 + digits[1], digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]


def _is_day(day: int, month: int, year: int) -> bool:
    """Tell whether this is a day of that month; a two-digit year may be 19xx or 20xx, so 29 February of 00 counts."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= max(monthrange(1900 + year, month)[1], monthrange(2000 + year, month)[1])


def _is_calendar_day(digits: list[int]) -> bool:
    """Tell whether eight digits are a date such as 20261122, which is no telephone number."""
    century = digits[0] * 10 + digits[1]
    month, day = digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]
    return century in {19, 20} and 1 <= month <= 12 and 1 <= day <= 31
