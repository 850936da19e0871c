"""Many sends and many wrong codes from one place: counted in a table, loosely, since a hospital is one address.

An answer above the first limit is kept, and read last; only far above is it refused. A code's length is what keeps
guessers out, so a right one is never held back by wrong ones.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from tracker.services.accounts.throttling import Brake, TooManyAttemptsError, count_try, tries

WINDOW = timedelta(minutes=15)
DOUBTFUL_FROM, REFUSED_FROM = 300, 2000
"""Answers to one team from one address in a quarter of an hour: a whole hospital on a campaign day sends fewer than the
first."""
MISSES, ALARM = 100, 1000
"""Unknown codes from one address, and from all together before the log says so, in the same time. With ten thousand
answers here one guess in ten million finds one."""

_log = logging.getLogger("tracker.answers")


def count_send(team_id: int, address: str, *, brake: Brake, now: datetime) -> bool:
    """Count a send; tell whether there are so many that it is to be read last.

    Raises:
        TooManyAttemptsError: there are far too many.
    """
    key = brake.key_of("answer", f"{team_id}:{address}")
    sent = tries(key, window=WINDOW, now=now)
    if sent >= REFUSED_FROM:
        raise TooManyAttemptsError
    count_try(key, window=WINDOW, now=now)
    return sent >= DOUBTFUL_FROM


def count_miss(address: str, *, brake: Brake, now: datetime) -> bool:
    """Count a code that belongs to no answer; tell whether so many came from this address that it is to wait.

    Such an address counts towards the alarm as well: else one that tries without end would never raise it. No more
    rows are written than the two limits say.
    """
    mine, everybody, told = (brake.key_of("withdraw", each) for each in (address, "everybody", "told"))
    waits = tries(mine, window=WINDOW, now=now) >= MISSES
    if not waits:
        count_try(mine, window=WINDOW, now=now)
    if tries(everybody, window=WINDOW, now=now) < ALARM:
        count_try(everybody, window=WINDOW, now=now)
    if tries(everybody, window=WINDOW, now=now) >= ALARM and not tries(told, window=WINDOW, now=now):
        count_try(told, window=WINDOW, now=now)
        _log.warning("%s unknown withdrawal codes in %s minutes", ALARM, WINDOW.seconds // 60)
    return waits
