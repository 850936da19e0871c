"""What the rest of a file says of a cell that may mean two things: gathered in one pass, when it is first asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from tracker.services.imports.check.lines import Said
from tracker.services.imports.file.excel_days import is_beyond_months
from tracker.services.imports.file.header_row import NUMBERS, Column

_WEEK_FIRST = re.compile(r"\s*\d{4}(?:\s?[/–-]\s?|\s)?(?:1[3-9]|[2-5]\d)\s*")
_MOST = 200_000
"""Different texts that are kept of a column: enough to tell, and no more memory than that."""


class Evidence:
    """The texts of a file's columns, by what they are of."""

    def __init__(self, records: Iterable[Said]) -> None:
        """Go through the rows once."""
        self._numbers: dict[tuple[str, str, Column], set[str]] = defaultdict(set)
        self._periods: dict[tuple[str, str], set[str]] = defaultdict(set)
        for said in records:
            measure = (said.team, said.measure)
            _keep(self._periods[measure], said.period)
            for column in NUMBERS:
                if text := getattr(said, column):
                    _keep(self._numbers[*measure, column], text)

    @property
    def measures(self) -> Iterable[tuple[str, str]]:
        """The measures that rows name, each with its team."""
        return self._periods.keys()

    def numbers(self, measures: Iterable[tuple[str, str]], column: Column) -> set[str]:
        """Return the different texts of a column of numbers, of a measure by all the names it has in the file."""
        return {text for team, measure in measures for text in self._numbers.get((team, measure, column), ())}

    def has_weeks_first(self) -> bool:
        """Return whether some period is a year and a number beyond twelve: 2026-45. Then 2026-05 is a week as well."""
        return any(_WEEK_FIRST.fullmatch(text) for texts in self._periods.values() for text in texts)

    def has_beyond_months(self) -> bool:
        """Return whether some period is a number beyond twelve and a year: 43/2026, which Excel lets be."""
        return any(is_beyond_months(text) for texts in self._periods.values() for text in texts)


def _keep(texts: set[str], text: str) -> None:
    if len(texts) < _MOST:
        texts.add(text)
