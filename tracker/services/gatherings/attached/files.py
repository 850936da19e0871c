"""Files that hang on a gathering: taken in by what they hold, listed without it, and fetched one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringFile, GatheringFileContent
from tracker.services.audit.log import note, snapshot
from tracker.services.gatherings.attached.file_kinds import kind_of
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.gatherings.gatherings import require_here
from tracker.services.refusal import Refused
from tracker.services.versions import hold_version

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1_000_000
"""Of one file. A form around it still has room in what the server takes."""
MOST_FILES = 20
"""On one gathering."""
_COLUMNS = ("name", "kind", "size")


class AttachFault(StrEnum):
    """Why a file cannot hang on a gathering."""

    EMPTY = "empty_file"
    TOO_LARGE = "too_large"
    STRANGE = "strange"
    """It holds nothing of what we take, whatever its name says."""
    TOO_MANY = "too_many"


_FILES = (
    select(GatheringFile)
    .where(GatheringFile.gathering_id == bindparam("gathering"))
    .order_by(GatheringFile.id)
    .options(joinedload(GatheringFile.added_by, innerjoin=True))
)


def files_of(row: Gathering) -> Sequence[GatheringFile]:
    """List the files of a gathering in the order they were added, with who added them, and not what they hold."""
    return db.session.scalars(_FILES, {"gathering": row.id}).all()


def add_file(access: NetworkAccess, row: Gathering, *, name: str, data: bytes, submission: str) -> GatheringFile:
    """Hang a file on a gathering. The same submission sent twice gives the same row.

    Raises:
        Refused: it is empty, too large, none of the kinds we take, or one too many.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)  # one after the other: the same form sent twice, and two who add the last one
    query = select(GatheringFile).where(GatheringFile.gathering_id == row.id, GatheringFile.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if not data:
        raise Refused(AttachFault.EMPTY, "file")
    if len(data) > MOST_BYTES:
        raise Refused(AttachFault.TOO_LARGE, "file", most=MOST_MEGABYTES)
    kind = kind_of(data)
    if kind is None:
        raise Refused(AttachFault.STRANGE, "file")
    there = db.session.scalar(
        select(func.count()).select_from(GatheringFile).where(GatheringFile.gathering_id == row.id)
    )
    if (there or 0) >= MOST_FILES:
        raise Refused(AttachFault.TOO_MANY, "file", most=MOST_FILES)
    made = GatheringFile(
        gathering_id=row.id,
        name=name,
        kind=kind,
        size=len(data),
        added_by_id=access.user.id,
        added_at=access.now,
        submission=submission,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(GatheringFileContent(file_id=made.id, data=data))
    db.session.flush()
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"file": snapshot(made, *_COLUMNS)})
    return made


def file_of(access: NetworkAccess, row: Gathering, file_id: int) -> GatheringFile:
    """Find a file of a gathering.

    Raises:
        NotFoundError: it is not there.
    """
    access.require(Permission.MEET)
    require_here(access, row)
    found = db.session.scalar(
        select(GatheringFile).where(GatheringFile.id == file_id, GatheringFile.gathering_id == row.id)
    )
    if found is None:
        raise NotFoundError(file_id)
    return found


def content_of(access: NetworkAccess, row: Gathering, file: GatheringFile) -> bytes:
    """Return what a file of a gathering holds, for those who meet there.

    Raises:
        NotFoundError: it is another gathering's.
    """
    access.require(Permission.MEET)
    require_here(access, row)
    content = db.session.get(GatheringFileContent, file.id) if file.gathering_id == row.id else None
    if content is None:
        raise NotFoundError(file.id)
    return content.data


def remove_file(access: NetworkAccess, row: Gathering, file: GatheringFile) -> None:
    """Take a file away with what it holds; the trail keeps what it was called."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    if file.gathering_id != row.id:
        raise NotFoundError(file.id)
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, before={"file": snapshot(file, *_COLUMNS)})
    db.session.delete(file)
    db.session.flush()
