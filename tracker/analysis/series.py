"""What the engine is given: the values of one measure over time, and how they are to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = Sequence[float | None] | Sequence[float] | npt.NDArray[np.float64]


class ChartKind(StrEnum):
    """What a chart shows, and so which centre line and limits belong to it."""

    RUN = "run"
    I = "i"  # noqa: E741 the name the field uses
    MR = "mr"
    XBAR = "xbar"
    S = "s"
    T = "t"
    P = "p"
    P_PRIME = "p_prime"
    C = "c"
    U = "u"
    U_PRIME = "u_prime"
    G = "g"
    I_PRIME = "i_prime"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The values of one measure in time order, and the choices that decide how they are read.

    ``numerator`` has one entry a period: the value itself, or what was counted when ``denominator`` (same length) says
    out of how many. ``None`` and NaN mean missing. Both are copied to read-only float64 arrays.

    ``phase_starts``  positions (from 0) of the first point of each later phase.
    ``freeze``        how many rows of each phase, from its first, give the centre line and limits: one number for all
                      phases or one entry (a number or None) a phase. None, or more rows than there are, means all.
    ``excluded``      positions left out of centre line, limits and run tests. They are still drawn, and still
                      compared with the limits.
    ``centre``        a centre line decided by the user, in the unit of the values before ``multiplier``: one number
                      or one entry a point.
    ``multiplier``    factor applied to values, centre line and limits, such as 100 or 1000.
    ``target``        the wished value, in the unit that is shown (it is not multiplied).
    ``screened``      leave moving ranges above 3.267 times their mean out of the limits (Nelson 1982).

    Raises ValueError, naming the argument, for what cannot be read.
    """

    kind: ChartKind
    numerator: Floats
    denominator: Floats | None
    phase_starts: tuple[int, ...]
    freeze: int | tuple[int | None, ...] | None
    excluded: tuple[int, ...]
    centre: float | Floats | None
    multiplier: float
    target: float | None
    direction: Direction
    screened: bool

    def __init__(  # noqa: PLR0913 one keyword for each choice a person can make
        self,
        kind: ChartKind,
        numerator: Numbers,
        denominator: Numbers | None = None,
        *,
        phase_starts: Iterable[int] = (),
        freeze: int | Sequence[int | None] | None = None,
        excluded: Iterable[int] = (),
        centre: float | Numbers | None = None,
        multiplier: float = 1.0,
        target: float | None = None,
        direction: Direction = Direction.NEITHER,
        screened: bool = True,
    ) -> None:
        """Copy and check the arguments; see the class."""
        put = object.__setattr__
        put(self, "kind", ChartKind(kind))
        put(self, "numerator", _column(numerator, "numerator"))
        put(self, "denominator", None if denominator is None else _column(denominator, "denominator"))
        put(self, "phase_starts", tuple(sorted(set(phase_starts))))
        put(self, "freeze", freeze if freeze is None or isinstance(freeze, int) else tuple(freeze))
        put(self, "excluded", tuple(sorted(set(excluded))))
        put(self, "centre", centre if centre is None or isinstance(centre, int | float) else _column(centre, "centre"))
        put(self, "multiplier", float(multiplier))
        put(self, "target", target)
        put(self, "direction", Direction(direction))
        put(self, "screened", bool(screened))

    def __len__(self) -> int:
        """Number of points, missing ones included."""
        return len(self.numerator)


def _column(numbers: Numbers, argument: str) -> Floats:
    """A read-only float64 copy of a column of numbers, None as NaN."""
    try:
        column = np.array(numbers, dtype=np.float64)
    except (TypeError, ValueError):
        message = f"{argument}: not a column of numbers"
        raise ValueError(message) from None
    column.flags.writeable = False
    return column
