"""Tiles under a chart that tell of one value: the last that counts, the one so far, and where the axis begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import PeriodKind
from tracker.charts.shown import Shown
from tracker.charts.words.axis import axis_is_cut
from tracker.charts.words.nouns import counted, named, nouns
from tracker.charts.words.points import count
from tracker.models.measures import ValueKind
from tracker.services.measures.values import PERCENT
from tracker.text.conventions import NBSP
from tracker.text.locale import capital
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn

_UNIT_BESIDE = 6
_JOINED = "\u2060"  # keeps the two ends of an axis on one line


@dataclass(frozen=True, slots=True)
class Tile:
    """One number under the chart, with a note and perhaps a link. `small`: words stand where the number would.

    `act` is a deed with its address, for a button of its own.
    """

    key: str
    value: str
    note: str = ""
    href: str = ""
    link: str = ""
    small: bool = False
    act: tuple[str, str] | None = None


def last_tile(access: TeamAccess, drawn: Drawn, view: Shown, links: Links, names: Mapping[int, str]) -> Tile:
    """Return the last value of a period that is over, or that somebody says is done."""
    plot, locale, at = drawn.plot, drawn.locale, view.latest
    assert at is not None
    said = [*_parts(drawn, at), named(plot.periods[at], plot, locale)]
    if drawn.measure.value_kind is ValueKind.DAYS_BETWEEN:
        days = counted(PeriodKind.DAY, (access.today - plot.periods[at].start).days, locale)
        said.append(locale.gettext("%(days)s siden siste hendelse", days=days))
    finished, act = drawn.history.finished, None
    if finished is not None and finished.position == at:
        who, day = names.get(finished.by_id), locale.day(local_day(finished.at), year=False)
        said.append(
            locale.gettext("meldt ferdig av %(who)s %(day)s", who=who, day=day)
            if who
            else locale.gettext("meldt ferdig %(day)s", day=day)
        )
        if access.may(Permission.RECORD):
            href = links.reopen(access.team.slug, drawn.measure.id, plot.periods[at].start.isoformat())
            act = (locale.gettext("%(period)s er ikke ferdig likevel", period=_one(drawn, at)), href)
    return Tile(locale.gettext("Siste måling"), _value(drawn, at, said), ", ".join(said), act=act)


def running_tile(access: TeamAccess, drawn: Drawn, view: Shown, links: Links) -> Tile | None:
    """Return the value so far of the period that is not over, and from when it is judged; None where there is none."""
    plot, locale = drawn.plot, drawn.locale
    at = next((at for at in plot.running if view.is_running(at)), None)
    if at is None:
        return None
    period, said = plot.periods[at], _parts(drawn, at)
    name = locale.month(period.start.month) if period.kind is PeriodKind.MONTH else locale.period(period)
    value = _value(drawn, at, said)
    judged = locale.gettext("Vurderes fra %(day)s.", day=locale.day(period.stop + timedelta(days=1), year=False))
    act = None
    if access.may(Permission.RECORD) and not access.team.is_reference:
        href = links.finish(access.team.slug, drawn.measure.id, period.start.isoformat())
        act = (locale.gettext("%(period)s er ferdig nå", period=_one(drawn, at)), href)
    title = locale.gettext("%(period)s så langt", period=capital(name))
    return Tile(title, value, f"{', '.join(said)}. {judged}" if said else judged, act=act)


def axis_tile(access: TeamAccess, drawn: Drawn, view: Shown, links: Links, names: Mapping[int, str]) -> Tile | None:
    """Return where the value axis begins and who chose that; None where it begins at 0."""
    locale, begin = drawn.locale, drawn.plot.axis_from
    if begin is None or not axis_is_cut(view):
        return None
    title = locale.gettext("Verdiakse")
    span = f"{locale.exact(begin)}–{_JOINED}{locale.percent(PERCENT)}"
    who = names.get(drawn.measure.axis_from_by_id or 0)
    chosen = locale.gettext("valgt av %(who)s", who=who) if who else locale.gettext("valgt for dette diagrammet")
    if not access.may(Permission.DECIDE):
        return Tile(title, span, chosen)
    return Tile(title, span, href=links.chart_settings(access.team.slug, drawn.measure.id), link=chosen)


def is_long(unit: str) -> bool:
    """Return whether a unit is too long to stand beside a large number."""
    return len(unit) > _UNIT_BESIDE


def _one(drawn: Drawn, at: int) -> str:
    return capital(nouns(drawn.plot.periods[at].kind, drawn.locale).the_one)


def _parts(drawn: Drawn, at: int) -> list[str]:
    """Return what a share or rate was counted from; nothing for other values."""
    plot, locale = drawn.plot, drawn.locale
    above = plot.numerators[at] if plot.numerators else None
    below = plot.denominators[at] if plot.denominators else None
    if above is None or below is None:
        return []
    counts = {"numerator": count(above, locale), "denominator": count(below, locale), "counted": plot.counted}
    return [locale.gettext("%(numerator)s av %(denominator)s %(counted)s", **counts).strip()]


def _value(drawn: Drawn, at: int, said: list[str]) -> str:
    """Write a value with its unit; one too long to stand beside it goes first among what is said."""
    plot = drawn.plot
    value = drawn.locale.figure(float(drawn.reading.values[at]), plot)
    if is_long(plot.unit):
        said.insert(0, plot.unit)
    elif not plot.is_share and plot.unit:
        value = f"{value}{NBSP}{plot.unit}"
    return value
