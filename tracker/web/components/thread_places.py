"""Where a thread stands: beside a measure's chart, or on the page of those who speak for patients."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.access.team import TeamAccess
from tracker.models.measures import Measure
from tracker.models.threads import Thread
from tracker.web.core.links import links


def measure_of(access: TeamAccess, thread: Thread) -> Measure | None:
    """Return the measure whose chart a thread is about; None where it is to the team as a whole."""
    return None if thread.measure_id is None else access.one(Measure, thread.measure_id)


def place_and_way(access: TeamAccess, thread: Thread) -> tuple[str, str]:
    """Return what the page above a thread is called, and its address."""
    measure = measure_of(access, thread)
    if measure is None:
        return _("Representantene"), links().feedback(access.team.slug)
    return measure.name, links().measure(access.team.slug, measure)
