"""Learning networks as their host and the administration keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.people import Access, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import Network, Programme
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.names import NameFault, add_or_taken, free_slug, require_keeper, same_name
from tracker.services.networks.audit_words import NETWORK
from tracker.services.refusal import Refused
from tracker.services.versions import count_version


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """What is known of a learning network; `programme` is the name of the one it belongs to, or empty."""

    name: str
    host: str
    starts_on: date
    ends_on: date | None = None
    programme: str = ""
    partners: str = ""
    funders: str = ""
    contact: str = ""
    minimum_points: int = 12
    silent_after: int = 3
    small_number: int = 5


def networks(access: OfficeAccess) -> Sequence[Network]:
    """List all learning networks by name, with their programmes."""
    access.require(Permission.OFFICE)
    query = select(Network).order_by(Network.name, Network.id).options(selectinload(Network.programme))
    return db.session.scalars(query).all()


def network(access: OfficeAccess, network_id: int) -> Network:
    """Load one learning network.

    Raises:
        NotFoundError: there is none.
    """
    access.require(Permission.OFFICE)
    row = db.session.get(Network, network_id)
    if row is None:
        raise NotFoundError("network")
    return row


def create_network(access: OfficeAccess, facts: NetworkFacts) -> Network:
    """Add a learning network.

    Raises:
        Refused: there is one with this name. A form sent twice makes one row.
    """
    access.require(Permission.OFFICE)
    _refuse_taken_network(facts, own_id=None)
    slug = free_slug(Network.slug, facts.name)
    row = Network(slug=slug, created_at=access.now, programme=_programme(access, facts.programme), **_columns(facts))
    add_or_taken(row)
    note(access, Deed.CREATED, NETWORK, row.id, label=row.name, after=_network_snapshot(row))
    return row


def change_network(access: OfficeAccess | NetworkAccess, row: Network, facts: NetworkFacts) -> None:
    """Change a learning network, as the office or as its host; its address stays.

    Raises:
        Refused: another one has this name.
    """
    require_keeper(access)
    if isinstance(access, NetworkAccess) and access.network.id != row.id:
        raise NotFoundError("network")
    _refuse_taken_network(facts, own_id=row.id)
    before = _network_snapshot(row)
    for column, value in _columns(facts).items():
        setattr(row, column, value)
    row.programme = _programme(access, facts.programme)
    was, became = changes(before, _network_snapshot(row))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, NETWORK, row.id, label=row.name, before=was, after=became)


def _refuse_taken_network(facts: NetworkFacts, *, own_id: int | None) -> None:
    others = select(Network.id).where(same_name(Network.name, facts.name))
    if own_id:
        others = others.where(Network.id != own_id)
    if db.session.scalars(others).first() is not None:
        raise Refused(NameFault.TAKEN, "name")


def _programme(access: Access, name: str) -> Programme | None:
    """Find a programme by its name, or begin it."""
    if not name:
        return None
    row = db.session.scalars(select(Programme).where(same_name(Programme.name, name))).first()
    if row is None:
        row = Programme(name=name, created_at=access.now)
        db.session.add(row)
    return row


def _columns(facts: NetworkFacts) -> dict[str, object]:
    columns = asdict(facts)
    del columns["programme"]
    return columns


def _network_snapshot(row: Network) -> dict[str, object]:
    names = [name for name in NetworkFacts.__dataclass_fields__ if name != "programme"]
    return snapshot(row, *names) | {"programme": row.programme.name if row.programme else ""}
