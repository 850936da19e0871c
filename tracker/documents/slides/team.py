"""A team's slides: who it is, one slide a measure whose title is what its chart says, and what it wants help with."""

from __future__ import annotations

import re
from datetime import date

from pptx.enum.shapes import MSO_SHAPE

from tracker.documents.palette import PLAIN_TAG, TAGS
from tracker.documents.report import ReportMeasure, TeamReport
from tracker.documents.slides.chart import draw_chart
from tracker.documents.slides.deck import EDGE, INNER, Deck, fitting

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_LONGEST_SOURCE = 330


def slides(report: TeamReport) -> bytes:
    """Make a team's slides: light, in 16:9, with the whole table of each chart in the speaker's notes."""
    deck = Deck(title=report.title, author=report.product, language=report.language, day=report.day)
    _title(deck, report)
    for measure in report.measures:
        measure_slide(deck, measure, report.team, report.words.table)
    _help(deck, report)
    return deck.bytes()


def chart_alone(measure: ReportMeasure, *, team: str, product: str, language: str, day: date, table: str) -> bytes:
    """Make a deck of one slide: a chart that somebody takes into slides of her own."""
    deck = Deck(title=measure.name, author=product, language=language, day=day)
    measure_slide(deck, measure, team, table)
    return deck.bytes()


def measure_slide(deck: Deck, measure: ReportMeasure, team: str, table: str) -> None:
    """Add the slide of one measure."""
    title = measure.sentences[0].removesuffix(".")
    size = fitting(title, INNER, (29, 26, 0), 1) or fitting(title, INNER, (24, 20, 18), 2)
    slide = deck.slide(title, top=0.82, size=size, high=0.72)
    name = fitting(measure.name, INNER - 2.6, (16, 13), 1)
    deck.text(slide, measure.name, (EDGE, 0.46, INNER - 2.6, 0.34), size=name, ink="ink2")
    front, back, sign = TAGS.get(measure.verdict, PLAIN_TAG)
    label = f"{sign} {measure.verdict_label}".strip()
    wide = 0.45 + len(label) * 14 * 0.56 / 72
    box = (EDGE + INNER - wide, 0.4, wide, 0.36)
    deck.shape(
        slide, MSO_SHAPE.ROUNDED_RECTANGLE, label, box, size=14, ink=front, ground=back, told=measure.verdict_label
    )
    if measure.chart is not None:
        draw_chart(deck, slide, measure, measure.chart)
    source = _source(measure)
    deck.text(slide, source, (EDGE, 6.02, INNER, 0.62), size=12 if len(source) < 240 else 11, ink="ink2")
    deck.foot(slide, team)
    deck.notes(slide, _notes(measure, table))


def _source(measure: ReportMeasure) -> str:
    """Return how sure it is, what the flags are, and by which rules; the oldest flags go where it is too long."""
    flags = [f"{flag.number}: {flag.title}." for flag in measure.chart.flags] if measure.chart else []
    sure = " ".join(measure.sentences[1:])
    while True:
        said = " ".join(part for part in (sure, *flags, f"({measure.rules})") if part)
        if len(said) <= _LONGEST_SOURCE or not flags:
            return said
        flags = flags[1:]


def _notes(measure: ReportMeasure, table: str) -> str:
    lines = [measure.summary, "", f"{measure.name}. {table}:", "\t".join(measure.heads)]
    return "\n".join([*lines, *("\t".join(row.texts) for row in measure.rows)])


def _title(deck: Deck, report: TeamReport) -> None:
    size = fitting(report.team, INNER, (44, 36, 30, 24), 2)
    slide = deck.slide(report.team, top=2.55, size=size, high=1.5, ink="surface", ground="bar")
    deck.text(slide, report.occasion, (EDGE, 2.1, INNER, 0.4), size=16, ink="surface")
    if report.goal is not None:
        goal = report.goal.text
        deck.text(
            slide, goal, (EDGE, 4.15, INNER - 2, 1.1), size=fitting(goal, INNER - 2, (22, 18, 15), 2), ink="surface"
        )
    where = " · ".join(part for part in (report.place, report.when) if part)
    deck.text(slide, where, (EDGE, 5.75, INNER, 0.4), size=16, ink="surface")
    deck.text(slide, report.product, (EDGE, 0.5, INNER, 0.4), size=16, bold=True, ink="surface")
    deck.notes(slide, report.company)


def _help(deck: Deck, report: TeamReport) -> None:
    asked, *more = _SENTENCE.split(report.help.strip()) if report.help.strip() else [report.words.ask]
    slide = deck.slide(asked, top=1.35, size=fitting(asked, INNER, (40, 32, 26, 22), 3), high=2.2)
    deck.text(slide, report.words.help, (EDGE, 0.7, INNER, 0.4), size=18, ink="ink2")
    if more:
        said = "\n".join(f"• {line}" for line in more)
        size = fitting(said, INNER, (24, 20, 16, 13), max(2, 6 - len(more) // 2))
        deck.text(slide, said, (EDGE, 3.7, INNER, 2.6), size=size)
    deck.foot(slide, report.team)
    deck.notes(slide, report.help or report.words.ask)
