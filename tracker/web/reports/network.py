"""A network's report: the page, and the same as slides and as a workbook; and all of a network as a workbook."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.documents import workbook
from tracker.documents.network_workbook import network_workbook
from tracker.documents.slides import deck
from tracker.documents.slides.network import network_slides
from tracker.views.reports.everything import everything
from tracker.views.reports.network_report import network_report
from tracker.views.reports.workbook import workbook_words
from tracker.web.components.download import download
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.settings import settings
from tracker.web.reports.routes import routes


@routes.page("/networks/<network>/report", access=Permission.READ_NETWORK)
def network_page() -> ResponseReturnValue:
    """Show what a network's report says, with the files it can be kept as."""
    access = network_access()
    return render_template(
        "reports/network.html",
        network=access.network,
        access=access,
        report=network_report(access, locale(), product=settings().brand),
    )


@routes.page("/networks/<network>/report.pptx", access=Permission.READ_NETWORK)
def network_deck() -> ResponseReturnValue:
    """Give the report as slides, with charts that can be edited."""
    access = network_access()
    content = network_slides(network_report(access, locale(), product=settings().brand))
    return download(content, _name(access, "rapport", "pptx"), deck.MIMETYPE)


@routes.page("/networks/<network>/report.xlsx", access=Permission.READ_NETWORK)
def network_sheets() -> ResponseReturnValue:
    """Give the report as a workbook, a sheet a measure."""
    access = network_access()
    report = network_report(access, locale(), product=settings().brand)
    content = network_workbook(report, workbook_words(locale()), made=access.now)
    return download(content, _name(access, "rapport", "xlsx"), workbook.MIMETYPE)


@routes.page("/networks/<network>/everything.xlsx", access=Permission.MANAGE_NETWORK)
def network_everything() -> ResponseReturnValue:
    """Give all of a network as a workbook: its teams, every number of theirs, what they do, and what was agreed."""
    access = network_access()
    content = everything(access, locale(), product=settings().brand)
    return download(content, _name(access, "alt", "xlsx"), workbook.MIMETYPE)


def _name(access: NetworkAccess, what: str, ending: str) -> str:
    return f"{access.network.slug}-{what}-{access.today.isoformat()}.{ending}"
