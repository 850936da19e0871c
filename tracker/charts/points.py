"""The words at each point: the tooltip's lines, its side of the centre line, the run it is part of."""

from __future__ import annotations

from tracker.analysis import Mark, PeriodKind, Reading, Rule, Signal
from tracker.charts.language import Language, capital
from tracker.charts.nouns import flag_name
from tracker.charts.plot import Plot
from tracker.charts.shown import EXCLUDED, MISSING, Shown, shown
from tracker.charts.signals import centre_name, signal_text

_ON_CENTRE = int(Mark.ON_CENTRE)

_NAMED_BY_NUMBER = frozenset({PeriodKind.WEEK, PeriodKind.FORTNIGHT})
"""Kinds of period whose everyday name does not say which days they hold."""


def point(position: int, reading: Reading, plot: Plot, language: Language) -> tuple[str, ...]:
    """The tooltip of one point, line by line: value, counts, time, side, run, flags, note, who recorded it."""
    return Points(shown(reading, plot), language).lines(position)


class Points:
    """The words at the points of one chart; what they have in common is worked out once."""

    def __init__(self, view: Shown, language: Language) -> None:
        """Prepare for the points of this view."""
        self._view = view
        self._language = language
        self._phase = [at for at, phase in enumerate(view.reading.phases) for _ in range(phase.start, phase.stop)]
        self._runs: dict[int, Signal] = {}
        for signal in view.signals:
            for position in signal.points:
                self._runs.setdefault(position, signal)
        self._centre: dict[float, tuple[str, str, str]] = {}
        self._flags = sorted(view.plot.flags, key=lambda flag: (flag.on, flag.number))

    def lines(self, position: int) -> tuple[str, ...]:
        """The lines at this position; see ``point``."""
        view, language = self._view, self._language
        plot, mark = view.plot, view.marks[position]
        lines = []
        if mark == MISSING:
            lines.append(language.gettext("Ikke målt"))
        else:
            lines.append(language.value(view.values[position], plot))
            lines.extend(self._counts(position))
        lines.append(self._time(position))
        if mark == EXCLUDED:
            lines.append(language.gettext("Tatt ut av vurderingen"))
        elif mark != MISSING:
            lines.extend(self._side(position))
        lines.extend(self._beside(position))
        if position in plot.notes:
            lines.append(plot.notes[position])
        if position in plot.recorded:
            lines.append(plot.recorded[position])
        return tuple(lines)

    def side(self, position: int) -> str:
        """``over``, ``under`` or ``på`` the centre line; empty where there is none or no point."""
        view, language = self._view, self._language
        if view.marks[position] in {MISSING, EXCLUDED} or not view.known[self._phase[position]]:
            return ""
        value, centre = view.values[position], view.centre[position]
        if view.marks[position] == _ON_CENTRE or value == centre:
            return language.gettext("på")
        return language.gettext("over") if value > centre else language.gettext("under")

    def run(self, position: int) -> str:
        """Which run the point is part of, empty when none: ``Del av skift siden uke 35``."""
        signal = self._runs.get(position)
        if signal is None:
            return ""
        language = self._language
        if len(signal.points) == 1:
            return signal_text(signal, self._view, language)
        since = language.period(self._view.plot.periods[signal.points[0]])
        if signal.rule in {Rule.TREND, Rule.SEVEN_POINT_TREND}:
            return language.gettext("Del av trend siden %(period)s", period=since)
        if signal.rule is Rule.TWO_OF_THREE_NEAR_LIMIT:
            return signal_text(signal, self._view, language)
        return language.gettext("Del av skift siden %(period)s", period=since)

    def _counts(self, position: int) -> list[str]:
        plot, language = self._view.plot, self._language
        below = plot.denominators[position] if plot.denominators else None
        above = plot.numerators[position] if plot.numerators else None
        if below is None or above is None:
            return []
        lines = [
            language.gettext(
                "%(numerator)s av %(denominator)s %(counted)s",
                numerator=_count(above, language),
                denominator=_count(below, language),
                counted=plot.counted,
            ).rstrip()
        ]
        if below < plot.few_below:
            lines.append(
                language.gettext("Få %(counted)s", counted=plot.counted)
                if plot.counted
                else language.gettext("Liten nevner")
            )
        return lines

    def _time(self, position: int) -> str:
        period, language = self._view.plot.periods[position], self._language
        name = capital(language.period(period))
        if period.kind in _NAMED_BY_NUMBER:
            return f"{name} ({language.days(period.start, period.stop)})"
        return name

    def _side(self, position: int) -> list[str]:
        side = self.side(position)
        if not side:
            return []
        centre = self._view.centre[position]
        if centre not in self._centre:
            self._centre[centre] = self._sides(centre)
        over, under, on = self._centre[centre]
        value = self._view.values[position]
        if self._view.marks[position] == _ON_CENTRE or value == centre:
            lines = [on]
        else:
            lines = [over if value > centre else under]
        run = self.run(position)
        return [*lines, run] if run else lines

    def _sides(self, centre: float) -> tuple[str, str, str]:
        language, view = self._language, self._view
        values = {"centre": centre_name(view, language), "value": language.level(centre, view.plot)}
        return (
            language.gettext("Over %(centre)s på %(value)s", **values),
            language.gettext("Under %(centre)s på %(value)s", **values),
            language.gettext("På %(centre)s, %(value)s", **values),
        )

    def _beside(self, position: int) -> list[str]:
        period = self._view.plot.periods[position]
        if not self._flags:
            return []
        last = period.stop
        return [capital(flag_name(flag, self._language)) for flag in self._flags if period.start <= flag.on <= last]


def _count(value: float, language: Language) -> str:
    return language.number(value, 0 if float(value).is_integer() else 1)
