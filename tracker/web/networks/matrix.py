"""The network's first page: every team in one table, for whoever follows several."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.views.networks.matrix import Need, Service
from tracker.views.networks.matrix_page import MatrixFilter, MatrixQuestion, matrix_page
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.networks.routes import routes

Choice = TypeVar("Choice", bound=StrEnum)


@routes.page("/networks/<network>", access=Permission.READ_NETWORK)
def matrix() -> ResponseReturnValue:
    """Show who moves, who stands still and who has gone quiet."""
    access = network_access()
    asked = _asked(access.network.slug)
    return render_template(
        "networks/matrix.html",
        network=access.network,
        hosts=access.may(Permission.MANAGE_NETWORK),
        asked=asked,
        **by_name(matrix_page(access, asked, locale())),
    )


def _asked(network: str) -> MatrixQuestion:
    """Read the address; what it names and is not there is not found."""
    return MatrixQuestion(
        network,
        _number("measure"),
        _one_of(Service, "service"),
        _one_of(Need, "need"),
        _one_of(MatrixFilter, "show") or MatrixFilter.SIGNAL,
        _number("page") or 1,
        links(),
    )


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else abort(404)


def _one_of(kind: type[Choice], name: str) -> Choice | None:
    text = request.args.get(name, "")
    try:
        return kind(text) if text else None
    except ValueError:
        abort(404)
