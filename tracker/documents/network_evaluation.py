"""The report of what users told users in a whole network, on paper: plain values in, a tagged PDF out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from tracker.documents.palette import COLOURS
from tracker.documents.typesetting import typeset
from tracker.text.fonts import FAMILY

_SOURCE = Path(__file__).parent / "network_evaluation.typ"


@dataclass(frozen=True, slots=True)
class ReportedGoal:
    """One part of what the programme wants, and what its hosts find of it."""

    text: str
    judgement: str


@dataclass(frozen=True, slots=True)
class NetworkEvaluationWords:
    """The headings of the report, and what stands where there is nothing."""

    numbers: str
    again: str
    answered: str
    goals: str
    none: str
    not_judged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEvaluationReport:
    """All that the report says, in the reader's language."""

    lang: str
    product: str
    day: date
    title: str
    network: str
    host: str
    numbers: Sequence[tuple[str, str]]
    withheld: str
    again: Sequence[tuple[str, str]]
    """What users say again and again, and in how many teams."""
    again_sub: str
    answered: Sequence[tuple[str, str]]
    under: str
    goals: Sequence[ReportedGoal]
    foot: str
    words: NetworkEvaluationWords


def network_evaluation_paper(report: NetworkEvaluationReport) -> bytes:
    """Set the report.

    Raises:
        PaperError: it could not be set.
    """
    said = asdict(report) | {"font": FAMILY, "colours": COLOURS, "day": report.day.isoformat()}
    return typeset(_SOURCE, "report", said, day=report.day)
