"""The demo's people, who sign in with one click."""

from __future__ import annotations

from sqlalchemy import select

from tracker.models.accounts import PERSONAS, Role, User
from tracker.models.base import db


def personas() -> list[User]:
    """List the invented people of the demo, one per role."""
    order: dict[Role, int] = {role: place for place, role in enumerate(PERSONAS)}
    users = db.session.scalars(select(User).where(User.persona.is_not(None), User.is_active)).all()
    return sorted(users, key=lambda user: order[user.persona] if user.persona else 0)


def persona(user_id: int) -> User | None:
    """Return one of the demo's people; nobody else can be entered this way."""
    return db.session.scalar(select(User).where(User.id == user_id, User.persona.is_not(None), User.is_active))
