"""The columns of a file of measurements, and the names by which a header row may call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from tracker.models.measurements import MissingReason


class Column(StrEnum):
    """What a column holds."""

    TEAM = "team"
    MEASURE = "measure"
    PERIOD = "period"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    MISSING = "missing"
    NOTE = "note"


_NAMES = {
    Column.TEAM: "team, teamet, forbedringsteam",
    Column.MEASURE: "indikator, indikatoren, measure, indicator",
    Column.PERIOD: "periode, period, uke, week, måned, month, tertial, kvartal, quarter, år, year, dato, date",
    Column.NUMERATOR: "teller, numerator",
    Column.DENOMINATOR: "nevner, denominator",
    Column.VALUE: "verdi, value, tall, resultat, muligheter, opportunities",
    Column.MISSING: "ikke målt, not measured, årsak, grunn, reason, missing, mangler",
    Column.NOTE: "merknad, merknader, notat, kommentar, note, comment",
}
_SIGNS = re.compile(r"[^0-9a-zæøå]+")


def fold(text: str) -> str:
    """Give a name as names are compared: "Ikke målt?" and "IKKE_MÅLT" are one."""
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


BY_NAME: Mapping[str, Column] = MappingProxyType(
    {fold(name): column for column, names in _NAMES.items() for name in names.split(",")}
)

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
    """Tell what each column is by its name in the first row; a name that means nothing here is left out."""
    found = {at: BY_NAME.get(fold(name)) for at, name in enumerate(header)}
    return {at: column for at, column in found.items() if column is not None}
