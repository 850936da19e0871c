"""What the numbers say: run charts and control charts, and the rules that find change in them.

Pure functions on numpy arrays; nothing here knows of a database, a request or a language.
"""

from tracker.analysis.icons import Assurance, Variation, assurance, variation
from tracker.analysis.many import read, read_many
from tracker.analysis.periods import Period, PeriodKind, periods_between
from tracker.analysis.phases import Suggestion, suggest_phase
from tracker.analysis.reading import Effect, Mark, PhaseReading, Reading, Side, Signal
from tracker.analysis.rules import Rule, RuleSet
from tracker.analysis.runs.split import Split, split_limits
from tracker.analysis.series import ChartKind, Direction, Series
from tracker.analysis.signals import asked, runs_limits
from tracker.analysis.standing import stands
from tracker.analysis.verdict import Verdict, holds_goal, verdict

__all__ = [
    "Assurance",
    "ChartKind",
    "Direction",
    "Effect",
    "Mark",
    "Period",
    "PeriodKind",
    "PhaseReading",
    "Reading",
    "Rule",
    "RuleSet",
    "Series",
    "Side",
    "Signal",
    "Split",
    "Suggestion",
    "Variation",
    "Verdict",
    "asked",
    "assurance",
    "holds_goal",
    "periods_between",
    "read",
    "read_many",
    "runs_limits",
    "split_limits",
    "stands",
    "suggest_phase",
    "variation",
    "verdict",
]
