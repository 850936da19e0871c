"""How letters about an account leave this installation."""

from __future__ import annotations

from tracker.services.accounts.telling import AccountPost
from tracker.web.core.links import whole_address
from tracker.web.core.settings import settings


def account_post() -> AccountPost | None:
    """Return who such a letter comes from, and where it leads; None where there is no mail."""
    sender = settings().mail
    return None if sender is None else AccountPost(sender, whole_address("accounts.links"))
