"""What a phone sends: its counts as JSON, read with care and without an account to trust.

    {"sent": "2026-11-11T09:41:07.120Z",
     "counts": [{"id": "<uuid>", "question": 12, "answer": true, "at": "2026-11-11T09:41:05.000Z", "undone": false}]}

Both moments are the phone's own. Only the time between them is used, so that a phone whose clock is wrong counts in the
right hour all the same. A count that cannot be read is refused by its id, so that it does not hold up the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tracker.services.tally.counts import MOST_IN_A_BATCH, Count
from tracker.web.core.query import MOST_ID, read_moment, read_uuid

MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """The counts that could be read, and the ids of those that could not."""

    counts: tuple[Count, ...]
    unreadable: tuple[str, ...]


class NotABatchError(ValueError):
    """What came is nothing a phone of ours sends."""


def read_batch(body: Any) -> Batch:  # noqa: ANN401 - whatever JSON can say
    """Read what came.

    Raises:
        NotABatchError: it is no batch at all, or one with more than any phone sends at once.
    """
    if not isinstance(body, dict) or not isinstance(body.get("counts"), list):
        raise NotABatchError
    if len(body["counts"]) > MOST_IN_A_BATCH:
        raise NotABatchError
    sent = read_moment(body.get("sent"))
    counts: list[Count] = []
    unreadable: list[str] = []
    for each in body["counts"]:
        count = read_count(each, sent) if isinstance(each, dict) else None
        if count is not None:
            counts.append(count)
        elif isinstance(each, dict) and isinstance(each.get("id"), str):
            unreadable.append(each["id"][:64])
    return Batch(tuple(counts), tuple(unreadable))


def read_count(said: dict[str, Any], sent: datetime | None) -> Count | None:
    """Read one count; None where it is none."""
    count_id, question, answer = read_uuid(said.get("id")), said.get("question"), said.get("answer")
    if count_id is None or not isinstance(answer, bool):
        return None
    if not isinstance(question, int) or isinstance(question, bool) or not 0 < question <= MOST_ID:
        return None
    return Count(count_id, question, answer, _age(sent, read_moment(said.get("at"))), said.get("undone") is True)


def _age(sent: datetime | None, at: datetime | None) -> timedelta | None:
    return sent - at if sent is not None and at is not None else None
