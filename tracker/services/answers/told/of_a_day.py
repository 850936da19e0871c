"""What anybody may read of the answers that were given on one day, as the page of a year's day shows them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from tracker.models.answers import Answer
from tracker.services.answers.words import AnswerWords, public_answers


def answers_of_day(team_ids: Collection[int], day: date, *, now: datetime, limit: int) -> list[AnswerWords]:
    """List the answers of these teams that were sent on a day and that anybody may read, in no order of arrival.

    They are read anew each time: one that is withdrawn, or whose approval is undone, is gone at once.
    """
    return public_answers(team_ids, Answer.sent_on == day, now=now, limit=limit) if team_ids else []
