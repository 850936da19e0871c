"""What a person has decided about a file, once for all its rows: kept with the file, and for the next one like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from tracker.models.base import Json
from tracker.text.parse import DigitMark


class Shape(StrEnum):
    """How a file is built."""

    LONG = "long"
    """A row for each number: measure, period and number in a column each. A row for each event, too."""
    MEASURES = "measures"
    """A column for each measure (or two, for numerator and denominator), periods downwards."""
    ACROSS = "across"
    """A column for each period, a row for each measure (or two)."""


class SignMeaning(StrEnum):
    """What a sign in the place of a number means."""

    NOT_MEASURED = "not_measured"
    WITHHELD = "withheld"
    """The number exists, and was held back where the file was made, since it is small."""
    ZERO = "zero"
    LEAVE_OUT = "leave_out"


class SeveralRows(StrEnum):
    """What becomes of several rows in one period of one measure."""

    REFUSE = "refuse"
    ADD = "add"
    LAST = "last"


LEFT_OUT = 0
"""Stands for a measure's id where the rows of a name are not taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was decided. Nothing at first: then the file is read by what it says itself, and what it leaves open waits.

    A mark's key is "measure id:column:sign", a far row's "row:measure id".
    """

    shape: Shape | None = None
    names: Mapping[str, int] = field(default_factory=dict)
    """Measures by the file's own names for them, folded."""
    signs: Mapping[str, SignMeaning] = field(default_factory=dict)
    year: int | None = None
    """The year of periods that say none."""
    several: SeveralRows = SeveralRows.REFUSE
    marks: Mapping[str, DigitMark] = field(default_factory=dict)
    far: Mapping[str, bool] = field(default_factory=dict)
    """Whether numbers far from the others are taken in."""

    def as_json(self) -> Json:
        """Return it as the database keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Json | None) -> Choices:
        """Make it of what the database keeps."""
        kept = kept or {}
        return cls(
            shape=Shape(kept["shape"]) if kept.get("shape") else None,
            names={str(name): int(measure) for name, measure in kept.get("names", {}).items()},
            signs={str(sign): SignMeaning(meaning) for sign, meaning in kept.get("signs", {}).items()},
            year=kept.get("year"),
            several=SeveralRows(kept.get("several", SeveralRows.REFUSE)),
            marks={str(key): DigitMark(mark) for key, mark in kept.get("marks", {}).items()},
            far={str(key): bool(taken) for key, taken in kept.get("far", {}).items()},
        )


NOTHING_SAID = Choices()
