"""What a team brings to a gathering: its measures with their readings, those with a signal proposed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tracker.access.team import TeamAccess
from tracker.analysis import Mark
from tracker.models.gatherings import Gathering, Preparation
from tracker.services.gatherings.preparation import chosen_ids
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale
from tracker.views.measures.reading import Drawn, draw

PROPOSED = 3
"""Three charts fill five minutes."""
_SIGNALS = frozenset({int(Mark.BETTER), int(Mark.WORSE)})


@dataclass(frozen=True, slots=True)
class Brought:
    """A measure that the team may bring, as its row shows it."""

    measure_id: int
    name: str
    is_chosen: bool
    verdict: str
    verdict_kind: str
    spark: Markup
    last: str


def brought(access: TeamAccess, row: Gathering, own: Preparation | None, locale: Locale) -> list[Brought]:
    """List the team's measures, the chosen first in their order; in the same queries for any number."""
    drawn = draw(
        histories(access.measures(), today=access.today, words=False),
        locale,
        standards=standards_of(access),
    )
    chosen = chosen_ids(access, row) if own is not None and own.has_chosen else proposed(drawn)
    by_id = {each.measure.id: each for each in drawn}
    first = [by_id[measure_id] for measure_id in chosen if measure_id in by_id]
    rest = [each for each in drawn if each not in first]
    return [_row(each, chosen) for each in (*first, *rest)]


def proposed(drawn: Sequence[Drawn]) -> list[int]:
    """Propose what to bring: measures whose chart ends in a signal, the latest first, for the better or the worse."""
    begun = [(began, each.measure.id) for each in drawn if (began := _signal_began(each)) is not None]
    return [measure_id for _began, measure_id in sorted(begun, key=lambda pair: pair[0], reverse=True)[:PROPOSED]]


def _signal_began(drawn: Drawn) -> date | None:
    """Return the day on which the signal began that the current phase ends in."""
    if drawn.verdict.value not in {"better", "worse"}:
        return None
    marks = [int(mark) for mark in drawn.reading.marks]
    places = [place for place, mark in enumerate(marks) if mark in _SIGNALS]
    if not places:
        return None
    first = places[-1]
    while first > 0 and marks[first - 1] in {marks[places[-1]], int(Mark.MISSING)}:
        first -= 1
    return drawn.history.periods[first].start


def _row(drawn: Drawn, chosen: Collection[int]) -> Brought:
    return Brought(
        drawn.measure.id,
        drawn.measure.name,
        drawn.measure.id in chosen,
        drawn.verdict_label,
        drawn.verdict.value,
        drawn.spark,
        "–" if drawn.last is None else drawn.locale.figure(drawn.last, drawn.plot),
    )
