"""What a form saw of the rows it changes, carried along in it and signed: their versions, and what stood in each field.

Signed, so that "as it was when you began" is true whoever sends the form; the words are those the page showed anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from tracker.models.base import Versioned
from tracker.services.merge import Value

NAME = "seen"
SHOWN = "shown"
_SALT = "what a form saw"


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One row as the form met it. `born` tells it from a later row that was given the same number."""

    table: str
    id: int
    born: str
    version: int

    @classmethod
    def of(cls, row: Versioned) -> SeenRow:
        """Return a row as it is now."""
        born = next((str(value) for name in ("submission", "created_at") if (value := getattr(row, name, None))), "")
        return cls(row.__tablename__, row.id, born, row.version)


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows a form changes, what stood in its fields, their labels, and where to go from it."""

    rows: tuple[SeenRow, ...]
    values: Mapping[str, Value]
    labels: Mapping[str, str]
    texts: tuple[str, ...] = ()
    """The fields one types in, by the names they are sent with."""
    is_put_away: bool = False
    back: str = ""
    anew: str = ""
    """Where the same thing can be made once more."""

    def pairs(self, other: Seen) -> list[tuple[SeenRow, SeenRow]]:
        """Return the rows that both are about, as each saw them: none for forms of different things.

        A form of several rows may have got one more, or lost one, while it lay open.
        """
        theirs = {(row.table, row.id): row for row in other.rows}
        return [(row, theirs[row.table, row.id]) for row in self.rows if (row.table, row.id) in theirs]

    def is_born_with(self, other: Seen) -> bool:
        """Return whether no row was removed and its number given to another."""
        return all(mine.born == theirs.born for mine, theirs in self.pairs(other))

    def is_as_new_as(self, other: Seen) -> bool:
        """Return whether nobody saved a row between the two."""
        return all(mine.version == theirs.version for mine, theirs in self.pairs(other))


def sealed(seen: Seen) -> str:
    """Write it for a hidden field."""
    rows = [(row.table, row.id, row.born, row.version) for row in seen.rows]
    said = [rows, seen.values, seen.labels, seen.texts, seen.is_put_away, seen.back, seen.anew]
    return str(_serializer().dumps(said))


def unsealed(text: str | None) -> Seen | None:
    """Read what `sealed` wrote; None where it is not ours."""
    if not text:
        return None
    try:
        rows, values, labels, texts, is_put_away, back, anew = _serializer().loads(text)
    except (BadData, ValueError, TypeError):
        return None
    return Seen(
        tuple(SeenRow(*row) for row in rows),
        {name: _value(value) for name, value in values.items()},
        labels,
        tuple(texts),
        is_put_away,
        back,
        anew,
    )


def _value(said: Sequence[Sequence[str]]) -> Value:
    return tuple(tuple(part) for part in said)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=_SALT)
