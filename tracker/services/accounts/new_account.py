"""New accounts, from the administration or from an invitation."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.office import OfficeAccess
from tracker.access.people import Actor
from tracker.models.accounts import Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.passwords import hash_new
from tracker.services.audit.log import note
from tracker.services.refusal import Refused
from tracker.text.email import fold_email


class AccountFault(StrEnum):
    """Why an account cannot be opened."""

    EMAIL_TAKEN = "email_taken"


def create_user(
    *,
    name: str,
    email: str,
    password: str | None,
    by: OfficeAccess | None,
    now: datetime,
    is_administrator: bool = False,
    persona: Role | None = None,
) -> User:
    """Open an account. `by` is None for the first one and for an invitation that is accepted: the person herself.

    Raises:
        Refused: the address has an account, or the password will not do.
    """
    folded = fold_email(email)
    if db.session.scalar(select(User.id).where(User.email == folded)) is not None:
        raise Refused(AccountFault.EMAIL_TAKEN, "email")
    user = User(
        name=name,
        email=folded,
        password_hash=hash_new(password, (name, folded)) if password is not None else None,
        is_administrator=is_administrator,
        persona=persona,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:  # somebody was faster
        raise Refused(AccountFault.EMAIL_TAKEN, "email") from error
    note(by or Actor(user, now), Deed.CREATED, USER, user.id, label=name, after={"email": folded})
    return user
