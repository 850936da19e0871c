"""What of a chart a thread is about: in words, on the drawing, and as a person has typed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isfinite

from tracker.analysis import Period, PeriodKind
from tracker.charts.plot import ThreadMark
from tracker.charts.words.nouns import named, stretch
from tracker.models.threads import Thread
from tracker.services.threads.threads import ThreadPlace
from tracker.text.locale import capital
from tracker.views.measures.reading import Drawn


def with_threads(drawn: Drawn, threads: Sequence[Thread]) -> Drawn:
    """Return the chart with what is said of its points and stretches; what is said of all of it stands beside it."""
    marks = tuple(
        ThreadMark(thread.flag, thread.first_start, thread.last_start or thread.first_start, thread.waits)
        for thread in threads
        if thread.first_start is not None
    )
    return replace(drawn, plot=replace(drawn.plot, threads=marks)) if marks else drawn


def kind_of(drawn: Drawn) -> PeriodKind:
    """Return what kind of period a point of the chart stands for: a day where it is the time between two events."""
    return drawn.plot.periods[0].kind if drawn.plot.periods else drawn.measure.period_kind


def place_of(drawn: Drawn, first: Period | None, last: Period | None) -> ThreadPlace:
    """Return what a person means by these periods, and the value of a single point as it is now."""
    ends = [each.start for each in (first, last) if each is not None]
    starts = {period.start for period in drawn.plot.periods}
    alone = first.start if first is not None and last in {None, first} else None
    return ThreadPlace(
        first=None if first is None else first.start,
        last=None if last is None else last.start,
        value=_value_on(drawn, alone),
        is_on_chart=starts.issuperset(ends),
    )


def span_name(drawn: Drawn, thread: Thread) -> str:
    """Return what a thread is about: ``Uke 37–47``, ``Uke 27``, ``Hele diagrammet``."""
    if thread.first_start is None:
        return drawn.locale.gettext("Hele diagrammet")
    kind = kind_of(drawn)
    first = Period.containing(kind, thread.first_start)
    if thread.last_start is None:
        return capital(named(first, drawn.plot, drawn.locale))
    last = Period.containing(kind, thread.last_start)
    if kind is PeriodKind.WEEK and first.year == last.year:
        year = f" {last.year}" if drawn.plot.tells_year(last) else ""
        return capital(f"{drawn.locale.period(first)}–{last.number}{year}")
    return capital(stretch(first, last, drawn.locale))


def aside(drawn: Drawn, thread: Thread) -> str:
    """Say what has become of what a thread is about: corrected, or gone; nothing where all stands."""
    locale = drawn.locale
    if thread.first_start is None:
        return ""
    starts = {period.start for period in drawn.plot.periods}
    if not starts.intersection({thread.first_start, thread.last_start or thread.first_start}):
        return locale.gettext("Det samtalen gjelder, står ikke på diagrammet nå.")
    if thread.value is None or thread.last_start is not None:
        return ""
    now, then = _value_on(drawn, thread.first_start), drawn.say(thread.value)
    if now is None:
        return locale.gettext("Punktet er tatt bort siden. Da sto det %(value)s.", value=then)
    if drawn.say(now) != then:
        return locale.gettext("Punktet er rettet siden. Da sto det %(value)s.", value=then)
    return ""


def told_in(drawn: Drawn, threads: Sequence[Thread]) -> dict[int, list[int]]:
    """Return by position of the chart the numbers of the threads about it."""
    found: dict[int, list[int]] = {}
    for thread in threads:
        if thread.first_start is None:
            continue
        last = thread.last_start or thread.first_start
        for at, period in enumerate(drawn.plot.periods):
            if thread.first_start <= period.start <= last:
                found.setdefault(at, []).append(thread.flag)
    return found


def _value_on(drawn: Drawn, day: date | None) -> float | None:
    values = drawn.reading.values.tolist()
    for at, period in enumerate(drawn.plot.periods):
        if period.start == day and isfinite(values[at]):
            return float(values[at])
    return None
