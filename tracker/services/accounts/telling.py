"""Telling a person, and her teams, that the office has made a link to her account or that one was used.

All that tells of it is called from here: a notice on every page until she has read it, and a line in the trail of the
office and of each of her teams, which their leaders read. A letter to her own address belongs here as well.
"""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.people import Actor
from tracker.models.accounts import AccountLink, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.teams import Membership
from tracker.services.accounts.audit_words import ACCOUNT_LINK, USER
from tracker.services.audit.log import note


def tell_of_link(by: Actor, link: AccountLink) -> None:
    """Tell that the office has made a link."""
    link.user.office_link_at = by.now
    note(by, Deed.CHANGED, USER, link.user_id, label=link.user.name, after={"password": "link"})
    _tell_teams(by, Deed.CREATED, link)


def tell_of_use(by: Actor, link: AccountLink) -> None:
    """Tell that a link has set the password."""
    note(by, Deed.CHANGED, USER, link.user_id, label=link.user.name, after={"password": "changed"})
    if link.by_office:
        link.user.office_link_at = by.now
        _tell_teams(by, Deed.ACCEPTED, link)


def teams_of(user: User) -> list[int]:
    """List the teams a person is in, by id."""
    query = select(Membership.team_id).where(Membership.user_id == user.id, Membership.left_on.is_(None))
    return list(db.session.scalars(query.order_by(Membership.team_id)))


def _tell_teams(by: Actor, deed: Deed, link: AccountLink) -> None:
    for team_id in teams_of(link.user):
        note(by, deed, ACCOUNT_LINK, link.id, team_id=team_id, label=link.user.name)
