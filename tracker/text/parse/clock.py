"""Times of day as they are written: "10.00", "10:00", "kl. 9"."""

from __future__ import annotations

import re
from datetime import time

from tracker.text.parse.faults import LONGEST, TypedError, TypedFault

_FORM = re.compile(r"(?:kl\.?\s*)?(?P<h>[0-9]{1,2})(?:[.:](?P<m>[0-9]{2}))?")


def parse_clock(text: str) -> time:
    """Read a time of day; an hour alone is the full hour.

    Raises:
        TypedError: there is no such time.
    """
    found = _FORM.fullmatch(text.strip().lower()) if len(text) <= LONGEST else None
    try:
        if found:
            return time(int(found["h"]), int(found["m"] or 0))
    except ValueError:
        pass
    raise TypedError(TypedFault.NOT_A_CLOCK)
