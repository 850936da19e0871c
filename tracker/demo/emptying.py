"""Emptying the demo, and only the demo."""

from __future__ import annotations

from sqlalchemy import delete, exists, select

from tracker.models.accounts import User
from tracker.models.base import Base, db
from tracker.models.measures import CatalogueMeasure
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.teams import Team


class NotADemoError(RuntimeError):
    """The database holds rows and no invented person: people may be at work in it."""


def is_empty() -> bool:
    """Return whether nobody has put anything in: no account, no organisation, no network, no team."""
    tables = (User, Organisation, Network, Team)
    return not any(db.session.scalar(select(exists().select_from(table))) for table in tables)


def clear() -> None:
    """Remove every row but the library's.

    Raises:
        NotADemoError: there are rows, and they are not the demo's.
    """
    if is_empty():
        return
    if not db.session.scalar(select(exists().where(User.persona.is_not(None)))):
        raise NotADemoError
    for table in reversed(Base.metadata.sorted_tables):
        if table is not CatalogueMeasure.__table__:
            db.session.execute(delete(table))
    db.session.expire_all()
