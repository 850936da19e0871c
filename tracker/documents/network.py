"""What a network's report says, in plain values: its page, slides and workbook are all made of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents.report import ReportMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStand:
    """Where one team stands with one measure."""

    team: str
    verdict: str
    """Which sign the verdict has: better, worse, held, …; empty where the team has not begun."""
    verdict_label: str
    texts: Sequence[str]
    """The row of the table: team, verdict, last value, when, centre line, goal."""
    last_day: date | None = None
    """The first day of the last period that was measured."""
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    centre: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class StandCount:
    """How many teams stand alike, and which; by name, never by value."""

    verdict: str
    label: str
    teams: Sequence[str]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.teams)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasure:
    """One measure of the network's teams."""

    name: str
    kind: str
    """How often it is measured, and its unit where it has one."""
    says: str
    """Where the teams stand, in one sentence."""
    told: str
    """The count of teams in words, for those who do not see it drawn."""
    counts: Sequence[StandCount]
    stands: Sequence[TeamStand]
    """By need, then by name."""
    rules: str
    shape: str
    """How its values are written, as spreadsheets say it."""
    pooled: ReportMeasure | None
    """All teams together; None where that is not shown."""
    contributing: Sequence[int]
    """How many teams each of its points is of, from the oldest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkReport:
    """All that a network's report shows."""

    language: str
    network: str
    title: str
    host: str
    when: str
    facts: str
    """How many teams and measures."""
    measures: Sequence[NetworkMeasure]
    takes_long: bool
    """Whether there is so much in it that its files take some seconds."""
    alone: str
    """Measures that too few teams have to stand here; empty where there are none."""
    caution: str
    product: str
    day: date
    words: NetworkWords


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkWords:
    """The headings of a network's report."""

    table: str
    overview: str
    teams: str
    measure: str
    says: str
    heads: Sequence[str]
    """Of the table of teams: team, verdict, last value, when, centre line, goal."""
    numerator: str
    denominator: str
    together: str
    together_says: str
    contributing: str
    count: str
