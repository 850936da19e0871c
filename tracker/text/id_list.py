"""Many row ids in few letters, for an address: "3-7.12" is 3, 4, 5, 6, 7 and 12. Servers refuse addresses of 4 KB."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 5000
"""So many ids are read; what comes after them is left out."""
_PART = re.compile(r"([0-9]{1,10})(?:-([0-9]{1,10}))?")
_MOST_ID = 2**31 - 1


def write_ids(ids: Iterable[int]) -> str:
    """Return ids in order, those that follow each other as their first and last."""
    stretches: list[list[int]] = []
    for number in sorted(set(ids)):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return ".".join(f"{first}" if first == last else f"{first}-{last}" for first, last in stretches)


def read_ids(text: str) -> list[int]:
    """Return the ids that a text says; what is none is left out."""
    found: list[int] = []
    for part in text.split("."):
        said = _PART.fullmatch(part)
        if said is None:
            continue
        first = max(int(said[1]), 1)
        last = min(int(said[2] or said[1]), _MOST_ID, first + MOST - len(found) - 1)
        found.extend(range(first, last + 1))
    return found
