"""What the wizard's third page says first: what was understood of the file, in our words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.analysis import Period, PeriodKind
from tracker.models.measures import Measure
from tracker.services.imports.check import EventLine, MeasurementLine
from tracker.services.imports.far_outside import Spread, spread_of, value_of
from tracker.services.imports.upload_store import Examined
from tracker.services.measures.values import is_share
from tracker.text.locale import capital
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import said

MOST_READY = 50
Line = MeasurementLine | EventLine


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A row in our words."""

    row: int
    measure: str
    period: str
    value: str


@dataclass(frozen=True, slots=True)
class MeasureSpan:
    """What a file has of a measure, beside what the team has."""

    name: str
    periods: str
    count: str
    low: str
    high: str
    low_is_far: bool
    high_is_far: bool
    before: str


def sentence(found: Examined) -> str:
    """Return how many numbers of how many measures a file has, and from when to when."""
    lines = _in_time(found)
    if not lines:
        return ""
    measures = len({line.destination.measure.id for line in lines})
    numbers = ngettext("%(num)s tall", "%(num)s tall", len(lines))
    of = ngettext("%(num)s indikator", "%(num)s indikatorer", measures)
    first, last = _period(lines[0]), _period(lines[-1])
    return str(_("%(numbers)s for %(of)s, fra %(first)s til %(last)s.", numbers=numbers, of=of, first=first, last=last))


def first_and_last(found: Examined) -> list[tuple[str, SaidLine]]:
    """Return the first and the last row of a file in our words."""
    lines = _by_row(found)
    if not lines:
        return []
    named = [(str(_("Første rad")), lines[0]), (str(_("Siste rad")), lines[-1])]
    return [(name, said_line(line)) for name, line in named[: len(lines)]]


def ready_lines(found: Examined) -> list[SaidLine]:
    """Return the rows that are ready, as many as there is room for."""
    lines = _by_row(found)
    return [said_line(line) for line in lines[:MOST_READY]]


def spans(found: Examined) -> list[MeasureSpan]:
    """Lay out each measure of a file: its periods, its numbers, and what the team has of it."""
    by_measure: dict[int, list[Line]] = {}
    for line in _in_time(found):
        by_measure.setdefault(line.destination.measure.id, []).append(line)
    far = {(each.line.destination.measure.id, each.value) for each in found.far}
    return [_span(lines, far, found) for lines in by_measure.values()]


def said_line(line: Line) -> SaidLine:
    """Return a row in our words."""
    measure = line.destination.measure
    if isinstance(line, EventLine):
        counted = "" if line.opportunities is None else locale().exact(line.opportunities)
        return SaidLine(line.row, measure.name, capital(_period(line)), counted or str(_("én hendelse")))
    value = value_of(measure, line.entry)
    text = said(line.entry)
    if is_share(measure) and value is not None:
        text = f"{text}, {locale().number(value)}\u00a0%"
    return SaidLine(line.row, measure.name, capital(_period(line)), text)


def _by_row(found: Examined) -> list[Line]:
    lines: list[Line] = [*found.checked.lines, *found.checked.events]
    return sorted(lines, key=lambda line: line.row)


def _in_time(found: Examined) -> list[Line]:
    lines: list[Line] = [*found.checked.lines, *found.checked.events]
    return sorted(lines, key=_day)


def _day(line: Line) -> tuple[str, int]:
    start = line.day if isinstance(line, EventLine) else line.start
    return start.isoformat(), line.row


def _period(line: Line) -> str:
    if isinstance(line, EventLine):
        return locale().period(Period(PeriodKind.DAY, line.day))
    return locale().period(Period(line.destination.measure.period_kind, line.start), year=True)


def _span(lines: list[Line], far: set[tuple[int, float]], found: Examined) -> MeasureSpan:
    measure = lines[0].destination.measure
    values = [
        value
        for line in lines
        if isinstance(line, MeasurementLine) and (value := value_of(measure, line.entry)) is not None
    ]
    values += [
        each.value for each in found.far if each.line.destination.measure.id == measure.id and each.value not in values
    ]
    spread = spread_of(values)
    first, last = _period(lines[0]), _period(lines[-1])
    periods = first if first == last else str(_("%(first)s til %(last)s", first=first, last=last))
    low, high = (_edge(measure, spread, "low"), _edge(measure, spread, "high"))
    before = found.before.get(measure.id)
    team = f"{_edge(measure, before, 'low')}–{_edge(measure, before, 'high')}" if before else str(_("ingen tall"))
    count = locale().exact(len(lines))
    is_far = [(measure.id, edge) in far for edge in (spread.low, spread.high)] if spread else [False, False]
    return MeasureSpan(measure.name, periods, count, low, high, is_far[0], is_far[1], team)


def _edge(measure: Measure, spread: Spread | None, edge: str) -> str:
    if spread is None:
        return ""
    value = spread.low if edge == "low" else spread.high
    write = locale()
    return write.exact(round(value, 0 if is_share(measure) else 2), is_share=is_share(measure))
