"""Tavla: the ward's screen. One thing at a time, read-only, opened by a code; without scripts it is a plain list."""

from __future__ import annotations

from urllib.parse import unquote

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.team_code import show_code
from tracker.services.tally.codes import answer_code, tally_code
from tracker.views.board import board_page
from tracker.web.board.routes import routes
from tracker.web.components.qr import draw_qr
from tracker.web.core.frame import by_name
from tracker.web.core.guard import code_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_address
from tracker.web.core.routes import BY_BOARD_CODE


@routes.page("/tavle/<code>", access=BY_BOARD_CODE)
def board() -> ResponseReturnValue:
    """Show the screen: the measures, this week's counts, the next test."""
    access = code_access()
    address = url_for("board.board", code=show_code(access.code.code))
    if unquote(request.path) != unquote(address):  # typed in capitals or without dashes
        return redirect(address)
    tell = tally_code(access)
    tell_address = whole_address("tally.tell", code=show_code(tell)) if tell else ""
    asks = answer_code(access)
    asks_address = whole_address("answers.answer", code=show_code(asks)) if asks else ""
    page = render_template(
        "board/board.html",
        team=access.team,
        today=access.today,
        tell_address=tell_address,
        asks_address=asks_address,
        asks_qr=draw_qr(asks_address) if asks_address else "",
        qr=draw_qr(tell_address) if tell_address else "",
        **by_name(board_page(access, locale())),
    )
    answer = make_response(page)
    # The code stays with those who have it: out of other sites' logs, and out of search.
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
