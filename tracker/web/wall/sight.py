"""What a person sees of one measure: one reading, from which the page, the export and the figure all come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from tracker.access.doors import TeamAccess
from tracker.models.measures import Measure
from tracker.services.flags import TeamFlag, team_flags
from tracker.services.histories import histories
from tracker.services.recorders import names_of, recorders_of
from tracker.services.standards import standards_of
from tracker.web.drawing import Drawn, draw
from tracker.web.wall.plan_words import people_of


@dataclass(frozen=True, slots=True)
class Sight:
    """One measure as it is drawn, and the team's flags; those on this chart are `own`."""

    drawn: Drawn
    flags: Sequence[TeamFlag]
    names: Mapping[int, str]
    """Names by user id: of who decided, and for the team's own people of who recorded."""

    @property
    def own(self) -> list[TeamFlag]:
        """The flags that stand on this chart."""
        return [flag for flag in self.flags if flag.stands_on((self.drawn.measure.id,))]


def sight_of(access: TeamAccess, measure: Measure) -> Sight:
    """Read a measure: the same number of queries whatever the number of points."""
    flags = team_flags(access)
    [history] = histories([measure], today=access.today)
    standards, recorders = standards_of(access), recorders_of(access, [history])
    writers = {flag.written_by_id for flag in flags if flag.written_by_id is not None}
    deciders = {phase.decided_by_id for phase in history.decided}
    names = names_of(recorders | people_of(measure) | deciders | writers)
    [drawn] = draw(
        [history],
        flags=flags,
        team_slug=access.team.slug,
        minimum=standards.minimum,
        silent_after=standards.silent_after,
        recorders=names if recorders else {},
    )
    return Sight(drawn, flags, names)


def address(access: TeamAccess, measure: Measure) -> str:
    """Give the address of a measure's page."""
    return url_for("wall.indicator", team=access.team.slug, measure_id=measure.id, slug=measure.slug)
