"""What a person changes of her own account: name, language, theme and password."""

from __future__ import annotations

from tracker.access.people import Actor
from tracker.models.accounts import Language, SignInSession, Theme
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.passwords import WrongPasswordError, hasher, matches
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.audit.log import note
from tracker.services.versions import count_version


def change_password(by: Actor, *, current: str, new: str, keep: SignInSession) -> None:
    """Set a new password and sign the other browsers out.

    As in `sign_in`, what was read ends by a rollback before the slow part.

    Raises:
        WrongPasswordError: the current password is not this, or was changed meanwhile.
    """
    kept = by.user.password_hash
    db.session.rollback()
    if not matches(kept, current):
        raise WrongPasswordError
    fresh = hasher.hash(new)
    db.session.refresh(by.user, with_for_update=True)
    if by.user.password_hash != kept:
        raise WrongPasswordError
    by.user.password_hash = fresh
    revoke_sessions(by.user, now=by.now, keep=keep)
    note(by, Deed.CHANGED, USER, by.user.id, label=by.user.name, after={"password": "changed"})


def change_preferences(by: Actor, *, name: str, language: Language, theme: Theme) -> None:
    """Set a person's own name, language and look."""
    before = {"name": by.user.name, "language": by.user.language.value, "theme": by.user.theme.value}
    by.user.name, by.user.language, by.user.theme = name, language, theme
    after = {"name": name, "language": language.value, "theme": theme.value}
    if before != after:
        count_version(by, by.user)
        note(by, Deed.CHANGED, USER, by.user.id, label=name, before=before, after=after)
