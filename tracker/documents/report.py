"""What a team's report says, in plain values: page, paper, slides and workbook are all made of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LineKind(StrEnum):
    """What a line over the points is, which decides how it is drawn."""

    CENTRE = "centre"
    EXTENDED = "extended"
    GOAL = "goal"
    LIMIT = "limit"


class PointKind(StrEnum):
    """How a point is marked."""

    PLAIN = "plain"
    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"
    ASIDE = "aside"
    """Held outside, or of a period that is not over: seen, not judged."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a chart, with a value for each point where it goes and None where it does not."""

    name: str
    kind: LineKind
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class ChartFlag:
    """A flag over a chart: `at` is counted in points from the first."""

    number: int
    kind: str
    at: float
    title: str


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands at the right end of a line: `kind` is "last", "goal" or "centre"."""

    text: str
    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart that a program for slides or spreadsheets draws itself; a share is 0 to 1, all else as it is."""

    name: str
    """What the values are: "Andel" or "Verdi"."""
    labels: Sequence[str]
    values: Sequence[float | None]
    points: Sequence[PointKind]
    lines: Sequence[ChartLine]
    flags: Sequence[ChartFlag]
    ends: Sequence[EndLabel]
    low: float
    high: float
    step: float
    shape: str
    """How numbers are written, as spreadsheets say it: "0 %", "0.0"."""
    named_every: int
    """Every how many points a label has room."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One period of a measure: the texts of its table, and what a workbook holds of it."""

    texts: Sequence[str]
    first_day: date
    last_day: date
    numerator: float | None
    denominator: float | None
    value: float | None
    centre: float | None


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """One of the three numbers under a chart."""

    key: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportFlag:
    """Something the team did, with the same number as on the charts."""

    number: int
    kind: str
    title: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeasure:
    """One measure, as a report shows it."""

    measure_id: int
    name: str
    kind: str
    verdict: str
    """Which sign the verdict has: better, worse, held, …"""
    verdict_label: str
    sentences: Sequence[str]
    told: str
    """The chart in words, for those who do not see it."""
    numbers: Sequence[ReportNumber]
    last: str
    facts: Sequence[str]
    rules: str
    unit: str
    heads: Sequence[str]
    rows: Sequence[ReportRow]
    """Newest first, as in the table under the chart."""
    chart: ChartData | None
    """None where nothing is measured yet."""
    picture: str
    """The chart as SVG; of the large one only."""
    slim: str
    """The same for a narrow window."""
    spark: str
    """The small chart as SVG."""

    @property
    def summary(self) -> str:
        """The sentences in one."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class ReportGoal:
    """The goal, and where it stands: the small chart of its measure, the last value and the sentence."""

    text: str
    now: str
    says: str
    spark: str
    spark_told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReport:
    """All that a team's report shows. Titles are in the reader's language; what the team wrote stands as it is."""

    language: str
    team: str
    occasion: str
    """Which gathering it is for, of which network, and when; empty where none is planned."""
    place: str
    when: str
    company: str
    title: str
    """The report's name among files and windows."""
    goal: ReportGoal | None
    measures: Sequence[ReportMeasure]
    done: Sequence[ReportFlag]
    help: str
    foot: Sequence[str]
    product: str
    day: date
    words: ReportWords


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The headings of a report."""

    goal: str
    done: str
    help: str
    ask: str
    """What stands on a slide where the team has not said what it wants help with."""
    key: str
    table: str
