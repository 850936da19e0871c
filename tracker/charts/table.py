"""The numbers behind a chart as rows of ready text: the way in for those who do not see the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis import Mark, Period, Reading
from tracker.charts.plot import Plot
from tracker.charts.shown import EXCLUDED, MISSING, shown
from tracker.charts.words.nouns import nouns
from tracker.charts.words.points import Points, count
from tracker.text.locale import Locale, capital, small


@dataclass(frozen=True, slots=True)
class TableRow:
    """One period: ready texts, empty where there is nothing to say, and its position and mark for links and icons."""

    position: int
    mark: Mark
    period: Period
    name: str
    numerator: str
    denominator: str
    value: str
    side: str
    note: str


def heads(plot: Plot, language: Locale, reading: Reading | None = None) -> tuple[str, ...]:
    """Headings of the columns, in the order of ``TableRow``: period, numerator, denominator, value, side, note.

    The side is named after the reading's centre line; without ``reading`` it is a median.
    """
    median = reading is None or shown(reading, plot).centre_is_median
    return (
        language.gettext("Periode"),
        language.gettext("Teller"),
        capital(plot.counted) if plot.counted else language.gettext("Nevner"),
        language.gettext("Andel") if plot.is_share else language.gettext("Verdi"),
        language.gettext("Mot medianen") if median else language.gettext("Mot midtlinja"),
        language.gettext("Merknad"),
    )


def rows(reading: Reading, plot: Plot, language: Locale) -> tuple[TableRow, ...]:
    """Return one row a period, newest first."""
    view = shown(reading, plot)
    points = Points(view, language)
    plot = view.plot
    years = any(plot.tells_year(period) for period in (*plot.periods[:1], *plot.periods[-1:]))

    def row(position: int) -> TableRow:
        period, mark = plot.periods[position], view.marks[position]
        notes = [plot.notes[position]] if position in plot.notes else []
        if view.is_running(position):
            notes = [still_running(plot, language), *notes]
        elif mark == EXCLUDED and notes:
            notes = [language.gettext("Holdt utenfor: %(reason)s", reason=notes[0])]
        elif mark == EXCLUDED:
            notes = [language.gettext("Holdt utenfor")]
        if run := points.run(position):
            notes.insert(0, small(run))
        return TableRow(
            position=position,
            mark=Mark(mark),
            period=period,
            name=capital(language.period(period, year=years)),
            numerator=_count(plot.numerators, position, language),
            denominator=_count(plot.denominators, position, language),
            value=language.gettext("ikke målt") if mark == MISSING else language.value(view.values[position], plot),
            side=points.side(position),
            note=". ".join(notes),
        )

    return tuple(row(position) for position in range(len(view.values) - 1, -1, -1))


def still_running(plot: Plot, language: Locale) -> str:
    """That a period is not over: it is counted still, or has been written down before its end."""
    if plot.tallied:
        return language.gettext("Ikke over ennå")
    one = capital(nouns(plot.periods[0].kind, language).the_one)
    return language.gettext("%(period)s er ikke over", period=one)


def _count(counts: tuple[float | None, ...], position: int, language: Locale) -> str:
    counted = counts[position] if counts else None
    return "" if counted is None else count(counted, language)
