"""Addresses of pages that several subjects link to."""

from __future__ import annotations

from flask import url_for

from tracker.access.team import TeamAccess
from tracker.models.measures import Measure


def measure_address(access: TeamAccess, measure: Measure) -> str:
    """Give the address of a measure's page."""
    return url_for("measures.measure", team=access.team.slug, measure_id=measure.id, slug=measure.slug)
