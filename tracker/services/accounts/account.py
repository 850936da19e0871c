"""What a person changes of her own account: name, language, theme and password."""

from __future__ import annotations

from tracker.access.people import Actor
from tracker.models.accounts import Language, SignInAttempt, SignInSession, Theme
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.passwords import WrongPasswordError, hash_new, matches
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.accounts.throttling import Brake, hold_back
from tracker.services.audit.log import note
from tracker.services.versions import count_version


def change_password(
    by: Actor, *, current: str, new: str, keep: SignInSession, brake: Brake, address: str, per_address: int
) -> None:
    """Set a new password and sign the other browsers out.

    Whoever finds a browser signed in may guess at the current password as little as at the sign-in. Failures are
    counted under a key of their own, so that they hold back no sign-in elsewhere. As in `sign_in`, what was read ends
    by a rollback before the slow part, and the brake is asked again after it.

    Raises:
        TooManyAttemptsError: the brake is on; the answer says nothing of the password.
        Refused: the new password will not do.
        WrongPasswordError: the current password is not this, or was changed meanwhile. The attempt is counted: the
            caller must commit it.
    """
    keys = (brake.key_of("current password", str(by.user.id)), brake.key_of("address", address))
    hold_back(keys, brake=brake, per_address=per_address, now=by.now)
    kept, known = by.user.password_hash, (by.user.name, by.user.email)
    db.session.rollback()
    right = matches(kept, current)
    fresh = hash_new(new, known) if right else ""
    hold_back(keys, brake=brake, per_address=per_address, now=by.now)
    if not right:
        db.session.add_all(SignInAttempt(key_hash=key, at=by.now) for key in keys)
        raise WrongPasswordError
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
