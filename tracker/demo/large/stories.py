"""How the numbers of an invented team go: which story each team has, and the two years of figures that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tracker.models.measures import ValueKind

WEEKS = 104
"""How many weeks there are."""

Numbers = NDArray[np.float64]
Weeks = NDArray[np.bool_]
"""Of each week, yes or no."""


class TeamStory(StrEnum):
    """What becomes of a team."""

    CHANCE = "chance"
    BETTER = "better"
    WORSE = "worse"
    HELD = "held"
    SILENT = "silent"
    LATE = "late"
    NO_NUMBERS = "no_numbers"
    NO_MEASURES = "no_measures"

    @property
    def has_numbers(self) -> bool:
        """Whether anything was recorded."""
        return self not in {TeamStory.NO_NUMBERS, TeamStory.NO_MEASURES}


_ROUND = (
    TeamStory.BETTER, TeamStory.SILENT, TeamStory.CHANCE, TeamStory.NO_NUMBERS, TeamStory.WORSE, TeamStory.HELD,
    TeamStory.CHANCE, TeamStory.CHANCE, TeamStory.BETTER, TeamStory.CHANCE, TeamStory.NO_MEASURES, TeamStory.CHANCE,
    TeamStory.CHANCE, TeamStory.SILENT, TeamStory.CHANCE, TeamStory.HELD, TeamStory.LATE, TeamStory.CHANCE,
    TeamStory.BETTER, TeamStory.CHANCE, TeamStory.WORSE, TeamStory.CHANCE, TeamStory.SILENT, TeamStory.CHANCE,
)  # fmt: skip
"""Teams take these in turn, so that the first few have something of each."""


@dataclass(frozen=True, slots=True)
class Told:
    """One measure's weeks. A value is not a number where nothing stands, and `paused` where somebody said why."""

    numerators: Numbers
    denominators: Numbers | None
    paused: Weeks


def story_of(number: int) -> TeamStory:
    """Return what becomes of the team of this number."""
    return _ROUND[number % len(_ROUND)]


def tell(number: int, place: int, kind: ValueKind, *, lower: bool, holiday: Weeks) -> Told:
    """Tell the weeks of the measure at a place of a team, the same each time; `lower` is where less is better.

    In the weeks of `holiday` every third team counts nothing, and says why.
    """
    chance = np.random.default_rng((2026, number, place))
    story = story_of(number)
    level = _level(story if place < 2 else _other(chance), chance)
    numerators, denominators = _figures(kind, 1 - level if lower else level, chance)
    outside = _outside(story, number)
    paused = holiday & (number % 3 == 0) & ~outside
    numerators[outside | paused | _forgotten(number, place, chance)] = np.nan
    return Told(numerators, denominators, paused)


def _level(story: TeamStory, chance: np.random.Generator) -> Numbers:
    """Return how good each week is, from 0 to 1, before chance has its say."""
    base, begins = chance.uniform(0.4, 0.6), int(chance.integers(60, 88))
    level = np.full(WEEKS, base)
    match story:
        case TeamStory.BETTER:
            level[begins:] = min(base + 0.25, 0.95)
        case TeamStory.WORSE:
            level[begins:] = base - 0.25
        case TeamStory.HELD:
            level[:] = 0.9
        case _:
            pass
    return level


def _other(chance: np.random.Generator) -> TeamStory:
    """Choose a story for a measure beside the first ones: most go as they went."""
    return (TeamStory.BETTER, TeamStory.WORSE, TeamStory.CHANCE, TeamStory.CHANCE)[chance.integers(4)]


def _figures(kind: ValueKind, level: Numbers, chance: np.random.Generator) -> tuple[Numbers, Numbers | None]:
    match kind:
        case ValueKind.PROPORTION:
            asked = chance.integers(12, 40, WEEKS)
            return chance.binomial(asked, level).astype(float), asked.astype(float)
        case ValueKind.RATE:
            days = chance.integers(120, 180, WEEKS)
            return chance.poisson(level * 8).astype(float), days.astype(float)
        case ValueKind.COUNT:
            return chance.poisson(level * 14).astype(float), None
        case _:
            return np.round(5 + level * 10 + chance.normal(0, 1.2, WEEKS), 1), None


def _outside(story: TeamStory, number: int) -> Weeks:
    """Say which weeks lie before a late team began, or after a silent one stopped."""
    weeks = np.zeros(WEEKS, dtype=bool)
    if story is TeamStory.LATE:
        weeks[: WEEKS - 5 - number % 4] = True
    if story is TeamStory.SILENT:
        weeks[-(4 + number % 22) :] = True
    return weeks


def _forgotten(number: int, place: int, chance: np.random.Generator) -> Weeks:
    """Say which weeks were forgotten: some here and there, and at times the last one."""
    weeks = chance.random(WEEKS) < 0.02
    if number % 9 == 4 and place % 3 == 0:
        weeks[-1] = True
    return weeks
