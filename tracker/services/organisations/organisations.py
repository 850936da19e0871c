"""Organisations and learning networks, as the office keeps them. No team's data is read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.organisations import Country, Organisation, OrganisationKind
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.names import NameFault, add_or_taken, free_slug, require_keeper, same_name
from tracker.services.organisations.audit_words import ORGANISATION
from tracker.services.refusal import Refused
from tracker.services.versions import count_version

_ORGNR = re.compile(r"[89]\d{8}")
# Brønnøysundregistrene, "Om organisasjonsnummeret": modulus 11 with these weights from the left.
_ORGNR_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


class OrganisationFault(StrEnum):
    """Why an organisation cannot be kept as it was written."""

    ORGNR_TAKEN = "orgnr_taken"


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


def is_orgnr(text: str) -> bool:
    """Return whether nine digits are a Norwegian organisation number: it begins with 8 or 9 and the last one checks."""
    if not _ORGNR.fullmatch(text):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_ORGNR_WEIGHTS, text, strict=False)) % 11
    return (11 - rest) % 11 == int(text[8])


def organisations(access: OfficeAccess | NetworkAccess) -> Sequence[Organisation]:
    """List all organisations by name: for the office, and for a host who says where a new team belongs."""
    require_keeper(access)
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
        Refused: there is one with this name. A form sent twice makes one row.
        Refused: another one has this number.
    """
    access.require(Permission.OFFICE)
    _refuse_taken(facts, own_id=None)
    slug = free_slug(Organisation.slug, facts.name)
    row = Organisation(slug=slug, created_at=access.now, **asdict(facts))
    try:
        add_or_taken(row)
    except Refused:
        _refuse_taken(facts, own_id=None)  # which of the two it was, now that the other one's is there
        raise
    note(access, Deed.CREATED, ORGANISATION, row.id, label=row.name, after=snapshot(row, *asdict(facts)))
    return row


def change_organisation(access: OfficeAccess, row: Organisation, facts: OrganisationFacts) -> None:
    """Change an organisation; its address stays.

    Raises:
        Refused: another one has this name.
        Refused: another one has this number.
    """
    access.require(Permission.OFFICE)
    _refuse_taken(facts, own_id=row.id)
    before = snapshot(row, *asdict(facts))
    try:
        with db.session.begin_nested():
            for column, value in asdict(facts).items():
                setattr(row, column, value)
            was, became = changes(before, snapshot(row, *asdict(facts)))
            if became:
                count_version(access, row)
    except IntegrityError:  # somebody gave another one this number a moment ago
        raise Refused(OrganisationFault.ORGNR_TAKEN, "orgnr") from None
    if became:
        note(access, Deed.CHANGED, ORGANISATION, row.id, label=row.name, before=was, after=became)


def _refuse_taken(facts: OrganisationFacts, *, own_id: int | None) -> None:
    others = select(Organisation.id).where(Organisation.id != own_id) if own_id else select(Organisation.id)
    if db.session.scalars(others.where(same_name(Organisation.name, facts.name))).first() is not None:
        raise Refused(NameFault.TAKEN, "name")
    if facts.orgnr and db.session.scalars(others.where(Organisation.orgnr == facts.orgnr)).first() is not None:
        raise Refused(OrganisationFault.ORGNR_TAKEN, "orgnr")
