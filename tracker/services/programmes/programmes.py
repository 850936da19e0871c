"""Programmes as their owner and the administration keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select

from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.programmes import Programme
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.names import NameFault, add_or_taken, free_slug, require_keeper, same_name
from tracker.services.programmes.audit_words import PROGRAMME
from tracker.services.refusal import Refused
from tracker.services.versions import count_version


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """What is known of a programme; the columns of its row."""

    name: str
    aim: str = ""
    owner: str = ""
    partners: str = ""
    funders: str = ""
    contact: str = ""


def programmes(access: OfficeAccess) -> Sequence[Programme]:
    """List all programmes by name."""
    access.require(Permission.OFFICE)
    return db.session.scalars(select(Programme).order_by(Programme.name, Programme.id)).all()


def programme(access: OfficeAccess, programme_id: int) -> Programme:
    """Load one programme.

    Raises:
        NotFoundError: there is none.
    """
    access.require(Permission.OFFICE)
    row = db.session.get(Programme, programme_id)
    if row is None:
        raise NotFoundError("programme")
    return row


def create_programme(access: OfficeAccess, facts: ProgrammeFacts) -> Programme:
    """Add a programme.

    Raises:
        Refused: there is one with this name. A form sent twice makes one row.
    """
    access.require(Permission.OFFICE)
    _refuse_taken_programme(facts, own_id=None)
    row = Programme(slug=free_slug(Programme.slug, facts.name), created_at=access.now, **asdict(facts))
    add_or_taken(row)
    note(access, Deed.CREATED, PROGRAMME, row.id, label=row.name, after=snapshot(row, *asdict(facts)))
    return row


def change_programme(access: OfficeAccess | ProgrammeAccess, row: Programme, facts: ProgrammeFacts) -> None:
    """Change a programme, as the office or as its owner; its address stays.

    Raises:
        Refused: another one has this name.
    """
    require_keeper(access)
    if isinstance(access, ProgrammeAccess) and access.programme.id != row.id:
        raise NotFoundError("programme")
    _refuse_taken_programme(facts, own_id=row.id)
    before = snapshot(row, *asdict(facts))
    for column, value in asdict(facts).items():
        setattr(row, column, value)
    was, became = changes(before, snapshot(row, *asdict(facts)))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, PROGRAMME, row.id, label=row.name, before=was, after=became)


def _refuse_taken_programme(facts: ProgrammeFacts, *, own_id: int | None) -> None:
    others = select(Programme.id).where(same_name(Programme.name, facts.name))
    if own_id:
        others = others.where(Programme.id != own_id)
    if db.session.scalars(others).first() is not None:
        raise Refused(NameFault.TAKEN, "name")
