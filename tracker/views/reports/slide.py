"""A measure's chart as a slide of its own: the page's reading, drawn by the program for slides."""

from __future__ import annotations

from dataclasses import replace

from tracker.access.team import TeamAccess
from tracker.documents.slides.team import chart_alone
from tracker.views.links import Links
from tracker.views.measures.measure import MeasureView
from tracker.views.reports.measure import report_measure


def slide_of(access: TeamAccess, view: MeasureView, links: Links, *, product: str) -> bytes:
    """Make the slide of one measure, with its table in the notes; what people say to each other stays on its page."""
    locale = view.drawn.locale
    drawn = replace(view.drawn, plot=replace(view.drawn.plot, threads=()))
    return chart_alone(
        report_measure(access, drawn, links),
        team=access.team.name,
        product=product,
        language=locale.code,
        day=access.today,
        table=locale.gettext("Tallene, de nyeste først"),
    )
