"""The columns of a file of measurements, and the names by which a header row may call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from tracker.analysis import PeriodKind
from tracker.models.measurements import MissingReason
from tracker.text.unicode import compatible
from tracker.text.visible import without_invisible


class Column(StrEnum):
    """What a column holds."""

    TEAM = "team"
    MEASURE = "measure"
    YEAR = "year"
    PERIOD = "period"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    MISSING = "missing"
    NOTE = "note"


NUMBERS = (Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR)

_NAMES = {
    Column.TEAM: "team, teamet, forbedringsteam",
    Column.MEASURE: "indikator, indikatoren, measure, indicator",
    Column.YEAR: "år, year, årstall, årstal",
    Column.PERIOD: (
        "periode, period, uke, week, veke, uge, måned, month, månad, tertial, kvartal, quarter, dato, date, dag, day, "
        "ukenr, uke nr, ukenummer, week number, ugenr, vekenr, hendelsesdato"
    ),
    Column.NUMERATOR: "teller, tæller, numerator, teljar, ja",
    Column.DENOMINATOR: "nevner, nævner, denominator, nemnar",
    Column.VALUE: (
        "verdi, value, tall, tal, resultat, result, muligheter, opportunities, antall, antal, mengd, number, count, "
        "andel, del, share, proportion, prosent, percent, værdi"
    ),
    Column.MISSING: "ikke målt, ikkje målt, ikke målt årsak, not measured, årsak, grunn, reason, missing, mangler",
    Column.NOTE: "merknad, merknader, notat, kommentar, kommentarer, note, comment, comments, bemærkning",
}
_DAYS = frozenset({"dato", "date", "dag", "day", "hendelsesdato"})
_FIRST_DAYS = frozenset({"første dag", "first day"})
"""The day a period begins on, as our own files have it beside the period's name."""
_SHARES = frozenset({"andel", "del", "share", "proportion", "prosent", "percent"})
_COUNTS = frozenset({"antall", "antal", "number", "count"})
_KINDS = {
    PeriodKind.WEEK: "uke, week, veke, uge, ukenr, uke nr, ukenummer, week number, ugenr, vekenr",
    PeriodKind.MONTH: "måned, month, månad",
    PeriodKind.TERTIAL: "tertial",
    PeriodKind.QUARTER: "kvartal, quarter",
    PeriodKind.YEAR: "år, year, årstall, årstal",
}
_SIGNS = re.compile(r"[^0-9a-zæøå]+")
_LONGEST_NAME = 400


def fold(text: str) -> str:
    """Return a name as names are compared: "Ikke målt?" and "IKKE_MÅLT" are one, and so are two that look alike."""
    plain = text if text.isascii() else compatible(without_invisible(text[:_LONGEST_NAME]))
    return _SIGNS.sub(" ", plain[:_LONGEST_NAME].casefold()).strip()


BY_NAME: Mapping[str, Column] = MappingProxyType(
    {fold(name): column for column, names in _NAMES.items() for name in names.split(",")}
)
_KIND_OF = {fold(name): kind for kind, names in _KINDS.items() for name in names.split(",")}

_REASONS = {
    MissingReason.HOLIDAY: "ferie, holiday",
    MissingReason.CLOSED: "stengt, stengt post, closed",
    MissingReason.FORGOTTEN: "glemt, forgotten",
    MissingReason.OTHER: "annet, annen grunn, other",
}
REASONS: Mapping[str, MissingReason] = MappingProxyType(
    {fold(name): reason for reason, names in _REASONS.items() for name in names.split(",")}
)
"""The reasons for not measuring, as they may be written."""
YES = frozenset({"ja", "yes", "x", "1", "sant", "true", "ikke målt", "not measured"})
"""How a cell says that it was not measured, without saying why."""
NO = frozenset({"nei", "no", "0", "usant", "false"})


def guess(header: Sequence[str]) -> dict[int, Column]:
    """Tell what each column is by its name in the first row; a name that means nothing here is left out.

    A year beside another column of periods is their year; alone it is the period. Shares beside numerator and
    denominator are worked out from them, and left out.
    """
    names = {at: fold(name) for at, name in enumerate(header)}
    found = {at: column for at, name in names.items() if (column := BY_NAME.get(name)) is not None}
    _settle_periods(names, found)
    _settle_numbers(names, found)
    return found


def has_days(header: Sequence[str]) -> bool:
    """Return whether some column is called a day."""
    return any(fold(name) in _DAYS for name in header)


def kind_named(heading: str) -> PeriodKind | None:
    """Return the kind of period that a column's heading says its numbers are: weeks under "Uke"."""
    return _KIND_OF.get(fold(heading))


def _settle_periods(names: Mapping[int, str], found: dict[int, Column]) -> None:
    years = [at for at, column in found.items() if column is Column.YEAR]
    periods = [at for at, column in found.items() if column is Column.PERIOD]
    first_days = [at for at, name in names.items() if name in _FIRST_DAYS]
    if first_days and len(periods) == 1:  # a file of ours: its names of periods may leave the year out
        found[first_days[0]] = Column.PERIOD
        periods, others = [first_days[0]], periods
        _drop(found, others)
    days = [at for at in periods if names[at] in _DAYS]
    if years and 0 < len(days) < len(periods):  # week and year say it; the day is of something in it
        _drop(found, days)
    if years and not periods:
        found[years[0]] = Column.PERIOD


def _settle_numbers(names: Mapping[int, str], found: dict[int, Column]) -> None:
    columns = set(found.values())
    if "ja" in names.values() and not _COUNTS & set(names.values()):
        _drop(found, [at for at, name in names.items() if name == "ja"])
    elif Column.NUMERATOR in columns and Column.DENOMINATOR not in columns:
        for at in [at for at, name in names.items() if name in _COUNTS][:1]:
            found[at] = Column.DENOMINATOR
    columns = set(found.values())
    values = [at for at, column in found.items() if column is Column.VALUE]
    shares = [at for at in values if names[at] in _SHARES]
    if {Column.NUMERATOR, Column.DENOMINATOR} <= columns:
        _drop(found, [at for at in values if names[at] in _SHARES | _COUNTS])
    elif len(values) > len(shares):
        _drop(found, shares)


def _drop(found: dict[int, Column], places: Sequence[int]) -> None:
    for at in places:
        found.pop(at, None)
