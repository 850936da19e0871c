"""Which chart and which rules a measure is read with: those that fit what its values are made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import ChartKind
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measures import Measure, RuleSetName, ValueKind
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.measures.audit_words import MEASURE
from tracker.services.measures.values import PERCENT, is_share, to_stored
from tracker.services.refusal import Refused
from tracker.services.versions import count_version

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

_COLUMNS = ("chart_kind", "rule_set", "axis_from")
_ANY_LINE = (RuleSetName.ANHOEJ_SPLIT, RuleSetName.ANHOEJ)
_MEDIAN_RULES = (*_ANY_LINE, RuleSetName.IHI, RuleSetName.IHI_EXACT, RuleSetName.IHI_SPLIT)
_INDIVIDUAL_RULES = (*_ANY_LINE, RuleSetName.MAKING_DATA_COUNT)


class AxisFault(StrEnum):
    """Why a value axis cannot begin where it was said."""

    NOT_A_SHARE = "not_a_share"
    OUT_OF_REACH = "out_of_reach"
    ABOVE_LOWEST = "above_lowest"


class ChartFault(StrEnum):
    """Why a chart cannot be read like this."""

    CHART_MISFIT = "chart_misfit"
    RULES_MISFIT = "rules_misfit"


def rules_of(kind: ChartKind) -> tuple[RuleSetName, ...]:
    """Return the rule sets that fit a kind of chart.

    IHI's rules speak of a median (Perla, Provost & Murray 2011); those of Making Data Count of an individuals chart
    with limits (NHS England 2018); Anhøj's of any line with points on both sides, and how those split.
    """
    if kind is ChartKind.RUN:
        return _MEDIAN_RULES
    return _INDIVIDUAL_RULES if kind is ChartKind.I else _ANY_LINE


def choose_chart(
    access: TeamAccess,
    measure: Measure,
    *,
    kind: ChartKind,
    rules: RuleSetName,
    axis_from: float | None = None,
    lowest: float | None = None,
) -> None:
    """Remember how a measure is read and drawn from now on, by everybody.

    `axis_from` is where the value axis of a share begins, as it is typed (90, in percent); None: at 0. `lowest` is the
    lowest of all that is drawn, which the axis must hold.

    Raises:
        Refused: the chart does not fit the measure, the rules do not fit the chart, or the axis cannot begin there.
    """
    access.require(Permission.DECIDE)
    if kind not in KINDS[measure.value_kind]:
        raise Refused(ChartFault.CHART_MISFIT, "chart_kind")
    if rules not in rules_of(kind):
        raise Refused(ChartFault.RULES_MISFIT, "rule_set")
    _hold_axis(measure, axis_from, lowest)
    before = snapshot(measure, *_COLUMNS)
    measure.chart_kind, measure.rule_set = kind, rules
    measure.rules_changed_at = None  # whoever chooses has nothing to be told
    begin = None if axis_from is None else to_stored(measure, axis_from)
    if begin != measure.axis_from:
        measure.axis_from, measure.axis_from_by_id = begin, None if begin is None else access.user.id
    db.session.flush()
    old, new = changes(before, snapshot(measure, *_COLUMNS))
    if new:
        count_version(access, measure)
        note(access, Deed.CHANGED, MEASURE, measure.id, label=measure.name, before=old, after=new)


def have_read_new_rules(access: TeamAccess, measure: Measure) -> None:
    """Remember that somebody who decides on charts has read what the program's new rules changed."""
    access.require(Permission.DECIDE)
    if measure.rules_changed_at is not None:
        before = snapshot(measure, "rules_changed_at")
        measure.rules_changed_at = None
        note(access, Deed.CHANGED, MEASURE, measure.id, label=measure.name, before=before)


def _hold_axis(measure: Measure, axis_from: float | None, lowest: float | None) -> None:
    if axis_from is None:
        return
    if not is_share(measure):
        raise Refused(AxisFault.NOT_A_SHARE, "axis_from")
    if not 0 < axis_from < PERCENT:
        raise Refused(AxisFault.OUT_OF_REACH, "axis_from")
    if lowest is not None and axis_from > lowest:
        raise Refused(AxisFault.ABOVE_LOWEST, "axis_from")
