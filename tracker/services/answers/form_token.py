"""The token in the answer page's form: signed, with the code and the moment, and good without any session.

It names the form, so that the same send is known again. It is good for a day and a half, so that a phone that lies on a
night table over a day can still send; after that the form comes back with all its words and a new token.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

GOOD_FOR = timedelta(hours=36)
CODE_SHOWN_FOR = timedelta(minutes=30)
"""How long after the form was opened a repeated send is shown its code: longer, somebody else may hold the device."""
_WRITTEN = re.compile(r"([0-9a-f]{32})\.([0-9]{1,12})\.([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class FormToken:
    """One form on one screen: which, and since when."""

    form_id: str
    made_at: datetime

    def is_good(self, now: datetime) -> bool:
        """Return whether it may still be sent."""
        return now - self.made_at <= GOOD_FOR

    def shows_code(self, now: datetime) -> bool:
        """Return whether a repeated send may be shown the code again."""
        return now - self.made_at <= CODE_SHOWN_FOR


def new_token(code: str, *, secret: bytes, now: datetime) -> str:
    """Return a token for a new form behind a code."""
    form_id, seconds = secrets.token_hex(16), int(now.timestamp())
    return f"{form_id}.{seconds}.{_sign(code, form_id, seconds, secret)}"


def read_token(written: str, code: str, *, secret: bytes) -> FormToken | None:
    """Return the form of a token that we made for this code; None for any other."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    form_id, seconds = found[1], int(found[2])
    if not hmac.compare_digest(found[3], _sign(code, form_id, seconds, secret)):
        return None
    return FormToken(form_id, datetime.fromtimestamp(seconds, UTC))


def _sign(code: str, form_id: str, seconds: int, secret: bytes) -> str:
    return hmac.new(secret, f"answer-form:{code}:{form_id}:{seconds}".encode(), hashlib.sha256).hexdigest()
