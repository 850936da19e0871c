"""The chart as a file: SVG for what can scale it, PNG for slides, documents and the clipboard."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.charts.draw.picture.ink import SHEETS
from tracker.charts.draw.picture.raster import png
from tracker.documents.slides.deck import MIMETYPE
from tracker.models.measures import Measure
from tracker.views.measures.measure import measure_view
from tracker.views.measures.picture import file_name, picture_of
from tracker.views.reports.slide import slide_of
from tracker.web.components.download import download
from tracker.web.core.assets import assets
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.settings import settings
from tracker.web.measures.routes import routes


@routes.page("/teams/<team>/measures/<int:measure_id>/chart.svg", access=Permission.READ)
def chart_svg(measure_id: int) -> ResponseReturnValue:
    """Give the chart as a drawing, with its sentence and source inside."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    return download(_drawing(access, measure), file_name(access, measure, "svg"), "image/svg+xml")


@routes.page("/teams/<team>/measures/<int:measure_id>/chart.png", access=Permission.READ)
def chart_png(measure_id: int) -> ResponseReturnValue:
    """Give the same drawing as a picture of points."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    return download(png(_drawing(access, measure)), file_name(access, measure, "png"), "image/png")


@routes.page("/teams/<team>/measures/<int:measure_id>/chart.pptx", access=Permission.READ)
def chart_slide(measure_id: int) -> ResponseReturnValue:
    """Give the chart as a slide, to be edited and taken into others."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    content = slide_of(access, measure_view(access, measure, locale(), links()), links(), product=settings().brand)
    return download(content, file_name(access, measure, "pptx"), MIMETYPE)


def _drawing(access: TeamAccess, measure: Measure) -> str:
    sheets = assets().texts(SHEETS)
    view = measure_view(access, measure, locale(), links())
    return picture_of(access, view, sheets=sheets, product=settings().brand)
