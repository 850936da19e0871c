"""The arguments of a series as people give them, checked and made plain.

Each function takes the name of the argument first, and says it in the ValueError for what it cannot read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from math import isfinite, isnan, nan
from operator import index
from typing import Any, TypeAlias, TypeVar

import numpy as np

from tracker.analysis.exact import Floats

Numbers: TypeAlias = Sequence[float | None] | Sequence[float] | Floats
Baseline: TypeAlias = int | Sequence[int | None] | None
"""How many rows give the centre line: of every phase, or of each; None for all there are."""

Choice = TypeVar("Choice", bound=StrEnum)


def choice(argument: str, given: str, among: type[Choice]) -> Choice:
    """Return a member of this enum, or its value as text."""
    try:
        return among(given)
    except ValueError:
        raise ValueError(f"{argument}: {given!r} is none of {', '.join(among)}") from None


def column(argument: str, numbers: Numbers | None, size: int | None = None) -> Floats:
    """Return a read-only float64 copy of one column of numbers; None, and what an array masks, is NaN."""
    plain = _floats(numbers)
    if plain is None:
        raise ValueError(f"{argument}: not a column of numbers")
    if plain.ndim != 1:
        raise ValueError(f"{argument}: not one column of numbers")
    if size is not None and len(plain) != size:
        raise ValueError(f"{argument}: {len(plain)} entries where {size} are needed")
    if np.isinf(plain).any():
        raise ValueError(f"{argument}: infinity is no value")
    plain.flags.writeable = False
    return plain


def optional_column(argument: str, numbers: Numbers | None, size: int) -> Floats | None:
    """Return a column that need not be there."""
    return None if numbers is None else column(argument, numbers, size)


def rows(argument: str, places: Iterable[Any]) -> list[Any]:
    """Return the places on the x axis, one a row."""
    try:
        return list(places)
    except TypeError:
        raise ValueError(f"{argument}: not a column") from None


def whole(argument: str, number: object) -> int:
    """Return a whole number; a flag is none, since a mask is not a list of positions."""
    try:
        plain = index(number)  # type: ignore[arg-type]
    except TypeError:
        raise ValueError(f"{argument}: not a whole number") from None
    if isinstance(number, bool):
        raise ValueError(f"{argument}: {number} is no whole number")  # noqa: TRY004 every refusal is a ValueError
    return plain


def count(argument: str, number: object) -> int:
    """Return a whole number, 0 or more."""
    plain = whole(argument, number)
    if plain < 0:
        raise ValueError(f"{argument}: cannot be negative")
    return plain


def above_zero(argument: str, number: object) -> int:
    """Return a whole number, 1 or more."""
    plain = whole(argument, number)
    if plain < 1:
        raise ValueError(f"{argument}: must be above zero")
    return plain


def positions(argument: str, given: Iterable[int] | None) -> set[int]:
    """Positions in the series, counted from 0; None for none."""
    return set() if given is None else {whole(argument, position) for position in rows(argument, given)}


def finite(argument: str, number: object) -> float:
    """Return a finite number; what an array masks is none."""
    try:
        plain = nan if _masked(number) else float(number)  # type: ignore[arg-type]
    except (OverflowError, TypeError, ValueError):
        raise ValueError(f"{argument}: not a number") from None
    if not isfinite(plain):
        raise ValueError(f"{argument}: not a finite number")
    return plain


def wished(argument: str, number: object) -> float | None:
    """Return a finite number, or None for None, NaN and what an array masks."""
    if number is None or _masked(number) or _is_nan(number):
        return None
    return finite(argument, number)


def baseline(argument: str, given: Baseline, phases: int) -> int | tuple[int | None, ...] | None:
    """Return how many rows give the centre line: one count for all phases, or an entry for each."""
    if given is None:
        return None
    try:
        each = list(given)  # type: ignore[arg-type]
    except TypeError:
        return count(argument, given)
    if len(each) != phases:
        raise ValueError(f"{argument}: {len(each)} entries for {phases} phases")
    return tuple(None if one is None else count(argument, one) for one in each)


def line(argument: str, given: float | Numbers | None, size: int) -> float | Floats | None:
    """Return a centre line: one number for all points, or one entry a point."""
    if not _masked(given) and getattr(given, "ndim", isinstance(given, Iterable)):
        return column(argument, given, size)  # type: ignore[arg-type]
    return wished(argument, given)


def _floats(numbers: Numbers | None) -> Floats | None:
    """Return a float64 copy; None where it would be no numbers, or mean another thing, as the days of a date do."""
    if isinstance(numbers, np.ma.MaskedArray):
        numbers = np.where(np.ma.getmaskarray(numbers), nan, np.ma.getdata(numbers))
    elif isinstance(numbers, list | tuple) and any(isinstance(number, np.ma.MaskedArray) for number in numbers):
        numbers = [nan if _masked(number) else number for number in numbers]
    elif isinstance(numbers, np.ndarray) and numbers.dtype == np.float64:
        return numbers.copy()
    try:
        given = np.asarray(numbers)
        with np.errstate(all="ignore"):
            return None if given.dtype.kind in "cmM" else np.array(given, dtype=np.float64)
    except (OverflowError, TypeError, ValueError):
        return None


def _masked(number: object) -> bool:
    """Return whether this is a single value that an array masks."""
    return isinstance(number, np.ma.MaskedArray) and number.ndim == 0 and bool(np.ma.getmaskarray(number))


def _is_nan(number: object) -> bool:
    """Return whether this is a number that says it is none; one that refuses to be read so is left to ``finite``."""
    try:
        return isinstance(number, float | np.floating | Decimal) and isnan(number)
    except ValueError:
        return False
