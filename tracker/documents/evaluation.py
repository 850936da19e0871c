"""The report of an evaluation where users ask users, on paper: plain values in, a tagged PDF out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from tracker.documents.palette import COLOURS
from tracker.documents.typesetting import typeset
from tracker.text.fonts import FAMILY

_SOURCE = Path(__file__).parent / "evaluation.typ"


@dataclass(frozen=True, slots=True)
class ReportedPoint:
    """One point: what was agreed, who sees to it, what it became, and what was found when it was looked at."""

    text: str
    who: str
    became: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """One finding, with how many said it where that may be told."""

    theme: str
    said_by: str
    sentence: str
    state: str
    points: Sequence[ReportedPoint]


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """The headings of the report."""

    how: str
    found: str
    agreed: str
    follow: str
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationReport:
    """All that the report says, in the reader's language; what was written stands as it is."""

    lang: str
    product: str
    day: date
    title: str
    kind: str
    """Whether it is the preliminary report, for discussion, or the report."""
    team: str
    company: str
    sub: str
    facts: Sequence[tuple[str, str]]
    findings: Sequence[ReportedFinding]
    follow: str
    note: str
    foot: str
    words: EvaluationWords


def evaluation_paper(report: EvaluationReport) -> bytes:
    """Set the report.

    Raises:
        PaperError: it could not be set.
    """
    said = asdict(report) | {"font": FAMILY, "colours": COLOURS, "day": report.day.isoformat()}
    return typeset(_SOURCE, "report", said, day=report.day)
