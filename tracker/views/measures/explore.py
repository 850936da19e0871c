"""A closer look at a chart, in its own place: which stretch of it, as links that work without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from markupsafe import Markup

from tracker.analysis import PeriodKind
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.text.locale import Locale
from tracker.views.measures.reading import Drawn

LATEST = 12
"""So many of the last periods make the short stretch."""


class Stretch(StrEnum):
    """How much of a chart is looked at, as the address says it: `?vis=12`."""

    ALL = "all"
    LATEST = "12"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class StretchChoice:
    """One stretch that can be chosen, what its link says, and the first and last day of it."""

    stretch: Stretch
    text: str
    start: str
    stop: str


@dataclass(frozen=True, slots=True)
class Explore:
    """The choices, the one that the address asks for, and the chart drawn for that; None where it is not open."""

    choices: tuple[StretchChoice, ...]
    asked: Stretch | None
    wide: Markup
    slim: Markup


def explore(drawn: Drawn, *, chart_id: str, size: Size, asked: Stretch | None) -> Explore:
    """Say which stretches of a chart there are, and draw the one that the address asks for."""
    counts = dict(_counts(drawn))
    periods, locale = drawn.plot.periods, drawn.locale
    choices = tuple(
        StretchChoice(stretch, text, periods[-count].start.isoformat(), periods[-1].stop.isoformat())
        for stretch, count in counts.items()
        for text in [_text(drawn, stretch)]
    )
    if asked is None or asked not in counts:
        return Explore(choices, None, Markup(), Markup())

    def made(name: str, size: Size, most: int) -> Markup:
        count = min(counts[asked], most)
        return svg.run_chart(
            drawn.reading, drawn.plot, locale, chart_id=f"{chart_id}-{name}", size=replace(size, last=count)
        )

    return Explore(
        choices, asked, made("e", size, len(periods)), made("s", svg.NARROW, svg.NARROW.last or len(periods))
    )


def _counts(drawn: Drawn) -> Iterator[tuple[Stretch, int]]:
    """Yield how many periods each stretch has; one that would show the whole chart is left out."""
    whole = len(drawn.plot.periods)
    if not whole:
        return
    yield Stretch.ALL, whole
    if whole > LATEST:
        yield Stretch.LATEST, LATEST
    phases = drawn.reading.phases
    if len(phases) > 1:
        yield Stretch.PHASE, whole - phases[-1].start


def _text(drawn: Drawn, stretch: Stretch) -> str:
    locale = drawn.locale
    match stretch:
        case Stretch.ALL:
            return locale.gettext("Alt")
        case Stretch.LATEST:
            return _latest(drawn.plot.counts_in, locale)
        case Stretch.PHASE:
            return locale.gettext("Siden «%(phase)s»", phase=drawn.plot.phase_names[-1])


def _latest(kind: PeriodKind | None, locale: Locale) -> str:
    match kind:
        case PeriodKind.DAY:
            return locale.gettext("Siste %(count)s dager", count=LATEST)
        case PeriodKind.WEEK:
            return locale.gettext("Siste %(count)s uker", count=LATEST)
        case PeriodKind.MONTH:
            return locale.gettext("Siste %(count)s måneder", count=LATEST)
        case PeriodKind.QUARTER:
            return locale.gettext("Siste %(count)s kvartaler", count=LATEST)
        case _:
            return locale.gettext("Siste %(count)s punkter", count=LATEST)
