"""The words that stand over columns, and what each says of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.analysis import PeriodKind
from tracker.models.measures import Measure


class HeadingKind(StrEnum):
    """What a heading says that its column holds."""

    PERIOD = "period"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    SHARE = "share"
    VALUE = "value"
    MEASURE = "measure"
    NAMES = "names"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """What one heading says; `measure` where it names one, `period_kind` where it names how long a period is."""

    kind: HeadingKind
    measure: Measure | None = None
    period_kind: PeriodKind | None = None


_PERIODS = {
    PeriodKind.WEEK: "uke veke uge week uka uker ukenr ukenummer ukenr. isouke",
    PeriodKind.MONTH: "måned månad month mnd måneder",
    PeriodKind.TERTIAL: "tertial",
    PeriodKind.QUARTER: "kvartal quarter",
    PeriodKind.YEAR: "år year",
    PeriodKind.DAY: "dato dag date day",
}
_WORDS = {
    HeadingKind.NUMERATOR: "teller|tæller|teljar|numerator|antall ja|ja|t",
    HeadingKind.DENOMINATOR: "nevner|nævner|nemnar|denominator|av|of|totalt|total|i alt|av totalt|n",
    HeadingKind.SHARE: "andel|%|prosent|pst|share|percent|per cent|andel %|andel (%)|rate",
    HeadingKind.VALUE: "verdi|value|antall|antal|tal|tall|number|count|snitt|gjennomsnitt|mean",
    HeadingKind.NAMES: "indikator|indikatorer|measure|mål",
    HeadingKind.OTHER: "kommentar|merknad|comment|notat|note",
    HeadingKind.PERIOD: "periode|period|tid",
}
_KNOWN: dict[str, Heading] = {
    word: Heading(HeadingKind.PERIOD, period_kind=kind) for kind, words in _PERIODS.items() for word in words.split()
} | {word: Heading(kind) for kind, words in _WORDS.items() for word in words.split("|")}
_PART = re.compile(r"(.{3,}?)[\s,:(–-]+(teller|tæller|nevner|nævner|numerator|denominator|andel|av|[tn%])\)?")
_LEAST_LETTERS = 3


def read_heading(text: str, measures: Sequence[Measure]) -> Heading | None:
    """Return what a heading says; None where it is no known heading, a number or a period among them."""
    plain = text.casefold().strip().rstrip(":")
    if plain in _KNOWN:
        return _KNOWN[plain]
    if (measure := find_measure(plain, measures)) is not None:
        return Heading(HeadingKind.MEASURE, measure)
    if found := _PART.fullmatch(plain):
        measure, part = find_measure(found[1], measures), _KNOWN[found[2]]
        return None if measure is None else Heading(part.kind, measure)
    return None


def find_measure(text: str, measures: Sequence[Measure]) -> Measure | None:
    """Return the measure of a name: its whole name, its short one, or words that stand in one name alone."""
    plain = _bare(text)
    if len(plain) < _LEAST_LETTERS or not any(letter.isalpha() for letter in plain):
        return None
    for measure in measures:
        if plain in {_bare(measure.name), _bare(measure.short_name)}:
            return measure
    within = [measure for measure in measures if f" {plain}" in f" {_bare(measure.name)}"]
    return within[0] if len(within) == 1 else None


def _bare(text: str) -> str:
    """Return a name as it is compared: small letters, without quotation and question marks."""
    return " ".join(re.sub(r"[«»\"“”?!.:]", " ", text.casefold()).split())
