"""Passwords: hashed with argon2, and checked."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

PASSWORD_LEAST = 12
"""Length is what counts; no rule about signs (NIST SP 800-63B)."""

hasher = PasswordHasher()
# Checked where there is no account, so that the answer takes as long: a stopwatch tells no names.
_NOBODY = hasher.hash(secrets.token_urlsafe(16))


class WrongPasswordError(ValueError):
    """The address and the password do not belong together."""


def matches(password_hash: str | None, password: str) -> bool:
    """Return whether this is the password; an account without one takes as long to answer."""
    try:
        return hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False
