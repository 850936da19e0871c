"""The box beside a chart where over half of the values are alike: why that is said, and what would say more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction, PeriodKind
from tracker.charts.shown import Shown
from tracker.charts.words.axis import axis_is_cut, lowest_level
from tracker.charts.words.edge import why_sides
from tracker.models.measures import ValueKind
from tracker.services.measures.values import PERCENT
from tracker.text.locale import marked
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn

LONGER: Mapping[PeriodKind, PeriodKind] = {
    PeriodKind.DAY: PeriodKind.WEEK,
    PeriodKind.WEEK: PeriodKind.MONTH,
    PeriodKind.FORTNIGHT: PeriodKind.MONTH,
    PeriodKind.MONTH: PeriodKind.QUARTER,
    PeriodKind.TERTIAL: PeriodKind.YEAR,
    PeriodKind.QUARTER: PeriodKind.YEAR,
}
"""The longer period a measure could go by; nothing for years."""

_BY = {
    PeriodKind.WEEK: marked("uke for uke"),
    PeriodKind.MONTH: marked("måned for måned"),
    PeriodKind.QUARTER: marked("kvartal for kvartal"),
    PeriodKind.YEAR: marked("år for år"),
}
_COUNTED = frozenset({ValueKind.PROPORTION, ValueKind.RATE, ValueKind.COUNT})
_NEAR_THE_WHOLE = 50.0


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that would say more: its words, what comes of it, and the address for who may."""

    text: str
    note: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class EdgeBox:
    """Why the chart says no more than it does, and the ways on."""

    why: str
    lead: str
    ways: tuple[Way, ...]


def edge_box(access: TeamAccess, drawn: Drawn, view: Shown, links: Links) -> EdgeBox | None:
    """Make the box of a chart whose line is the smallest or largest value there is; None for others."""
    phase, locale = view.current, drawn.locale
    if phase is None or not view.edge:
        return None
    ways = _Ways(access, drawn, view, links)
    if view.edge < 0 and phase.centre == 0:
        lead = locale.gettext("Disse sier mer når hendelser er sjeldne:")
        found = (*ways.days_between(), *ways.longer(), *ways.frozen())
    elif view.edge > 0 and drawn.plot.is_share and phase.centre == PERCENT:
        lead = locale.gettext("Dette sier mer når nesten alt er gjort:")
        found = (*ways.misses(), *ways.longer(), *ways.axis())
    else:
        lead = locale.gettext("Disse kan si mer:")
        found = (*ways.longer(), *ways.frozen())
    return EdgeBox(why_sides(phase, view, locale), lead, found)


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways on from one chart, each where it fits the measure."""

    access: TeamAccess
    drawn: Drawn
    view: Shown
    links: Links

    def days_between(self) -> Iterator[Way]:
        measure, locale = self.drawn.measure, self.drawn.locale
        if measure.value_kind in _COUNTED and measure.direction is not Direction.HIGHER:
            events = self.view.plot.events or locale.gettext("hendelsene")
            text = locale.gettext("Mål dager mellom %(events)s", events=events)
            yield Way(text, locale.gettext("dagen for hver hendelse skrives inn"), self._new("between"))

    def misses(self) -> Iterator[Way]:
        locale = self.drawn.locale
        text, note = locale.gettext("Mål antall mellom hver glipp"), locale.gettext("hvor mange som går bra på rad")
        yield Way(text, note, self._new("misses"))

    def longer(self) -> Iterator[Way]:
        measure, locale = self.drawn.measure, self.drawn.locale
        kind = LONGER.get(measure.period_kind)
        if kind is None or measure.value_kind.is_between_events:
            return
        by = locale.gettext(_BY[kind])
        if self.view.edge < 0:
            note = locale.gettext("%(periods)s, så blir like tall sjeldnere", periods=by)
            yield Way(locale.gettext("Tell i lengre perioder"), note, self._new("longer"))
        else:
            yield Way(locale.gettext("Se på lengre perioder"), by, self._new("longer"))

    def frozen(self) -> Iterator[Way]:
        measure, locale = self.drawn.measure, self.drawn.locale
        if measure.baseline_points is None:
            href = ""
            if self.access.may(Permission.DEFINE):
                href = f"{self.links.edit_measure(self.access.team.slug, measure.id)}#baseline_points"
            text = locale.gettext("Frys medianen fra starten")
            yield Way(text, locale.gettext("så prøves resten mot den"), href)

    def axis(self) -> Iterator[Way]:
        measure, locale = self.drawn.measure, self.drawn.locale
        begin = int(lowest_level(self.view).value // 10 * 10)
        if _NEAR_THE_WHOLE <= begin < PERCENT and not axis_is_cut(self.view):
            href = ""
            if self.access.may(Permission.DECIDE):
                href = self.links.chart_settings(self.access.team.slug, measure.id, axis=begin)
            text = locale.gettext("La aksen begynne på %(value)s", value=locale.percent(begin))
            yield Way(text, locale.gettext("så ser dere forskjellene"), href)

    def _new(self, asked: str) -> str:
        if not self.access.may(Permission.DEFINE):
            return ""
        return self.links.new_measure_beside(self.access.team.slug, self.drawn.measure.id, asked=asked)
