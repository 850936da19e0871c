"""Gatherings as tests plan them: two days in December 2026 where nothing else is said."""

from datetime import UTC, date, datetime, time

from tracker.models.gatherings import GatheringKind
from tracker.services.gatherings.gatherings import GatheringFacts, Hours, plan_gathering

WEDNESDAY = Hours(date(2026, 12, 9), time(10), time(16, 30))
THURSDAY = Hours(date(2026, 12, 10), time(9), time(14))
AFTER = datetime(2026, 12, 11, 8, 0, tzinfo=UTC)


def facts(*days, **more):
    return GatheringFacts(
        **{"kind": GatheringKind.SAMLING, "title": "Fra test til vane", "place": "Værnes", **more},
        days=days or (WEDNESDAY, THURSDAY),
    )


def on(month, day, *, year=2026, hours=(12, 13), **more):
    return facts(Hours(date(year, month, day), time(hours[0]), time(hours[1])), **more)


def plan(host, wanted=None):
    wanted = wanted or facts()
    return plan_gathering(host, wanted, submission=f"{wanted.title} {wanted.days[0].day}"[:36])
