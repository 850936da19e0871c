"""Secret tokens: only their hash is stored."""

from __future__ import annotations

import hashlib


def hash_token(text: str) -> str:
    """Return the hash that is stored of a token, which is too long to be guessed."""
    return hashlib.sha256(text.encode()).hexdigest()
