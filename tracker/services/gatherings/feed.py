"""A person's calendar feed: its secret address, and the gatherings she may see by it, asked anew at each fetch."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import selectinload

from tracker.access.held import open_places
from tracker.access.network import doors
from tracker.access.people import Actor, NotFoundError
from tracker.models.accounts import Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import FeedToken, Gathering
from tracker.models.networks import Network
from tracker.services.accounts.tokens import hash_token
from tracker.services.audit.log import note
from tracker.services.gatherings.audit_words import FEED

KEPT = timedelta(days=400)
"""How long a gathering that was held stays in the feed."""
CANCELLED_KEPT = timedelta(days=90)
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Feed:
    """What stands behind a secret address: whose it is, and the gatherings she may see, each with its network."""

    user: User
    gatherings: Sequence[tuple[Gathering, Network]]


def has_feed(by: Actor) -> bool:
    """Return whether this person has an address for her calendar."""
    return db.session.scalar(select(exists().where(FeedToken.user_id == by.user.id))) or False


def new_feed(by: Actor) -> str:
    """Make a new secret for a person's feed and return it, this once; the old address works no longer."""
    token = secrets.token_urlsafe(32)
    row = db.session.scalars(select(FeedToken).where(FeedToken.user_id == by.user.id).with_for_update()).one_or_none()
    if row is None:
        row = FeedToken(user_id=by.user.id, token_hash=hash_token(token), created_at=by.now)
        db.session.add(row)
    else:
        row.token_hash, row.created_at = hash_token(token), by.now
    db.session.flush()
    note(by, Deed.CREATED, FEED, row.id)
    return token


def feed_of(token: str, *, now: datetime) -> Feed:
    """Open a feed by its secret, as the person whose it is.

    Raises:
        NotFoundError: there is no such address any more, its owner's account is closed or held, or she meets nowhere.
    """
    if len(token) > _LONGEST:
        raise NotFoundError(FeedToken.__tablename__)
    row = db.session.scalars(select(FeedToken).where(FeedToken.token_hash == hash_token(token))).one_or_none()
    if row is None or not row.user.is_active:
        raise NotFoundError(FeedToken.__tablename__)
    wanted = _networks(row.user)
    networks = () if wanted is None else db.session.scalars(wanted).all()
    if not networks:
        raise NotFoundError(FeedToken.__tablename__)
    by_id = {network.id: network for network in networks}
    query = select(Gathering).where(Gathering.network_id.in_(by_id)).options(selectinload(Gathering.days))
    query = query.where(
        or_(
            Gathering.ends_at >= now - CANCELLED_KEPT,
            (Gathering.cancelled_at.is_(None)) & (Gathering.ends_at >= now - KEPT),
            Gathering.cancelled_at >= now - CANCELLED_KEPT,
        )
    )
    found = db.session.scalars(query.order_by(Gathering.starts_at, Gathering.id)).all()
    return Feed(row.user, [(each, by_id[each.network_id]) for each in found])


def _networks(user: User) -> Select[Network] | None:
    """Return the query for the networks where a person meets: as host, as advisor, or in one of the teams.

    What is held stays closed, as at the network's own door: the feed can be asked for by whoever uses the account.
    """
    ways = doors(user.id, open_places(user))
    meets = [ways[role] for role in (Role.HOST, Role.ADVISOR, Role.MEMBER) if role in ways]
    return select(Network).where(or_(*meets)).order_by(Network.id) if meets else None
