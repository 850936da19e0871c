"""What an evaluation asks, and what the answers come to over the gatherings of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.access.network import NetworkAccess
from tracker.analysis import ChartKind, Direction, Period, PeriodKind, Series, read
from tracker.analysis.small_numbers import LEAST, is_small
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.charts.plot import Plot
from tracker.models.gatherings import SCALES, Evaluation, Gathering
from tracker.services.gatherings.evaluation import Sums, evaluation_of, sums_of, takeaways_of
from tracker.services.gatherings.gatherings import days_of, gatherings_of, hours_of
from tracker.text.locale import Locale
from tracker.views.gatherings.head import GatheringHead, head_of

LINE = 2
"""So many gatherings make a line."""
_SIZE = Size(560, 240, left=46, right=96, top=20, bottom=42)


@dataclass(frozen=True, slots=True)
class ScaleQuestion:
    """One question from 1 to 5."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """What the answers to one question come to: here, and over the gatherings."""

    name: str
    text: str
    yes: int
    total: int
    chart: Markup
    """Empty until two gatherings can be shown."""


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """What the host sees."""

    top: GatheringHead
    link: Evaluation | None
    answers: int
    is_shown: bool
    least: int
    results: Sequence[ScaleResult]
    takeaways: Sequence[str]


def questions(locale: Locale) -> list[ScaleQuestion]:
    """Return the four questions."""
    texts = {
        "useful": locale.gettext("Samlingen var nyttig for arbeidet vårt"),
        "others": locale.gettext("Vi lærte noe av de andre teamene"),
        "helped": locale.gettext("Vi fikk hjelp til det vi lurte på"),
        "tomorrow": locale.gettext("Vi vet hva vi skal gjøre når vi kommer hjem"),
    }
    return [ScaleQuestion(name, texts[name]) for name in SCALES]


def evaluation_page(access: NetworkAccess, row: Gathering, locale: Locale) -> EvaluationPage:
    """Gather the results of a gathering, and each question over all those of its kind, in the same queries for any."""
    sums = sums_of(access)
    own = sums.get(row.id, Sums(0, {}))
    line = [
        (each, sums[each.id])
        for each in sorted(gatherings_of(access), key=lambda each: each.starts_at)
        if each.kind is row.kind and each.id in sums and sums[each.id].may_be_shown
    ]
    results = [
        ScaleResult(asked.name, asked.text, *own.shares.get(asked.name, (0, 0)), _chart(asked, line, locale))
        for asked in questions(locale)
    ]
    return EvaluationPage(
        head_of(access, row, locale),
        evaluation_of(access, row),
        own.answers,
        own.may_be_shown,
        LEAST,
        results,
        takeaways_of(access, row),
    )


def _chart(asked: ScaleQuestion, line: Sequence[tuple[Gathering, Sums]], locale: Locale) -> Markup:
    """Draw the share that says 4 or 5 over the gatherings; under twelve points it is dots and a line."""
    enough = [(row, sums.shares[asked.name]) for row, sums in line if not is_small(sums.shares[asked.name][1])]
    if len(enough) < LINE:
        return Markup()
    shares = [share for _row, share in enough]
    yes, totals = tuple(share[0] for share in shares), tuple(share[1] for share in shares)
    series = Series(ChartKind.RUN, yes, totals, multiplier=100, direction=Direction.HIGHER)
    reading = read(series)
    periods = [Period.containing(PeriodKind.DAY, hours_of(days_of(row)[0]).day) for row, _share in enough]
    plot = Plot.of(
        reading,
        title=asked.text,
        periods=periods,
        unit="",
        is_share=True,
        numerators=yes,
        denominators=totals,
        counted=locale.gettext("svar"),
        by_events=True,  # each gathering is a point of its own, joined to the one before
    )
    return svg.run_chart(reading, plot, locale, chart_id=f"e-{asked.name}", size=_SIZE)
