"""One measure of all teams together: their counts laid on one calendar, and what of it this reader may see.

Host and advisor read the numbers as they stand now. Another team reads what had settled: the numbers a period had
four weeks after its end. What came or was changed later never shows as a difference (0024-small-numbers.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from tracker.access.network import NetworkAccess
from tracker.analysis import Period, periods_between
from tracker.analysis.exact import Floats, Mask
from tracker.analysis.pooling.disclosure import FEWEST_TEAMS, Counts, Withheld, open_periods, withheld_teams
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.history import History, due_period
from tracker.services.measurements.record import made_by
from tracker.services.networks.pooled_source import PooledSource
from tracker.services.networks.small_numbers import reads_all

BLOCK = 12
"""Periods that a team's own total is of."""
SETTLES = timedelta(days=28)
"""So long after its end a period is as the other teams see it."""
_CORRECTIONS = timedelta(minutes=20)
"""More corrections than this many seconds no row has: what was made later was made later."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Teams and periods with their counts, and which of all this may be shown."""

    teams: tuple[int, ...]
    periods: tuple[Period, ...]
    numerators: Floats
    denominators: Floats
    open: Mask
    """The periods whose sum is shown: never of fewer than three teams, which are no network."""
    block: slice
    """The periods each team's total is of; empty where there is no whole block yet."""
    hidden: Mapping[int, Withheld] | None
    """The teams whose totals are withheld, by id, and why; None where none may be shown."""
    is_settled: bool
    """Whether these are the numbers as they had settled, with small ones withheld."""

    @property
    def contributing(self) -> npt.NDArray[np.int64]:
        """How many teams each period's sum is of."""
        found: npt.NDArray[np.int64] = np.count_nonzero(~np.isnan(self.numerators), axis=0)
        return found

    @property
    def sums(self) -> tuple[Floats, Floats]:
        """What was counted in each period and out of how many; NaN where it is withheld, or where nothing was."""
        shown = self.open & (self.contributing > 0)
        top, bottom = (
            np.where(shown, np.nansum(each, axis=0), np.nan) for each in (self.numerators, self.denominators)
        )
        return top, bottom

    @property
    def totals(self) -> tuple[Floats, Floats]:
        """What each team counted over the block and out of how many, for all teams; ask `hidden` which may be shown."""
        top, bottom = (np.nansum(each[:, self.block], axis=1) for each in (self.numerators, self.denominators))
        return top, bottom

    @property
    def largest_share(self) -> float | None:
        """The largest team's part of the denominators of the block; None where there is none that may be said.

        It is said of a team that is shown and as large as all that are withheld together. Then it follows from what is
        shown that it is the largest, and neither the share nor its absence tells anything of those that are withheld.
        """
        _top, bottom = self.totals
        if self.hidden is None or not bottom.sum():
            return None
        is_hidden = np.array([team in self.hidden for team in self.teams], dtype=np.bool_)
        largest = float(bottom[~is_hidden].max(initial=0))
        return None if largest < bottom[is_hidden].sum() else largest / float(bottom.sum())


def pool(
    access: NetworkAccess, source: PooledSource, histories: Mapping[int, History], catalogue_id: int, like: Measure
) -> Pool:
    """Lay the teams' counts on one calendar: those of `histories`, by team id, for who reads them all.

    For another team those of the library's measure that are counted as `like` is, as they had settled; they are in
    `source`, and no query is made.
    """
    due = due_period(like.period_kind, access.today)
    if reads_all(access):
        return _as_they_stand(histories, due)
    return _as_they_settled(access, source, catalogue_id, like)


def _as_they_stand(histories: Mapping[int, History], due: Period) -> Pool:
    begun = {team: each for team, each in histories.items() if each.periods and each.periods[0] <= due}
    first = min((each.periods[0] for each in begun.values()), default=due)
    periods = periods_between(first, due)
    shape = (len(begun), len(periods))
    tops, bottoms = np.full(shape, np.nan), np.full(shape, np.nan)
    for row, each in enumerate(begun.values()):
        start = first.steps_to(each.periods[0])
        room = min(len(each.periods), len(periods) - start)
        for whole, own in ((tops, each.numerators), (bottoms, each.denominators or ())):
            whole[row, start : start + room] = np.array(own, dtype=np.float64)[:room]
        left_out = [start + at for at in each.excluded | each.running if at < room]
        tops[row, left_out] = np.nan
    has = ~np.isnan(tops) & ~np.isnan(bottoms) & (bottoms > 0)
    tops, bottoms = np.where(has, tops, np.nan), np.where(has, bottoms, np.nan)
    enough: Mask = np.count_nonzero(has, axis=0) >= FEWEST_TEAMS
    last = slice(max(0, len(periods) - BLOCK), len(periods))
    return Pool(tuple(begun), periods, tops, bottoms, enough, last, {}, is_settled=False)


def _as_they_settled(access: NetworkAccess, source: PooledSource, catalogue_id: int, like: Measure) -> Pool:
    rows_of_all, trail = source.parts_of(catalogue_id, like), source.trail
    ids = {row.id for row in rows_of_all}
    parts = _firsts(row for row in rows_of_all if row.direction is like.direction)
    places = {row.id: place for place, row in enumerate(parts)}
    rows = [row for measure_id in places for row in source.numbers.get(measure_id, ())]
    starts = sorted({row.period_start for row in rows})
    now = access.now.timestamp()
    known = [at for at in (Period.containing(like.period_kind, start) for start in starts) if _settles(at) <= now]
    if not known:
        return _nothing()
    periods = periods_between(known[0], known[-1])
    column = {period.start: at for at, period in enumerate(periods)}
    settles = np.array([_settles(period) for period in periods])
    mine = [(places[row.measure_id], column[row.period_start], row) for row in rows if row.period_start in column]
    team, at = (np.array([each[n] for each in mine], dtype=np.int64) for n in (0, 1))
    numbers = np.array([(row.numerator, row.denominator) for *_where, row in mine], dtype=np.float64)
    takes_part = np.array([_takes_part(row.joined_on, row.left_on, row.archived_at) for row in parts])
    counted = (takes_part[team, 0] <= settles[at]) & (settles[at] < takes_part[team, 1])
    made = np.array([made_by(row.version).timestamp() for *_where, row in mine])
    said = np.array([row.recorded_at.timestamp() for *_where, row in mine])
    counted &= made <= settles[at] + _CORRECTIONS.total_seconds()
    for measure_id, gone, back in trail.away:
        if measure_id in places:  # it stays out of what settled meanwhile
            counted &= (team != places[measure_id]) | (settles[at] < gone) | (settles[at] >= back)
    is_excluded = np.array([row.excluded_at is not None for *_where, row in mine], dtype=np.bool_)
    changed = np.zeros(len(periods), dtype=np.bool_)
    changed[settles < max((at for row_id, at in trail.turned if row_id in ids), default=0)] = True
    for measure_ids, stored, undone in trail.undone:
        if not measure_ids.isdisjoint(places):
            changed[(stored <= settles) & (settles < undone)] = True
    changed[at[counted & (is_excluded | (said > settles[at]))]] = True
    for measure_id, start, moment in source.emptied:
        place = column.get(start) if measure_id in places else None
        if place is not None and moment > settles[place]:
            changed[place] = True
    tops, bottoms = (np.full((len(parts), len(periods)), np.nan) for _ in range(2))
    good = counted & (numbers[:, 1] > 0)
    tops[team[good], at[good]], bottoms[team[good], at[good]] = numbers[good].T
    thresholds = [set(trail.thresholds(moment, access.network.small_number)) for moment in settles.tolist()]
    teams = tuple(row.team_id for row in parts)
    return _shown(source.own, teams, periods, tops, bottoms, changed, thresholds, like)


def _shown(
    own: frozenset[int],
    teams: tuple[int, ...],
    periods: tuple[Period, ...],
    tops: Floats,
    bottoms: Floats,
    changed: Mask,
    thresholds: Sequence[set[int]],
    like: Measure,
) -> Pool:
    """Decide what may be shown, by each of the thresholds there has been since a period settled.

    Blocks never overlap: they begin at every twelfth period from the first of all.
    """
    known = [place for place, team in enumerate(teams) if team in own]
    counts = Counts.of(tops, bottoms, is_share=like.value_kind is ValueKind.PROPORTION)
    opened = {number: open_periods(counts, number, known) for number in set().union(*thresholds)}
    least = [all(opened[number][at] for number in numbers) for at, numbers in enumerate(thresholds)]
    shown: Mask = np.array(least, dtype=np.bool_) & ~changed
    begins = -Period.containing(like.period_kind, _ORIGIN).steps_to(periods[0]) % BLOCK
    whole = begins + (len(periods) - begins) // BLOCK * BLOCK
    block = slice(whole - BLOCK, whole) if whole - BLOCK >= begins and len(periods) >= whole else slice(0, 0)
    hidden = None
    if block.stop and not changed[block].any():
        wanted = np.zeros(len(periods), dtype=np.bool_)
        wanted[block] = True
        found = [withheld_teams(counts.over(wanted), number, known) for number in sorted(thresholds[block.stop - 1])]
        if all(each is not None for each in found) and _all_open(counts, shown, wanted):
            hidden = {teams[place]: why for each in found for place, why in (each or {}).items()}
    return Pool(teams, periods, tops, bottoms, shown, block, hidden, is_settled=True)


def _all_open(counts: Counts, shown: Mask, block: Mask) -> bool:
    """Return whether each period of a block with numbers has its sum, by every threshold it has to hold."""
    return bool(shown[block & counts.has.any(axis=0)].all())


def _nothing() -> Pool:
    none, empty = np.zeros(0, dtype=np.bool_), np.zeros((0, 0))
    return Pool((), (), empty, empty, none, slice(0, 0), None, is_settled=True)


_ORIGIN = date(2020, 1, 6)
"""A Monday: blocks of every kind of period are counted from the one that holds it."""


def _settles(period: Period) -> float:
    """Return the moment a period is as others see it."""
    return datetime.combine(period.stop + timedelta(days=1), time(), UTC).timestamp() + SETTLES.total_seconds()


def _takes_part(joined_on: date, left_on: date | None, archived_at: datetime | None) -> tuple[float, float]:
    """Return from when a team's measure counts, and until when: it stays in what had settled when the team left."""
    joined = datetime.combine(joined_on, time(), UTC).timestamp()
    ends = [datetime.combine(left_on, time(), UTC)] if left_on else []
    ends += [archived_at] if archived_at else []
    return joined, min((end.timestamp() for end in ends), default=np.inf)


def _firsts(rows: Iterable[Any]) -> list[Any]:
    """Keep the first row of each team."""
    firsts: dict[int, Any] = {}
    for row in rows:
        firsts.setdefault(row.team_id, row)
    return list(firsts.values())
