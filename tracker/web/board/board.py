"""Tavla: the ward's screen. One thing at a time, read-only, opened by a code; without scripts it is a plain list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from tracker.access.code import CodeAccess, show_code
from tracker.access.people import OSLO
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.services.board import Counted, measures_shown, next_test, week_so_far
from tracker.services.measurements.flags import work_flags
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.services.tally.codes import tally_code
from tracker.views.measures.reading import Drawn, draw
from tracker.web.board.routes import routes
from tracker.web.components.qr import draw_qr
from tracker.web.core.guard import code_access
from tracker.web.core.routes import BY_BOARD_CODE

SIZE = Size(548, 228, left=46, right=104, top=42, bottom=42, last=20)
"""Drawn some 2.6 times as large, so that its text is at least 32 px on a screen of 1920 by 1080."""
ROWS = 4
"""Questions of which the week's counts are on the screen at once."""
EVENING, MORNING = 22, 6
"""From the one hour to the other the screen is dark."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One measure on the screen."""

    drawn: Drawn
    chart: Markup

    @property
    def name(self) -> str:
        """What its parts' ids begin with."""
        return f"m{self.drawn.measure.id}"


@routes.page("/tavle/<code>", access=BY_BOARD_CODE)
def board() -> ResponseReturnValue:
    """Show the screen: the measures, this week's counts, the next test."""
    access = code_access()
    address = url_for("board.board", code=show_code(access.code.code))
    if unquote(request.path) != unquote(address):  # typed in capitals or without dashes
        return redirect(address)
    made = access.now.astimezone(OSLO)
    tell = tally_code(access)
    tell_address = url_for("tally.tell", code=show_code(tell), _external=True) if tell else ""
    page = render_template(
        "board/board.html",
        team=access.team,
        slides=_slides(access),
        weeks=_pages([each for each in week_so_far(access) if each.sum.total]),
        test=next_test(access),
        today=access.today,
        made=made,
        dark=made.hour >= EVENING or made.hour < MORNING,
        tell_address=tell_address,
        qr=draw_qr(tell_address) if tell_address else "",
    )
    answer = make_response(page)
    # The code stays with those who have it: out of other sites' logs, and out of search.
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _pages(counted: Sequence[Counted]) -> list[Sequence[Counted]]:
    """Part what was counted into as much as one screen holds."""
    return [counted[start : start + ROWS] for start in range(0, len(counted), ROWS)]


def _slides(access: CodeAccess) -> list[Slide]:
    standards = standards_of(access)
    drawn = draw(
        histories(measures_shown(access), today=access.today, words=False),
        flags=work_flags(access),
        minimum=standards.minimum,
        silent_after=standards.silent_after,
    )
    return [
        Slide(each, svg.run_chart(each.reading, each.plot, each.language, chart_id=f"c{each.measure.id}", size=SIZE))
        for each in drawn
        if each.last is not None
    ]
