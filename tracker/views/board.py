"""What the ward's screen shows: its measures, the counts of this week, and the next test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from tracker.access.people import OSLO
from tracker.access.team_code import CodeAccess
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.models.improvement import PdsaCycle
from tracker.services.board import Counted, measures_shown, next_test, week_so_far
from tracker.services.measurements.flags import work_flags
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale
from tracker.views.answers.latest import LatestAnswer, answer_on_screen
from tracker.views.measures.reading import Drawn, draw

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


@dataclass(frozen=True, slots=True)
class BoardPage:
    """All that the screen turns through."""

    slides: Sequence[Slide]
    weeks: Sequence[Sequence[Counted]]
    """What was counted this week, as much at a time as one screen holds."""
    test: PdsaCycle | None
    said: LatestAnswer | None
    """What a patient or a relative said, and what was done."""
    made: datetime
    dark: bool


def board_page(access: CodeAccess, locale: Locale) -> BoardPage:
    """Read what the screen shows. It has no links: nobody can press them."""
    made = access.now.astimezone(OSLO)
    counted = [each for each in week_so_far(access) if each.sum.total]
    return BoardPage(
        slides=_slides(access, locale),
        weeks=[counted[start : start + ROWS] for start in range(0, len(counted), ROWS)],
        test=next_test(access),
        said=answer_on_screen(access, locale),
        made=made,
        dark=made.hour >= EVENING or made.hour < MORNING,
    )


def _slides(access: CodeAccess, locale: Locale) -> list[Slide]:
    drawn = draw(
        histories(measures_shown(access), today=access.today, words=False),
        locale,
        flags=work_flags(access),
        standards=standards_of(access),
    )
    return [
        Slide(each, svg.run_chart(each.reading, each.plot, locale, chart_id=f"c{each.measure.id}", size=SIZE))
        for each in drawn
        if each.last is not None
    ]
