"""A team's report: the page, which is printed too, and the same as files."""

from __future__ import annotations

import logging

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.charts.draw.picture.ink import SHEETS
from tracker.documents import workbook
from tracker.documents.paper import MIMETYPE, PaperError
from tracker.documents.slides import deck
from tracker.documents.slides.team import slides
from tracker.models.gatherings import GatheringStatus
from tracker.services.gatherings.numbering import status_of
from tracker.views.reports.paper import report_paper as set_paper
from tracker.views.reports.team_report import TeamReportPage, team_report
from tracker.views.reports.workbook import team_workbook
from tracker.web.components.download import download
from tracker.web.core import query
from tracker.web.core.assets import assets
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.log import described
from tracker.web.core.settings import settings
from tracker.web.reports.routes import routes

_LOG = logging.getLogger(__name__)


@routes.page("/teams/<team>/report", access=Permission.READ)
def report() -> ResponseReturnValue:
    """Show a team's report as it is printed, with what can be done with it above."""
    access = team_access()
    page = _gathered()
    row, own = page.gathering, page.preparation
    is_planned = row is not None and status_of(row, access.now) is GatheringStatus.PLANNED
    return render_template(
        "reports/report.html",
        access=access,
        team=access.team,
        report=page.report,
        back=url_for("gatherings.team_gathering", team=access.team.slug, gathering_id=row.id) if row else "",
        gathering_id=row.id if row else None,
        prepares=is_planned and access.may(Permission.PREPARE),
        is_sent=own is not None and own.report_sent_at is not None,
    )


@routes.page("/teams/<team>/report.pdf", access=Permission.READ)
def report_paper() -> ResponseReturnValue:
    """Give the report as one page of paper; where it cannot be set, the page that is printed says so."""
    access = team_access()
    sheets = assets().texts(SHEETS)
    try:
        content = set_paper(_gathered().report, sheets=sheets)
    except PaperError as error:
        _LOG.error("the report of team %s could not be set: %s", access.team.id, described(error))
        flash(_("PDF-en lot seg ikke lage. Skriv ut denne siden i stedet."), "error")
        return redirect(url_for("reports.report", team=access.team.slug))
    return download(content, _name(access, "pdf"), MIMETYPE)


@routes.page("/teams/<team>/report.pptx", access=Permission.READ)
def report_slides() -> ResponseReturnValue:
    """Give the report as slides, with charts that can be edited."""
    return download(slides(_gathered().report), _name(team_access(), "pptx"), deck.MIMETYPE)


@routes.page("/teams/<team>/report.xlsx", access=Permission.READ)
def report_workbook() -> ResponseReturnValue:
    """Give every number of a team as a workbook, a sheet a measure."""
    access = team_access()
    content = team_workbook(access, locale(), links(), product=settings().brand)
    return download(content, _name(access, "xlsx"), workbook.MIMETYPE)


def _name(access: TeamAccess, ending: str) -> str:
    return f"{access.team.slug}-rapport-{access.today.isoformat()}.{ending}"


def _gathered() -> TeamReportPage:
    """Gather the report for the gathering in the address, else for the samling that comes next."""
    return team_report(
        team_access(),
        locale(),
        links(),
        product=settings().brand,
        is_demo=settings().demo,
        gathering_id=query.row_id("gathering", strict=True),
    )
