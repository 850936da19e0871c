"""What an answer counts as in the charts: the same for those that are there and for those that were deleted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import SQLColumnExpression, and_, not_

from tracker.services.answers.standing import is_acted_on, is_taken_in, is_told


def counts_as_acted() -> SQLColumnExpression[bool]:
    """Return the condition that something was done with an answer; praise counts neither for nor against."""
    return and_(is_acted_on(), not_(is_taken_in()))


def counts_as_told(today: date | None = None) -> SQLColumnExpression[bool]:
    """Return the condition that an answer which was acted on was told back, by this day where one is given."""
    return and_(counts_as_acted(), is_told(today))
