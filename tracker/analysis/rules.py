"""Rule sets: named, versioned values that say which tests a reading uses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Rule(StrEnum):
    """One test that can mark points or a whole phase."""

    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"
    BEYOND_LIMITS = "beyond_limits"
    SHIFT = "shift"
    TREND = "trend"
    TOO_FEW_RUNS = "too_few_runs"
    TOO_MANY_RUNS = "too_many_runs"
    SEVEN_ON_ONE_SIDE = "seven_on_one_side"
    SEVEN_POINT_TREND = "seven_point_trend"
    TWO_OF_THREE_NEAR_LIMIT = "two_of_three_near_limit"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A named and versioned set of rules, printed beside every chart that was read with it.

    ``exact_table`` asks for the exact limits of the number of runs, not those in print. ``limit_factor`` times the mean
    moving range makes the limits of an I chart: 3/1.128, which Making Data Count rounds to 2.66. ``by_split`` asks for
    limits that know how the points split between the two sides of the line (``split``).
    """

    name: str
    version: str
    rules: tuple[Rule, ...]
    exact_table: bool = False
    limit_factor: float = 3 / 1.128
    by_split: bool = False

    ANHOEJ: ClassVar[RuleSet]
    ANHOEJ_SPLIT: ClassVar[RuleSet]
    IHI: ClassVar[RuleSet]
    IHI_EXACT: ClassVar[RuleSet]
    IHI_SPLIT: ClassVar[RuleSet]
    MAKING_DATA_COUNT: ClassVar[RuleSet]


RuleSet.ANHOEJ = RuleSet("anhoej", "2014", (Rule.LONG_RUN, Rule.FEW_CROSSINGS, Rule.BEYOND_LIMITS))
RuleSet.ANHOEJ_SPLIT = RuleSet("anhoej_split", "2026", RuleSet.ANHOEJ.rules, by_split=True)
RuleSet.IHI = RuleSet("ihi", "2011", (Rule.SHIFT, Rule.TREND, Rule.TOO_FEW_RUNS, Rule.TOO_MANY_RUNS))
RuleSet.IHI_EXACT = RuleSet("ihi_exact", "2011", RuleSet.IHI.rules, exact_table=True)
RuleSet.IHI_SPLIT = RuleSet("ihi_split", "2026", RuleSet.IHI.rules, exact_table=True, by_split=True)
RuleSet.MAKING_DATA_COUNT = RuleSet(
    "making_data_count",
    "0.2.2",
    (Rule.BEYOND_LIMITS, Rule.SEVEN_POINT_TREND, Rule.TWO_OF_THREE_NEAR_LIMIT, Rule.SEVEN_ON_ONE_SIDE),
    limit_factor=2.66,
)
