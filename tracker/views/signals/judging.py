"""Measures of many teams read at once, each held to the standards of its own team's network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.models.measures import Measure
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import Standards, standards_by_team
from tracker.text.locale import Locale
from tracker.views.measures.reading import Drawn, Judged, draw_judged, judge


@dataclass(frozen=True, slots=True)
class TeamJudged:
    """Where one measure stands, and the number of points it was held to."""

    judged: Judged
    minimum: int

    def draw(self, locale: Locale) -> Drawn:
        """Return the same reading as a page shows it."""
        return draw_judged(self.judged, locale, minimum=self.minimum)


def judge_teams(measures: Sequence[Measure], *, today: date) -> list[TeamJudged]:
    """Read these measures in a constant number of queries; the order is kept."""
    standards = standards_by_team({measure.team_id for measure in measures})
    told = histories(measures, today=today, words=False)
    places: defaultdict[Standards, list[int]] = defaultdict(list)
    for place, measure in enumerate(measures):
        places[standards[measure.team_id]].append(place)
    found: dict[int, TeamJudged] = {}
    for held_to, own in places.items():
        read = judge([told[place] for place in own], minimum=held_to.minimum, silent_after=held_to.silent_after)
        found |= {place: TeamJudged(each, held_to.minimum) for place, each in zip(own, read, strict=True)}
    return [found[place] for place in range(len(measures))]
