"""What the public page of a year's day says: one value with every text. A language with a gap does not even start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTexts:
    """Every text of the page, in one language. `{…}` is filled in."""

    before: str
    opens: str
    during: str
    during_none: str
    counting: str
    waits: str
    closed: str
    closed_badge: str
    days_left: tuple[str, str]
    """What stands under one, and under several; so do all pairs below."""
    joined: tuple[str, str]
    is_asked: str
    has_answered: str
    was_asked: str
    did_answer: str
    few: str
    not_counted: str
    rounded: str
    join: str
    who_joins: str
    count_hint: str
    fetched: str
    every: str
    stop: str
    start: str
    refresh: str
    spoken: str
    failed: str
    ended: str
    steps: tuple[tuple[str, str], ...]
    said: str
    said_live: str
    said_some: str
    said_none: str
    said_gone: str
    more_said: str
    units_joined: str
    units_are: str
    units_were: str
    alphabetical: str
    all_units: str
    nobody: str
    nobody_counted: str
    unnamed: str
    foot: str
    did: str
    did_wait: str
    did_none: str
    did_counts: str
    did_elsewhere: str
    did_reported: str
    did_sum: str
    last_said: str
    outcomes: Mapping[str, str]
    silent: str
    years: str
    dates_two: str
    dates_many: str
    year: str
    date: str
    units: str
    asked: str
    answers: str
    acted: str
    acted_of: str
    not_asked: str
    frozen: str
    kin: str
    unit: tuple[str, str]
    municipality: tuple[str, str]
    hospital: tuple[str, str]
    conjunction: str
    within: str
    none_title: str
    none_text: str

    def number_of(self, words: tuple[str, str], number: int, written: str) -> str:
        """Return a number with what is counted."""
        return f"{written}\u00a0{words[0 if number == 1 else 1]}"

    def listed(self, parts: Sequence[str]) -> str:
        """Return parts as a sentence lists them."""
        return f" {self.conjunction} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
