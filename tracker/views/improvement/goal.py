"""A goal in words: its numbers and date in a sentence, how far the team has come, and how long is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.models.improvement import Goal, GoalTarget
from tracker.models.measures import Measure
from tracker.services.improvement.distance import Stand, days_left, distance
from tracker.services.measures.values import is_share, to_typed
from tracker.text.locale import Locale

_FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Road:
    """The bar from start to goal: its three numbers, how full it is (percent), and the words around it."""

    start: str
    now: str
    goal: str
    percent: int
    spoken: str
    note: str


@dataclass(frozen=True, slots=True)
class _Style:
    """How a measure's values are written, as `Language.value` asks."""

    unit: str
    is_share: bool
    decimals: int | None


def style_of(measure: Measure, *values: float) -> _Style:
    """Say how values of a measure are written: with its decimals, or one more where a number would be rounded away."""
    share = is_share(measure)
    decimals = measure.decimals
    if any(abs(value - round(value, decimals)) > 1e-9 for value in values):
        decimals += 1
    return _Style("" if share else measure.unit, share, decimals)


def aim_sentence(goal: Goal, locale: Locale) -> str:
    """Return "Fra 4,7 til 2,3 per 1000 liggedøgn innen 31. desember 2026"."""
    return _sentence(goal, goal.targets[-1], locale)


def earlier_aims(goal: Goal, locale: Locale) -> list[tuple[str, str]]:
    """List the numbers that held before, the latest first: until which day, and what they were."""
    return [
        (locale.gettext("Til %(day)s", day=locale.day(later.valid_from)), _sentence(goal, earlier, locale))
        for earlier, later in reversed(list(pairwise(goal.targets)))
    ]


def _sentence(goal: Goal, aim: GoalTarget, locale: Locale) -> str:
    measure = goal.outcome
    baseline, target = to_typed(measure, aim.baseline), to_typed(measure, aim.target)
    style = style_of(measure, baseline, target)
    return locale.gettext(
        "Fra %(baseline)s til %(target)s innen %(deadline)s",
        baseline=locale.figure(baseline, style),
        target=locale.value(target, style),
        deadline=locale.day(aim.deadline),
    )


def road_of(goal: Goal, now: float | None, today: date, locale: Locale) -> Road:
    """Return how far the last value (as typed) is from start to goal."""
    measure, aim = goal.outcome, goal.targets[-1]
    baseline, target = to_typed(measure, aim.baseline), to_typed(measure, aim.target)
    style = style_of(measure, baseline, target)
    found = distance(baseline, target, now)
    start, end = locale.figure(baseline, style), locale.figure(target, style)
    left = left_in_words(aim.deadline, today, locale)
    percent = locale.percent(found.percent)
    match found.stand:
        case Stand.UNKNOWN:
            way = locale.gettext("Ingen målinger ennå")
        case Stand.WRONG_WAY:
            way = locale.gettext("Lenger fra målet enn ved start")
        case Stand.ON_THE_WAY:
            way = locale.gettext("%(percent)s av veien", percent=percent)
        case Stand.REACHED:
            way = locale.gettext("Siste måling har nådd målet")
    return Road(
        start=start,
        now="–" if now is None else locale.figure(now, style_of(measure)),
        goal=end,
        percent=found.percent,
        spoken=locale.gettext("%(way)s fra %(start)s til %(goal)s", way=way, start=start, goal=end),
        note=f"{way}, {left}",
    )


def left_in_words(deadline: date, today: date, locale: Locale) -> str:
    """Return "7 uker igjen", "3 dager igjen", "fristen er i dag", or that it has passed."""
    days = days_left(deadline, today)
    if days < 0:
        return locale.gettext("fristen gikk ut %(day)s", day=locale.day(deadline))
    if days == 0:
        return locale.gettext("fristen er i dag")
    if days < _FORTNIGHT:
        return locale.ngettext("%(num)s dag igjen", "%(num)s dager igjen", days)
    return locale.ngettext("%(num)s uke igjen", "%(num)s uker igjen", days // 7)
