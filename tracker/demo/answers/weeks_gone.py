"""What the ward's answers that are deleted counted, week by week: invented numbers, so that the run charts have a year.

The answers that are there, and what became of them, are told in `story`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tracker.access.team import TeamAccess
from tracker.demo.calendar import Calendar
from tracker.models.answers import AnswerWeek
from tracker.models.base import db
from tracker.services.answers.chain.weeks import WeekOfAnswers, asked_history, weeks_of

_LEADER = "Nora Lund"
_HEARD = (0.55, 0.64, 0.62, 0.58, 0.6, 0.66, 0.61)
"""The share of those asked whose answer was written down, in weeks that follow each other."""
_MORE = 0.2
"""How much more was written down after the ward began to do so at once."""
_BETTER_FROM = 34
_ACTED = (0.4, 0.43, 0.29, 0.36, 0.44, 0.3, 0.38, 0.33)
_TOLD = (0.5, 0.67, 0.6, 0.4, 0.75)
_NEW = 1
"""Of the week that runs nothing was deleted yet."""


def count_gone(calendar: Calendar, enter: Callable[[str, datetime], TeamAccess]) -> None:
    """Keep the counts of answers that are gone, where the ward counted how many it asked."""
    access = enter(_LEADER, calendar.now)
    asked, live = asked_history(access), weeks_of(access)
    if asked is None:
        return
    better = calendar.week(_BETTER_FROM).start
    for place, (period, number) in enumerate(zip(asked.periods[:-_NEW], asked.numerators[:-_NEW], strict=True)):
        there = live.get(period.start, WeekOfAnswers())
        share = _HEARD[place % len(_HEARD)] + (_MORE if period.start >= better else 0)
        heard = round((number or 0) * share) - there.heard
        if heard <= 0:
            continue
        acted = max(0, min(heard, round((heard + there.heard) * _ACTED[place % len(_ACTED)]) - there.acted))
        told = max(0, min(acted, round((acted + there.acted) * _TOLD[place % len(_TOLD)]) - there.told))
        week = AnswerWeek(team_id=access.team.id, week=period.start, heard=heard, acted=acted, told=told, taken_in=0)
        db.session.add(week)
    db.session.flush()
