"""How numbers, days and hours are written in each language the product knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Conventions:
    """One language's ways with numbers and time.

    Thousands are parted by a space in all of them: a point between them would be read as a decimal mark by somebody.
    """

    tag: str
    """The BCP-47 tag, with the country whose ways these are."""
    decimal_mark: str = ","
    percent_sign: str = f"{NBSP}%"
    """The sign with what stands between it and the number."""
    ordinal_mark: str = "."
    """Written after the number of a day."""
    clock_mark: str = "."
    """Written between hours and minutes."""


CONVENTIONS: Mapping[str, Conventions] = MappingProxyType(
    {
        "nb": Conventions("nb-NO"),
        "nn": Conventions("nn-NO"),
        "da": Conventions("da-DK"),
        "en": Conventions("en-GB", decimal_mark=".", percent_sign="%", ordinal_mark="", clock_mark=":"),
    }
)
"""By the language's code. A language that is added says its ways here and nowhere else."""
