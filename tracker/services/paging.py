"""A long list in pages, counted from 1: one beyond the last is the last, one before the first is the first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageOf:
    """Which page of how many, and how many rows each has."""

    page: int
    pages: int
    size: int

    @property
    def before(self) -> int:
        """How many rows stand on the pages before it."""
        return (self.page - 1) * self.size

    @property
    def rows(self) -> slice:
        """Which rows of them all are on it."""
        return slice(self.before, self.before + self.size)


def page_of(count: int, *, size: int, asked: int) -> PageOf:
    """Return the page that is asked for of so many rows; of none there is one page."""
    pages = max(1, -(-count // size))
    return PageOf(min(max(asked, 1), pages), pages, size)
