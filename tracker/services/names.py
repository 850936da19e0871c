"""Names that must be unique, and the addresses made from them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute

from tracker.access.office import OfficeAccess
from tracker.access.people import Access
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.programmes import Programme
from tracker.services.refusal import Refused
from tracker.text.slugs import slug_of
from tracker.text.visible import folded


class NameFault(StrEnum):
    """Why a name cannot be given."""

    TAKEN = "taken"


def free_slug(column: InstrumentedAttribute[str], name: str) -> str:
    """Return the slug of a name, with a number where another row has it."""
    [slug] = free_slugs(column, [name])
    return slug


def free_slugs(column: InstrumentedAttribute[str], names: Sequence[str]) -> list[str]:
    """Return a slug for each name, in one query, with a number where another row or an earlier name has it."""
    bases = [slug_of(name) for name in names]
    begins = or_(*(column.startswith(base, autoescape=True) for base in set(bases)))
    taken = set(db.session.scalars(select(column).where(begins)))
    slugs = []
    for base in bases:
        number, slug = 1, base
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


def add_or_taken(row: Organisation | Network | Programme) -> None:
    """Add a row; one that another person was a moment faster with is taken.

    Raises:
        Refused: the name is taken; the database has the last word.
    """
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(NameFault.TAKEN, "name") from None


def require_keeper(access: Access) -> None:
    """Raise `ForbiddenError` unless this is the administration, a programme's owner, or the host of a network."""
    kept = {OfficeAccess: Permission.OFFICE, ProgrammeAccess: Permission.MANAGE_PROGRAMME}
    access.require(kept.get(type(access), Permission.MANAGE_NETWORK))


def same_name(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Say in SQL: a name that looks the same. Which those are is found here: no database folds what nobody sees."""
    wanted = folded(name)
    return column.in_([other for other in db.session.scalars(select(column)) if folded(other) == wanted])
