"""What a programme wants, in parts, and what the hosts of its networks find of each."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.programmes import ProgrammeGoal
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.programmes.audit_words import PROGRAMME_GOAL
from tracker.services.versions import count_version, forget_versions, hold_version

_JUDGED = ("judgement", "judged_by", "judged_on")


def programme_goals(access: ProgrammeAccess) -> Sequence[ProgrammeGoal]:
    """List the parts in the order they were written."""
    access.require(Permission.READ_PROGRAMME)
    query = select(ProgrammeGoal).where(ProgrammeGoal.programme_id == access.programme.id)
    return db.session.scalars(query.order_by(ProgrammeGoal.id)).all()


def goals_behind(access: NetworkAccess) -> Sequence[ProgrammeGoal]:
    """List what the programme of a network wants; nothing where it has none. Who takes part reads it."""
    access.require(Permission.READ_ABOUT)
    query = select(ProgrammeGoal).where(ProgrammeGoal.programme_id == access.network.programme_id)
    return db.session.scalars(query.order_by(ProgrammeGoal.id)).all()


def programme_goal(access: ProgrammeAccess, goal_id: int) -> ProgrammeGoal:
    """Load one part.

    Raises:
        NotFoundError: there is none here.
    """
    access.require(Permission.READ_PROGRAMME)
    own = ProgrammeGoal.programme_id == access.programme.id
    row = db.session.scalar(select(ProgrammeGoal).where(ProgrammeGoal.id == goal_id, own))
    if row is None:
        raise NotFoundError("programme_goal")
    return row


def add_programme_goal(access: ProgrammeAccess, *, text: str) -> ProgrammeGoal:
    """Write down a part. The same words sent twice make one row."""
    access.require(Permission.MANAGE_PROGRAMME)
    same = next((row for row in programme_goals(access) if row.text == text), None)
    if same is not None:
        return same
    row = ProgrammeGoal(programme_id=access.programme.id, text=text)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, PROGRAMME_GOAL, row.id, label=text, after=snapshot(row, "text"))
    return row


def change_programme_goal(access: ProgrammeAccess, row: ProgrammeGoal, *, text: str) -> None:
    """Change the words of a part; what was found of it stays beside them."""
    access.require(Permission.MANAGE_PROGRAMME)
    before = snapshot(row, "text")
    row.text = text
    was, became = changes(before, snapshot(row, "text"))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, PROGRAMME_GOAL, row.id, label=text, before=was, after=became)


def judge_programme_goal(access: ProgrammeAccess, row: ProgrammeGoal, *, judgement: str) -> None:
    """Write what a host finds of a part, with her name and the day. Nothing written takes it away."""
    access.require(Permission.JUDGE_GOALS)
    if row.judgement == judgement:
        return
    before = snapshot(row, *_JUDGED)
    row.judgement = judgement
    row.judged_by, row.judged_on = (access.user.name, access.today) if judgement else ("", None)
    count_version(access, row)
    was, became = changes(before, snapshot(row, *_JUDGED))
    note(access, Deed.CHANGED, PROGRAMME_GOAL, row.id, label=row.text, before=was, after=became)


def remove_programme_goal(access: ProgrammeAccess, row: ProgrammeGoal) -> None:
    """Remove a part with what was found of it; the trail keeps both."""
    access.require(Permission.MANAGE_PROGRAMME)
    hold_version(row)
    note(access, Deed.REMOVED, PROGRAMME_GOAL, row.id, label=row.text, before=snapshot(row, "text", *_JUDGED))
    forget_versions(row)
    db.session.delete(row)
