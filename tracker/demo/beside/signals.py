"""What is new in the demo: the signals its charts show, as if the machine had found each of them these last days."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.models.base import db
from tracker.models.notifications import MeasureSignal
from tracker.services.signals.keeping import watched_teams
from tracker.views.signals.watching import watch_signals

_APART = timedelta(hours=7)


def tell(now: datetime) -> None:
    """Find the signals and say when each came, in the caller's transaction. A first look alone would be no news."""
    watch_signals(watched_teams(), now=now)
    db.session.flush()
    for place, row in enumerate(db.session.scalars(select(MeasureSignal).order_by(MeasureSignal.id))):
        row.appeared_at = now - (place % 9 + 1) * _APART
