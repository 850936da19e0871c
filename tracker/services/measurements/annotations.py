"""Notes on the chart: something that happened, or what a reader wants to say about it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import select

from tracker.access.people import ForbiddenError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.measurements.audit_words import ANNOTATION
from tracker.services.measurements.flags import TeamFlag, take_flag
from tracker.services.refusal import Refused
from tracker.services.versions import count_version, forget_versions

_COLUMNS = ("flag", "kind", "on_date", "title", "text", "measure_id")
_SAID = ("on_date", "title", "text")


class NoteFault(StrEnum):
    """Why a note cannot be written."""

    FUTURE = "future"


def needed_to_write(kind: AnnotationKind) -> Permission:
    """Return what writing such a note takes: whoever reads may comment; events belong to those who do the work."""
    return Permission.COMMENT if kind is AnnotationKind.COMMENT else Permission.IMPROVE


def write_note(
    access: TeamAccess,
    *,
    kind: AnnotationKind,
    on_date: date,
    title: str,
    text: str,
    submission: str,
    measure: Measure | None = None,
) -> Annotation:
    """Put a note on one measure's chart, or on all of the team's. The same submission sent twice is one note.

    Raises:
        Refused: the day has not come.
    """
    access.require(needed_to_write(kind))
    lock_team(access)
    query = select(Annotation).where(Annotation.team_id == access.team.id, Annotation.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if on_date > access.today:
        raise Refused(NoteFault.FUTURE, "on_date")
    row = Annotation(
        team_id=access.team.id,
        measure_id=None if measure is None else measure.id,
        kind=kind,
        flag=take_flag(access),
        on_date=on_date,
        title=title,
        text=text,
        written_by_id=access.user.id,
        written_at=access.now,
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, ANNOTATION, row.id, label=row.title, after=snapshot(row, *_COLUMNS))
    return row


def may_change(access: TeamAccess, note: Annotation | TeamFlag) -> bool:
    """Tell whether this person may change what a note says: her own comment; an event is the team's.

    Nobody puts words in another's mouth, so who leads may remove a comment, and not change it.
    """
    comment = note.is_comment if isinstance(note, TeamFlag) else note.kind is AnnotationKind.COMMENT
    return note.written_by_id == access.user.id if comment else access.may(Permission.IMPROVE)


def change_note(access: TeamAccess, row: Annotation, *, on_date: date, title: str, text: str) -> None:
    """Change a note's day and words. Its flag and its place stay.

    Raises:
        ForbiddenError: it is not hers to change.
        Refused: the day has not come.
    """
    access.require(Permission.COMMENT)
    if not may_change(access, row):
        raise ForbiddenError(Permission.MANAGE_TEAM)
    if on_date > access.today:
        raise Refused(NoteFault.FUTURE, "on_date")
    before = snapshot(row, *_SAID)
    row.on_date, row.title, row.text = on_date, title, text
    was, became = changes(before, snapshot(row, *_SAID))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, ANNOTATION, row.id, label=row.title, before=was, after=became)


def may_remove(access: TeamAccess, note: Annotation | TeamFlag) -> bool:
    """Tell whether this person may take a note away: her own comment, or any comment for who leads; events as written.

    What a representative said is not for any member to remove.
    """
    comment = note.is_comment if isinstance(note, TeamFlag) else note.kind is AnnotationKind.COMMENT
    if comment:
        return note.written_by_id == access.user.id or access.may(Permission.MANAGE_TEAM)
    return access.may(Permission.IMPROVE)


def remove_note(access: TeamAccess, row: Annotation) -> None:
    """Take a note away. The trail keeps its words; its flag's number is not used again.

    Raises:
        ForbiddenError: it is not hers to remove.
    """
    access.require(Permission.COMMENT)
    if not may_remove(access, row):
        raise ForbiddenError(Permission.MANAGE_TEAM)
    note(access, Deed.REMOVED, ANNOTATION, row.id, label=row.title, before=snapshot(row, *_COLUMNS))
    forget_versions(row)
    db.session.delete(row)
    db.session.flush()
