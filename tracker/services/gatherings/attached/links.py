"""Links that belong to a gathering. Files stay where the host keeps them; only names and addresses stand here."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Attachment, Gathering
from tracker.services.audit.log import note, snapshot
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.gatherings.gatherings import require_here
from tracker.services.refusal import Refused


class LinkFault(StrEnum):
    """Why an address cannot be linked to."""

    NOT_AN_ADDRESS = "not_an_address"


_LINKS = select(Attachment).where(Attachment.gathering_id == bindparam("gathering")).order_by(Attachment.id)


def links_of(row: Gathering) -> Sequence[Attachment]:
    """List the links of a gathering, in the order they were added."""
    return db.session.scalars(_LINKS, {"gathering": row.id}).all()


def add_link(access: NetworkAccess, row: Gathering, *, name: str, address: str, submission: str) -> Attachment:
    """Add a link to a gathering. The same submission sent twice gives the same row.

    Raises:
        Refused: the address is none that a browser may safely be sent to.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    query = select(Attachment).where(Attachment.gathering_id == row.id, Attachment.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if not _is_web_address(address):
        raise Refused(LinkFault.NOT_AN_ADDRESS, "address")
    made = Attachment(gathering_id=row.id, name=name, address=address, added_at=access.now, submission=submission)
    db.session.add(made)
    db.session.flush()
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"link": snapshot(made, "name", "address")})
    return made


def remove_link(access: NetworkAccess, row: Gathering, link_id: int) -> None:
    """Take a link away; the trail keeps where it led.

    Raises:
        NotFoundError: the gathering has no such link.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    link = next((each for each in links_of(row) if each.id == link_id), None)
    if link is None:
        raise NotFoundError(link_id)
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, before={"link": snapshot(link, "name", "address")})
    db.session.delete(link)
    db.session.flush()


def _is_web_address(text: str) -> bool:
    """Return whether a text is an https address with a host and nobody's name and password before it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc and " " not in text
