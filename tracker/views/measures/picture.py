"""The picture of a measure's chart, as it is copied and downloaded: the page's own reading, and where it comes from."""

from __future__ import annotations

from tracker.access.team import TeamAccess
from tracker.charts.draw.picture.ink import ink
from tracker.charts.draw.picture.sheet import Caption, picture
from tracker.models.measures import Measure
from tracker.views.measures.measure import MeasureView


def picture_of(access: TeamAccess, view: MeasureView, *, sheets: tuple[str, ...], product: str) -> str:
    """Draw a measure as SVG in the light dress of the style sheets, given as texts; who recorded what is not in it."""
    drawn, team = view.drawn, access.team
    caption = Caption(
        sentence=drawn.summary,
        verdict=drawn.verdict,
        verdict_label=drawn.verdict_label,
        place=", ".join((team.name, *(each.name for each in team.organisations))),
        day=access.today,
        product=product,
    )
    return picture(drawn.reading, drawn.plot, drawn.locale, caption, ink(sheets))


def file_name(access: TeamAccess, measure: Measure, ending: str) -> str:
    """Return what a file of a measure is kept as: team, measure and day."""
    return f"{access.team.slug}-{measure.slug}-{access.today.isoformat()}.{ending}"
