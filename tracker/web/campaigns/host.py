"""A day as its host sees it: numbers that filter, the units of one group, and the same units as a file."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.documents.workbook import MIMETYPE
from tracker.services.campaigns.days import day_of_network
from tracker.services.campaigns.overview import UnitGroup, hosts_day
from tracker.views.campaigns.host_page import host_page
from tracker.views.campaigns.units_workbook import units_workbook
from tracker.web.campaigns.routes import routes
from tracker.web.components.download import download
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.settings import settings

_PATH = "/networks/<network>/days/<int:year>"


@routes.page(_PATH, access=Permission.MANAGE_NETWORK)
def host_day(year: int) -> ResponseReturnValue:
    """Show who takes part, and who has not confirmed, counted or reported; on the day those who have not counted."""
    access = network_access()
    campaign = day_of_network(access, year)
    page = host_page(
        hosts_day(access, campaign),
        query.member(UnitGroup, "show", strict=True),
        host=access.network.host,
        everything=query.is_set("all"),
        now=access.now,
        locale=locale(),
    )
    return render_template(
        "campaigns/host_day.html", network=access.network, access=access, campaign=campaign, **by_name(page)
    )


@routes.page(f"{_PATH}/units.xlsx", access=Permission.MANAGE_NETWORK)
def units_file(year: int) -> ResponseReturnValue:
    """Give the units as a workbook, a row each, in the numbers that the page shows."""
    access = network_access()
    day = hosts_day(access, day_of_network(access, year))
    content = units_workbook(day, locale(), product=settings().brand, now=access.now)
    return download(content, f"dagen-{year}.xlsx", MIMETYPE)
