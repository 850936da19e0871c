"""Keys of answers: what a send is known again by, and the code that withdraws it. Both need the installation's secret.

A code is worked out, never stored: a send that is repeated gives the same one, also after the server was killed.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from tracker.text.answers.withdrawal_code import code_of


@dataclass(frozen=True, slots=True)
class AnswerKeys:
    """Makes the keys of one installation."""

    secret: bytes = field(repr=False)

    def of_send(self, form_id: str, text: str) -> str:
        """Return what one send is known by: other words under the same form are another answer."""
        return self._keyed(f"sent:{form_id}", text).hex()

    def of_paper(self, form_id: str) -> str:
        """Return what one typed card is known by."""
        return self._keyed("paper", form_id).hex()

    def code(self, sent_key: str, turn: int) -> str:
        """Return the code of a send; the next turn's where another answer has the first."""
        return code_of(int.from_bytes(self._keyed(f"code:{turn}", sent_key)[:8], "big"))

    def card_code(self, series: str, number: int) -> str:
        """Return the code that stands on a printed card."""
        return code_of(int.from_bytes(self._keyed(f"card:{number}", series)[:8], "big"))

    def hash_of(self, code: str) -> str:
        """Return what is stored of a code."""
        return self._keyed("hash", code).hex()

    def _keyed(self, kind: str, text: str) -> bytes:
        return hmac.new(self.secret, f"answer:{kind}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
