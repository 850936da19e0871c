"""Passwords: what is refused of a new one, hashed with argon2, and checked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.services.refusal import Refused
from tracker.text.guessable import is_guessable

PASSWORD_LEAST = 12
"""Length is what counts; no rule about signs (NIST SP 800-63B)."""
PASSWORD_MOST = 200
"""Beyond this nobody types, and hashing would only take longer."""

hasher = PasswordHasher()
# Checked where there is no account, so that the answer takes as long: a stopwatch tells no names.
_NOBODY = hasher.hash(secrets.token_urlsafe(16))


class WrongPasswordError(ValueError):
    """The address and the password do not belong together."""


class PasswordFault(StrEnum):
    """Why a password cannot be chosen."""

    SHORT = "short"
    LONG = "long"
    GUESSABLE = "guessable"
    """It is made of what everybody tries first, or of names that lie near."""


def fault_of(password: str, known: Iterable[str] = ()) -> PasswordFault | None:
    """Return what is wrong with a new password; `known` are names that lie near, such as the team's and her own."""
    if len(password) < PASSWORD_LEAST:
        return PasswordFault.SHORT
    if len(password) > PASSWORD_MOST:
        return PasswordFault.LONG
    return PasswordFault.GUESSABLE if is_guessable(password, known) else None


def hash_new(password: str, known: Iterable[str] = ()) -> str:
    """Return the hash of a password that is chosen now.

    Raises:
        Refused: it is too short, too long, or among the first that are tried.
    """
    if fault := fault_of(password, known):
        raise Refused(fault, "password")
    return hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Return whether this is the password; an account without one takes as long to answer."""
    try:
        return hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False
