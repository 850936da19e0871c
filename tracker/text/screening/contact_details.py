"""Telephone numbers and e-mail addresses in a text: to be asked about, not refused."""

from __future__ import annotations

import re

from tracker.text.screening.control_digits import is_whole_day, is_year
from tracker.text.screening.days import figures_of

_PHONE = re.compile(
    r"(?<![\d.,])(?P<country>(?:\+|00)4[57]\s?)?(?P<number>[2-9]\d(?:\s?\d\d){3}|[4-9]\d\d\s\d\d\s\d{3})(?![\d.,]\d|\d)"
)
_YEAR_AND_COUNT = re.compile(r"\d{4}\s\d{4}")
_PAIRS = re.compile(r"\d\d(?:\s\d\d){3}")
_COUNTS_BEFORE = re.compile(r"(?:(?<!\d)\d{1,3}\s){1,8}$")
_COUNTS_AFTER = re.compile(r"(?:\s\d{1,3}(?!\d)){1,8}")
_AROUND = 24
_NAMED = re.compile(r"(?:tlf|telefon\w{0,4}|phone|mobil\w{0,4}|ring|call|tel|mob)\W{0,3}$")
_EMAIL = re.compile(r"(?<=[\w.+\-])@[\w\-]++\.[\w\-]")


def has_phone(text: str) -> bool:
    """Return whether the text (as `plain` gives it) holds a Norwegian or Danish telephone number."""
    return any(not _is_something_else(found, text) for found in _PHONE.finditer(text))


def has_email(text: str) -> bool:
    """Return whether the text (as `plain` gives it) holds an e-mail address."""
    return bool(_EMAIL.search(text))


def _is_something_else(found: re.Match[str], text: str) -> bool:
    """Return whether eight figures are a day (20261122, 22112026) or stand in a row of two-figure counts."""
    number = found["number"]
    figures = figures_of(number)
    if is_whole_day(figures) or (number == figures and is_whole_day(figures[4:] + figures[2:4] + figures[:2])):
        return True
    if not found["country"] and _YEAR_AND_COUNT.fullmatch(number) and is_year(figures[:4]):
        return True
    if found["country"] or not _PAIRS.fullmatch(number):
        return False
    preceding = text[max(0, found.start() - _AROUND) : found.start()]
    if _NAMED.search(preceding):
        return False
    before = _COUNTS_BEFORE.search(preceding)
    after = _COUNTS_AFTER.match(text, found.end(), found.end() + _AROUND)
    return sum(len(counts[0].split()) for counts in (before, after) if counts) > 1
