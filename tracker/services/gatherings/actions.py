"""What was agreed: written down at a gathering, done by a team or the host, and met again at the next gathering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from tracker.access.network import NetworkAccess
from tracker.access.people import Actor, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.gatherings import Action, ActionState, Gathering
from tracker.models.networks import NetworkTeam
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.gatherings.audit_words import ACTION
from tracker.services.gatherings.gatherings import require_here
from tracker.services.refusal import Refused
from tracker.services.versions import count_version, forget_versions, hold_version

_COLUMNS = ("gathering_id", "team_id", "text", "person", "due", "state", "done_at")


class ActionFault(StrEnum):
    """Why something agreed cannot stand as it was written."""

    NO_OWNER = "no_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """What is agreed: by the team of this id, or by the host where it is None."""

    text: str
    team_id: int | None
    person: str = ""
    due: date | None = None


def actions_of(access: NetworkAccess, row: Gathering) -> Sequence[Action]:
    """List what was agreed at a gathering, the undone first, by date."""
    access.require(Permission.READ_NETWORK)
    query = select(Action).where(Action.gathering_id == row.id).options(selectinload(Action.team))
    return _ordered(db.session.scalars(query).all())


def open_actions(access: NetworkAccess) -> Sequence[Action]:
    """List what is agreed in a network and not done, across its gatherings, with what is late first."""
    access.require(Permission.READ_NETWORK)
    query = select(Action).join(Action.gathering).where(Gathering.network_id == access.network.id)
    query = query.options(contains_eager(Action.gathering), selectinload(Action.team))
    query = query.where(Action.state != ActionState.DONE)
    return _ordered(db.session.scalars(query).all())


def _back() -> Select[Any]:
    """Select what comes back before the gathering that starts at a moment in a network."""
    earlier = (Gathering.network_id == bindparam("network"), Gathering.starts_at < bindparam("starts_at"))
    last = select(Gathering.id).where(*earlier, Gathering.id.in_(select(Action.gathering_id)))
    last = last.order_by(Gathering.starts_at.desc(), Gathering.id.desc()).limit(1)
    query = select(Action).join(Action.gathering).where(*earlier)
    query = query.where(or_(Action.gathering_id == last.scalar_subquery(), Action.state != ActionState.DONE))
    return query.options(contains_eager(Action.gathering), joinedload(Action.team))


_BACK = _back()  # built once: most of what a small question costs is putting its words together


def done_counts(access: NetworkAccess) -> dict[int, tuple[int, int]]:
    """Count of each gathering in a network how many of its actions are done, and how many there are."""
    access.require(Permission.READ_NETWORK)
    return _counted(Action.gathering_id.in_(select(Gathering.id).where(Gathering.network_id == access.network.id)))


def own_done_counts(access: TeamAccess) -> dict[int, tuple[int, int]]:
    """Count the same of what a team agreed to."""
    access.require(Permission.READ)
    return _counted(Action.team_id == access.team.id)


def coming_back(access: NetworkAccess | TeamAccess, row: Gathering) -> Sequence[Action]:
    """List what comes back: all that was agreed when something last was, before a gathering, and what is undone.

    Seen from a team, only its own.
    """
    query = _BACK
    if isinstance(access, TeamAccess):
        access.require(Permission.READ)
        query = query.where(Action.team_id == access.team.id)
    else:
        access.require(Permission.READ_NETWORK)
    return _ordered(db.session.scalars(query, {"network": row.network_id, "starts_at": row.starts_at}).all())


def own_actions(access: TeamAccess, row: Gathering) -> Sequence[Action]:
    """List what a team agreed to at a gathering."""
    access.require(Permission.READ)
    query = select(Action).where(Action.gathering_id == row.id, Action.team_id == access.team.id)
    return _ordered(db.session.scalars(query).all())


def agree(access: NetworkAccess, row: Gathering, facts: ActionFacts, *, submission: str) -> Action:
    """Write down what was agreed. The same submission sent twice gives the same row.

    Raises:
        Refused: the team is not in the network.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    query = select(Action).where(Action.gathering_id == row.id, Action.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    _require_owner(row, facts.team_id)
    made = Action(
        gathering_id=row.id,
        team_id=facts.team_id,
        text=facts.text,
        person=facts.person,
        due=facts.due,
        created_at=access.now,
        submission=submission,
    )
    db.session.add(made)
    db.session.flush()
    note(access, Deed.CREATED, ACTION, made.id, team_id=made.team_id, label=made.text, after=snapshot(made, *_COLUMNS))
    return made


def change_action(
    access: NetworkAccess, row: Gathering, action: Action, facts: ActionFacts, state: ActionState
) -> None:
    """Change what was agreed: what, who, by when, and how far it has come. A team that no longer does it is told too.

    Raises:
        Refused: the team is not in the network.
    """
    access.require(Permission.MANAGE_NETWORK)
    _require_of(access, row, action)
    if facts.team_id != action.team_id:
        _require_owner(row, facts.team_id)
    before = _told(action)
    action.text, action.team_id, action.person, action.due = facts.text, facts.team_id, facts.person, facts.due
    if state is not action.state:
        _stand(action, state, access.now)
    db.session.flush()
    db.session.expire(action, ["team"])
    old, new = changes(before, _told(action))
    if not new:
        return
    count_version(access, action)
    for team_id in dict.fromkeys((before["team_id"], action.team_id)):
        note(access, Deed.CHANGED, ACTION, action.id, team_id=team_id, label=action.text, before=old, after=new)


def remove_action(access: NetworkAccess, row: Gathering, action: Action) -> None:
    """Take away what was agreed; the trail keeps what it said."""
    access.require(Permission.MANAGE_NETWORK)
    _require_of(access, row, action)
    hold_version(action)
    said = snapshot(action, *_COLUMNS)
    note(access, Deed.REMOVED, ACTION, action.id, team_id=action.team_id, label=action.text, before=said)
    forget_versions(action)
    db.session.delete(action)
    db.session.flush()


def action_of(access: NetworkAccess | TeamAccess, action_id: int) -> Action:
    """Load what was agreed in a network, or by a team, with its gathering.

    Raises:
        NotFoundError: it is not there.
    """
    query = select(Action).join(Action.gathering).where(Action.id == action_id)
    if isinstance(access, TeamAccess):
        query = query.where(Action.team_id == access.team.id)
    else:
        query = query.where(Gathering.network_id == access.network.id)
    row = db.session.scalars(query.options(contains_eager(Action.gathering))).one_or_none()
    if row is None:
        raise NotFoundError(action_id)
    return row


def set_state(access: NetworkAccess | TeamAccess, action: Action, state: ActionState) -> None:
    """Say how far something agreed has come: the host of all, a team of its own. Said twice, nothing more is stored."""
    access.require(Permission.PREPARE if isinstance(access, TeamAccess) else Permission.MANAGE_NETWORK)
    if action.state is not state:
        _set(access, action, state)


def _stand(action: Action, state: ActionState, now: datetime) -> None:
    action.state, action.done_at = state, now if state is ActionState.DONE else None


def _set(by: Actor, action: Action, state: ActionState) -> None:
    before = snapshot(action, "state", "done_at")
    _stand(action, state, by.now)
    count_version(by, action)
    old, new = changes(before, snapshot(action, "state", "done_at"))
    note(by, Deed.CHANGED, ACTION, action.id, team_id=action.team_id, label=action.text, before=old, after=new)


def _require_owner(row: Gathering, team_id: int | None) -> None:
    """See that who is to do it is the host, or a team of the network."""
    if team_id is None:
        return
    here = select(NetworkTeam.id).where(NetworkTeam.network_id == row.network_id, NetworkTeam.team_id == team_id)
    if db.session.scalars(here).first() is None:
        raise Refused(ActionFault.NO_OWNER, "owner")


def _told(action: Action) -> Json:
    """Return what the trail remembers, with the team by its name: a trail knows no other team's id."""
    return snapshot(action, *_COLUMNS) | {"team": action.team.name if action.team else ""}


def _require_of(access: NetworkAccess, row: Gathering, action: Action) -> None:
    require_here(access, row)
    if action.gathering_id != row.id:
        raise NotFoundError(action.id)


def _counted(which: ColumnElement[bool]) -> dict[int, tuple[int, int]]:
    done = func.count().filter(Action.state == ActionState.DONE)
    query = select(Action.gathering_id, done, func.count()).where(which).group_by(Action.gathering_id)
    return {gathering_id: (done, total) for gathering_id, done, total in db.session.execute(query)}


def _ordered(rows: Sequence[Action]) -> list[Action]:
    """Order by what is left to do, then by its date; without a date last."""
    return sorted(rows, key=lambda row: (row.state is ActionState.DONE, row.due is None, row.due or date.max, row.id))
