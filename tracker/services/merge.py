"""Join what two people made of one thing: field by field, from what both began with. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = tuple[tuple[str, ...], ...]
"""What stands in a field, or in fields that belong together: for each of them the strings a form would send."""


class Change(StrEnum):
    """Who changed a field."""

    NOBODY = "nobody"
    """Neither did, or both to the same."""
    MINE = "mine"
    THEIRS = "theirs"
    ADDED = "added"
    """Both only added to a list, so all of it stands."""
    BOTH = "both"
    """Both did, and differently: a person chooses."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it was, as I left it, and as somebody else has saved it meanwhile."""

    name: str
    base: Value
    mine: Value
    theirs: Value
    change: Change

    @property
    def joined(self) -> Value:
        """What stands when both are taken along; where both changed it, mine until a person has chosen."""
        match self.change:
            case Change.THEIRS:
                return self.theirs
            case Change.ADDED:
                (base,), (mine,), (theirs,) = self.base, self.mine, self.theirs
                return (tuple(dict.fromkeys([*base, *theirs, *mine])),)
            case _:
                return self.mine


def merge(
    base: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value], *, lists: Iterable[str] = ()
) -> list[Field]:
    """Compare each field of mine with what I began with and with what is stored now, in my order.

    A field that was not there when I began is compared with what is stored. In `lists` order means nothing.
    """
    unordered = frozenset(lists)
    return [
        _field(name, base.get(name, theirs[name]), value, theirs[name], is_list=name in unordered)
        for name, value in mine.items()
        if name in theirs
    ]


def _field(name: str, base: Value, mine: Value, theirs: Value, *, is_list: bool) -> Field:
    was, i_say, they_say = (_sorted(value) if is_list else value for value in (base, mine, theirs))
    if i_say == they_say:
        change = Change.NOBODY
    elif they_say == was:
        change = Change.MINE
    elif i_say == was:
        change = Change.THEIRS
    elif is_list and set(was[0]) <= set(i_say[0]) & set(they_say[0]):
        change = Change.ADDED
    else:
        change = Change.BOTH
    return Field(name, base, mine, theirs, change)


def _sorted(value: Value) -> Value:
    return tuple(tuple(sorted(part)) for part in value)
