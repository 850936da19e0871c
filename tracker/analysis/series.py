"""What the engine is given: the values of one measure over time, and how they are to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

import numpy as np

from tracker.analysis import arguments
from tracker.analysis.arguments import Baseline, Numbers
from tracker.analysis.exact import Floats
from tracker.analysis.grouping import merge


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


SHARES = frozenset({ChartKind.P, ChartKind.P_PRIME})
RATES = frozenset({ChartKind.U, ChartKind.U_PRIME})
SUBGROUPS = frozenset({ChartKind.XBAR, ChartKind.S})
ALONE = frozenset({ChartKind.C, ChartKind.G})
COUNTS = SHARES | RATES | ALONE


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Series:
    """The values of one measure in time order, and the choices that decide how they are read.

    ``numerator`` has one entry a period: the value itself, or what was counted when ``denominator`` (same length) says
    out of how many. ``None`` and NaN mean missing, in either; so does 0 of 0. Both are copied to read-only float64
    arrays. C and G read the counts alone, whatever they are out of. XBAR and S take the mean of each subgroup, its
    size as ``denominator`` and its standard deviation as ``spread``; ``from_rows`` works these out from single values.

    ``phase_starts``  positions (from 0) of the first point of each later phase, in any order. Those outside the series
                      are ignored: a phase that begins next month does no harm today.
    ``freeze``        how many rows of each phase, from its first, give the centre line and limits, excluded and
                      missing rows counted: one number for all phases, or one entry (a number or None) for the first
                      phase and for each of ``phase_starts`` in time order. None, or more rows than there are, means
                      all of them; 0 means none, so no centre line.
    ``excluded``      positions left out of centre line, limits and run tests. They are still drawn, and still
                      compared with the limits. Positions outside the series are ignored.
    ``centre``        a centre line decided by the user, in the unit of the values before ``multiplier``: one number
                      or one entry a point. A phase with a missing entry gets its centre line computed.
    ``multiplier``    positive factor applied to values, centre line and limits, such as 100 or 1000.
    ``target``        the wished value, in the unit that is shown (it is not multiplied).
    ``screened``      leave moving ranges of 3.267 times their mean or more out of the limits (Nelson 1982).
    ``ordered``       False when the points are categories, such as wards: then no rule about order gives a signal, and
                      P_PRIME and U_PRIME take the standard deviation of their z-scores, not moving ranges.

    ``family`` is for the engine: series of one family may be computed together.

    Raises ValueError, naming the argument, for what cannot be read: infinities, columns of unlike length, negative
    counts or denominators, something counted out of nothing, a share above one, times that are not above zero (T), a
    centre line below them, and flags where positions are meant.
    """

    kind: ChartKind
    numerator: Floats
    denominator: Floats | None
    spread: Floats | None
    phase_starts: tuple[int, ...]
    freeze: int | tuple[int | None, ...] | None
    excluded: tuple[int, ...]
    centre: float | Floats | None
    multiplier: float
    target: float | None
    direction: Direction
    screened: bool
    ordered: bool
    family: str

    def __init__(  # noqa: PLR0913 one keyword for each choice a person can make
        self,
        kind: ChartKind,
        numerator: Numbers,
        denominator: Numbers | None = None,
        *,
        spread: Numbers | None = None,
        phase_starts: Iterable[int] = (),
        freeze: Baseline = None,
        excluded: Iterable[int] = (),
        centre: float | Numbers | None = None,
        multiplier: float = 1.0,
        target: float | None = None,
        direction: Direction = Direction.NEITHER,
        screened: bool = True,
        ordered: bool = True,
    ) -> None:
        kind = arguments.choice("kind", kind, ChartKind)
        values = arguments.column("numerator", numerator)
        sizes = arguments.optional_column("denominator", denominator, len(values))
        deviations = arguments.optional_column("spread", spread, len(values))
        line = arguments.line("centre", centre, len(values))
        _check(kind, values, sizes, deviations)
        _check_line(kind, line)
        starts = tuple(sorted(start for start in arguments.positions("phase_starts", phase_starts) if start > 0))
        put = object.__setattr__
        put(self, "kind", kind)
        put(self, "numerator", values)
        put(self, "denominator", sizes)
        put(self, "spread", deviations)
        put(self, "phase_starts", starts)
        put(self, "freeze", arguments.baseline("freeze", freeze, 1 + len(starts)))
        put(self, "excluded", tuple(sorted(arguments.positions("excluded", excluded))))
        put(self, "centre", line)
        put(self, "multiplier", arguments.finite("multiplier", multiplier))
        put(self, "target", arguments.wished("target", target))
        put(self, "direction", arguments.choice("direction", direction, Direction))
        put(self, "screened", bool(screened))
        put(self, "ordered", bool(ordered))
        put(self, "family", self._family())
        if not self.multiplier > 0:
            raise ValueError("multiplier: must be above zero")

    @classmethod
    def from_rows(
        cls,
        kind: ChartKind,
        x: Iterable[Any],
        y: Numbers,
        n: Numbers | None = None,
        **options: Any,
    ) -> Self:
        """Return a series from raw rows: sorted by ``x``, rows with equal ``x`` one point, rows without ``x`` left out.

        ``x`` is anything that sorts: dates, numbers, texts. With ``n``, a point is the sum of ``y`` over the sum of
        ``n``, rows missing either left out; without, it is the mean (C: the sum; XBAR and S: the subgroup) of what is
        not missing. A point where all is missing is missing. Texts that are ISO dates or times sort by what they mean,
        their UTC offsets counted in; other texts are categories (see ``ordered``). ``options`` are the keywords of
        ``Series``. Times with an offset and times without cannot be put in order: a ValueError.
        """
        kind = arguments.choice("kind", kind, ChartKind)
        places = arguments.rows("x", x)
        values = arguments.column("y", y, len(places))
        sizes = arguments.optional_column("n", n, len(places))
        if kind in COUNTS and (values < 0).any():
            raise ValueError("y: a count cannot be negative")
        if sizes is not None and (sizes < 0).any():
            raise ValueError("n: cannot be negative")
        times = [_time(place) if isinstance(place, str) else place for place in places]
        named = any(isinstance(time, str) for time in times)
        options.setdefault("ordered", not named)
        merged = merge(places if named else times, values, sizes, spread=kind in SUBGROUPS)
        if kind in SUBGROUPS:
            return cls(kind, merged.means, merged.sizes, spread=merged.deviations, **options)
        if n is not None:
            return cls(kind, merged.sums, merged.totals, **options)
        return cls(kind, merged.sums if kind is ChartKind.C else merged.means, **options)

    def __len__(self) -> int:
        """Number of points, missing ones included."""
        return len(self.numerator)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First position and the one after the last, of each phase; an empty series has one empty phase."""
        size = len(self.numerator)
        if not self.phase_starts:
            return ((0, size),)
        starts = (0, *(start for start in self.phase_starts if start < size))
        return tuple(zip(starts, (*starts[1:], size), strict=True))

    def _family(self) -> str:
        """What series must share to be computed together, a phase length at a time; a text, since it is hashed."""
        given = (self.denominator, self.spread, self.centre, self.freeze, self.excluded or None)
        return f"{self.kind.value} {self.screened} {self.ordered} {[one is None for one in given]}"

    def baseline(self, phase: int) -> int | None:
        """Return how many rows of this phase give its centre line; None for all."""
        return self.freeze[phase] if isinstance(self.freeze, tuple) else self.freeze


def _check(kind: ChartKind, values: Floats, sizes: Floats | None, deviations: Floats | None) -> None:
    """Refuse what this kind of chart cannot mean."""
    if kind in COUNTS and (values < 0).any():
        raise ValueError("numerator: a count cannot be negative")
    if kind is ChartKind.T and (values <= 0).any():
        raise ValueError("numerator: time between events must be above zero")
    if kind in SUBGROUPS and deviations is None:
        raise ValueError("spread: the standard deviation of each subgroup is needed")
    if deviations is not None and (deviations < 0).any():
        raise ValueError("spread: a standard deviation cannot be negative")
    if sizes is None:
        if kind in SHARES | RATES | SUBGROUPS:
            raise ValueError(f"denominator: needed for {kind}")
        return
    if (sizes < 0).any():
        raise ValueError("denominator: cannot be negative")
    with np.errstate(all="ignore"):
        endless = np.isinf(values / sizes)
    if endless.any():
        raise ValueError("denominator: zero, or next to it, though something was counted")
    if kind in SHARES and (values > sizes).any():
        raise ValueError("numerator: larger than the denominator")


def _check_line(kind: ChartKind, line: float | Floats | None) -> None:
    """Refuse a centre line below all that can be counted or timed; a share above one is drawn, without limits."""
    if line is not None and kind in COUNTS | {ChartKind.T} and np.less(line, 0).any():
        raise ValueError(f"centre: cannot be negative for {kind}")


def _time(text: str) -> datetime | str:
    """Return the time that an ISO text means; any other text as it is."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
