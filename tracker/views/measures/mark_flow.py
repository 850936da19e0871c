"""Marks and phases under a chart that has too many of them to stand beside it: by phase, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts.shown import shown
from tracker.charts.words.nouns import stretch
from tracker.charts.words.signals import centre_label
from tracker.models.measurements import Phase
from tracker.services.measurements.flags import TeamFlag
from tracker.views.measures.flag_list import ListedFlag
from tracker.views.measures.reading import Drawn

BESIDE = 6
"""So many marks stand beside a chart; with more of them it takes the whole width, and they flow in columns under it."""

LONG = 104
"""With so many points a chart takes the whole width as well."""


@dataclass(frozen=True, slots=True)
class FlowPhase:
    """One phase with its marks: `decided` is the row a person made, None for what was before the first."""

    name: str
    span: str
    centre: str
    decided: Phase | None
    marks: tuple[ListedFlag, ...]


def has_no_room_beside(drawn: Drawn, flags: Sequence[TeamFlag]) -> bool:
    """Return whether the chart is drawn as wide as the page."""
    return len(flags) > BESIDE or len(drawn.plot.periods) >= LONG


def by_phase(drawn: Drawn, flags: Sequence[TeamFlag], lines: Sequence[ListedFlag]) -> list[FlowPhase]:
    """Put each mark under the phase whose periods its day lies in; what is before the first point is with the first."""
    view = shown(drawn.reading, drawn.plot)
    periods, history = drawn.plot.periods, drawn.history
    if not periods:
        return []
    made = []
    phases = drawn.reading.phases
    for number, phase in enumerate(phases):
        last = number == len(phases) - 1
        begins = periods[phase.start].start
        ends = None if last else periods[phase.stop].start
        marks = [
            line
            for flag, line in zip(flags, lines, strict=True)
            if (number == 0 or flag.on >= begins) and (ends is None or flag.on < ends)
        ]
        made.append(
            FlowPhase(
                name=view.phase_name(number),
                span=stretch(periods[phase.start], periods[phase.stop - 1], drawn.locale),
                centre=centre_label(view, drawn.locale, phase.centre) if view.known[number] else "",
                decided=history.phases[number - 1] if number else None,
                marks=tuple(reversed(marks)),
            )
        )
    return made[::-1]
