"""What waits behind the tabs of an organisation, the same on each of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.organisation import OrganisationAccess
from tracker.services.barriers.answering import count_awaiting
from tracker.services.signals.news import count_news


@dataclass(frozen=True, slots=True)
class OrganisationCounts:
    """How many things wait for this person behind a tab; None where none can."""

    news: int | None
    barriers: int | None


def organisation_counts(
    access: OrganisationAccess, *, news: int | None = None, barriers: int | None = None
) -> OrganisationCounts:
    """Count what waits behind each tab; a page that has counted already gives its own, and it is not asked again."""
    return OrganisationCounts(
        count_news(access) if news is None else news, count_awaiting(access) if barriers is None else barriers
    )
