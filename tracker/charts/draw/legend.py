"""The key under a chart: only the marks that occur in it, each with its word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tracker.analysis import Mark, Reading
from tracker.charts.draw.flags import shape
from tracker.charts.draw.marks import SMALL, glyph
from tracker.charts.plot import FlagKind, Plot
from tracker.charts.shown import MISSING, RUNNING, Shown, shown
from tracker.charts.words.nouns import centre_name, nouns
from tracker.text.locale import Locale

_MEDIAN = '<path class="rc-median" d="M0 9h13"/><path class="rc-median rc-ext" d="M14 9h20"/>'
_WHOLE = '<path class="rc-median" d="M0 9h34"/>'
_LIMITS = '<path class="rc-limitband" d="M0 4h34v10h-34z"/><path class="rc-limit" d="M0 4h34M0 14h34"/>'


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One entry: a decorative mark and its word."""

    mark: Markup
    text: str


def legend(reading: Reading, plot: Plot, language: Locale) -> tuple[LegendItem, ...]:
    """Entries for the marks and lines that occur in the chart, in the order a reader meets them."""
    view = shown(reading, plot)
    present = {view.drawn_mark(at) for at in range(len(view.marks))} - {MISSING}
    names = mark_names(view, language)
    entries = [LegendItem(_mark(glyph(9, 9, mark, 4)), names[mark]) for mark in names if mark in present]
    entries.extend(_small(view, language))
    entries.extend(_lines(view, language))
    entries.extend(_threads(plot, language))
    return tuple(entries)


def _threads(plot: Plot, language: Locale) -> Iterator[LegendItem]:
    """What is said of the chart: waiting and answered look different, and so does what a stretch covers."""
    said = [mark for mark in plot.threads if plot.periods and mark.last >= plot.periods[0].start]
    if any(mark.waits for mark in said):
        yield LegendItem(_mark(_bubble(FlagKind.WAITING)), language.gettext("samtale som venter på svar"))
    if not all(mark.waits for mark in said):
        yield LegendItem(_mark(_bubble(FlagKind.COMMENT)), language.gettext("samtale"))
    if any(not mark.is_point for mark in said):
        bar = '<rect class="rc-said" x="0" y="7" width="34" height="4" rx="1"/>'
        yield LegendItem(_mark(bar, 34), language.gettext("det samtalen gjelder"))


def mark_names(view: Shown, language: Locale) -> dict[int, str]:
    """Return the word for each mark, keyed by its code."""
    return {
        int(Mark.BETTER): language.gettext("del av skift til det bedre"),
        int(Mark.WORSE): language.gettext("del av skift til det verre"),
        int(Mark.NEUTRAL): language.gettext("del av skift"),
        int(Mark.ORDINARY): language.gettext("tilfeldig variasjon") if _random(view) else language.gettext("måling"),
        int(Mark.ON_CENTRE): language.gettext("på %(centre)s", centre=centre_name(view, language)),
        int(Mark.EXCLUDED): language.gettext("holdt utenfor"),
        RUNNING: _running(view, language),
    }


def _random(view: Shown) -> bool:
    """Return whether every plain point is of a phase that was tested: only there can it be called random variation."""
    phases = view.reading.phases
    return all(
        view.judged(at)
        for at, phase in enumerate(phases)
        if any(mark == Mark.ORDINARY for mark in view.marks[phase.start : phase.stop])
    )


def _running(view: Shown, language: Locale) -> str:
    if view.plot.tallied or not view.plot.periods:
        return language.gettext("ikke over ennå, ikke med i vurderingen")
    one = nouns(view.plot.periods[0].kind, language).the_one
    return language.gettext("%(period)s er ikke over, ikke med i vurderingen", period=one)


def _small(view: Shown, language: Locale) -> Iterator[LegendItem]:
    if any(mark != MISSING and view.small(at) for at, mark in enumerate(view.marks)):
        text = language.gettext("nevner under %(few)s", few=view.plot.few_below)
        yield LegendItem(_mark(glyph(9, 9, int(Mark.ORDINARY), SMALL)), text)


def _lines(view: Shown, language: Locale) -> Iterator[LegendItem]:
    if any(view.known):
        extended = any(phase.baseline_stop < phase.stop for phase in view.reading.phases)
        if not view.centre_is_median:
            yield LegendItem(_mark(_WHOLE, 34), language.gettext("midtlinje"))
        elif extended:
            yield LegendItem(_mark(_MEDIAN, 34), language.gettext("median, stiplet der den er forlenget"))
        else:
            yield LegendItem(_mark(_WHOLE, 34), language.gettext("median"))
        if view.limited:
            yield LegendItem(_mark(_LIMITS, 34), language.gettext("kontrollgrenser"))


def _bubble(kind: FlagKind) -> str:
    return f'<g transform="translate(9 9) scale(.75)">{shape(0, 0, kind)}</g>'


def _mark(inside: str, width: int = 18) -> Markup:
    return Markup(  # noqa: S704 numbers and constants only
        f'<svg class="mk" width="{width}" height="18" viewBox="0 0 {width} 18" aria-hidden="true" '
        f'focusable="false">{inside}</svg>'
    )
