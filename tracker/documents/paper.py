"""A team's report on paper: one A4 page as a tagged PDF (PDF/UA-1), set by typst in the fonts that are shipped.

What the team wrote reaches the page as data, never as markup. What does not fit gives way in a fixed order: small
measures after the second, then tests, then the rest of what was done, then small measures; never the request for help.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from pathlib import Path

from typst import Compiler, TypstError

from tracker.documents.palette import COLOURS, PLAIN_TAG, TAGS
from tracker.documents.report import ReportMeasure, TeamReport
from tracker.documents.typesetting import MIMETYPE, PaperError, fonts, writable_in
from tracker.text.fonts import FAMILY

__all__ = ["MIMETYPE", "PaperError", "paper", "shorter"]

_SOURCE = Path(__file__).parent / "report.typ"
_SMALL = 2


def paper(report: TeamReport) -> bytes:
    """Set a report on one page. Its pictures are SVG in their own colours: a page of this kind knows no style sheets.

    Raises:
        PaperError: it could not be set, or does not fit whatever is left out.
    """
    made = datetime.combine(report.day, time(12), UTC)
    try:
        for fewer in shorter(report):
            setter = Compiler(_SOURCE, root=_SOURCE.parent, font_paths=fonts(), sys_inputs={"report": _said(fewer)})
            if setter.query("<pages>", field="value", one=True) == "1":
                content = setter.compile(format="pdf", pdf_standards="ua-1", timestamp=made)
                assert isinstance(content, bytes)
                return content
    except TypstError as error:
        raise PaperError(str(error)) from error
    raise PaperError("it does not fit on one page")


def shorter(report: TeamReport) -> Iterator[TeamReport]:
    """Yield the report as it is, and then with one thing less at a time."""
    yield report
    while len(report.measures) > 1 + _SMALL:
        report = replace(report, measures=report.measures[:-1])
        yield report
    while report.done:
        # Tests stand last, and go first.
        report = replace(report, done=report.done[:-1])
        yield report
    while len(report.measures) > 1:
        report = replace(report, measures=report.measures[:-1])
        yield report


def _said(report: TeamReport) -> str:
    """Return what the page is set of, as JSON in signs that the fonts have."""
    said = {
        "lang": report.language,
        "font": FAMILY,
        "colours": COLOURS,
        "tags": TAGS,
        "plain_tag": PLAIN_TAG,
        "title": report.title,
        "team": report.team,
        "occasion": report.occasion,
        "company": report.company,
        "product": report.product,
        "goal": asdict(report.goal) if report.goal else None,
        "measures": [_measure(each) for each in report.measures],
        "done": [asdict(each) for each in report.done],
        "help": report.help,
        "foot": " ".join(report.foot),
        "words": asdict(report.words),
    }
    return json.dumps(writable_in(said), ensure_ascii=False)


def _measure(measure: ReportMeasure) -> Mapping[str, object]:
    return {
        "name": measure.name,
        "kind": measure.kind,
        "verdict": measure.verdict,
        "label": measure.verdict_label,
        "summary": measure.summary,
        "says": measure.sentences[0],
        "told": measure.told,
        "numbers": [asdict(number) for number in measure.numbers],
        "last": measure.last,
        "facts": list(measure.facts),
        "measured": measure.chart is not None,
        "picture": measure.picture,
        "spark": measure.spark,
    }
