"""Entering by the code of the day: the big screen of one gathering, to look at, for a machine in the room."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from tracker.access.network import NetworkAccess, enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team_code import LENGTH, read_code
from tracker.models.base import db
from tracker.models.gatherings import Gathering, ScreenCode
from tracker.models.networks import Network


def enter_by_screen_code(typed: str, *, now: datetime) -> tuple[NetworkAccess, int]:
    """Return the access of the host who made the code, asked for anew each time, and the gathering it opens.

    The page that asks may show the screen with it, and nothing else.

    Raises:
        NotFoundError: there is no such code, its day is over, or who made it hosts no longer.
    """
    code = read_code(typed)
    if len(code) != LENGTH:
        raise NotFoundError(ScreenCode.__tablename__)
    query = select(ScreenCode, Network.slug).join(Gathering, Gathering.id == ScreenCode.gathering_id)
    query = query.join(Network, Network.id == Gathering.network_id)
    found = db.session.execute(query.where(ScreenCode.code == code, ScreenCode.until > now)).one_or_none()
    if found is None:
        raise NotFoundError(ScreenCode.__tablename__)
    made, slug = found
    if not made.made_by.is_active:
        raise NotFoundError(ScreenCode.__tablename__)
    try:
        access = enter_network(made.made_by, slug, Permission.MANAGE_NETWORK, now=now)
    except ForbiddenError as error:  # her account is held, or she is in the network otherwise
        raise NotFoundError(ScreenCode.__tablename__) from error
    return access, made.gathering_id
