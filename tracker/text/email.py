"""E-mail addresses, as they are stored and compared."""

from __future__ import annotations


def fold_email(email: str) -> str:
    """Give an address as it is stored and compared."""
    return email.strip().casefold()
