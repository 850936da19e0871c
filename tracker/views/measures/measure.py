"""What a person sees of one measure: one reading, from which the page, the export and the figure all come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.models.measures import Measure
from tracker.services.measurements.flags import TeamFlag, team_flags
from tracker.services.measurements.history import histories
from tracker.services.measurements.recorders import names_of, recorders_of
from tracker.services.networks.standards import standards_of
from tracker.views.measures.plan import people_of
from tracker.views.measures.reading import Drawn, draw


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure as it is drawn, and the team's flags; those on this chart are `own`."""

    drawn: Drawn
    flags: Sequence[TeamFlag]
    names: Mapping[int, str]
    """Names by user id: of who decided, and for the team's own people of who recorded."""

    @property
    def own(self) -> list[TeamFlag]:
        """The flags that stand on this chart."""
        return [flag for flag in self.flags if flag.stands_on((self.drawn.measure.id,))]


def measure_view(access: TeamAccess, measure: Measure) -> MeasureView:
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
    return MeasureView(drawn, flags, names)
