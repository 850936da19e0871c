"""The words at each point: the tooltip's lines, its side of the centre line, the run it is part of."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from tracker.analysis import Mark, Period, PeriodKind, Reading, Rule, Signal
from tracker.charts.plot import Plot
from tracker.charts.shown import EXCLUDED, MISSING, Shown, shown
from tracker.charts.words.nouns import centre_name, flag_name, named, nouns
from tracker.charts.words.signals import TRENDS, signal_text
from tracker.text.locale import Locale, capital, small

_ON_CENTRE = int(Mark.ON_CENTRE)
_UNSIDED = frozenset({MISSING, EXCLUDED})

_NAMED_BY_NUMBER = frozenset({PeriodKind.WEEK, PeriodKind.FORTNIGHT})
"""Kinds of period whose everyday name does not say which days they hold."""


def point(position: int, reading: Reading, plot: Plot, language: Locale) -> tuple[str, ...]:
    """Return the tooltip of one point, line by line: value, counts, time, side, run, flags, note, who recorded it."""
    return Points(shown(reading, plot), language).lines(position)


class Points:
    """The words at the points of one chart; what they have in common is worked out once."""

    def __init__(self, view: Shown, language: Locale) -> None:
        """Prepare for the points of this view."""
        self._view = view
        self._language = language
        self._phase = [at for at, phase in enumerate(view.reading.phases) for _ in range(phase.start, phase.stop)]
        self._runs: dict[int, list[str]] = {}
        for signal in view.signals:
            if signal.points:
                words = _part_of(signal, view, language)
                for position in signal.points:
                    self._runs.setdefault(position, []).append(words)
        self._sides: dict[float, tuple[str, str, str]] = {}
        self._flags: dict[int, list[str]] = {}
        periods = view.plot.periods
        for flag in sorted(view.plot.flags, key=lambda one: (one.on, one.number)) if periods else ():
            at = bisect_right(periods, flag.on, key=lambda period: period.start) - 1
            if at >= 0 and flag.on <= periods[at].stop:
                self._flags.setdefault(at, []).append(capital(flag_name(flag, language)))
        self._counted = language.gettext("%(numerator)s av %(denominator)s %(counted)s")

    def lines(self, position: int) -> tuple[str, ...]:
        """Return the lines at this position; see ``point``."""
        view, language = self._view, self._language
        plot, mark = view.plot, view.marks[position]
        if mark == MISSING:
            lines = [language.gettext("Ikke målt"), self._time(position)]
        else:
            lines = [language.value(view.values[position], plot), *self._counts(position)]
            lines.append(self._time(position))
            lines.extend(self._against_centre(position))
        lines.extend(self._flags.get(position, ()))
        lines.extend(words[position] for words in (plot.notes, plot.recorded) if position in words)
        return tuple(lines)

    def side(self, position: int) -> str:
        """``over``, ``under`` or ``på`` the centre line; empty where there is none or no point."""
        view, language = self._view, self._language
        if view.marks[position] in _UNSIDED or not view.known[self._phase[position]]:
            return ""
        value, centre = view.values[position], view.centre[position]
        if view.marks[position] == _ON_CENTRE or value == centre:
            return language.gettext("på")
        return language.gettext("over") if value > centre else language.gettext("under")

    def run(self, position: int) -> str:
        """Which signals the point is part of, empty when none: ``Del av skift siden uke 35, utenfor grensen``."""
        first, *others = self._runs.get(position, [""])
        return ", ".join([first, *map(small, others)])

    def _counts(self, position: int) -> list[str]:
        plot, language = self._view.plot, self._language
        below = plot.denominators[position] if plot.denominators else None
        above = plot.numerators[position] if plot.numerators else None
        if below is None or above is None:
            return []
        values = {"numerator": count(above, language), "denominator": count(below, language), "counted": plot.counted}
        lines = [(self._counted % values).rstrip()]
        if below < plot.few_below:
            few = language.gettext("Få %(counted)s", counted=plot.counted)
            lines.append(few if plot.counted else language.gettext("Liten nevner"))
        return lines

    def _against_centre(self, position: int) -> list[str]:
        """Return the side of the centre line and the run, or that the point is left out."""
        view = self._view
        mark = view.marks[position]
        if view.is_running(position):
            return [self._running()]
        if mark == EXCLUDED:
            return [self._language.gettext("Holdt utenfor")]
        if not view.known[self._phase[position]]:
            return []
        value, centre = view.values[position], view.centre[position]
        if centre not in self._sides:
            self._sides[centre] = self._phrases(centre)
        over, under, on = self._sides[centre]
        side = on if mark == _ON_CENTRE or value == centre else over if value > centre else under
        return [side, *self._runs.get(position, ())]

    def _running(self) -> str:
        language, plot = self._language, self._view.plot
        if plot.tallied:
            return language.gettext("Ikke over ennå. Blir med i vurderingen når perioden er over")
        one = capital(nouns(plot.periods[0].kind, language).the_one)
        return language.gettext("%(period)s er ikke over. Er ikke med i vurderingen før da", period=one)

    def _time(self, position: int) -> str:
        plot = self._view.plot
        return _time(plot.periods[position], plot.tells_year(plot.periods[position]), self._language)

    def _phrases(self, centre: float) -> tuple[str, str, str]:
        language, view = self._language, self._view
        values = {"centre": centre_name(view, language), "value": language.level(centre, view.plot)}
        return (
            language.gettext("Over %(centre)s på %(value)s", **values),
            language.gettext("Under %(centre)s på %(value)s", **values),
            language.gettext("På %(centre)s, %(value)s", **values),
        )


def _part_of(signal: Signal, view: Shown, language: Locale) -> str:
    """Return what being part of this signal is called."""
    if len(signal.points) == 1 or signal.rule is Rule.TWO_OF_THREE_NEAR_LIMIT:
        return signal_text(signal, view, language)
    since = named(view.plot.periods[signal.points[0]], view.plot, language)
    if signal.rule in TRENDS:
        return language.gettext("Del av trend siden %(period)s", period=since)
    return language.gettext("Del av skift siden %(period)s", period=since)


@lru_cache(maxsize=4096)
def _time(period: Period, year: bool, language: Locale) -> str:  # noqa: FBT001 a part of the key it is kept by
    """The period's name, with its days where the name does not tell them; kept, since charts share their periods."""
    name = capital(language.period(period, year=year))
    if period.kind in _NAMED_BY_NUMBER:
        return f"{name} ({language.days(period.start, period.stop)})"
    return name


def count(value: float, language: Locale) -> str:
    """Return a numerator or denominator: whole numbers without decimals."""
    return language.number(value, 0 if float(value).is_integer() else 1)
