"""The network's first page: every team in one table, for whoever follows several."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.services.leadership import leaders_of
from tracker.views.networks.matrix import Need
from tracker.views.networks.matrix_page import MatrixFilter, MatrixPage, MatrixQuestion, Service, matrix_page
from tracker.views.representatives.recruitment import unrepresented
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.networks.routes import routes


@routes.page("/networks/<network>", access=Permission.READ_NETWORK)
def matrix() -> ResponseReturnValue:
    """Show who moves, who stands still and who has gone quiet."""
    access = network_access()
    asked = _asked(access.network.slug)
    hosts = access.may(Permission.MANAGE_NETWORK)
    page = matrix_page(access, asked, locale())
    return render_template(
        "networks/matrix.html",
        network=access.network,
        access=access,
        hosts=hosts,
        leaders=leaders_of(_on(page)) if hosts else {},
        unrepresented=unrepresented(access, _on(page), locale()) if hosts else {},
        asked=asked,
        **by_name(page),
    )


def _on(page: MatrixPage) -> list[int]:
    """List the teams whose rows are shown."""
    return [row.team.id for group in page.table.groups for row in group.rows]


def _asked(network: str) -> MatrixQuestion:
    """Read the address; what it names and is not there is not found."""
    return MatrixQuestion(
        network,
        query.row_id("measure", strict=True),
        query.member(Service, "service", strict=True),
        query.member(Need, "need", strict=True),
        query.member(MatrixFilter, "show", strict=True) or MatrixFilter.SIGNAL,
        query.page_number(strict=True),
        query.id_list("picked"),
        links(),
    )
