"""Which chart and which rules a measure is read with: those that fit what its values are made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import ChartKind
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measures import Measure, RuleSetName, ValueKind
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.measures.audited import MEASURE

KINDS: Mapping[ValueKind, tuple[ChartKind, ...]] = MappingProxyType(
    {
        ValueKind.PROPORTION: (ChartKind.RUN, ChartKind.P, ChartKind.P_PRIME, ChartKind.I_PRIME),
        ValueKind.RATE: (ChartKind.RUN, ChartKind.U, ChartKind.U_PRIME),
        ValueKind.COUNT: (ChartKind.RUN, ChartKind.C, ChartKind.I),
        ValueKind.CONTINUOUS: (ChartKind.RUN, ChartKind.I, ChartKind.MR),
        ValueKind.DAYS_BETWEEN: (ChartKind.RUN, ChartKind.T, ChartKind.I),
        ValueKind.OPPORTUNITIES_BETWEEN: (ChartKind.RUN, ChartKind.G, ChartKind.I),
    }
)
"""The charts that fit each kind of value, the run chart first: it asks least of the numbers."""

_MEDIAN_RULES = (RuleSetName.ANHOEJ, RuleSetName.IHI, RuleSetName.IHI_EXACT)
_INDIVIDUAL_RULES = (RuleSetName.ANHOEJ, RuleSetName.MAKING_DATA_COUNT)


class MisfitError(ValueError):
    """A chart that does not fit the measure, or rules that do not fit the chart."""

    def __init__(self, *, rules: bool) -> None:
        """Say whether it is the rules (True) or the chart itself."""
        super().__init__("rules" if rules else "chart")
        self.rules = rules


def rules_of(kind: ChartKind) -> tuple[RuleSetName, ...]:
    """Give the rule sets that fit a kind of chart.

    IHI's rules speak of a median (Perla, Provost & Murray 2011); those of Making Data Count of an individuals chart
    with limits (NHS England 2018); Anhøj's of any line with points on both sides.
    """
    if kind is ChartKind.RUN:
        return _MEDIAN_RULES
    return _INDIVIDUAL_RULES if kind is ChartKind.I else (RuleSetName.ANHOEJ,)


def choose_chart(access: TeamAccess, measure: Measure, *, kind: ChartKind, rules: RuleSetName) -> None:
    """Remember how a measure is read from now on, by everybody.

    Raises:
        MisfitError: the chart does not fit the measure, or the rules do not fit the chart.
    """
    access.require(Permission.DECIDE)
    if kind not in KINDS[measure.value_kind]:
        raise MisfitError(rules=False)
    if rules not in rules_of(kind):
        raise MisfitError(rules=True)
    before = snapshot(measure, "chart_kind", "rule_set")
    measure.chart_kind, measure.rule_set = kind, rules
    db.session.flush()
    old, new = changes(before, snapshot(measure, "chart_kind", "rule_set"))
    if new:
        note(access, Deed.CHANGED, MEASURE, measure.id, label=measure.name, before=old, after=new)
