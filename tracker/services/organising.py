"""Organisations and learning networks, as the office keeps them. No team's data is read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from tracker.access.doors import Access, NetworkAccess, NotFoundError, OfficeAccess
from tracker.access.permissions import Permission
from tracker.models.audit import Deed, Subject
from tracker.models.base import db
from tracker.models.networks import Country, Network, Organisation, OrganisationKind, Programme
from tracker.services.audit import changes, note, snapshot
from tracker.services.slugs import slug_of

_ORGNR = re.compile(r"[89]\d{8}")
# Brønnøysundregistrene, "Om organisasjonsnummeret": modulus 11 with these weights from the left.
_ORGNR_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


class NameTakenError(ValueError):
    """There is one with this name."""


class OrgnrTakenError(ValueError):
    """Another organisation has this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    """What the office knows of an organisation; the columns of its row."""

    name: str
    kind: OrganisationKind
    country: Country = Country.NO
    orgnr: str | None = None
    municipality_number: str | None = None
    municipality_number_from: date | None = None
    resh_id: int | None = None


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


def is_orgnr(text: str) -> bool:
    """Tell whether nine digits are a Norwegian organisation number: it begins with 8 or 9 and the last one checks."""
    if not _ORGNR.fullmatch(text):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_ORGNR_WEIGHTS, text, strict=False)) % 11
    return (11 - rest) % 11 == int(text[8])


def organisations(access: OfficeAccess | NetworkAccess) -> Sequence[Organisation]:
    """List all organisations by name: for the office, and for a host who says where a new team belongs."""
    _require_keeper(access)
    return db.session.scalars(select(Organisation).order_by(Organisation.name, Organisation.id)).all()


def organisation(access: OfficeAccess, organisation_id: int) -> Organisation:
    """Load one organisation.

    Raises:
        NotFoundError: there is none.
    """
    access.require(Permission.OFFICE)
    row = db.session.get(Organisation, organisation_id)
    if row is None:
        raise NotFoundError("organisation")
    return row


def create_organisation(access: OfficeAccess, facts: OrganisationFacts) -> Organisation:
    """Add an organisation.

    Raises:
        NameTakenError: there is one with this name. A form sent twice makes one row.
        OrgnrTakenError: another one has this number.
    """
    access.require(Permission.OFFICE)
    _refuse_taken(facts, own_id=None)
    slug = free_slug(Organisation.slug, facts.name)
    row = Organisation(slug=slug, created_at=access.now, **asdict(facts))
    add_or_taken(row)
    note(access, Deed.CREATED, Subject.ORGANISATION, row.id, label=row.name, after=snapshot(row, *asdict(facts)))
    return row


def change_organisation(access: OfficeAccess, row: Organisation, facts: OrganisationFacts) -> None:
    """Change an organisation; its address stays.

    Raises:
        NameTakenError: another one has this name.
        OrgnrTakenError: another one has this number.
    """
    access.require(Permission.OFFICE)
    _refuse_taken(facts, own_id=row.id)
    before = snapshot(row, *asdict(facts))
    for column, value in asdict(facts).items():
        setattr(row, column, value)
    was, became = changes(before, snapshot(row, *asdict(facts)))
    if became:
        note(access, Deed.CHANGED, Subject.ORGANISATION, row.id, label=row.name, before=was, after=became)


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
        NameTakenError: there is one with this name. A form sent twice makes one row.
    """
    access.require(Permission.OFFICE)
    _refuse_taken_network(facts, own_id=None)
    slug = free_slug(Network.slug, facts.name)
    row = Network(slug=slug, created_at=access.now, programme=_programme(access, facts.programme), **_columns(facts))
    add_or_taken(row)
    note(access, Deed.CREATED, Subject.NETWORK, row.id, label=row.name, after=_network_snapshot(row))
    return row


def change_network(access: OfficeAccess | NetworkAccess, row: Network, facts: NetworkFacts) -> None:
    """Change a learning network, as the office or as its host; its address stays.

    Raises:
        NameTakenError: another one has this name.
    """
    _require_keeper(access)
    if isinstance(access, NetworkAccess) and access.network.id != row.id:
        raise NotFoundError("network")
    _refuse_taken_network(facts, own_id=row.id)
    before = _network_snapshot(row)
    for column, value in _columns(facts).items():
        setattr(row, column, value)
    row.programme = _programme(access, facts.programme)
    was, became = changes(before, _network_snapshot(row))
    if became:
        note(access, Deed.CHANGED, Subject.NETWORK, row.id, label=row.name, before=was, after=became)


def free_slug(column: InstrumentedAttribute[str], name: str) -> str:
    """Give the slug of a name, with a number where another row has it."""
    base = slug_of(name)
    taken = set(db.session.scalars(select(column).where(column.startswith(base, autoescape=True))))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def add_or_taken(row: Organisation | Network) -> None:
    """Add a row; one that another person was a moment faster with is taken.

    Raises:
        NameTakenError: the database has the last word.
    """
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise NameTakenError from None


def _require_keeper(access: Access) -> None:
    access.require(Permission.OFFICE if isinstance(access, OfficeAccess) else Permission.MANAGE_NETWORK)


def _same_name(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Say in SQL: the same name. SQLite folds only a to z, so the name as it stands counts as well."""
    return or_(column == name, func.lower(column) == name.lower())


def _refuse_taken(facts: OrganisationFacts, *, own_id: int | None) -> None:
    others = select(Organisation.id).where(Organisation.id != own_id) if own_id else select(Organisation.id)
    if db.session.scalars(others.where(_same_name(Organisation.name, facts.name))).first() is not None:
        raise NameTakenError
    if facts.orgnr and db.session.scalars(others.where(Organisation.orgnr == facts.orgnr)).first() is not None:
        raise OrgnrTakenError


def _refuse_taken_network(facts: NetworkFacts, *, own_id: int | None) -> None:
    others = select(Network.id).where(_same_name(Network.name, facts.name))
    if own_id:
        others = others.where(Network.id != own_id)
    if db.session.scalars(others).first() is not None:
        raise NameTakenError


def _programme(access: Access, name: str) -> Programme | None:
    """Find a programme by its name, or begin it."""
    if not name:
        return None
    row = db.session.scalars(select(Programme).where(_same_name(Programme.name, name))).first()
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
