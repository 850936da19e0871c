"""What happens beside a team's own story: each deed waits until the story has come to its moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heappop, heappush

Course = Iterator[datetime]
"""A row of deeds: gives the moment of the next one, and does it when it is asked for the moment after."""


class Meanwhile:
    """Several courses told as one, so that what is written down of a team goes forward in time."""

    def __init__(self, courses: Iterable[Course]) -> None:
        """Begin with all of them left to tell."""
        self._left: list[tuple[datetime, int, Course]] = []
        for place, course in enumerate(courses):
            self._go_on(place, course)

    def until(self, moment: datetime) -> None:
        """Tell what has come by a moment."""
        while self._left and self._left[0][0] <= moment:
            _moment, place, course = heappop(self._left)
            self._go_on(place, course)

    def _go_on(self, place: int, course: Course) -> None:
        if (moment := next(course, None)) is not None:
            heappush(self._left, (moment, place, course))
