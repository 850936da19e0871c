"""A number of one kind beside others: its name, the number in words, and a bar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedBar:
    """One kind: its name, the number in words, and its part of the whole bar (0 to 100)."""

    name: str
    text: str
    width: int
