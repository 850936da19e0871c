"""An answer that many ask for and few seconds change: kept in the process, made anew by one, handed out by all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """Bytes that are handed out, their mark, and when they were made."""

    body: bytes
    etag: str
    made: float


class KeptAnswers:
    """Answers by year, each good for some seconds.

    When one is too old, whoever comes first makes it anew while all others get the old one. So however many ask at
    once, the database is asked once in this process; only the very first have to wait for each other.
    """

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._kept: dict[int, KeptAnswer] = {}
        self._making = Lock()

    def get(self, year: int, make: Callable[[], tuple[bytes, str]]) -> KeptAnswer:
        """Return the answer of a year. `make` gives its bytes and what they say, by which they are told apart."""
        kept = self._kept.get(year)
        if kept is not None and (self._is_fresh(kept) or not self._making.acquire(blocking=False)):
            return kept
        if kept is None:
            self._making.acquire()
        try:
            kept = self._kept.get(year)
            if kept is None or not self._is_fresh(kept):
                body, says = make()
                kept = self._kept[year] = KeptAnswer(body, sha256(says.encode()).hexdigest()[:16], self._clock())
            return kept
        finally:
            self._making.release()

    def _is_fresh(self, kept: KeptAnswer) -> bool:
        return 0 <= self._clock() - kept.made < self._seconds
