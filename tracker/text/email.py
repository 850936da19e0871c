"""E-mail addresses, as they are stored and compared."""

from __future__ import annotations

from tracker.text.visible import plain_address


def fold_email(email: str) -> str:
    """Return an address as it is stored and compared."""
    return plain_address(email).casefold()
