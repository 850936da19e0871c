"""Learning networks as their host and the administration keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.analysis.small_numbers import LEAST
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.names import NameFault, add_or_taken, free_slug, require_keeper, same_name
from tracker.services.networks.audit_words import NETWORK
from tracker.services.refusal import Refused
from tracker.services.versions import count_version


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """What is known of a learning network. Which programme it belongs to is the office's word, and its owner's."""

    name: str
    host: str
    starts_on: date
    ends_on: date | None = None
    programme_id: int | None = None
    aim: str = ""
    planned_with: str = ""
    planned_gatherings: int = 0
    join_by: date | None = None
    partners: str = ""
    funders: str = ""
    contact: str = ""
    minimum_points: int = 12
    silent_after: int = 3
    small_number: int = LEAST
    """A network may withhold more than the product does where it chooses nothing, never less."""
    teams_see_each_other: bool = False
    advisors_decide_phases: bool = False
    agreement: str = ""


AGREED = ("small_number", "teams_see_each_other", "advisors_decide_phases", "agreement")
"""What a team signs: where one of these changes, every team is asked anew."""


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


def create_network(access: OfficeAccess | ProgrammeAccess, facts: NetworkFacts) -> Network:
    """Add a learning network; the owner of a programme adds it there.

    Raises:
        Refused: there is one with this name. A form sent twice makes one row.
    """
    require_keeper(access)
    if isinstance(access, ProgrammeAccess):
        facts = replace(facts, programme_id=access.programme.id)
    _refuse_taken_network(facts, own_id=None)
    slug = free_slug(Network.slug, facts.name)
    row = Network(slug=slug, created_at=access.now, **asdict(facts))
    add_or_taken(row)
    note(access, Deed.CREATED, NETWORK, row.id, label=row.name, after=_network_snapshot(row))
    return row


def change_network(access: OfficeAccess | NetworkAccess, row: Network, facts: NetworkFacts) -> None:
    """Change a learning network, as the office or as its host; its address stays, and for the host its programme.

    Raises:
        Refused: another one has this name.
    """
    require_keeper(access)
    if isinstance(access, NetworkAccess) and access.network.id != row.id:
        raise NotFoundError("network")
    if isinstance(access, NetworkAccess):
        facts = replace(facts, programme_id=row.programme_id)
    _refuse_taken_network(facts, own_id=row.id)
    before = _network_snapshot(row)
    for column, value in asdict(facts).items():
        setattr(row, column, value)
    db.session.flush()
    db.session.expire(row, ["programme"])
    was, became = changes(before, _network_snapshot(row))
    if became:
        if became.keys() & set(AGREED):
            row.agreement_changed_at = access.now
        count_version(access, row)
        note(access, Deed.CHANGED, NETWORK, row.id, label=row.name, before=was, after=became)


def _refuse_taken_network(facts: NetworkFacts, *, own_id: int | None) -> None:
    others = select(Network.id).where(same_name(Network.name, facts.name))
    if own_id:
        others = others.where(Network.id != own_id)
    if db.session.scalars(others).first() is not None:
        raise Refused(NameFault.TAKEN, "name")


def _network_snapshot(row: Network) -> dict[str, object]:
    names = [name for name in NetworkFacts.__dataclass_fields__ if name != "programme_id"]
    return snapshot(row, *names) | {"programme": row.programme.name if row.programme else ""}
