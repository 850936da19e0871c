"""What a plan (måleplan) says of a measure, and what no plan can say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.analysis import Direction, PeriodKind
from tracker.models.measures import HowRecorded, Measure, MeasureDefinition, MeasureKind, ValueKind
from tracker.services.measures.tally_question import can_be_tallied
from tracker.services.measures.values import least
from tracker.services.refusal import refuse_first

LEAST_BASELINE = 3


class PlanFault(StrEnum):
    """Why a plan cannot be written down as it was said."""

    VALUE_KIND_FIXED = "value_kind_fixed"
    PERIOD_KIND_FIXED = "period_kind_fixed"
    MULTIPLIER_FIXED = "multiplier_fixed"
    NO_DENOMINATOR = "no_denominator"
    NOT_TALLIED = "not_tallied"
    NO_REASON = "no_reason"
    BEFORE_CURRENT = "before_current"
    SHARE_ABOVE = "share_above"
    NEGATIVE_TARGET = "negative_target"
    DEADLINE_ALONE = "deadline_alone"
    RANGE_AND_TARGET = "range_and_target"
    RANGE_OPEN = "range_open"
    RANGE_TURNED = "range_turned"
    RANGE_ABOVE = "range_above"
    RANGE_NEGATIVE = "range_negative"
    BASELINE_SHORT = "baseline_short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is said of a measure. `target`, `low` and `high` are as stored: a share is 0 to 1, else as it is shown.

    `low` and `high` are a goal range, in place of a target: the measure is to stay between them.
    """

    name: str
    kind: MeasureKind
    value_kind: ValueKind
    numerator: str
    short_name: str = ""
    period_kind: PeriodKind = PeriodKind.WEEK
    direction: Direction = Direction.NEITHER
    denominator: str = ""
    exclusions: str = ""
    unit: str = ""
    decimals: int = 0
    multiplier: float = 1.0
    who_records: str = ""
    how_recorded: HowRecorded = HowRecorded.TYPED
    sample: str = ""
    baseline_points: int | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Reworded:
    """Why what is counted was changed, and from which day."""

    reason: str
    valid_from: date


def plan_of(measure: Measure) -> Plan:
    """Return the plan that holds now."""
    wording, aim = definition_of(measure), measure.targets[-1] if measure.targets else None
    return Plan(
        name=measure.name,
        short_name=measure.short_name,
        kind=measure.kind,
        value_kind=measure.value_kind,
        numerator=wording.numerator if wording else "",
        period_kind=measure.period_kind,
        direction=measure.direction,
        denominator=wording.denominator if wording else "",
        exclusions=wording.exclusions if wording else "",
        unit=measure.unit,
        decimals=measure.decimals,
        multiplier=measure.multiplier,
        who_records=measure.who_records,
        how_recorded=measure.how_recorded,
        sample=measure.sample,
        baseline_points=measure.baseline_points,
        target=aim.value if aim else None,
        low=aim.low if aim else None,
        high=aim.high if aim else None,
        deadline=aim.deadline if aim else None,
    )


def definition_of(measure: Measure) -> MeasureDefinition | None:
    """Return the wording that holds now: the last one set."""
    return measure.definitions[-1] if measure.definitions else None


def check(plan: Plan) -> None:
    """Hold a plan against itself.

    Raises:
        Refused: it cannot be written down like this.
    """
    share = plan.value_kind is ValueKind.PROPORTION
    faults: dict[tuple[StrEnum, str | None], bool] = {
        (PlanFault.NO_DENOMINATOR, "denominator"): plan.value_kind.has_denominator and not plan.denominator,
        (PlanFault.NOT_TALLIED, "how_recorded"): plan.how_recorded is HowRecorded.TALLY and not can_be_tallied(plan),
        (PlanFault.SHARE_ABOVE, "target"): share and plan.target is not None and plan.target > 1,
        (PlanFault.NEGATIVE_TARGET, "target"): plan.target is not None and plan.target < 0 and least(plan) is not None,
        (PlanFault.BASELINE_SHORT, "baseline_points"): plan.baseline_points is not None
        and plan.baseline_points < LEAST_BASELINE,
    }
    refuse_first(faults | _range_faults(plan))


def _range_faults(plan: Plan) -> dict[tuple[StrEnum, str | None], bool]:
    """Look at a goal range: it has two ends, the right way round, and stands in place of a target."""
    low, high = plan.low, plan.high
    has_any = low is not None or high is not None
    return {
        (PlanFault.DEADLINE_ALONE, "target"): plan.deadline is not None and plan.target is None and not has_any,
        (PlanFault.RANGE_AND_TARGET, "low"): plan.target is not None and has_any,
        (PlanFault.RANGE_OPEN, "high"): (low is None) is not (high is None),
        (PlanFault.RANGE_TURNED, "high"): low is not None and high is not None and low >= high,
        (PlanFault.RANGE_ABOVE, "high"): plan.value_kind is ValueKind.PROPORTION and high is not None and high > 1,
        (PlanFault.RANGE_NEGATIVE, "low"): low is not None and low < 0 and least(plan) is not None,
    }
