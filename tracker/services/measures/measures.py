"""A measure's plan (måleplan): what is counted, which way is better, how it is done. Its history is never rewritten."""

from __future__ import annotations

from sqlalchemy import exists, func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import ChartKind, PeriodKind
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.measures import CatalogueMeasure, Measure, MeasureDefinition, RuleSetName, ValueKind
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.measures.audit_words import DEFINITION, MEASURE
from tracker.services.measures.chart_settings import KINDS
from tracker.services.measures.plan import Plan, PlanFault, Reworded, check, definition_of
from tracker.services.measures.tally_question import question_of
from tracker.services.measures.targets import set_target
from tracker.services.refusal import Refused
from tracker.services.versions import count_version, hold_version
from tracker.text.slugs import slug_of

PLAN_COLUMNS = (
    "name", "short_name", "kind", "value_kind", "period_kind", "direction", "unit", "decimals", "multiplier",
    "who_records", "how_recorded", "sample", "baseline_points",
)  # fmt: skip
PLAN_WORDS = ("numerator", "denominator", "exclusions")


def has_numbers(access: TeamAccess, measure: Measure) -> bool:
    """Return whether anything is recorded: then what a value is made of, and how often, stays as it is."""
    access.require(Permission.READ)
    recorded = exists().where(Measurement.measure_id == measure.id)
    happened = exists().where(RareEvent.measure_id == measure.id)
    return bool(db.session.scalar(select(recorded | happened)))


def define_measure(
    access: TeamAccess, plan: Plan, *, submission: str, catalogue: CatalogueMeasure | None = None
) -> Measure:
    """Give the team a new measure, last in its order. The same submission sent twice gives the same row.

    Raises:
        Refused: it cannot be written down like this.
    """
    access.require(Permission.DEFINE)
    lock_team(access)
    query = select(Measure).where(Measure.team_id == access.team.id, Measure.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    check(plan)
    last = db.session.scalar(select(func.max(Measure.position)).where(Measure.team_id == access.team.id))
    row = Measure(
        team_id=access.team.id,
        catalogue_id=None if catalogue is None else catalogue.id,
        tally_question=question_of(catalogue, access.user.language),
        slug=slug_of(plan.name, otherwise="indikator"),
        position=(last or 0) + 1,
        created_at=access.now,
        submission=submission,
    )
    _fill(row, plan)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, MEASURE, row.id, label=row.name, after=snapshot(row, *PLAN_COLUMNS, "catalogue_id"))
    _reword(access, row, plan, Reworded("", access.today))
    _aim(access, row, plan)
    return row


def change_measure(access: TeamAccess, measure: Measure, plan: Plan, *, reworded: Reworded) -> None:
    """Change a plan. A new wording of what is counted is a new version; a new target a new line in the history.

    `reworded` is looked at only where the wording differs. The same plan sent again changes nothing.

    Raises:
        Refused: it cannot be written down like this.
    """
    access.require(Permission.DEFINE)
    lock_team(access)
    hold_version(measure)
    check(plan)
    if has_numbers(access, measure):
        _hold_what_numbers_mean(measure, plan)
    rewords = _rewords(measure, plan)
    if rewords:
        _hold_reason(measure, reworded)
    before = snapshot(measure, *PLAN_COLUMNS, "chart_kind", "rule_set")
    _fill(measure, plan)
    if measure.chart_kind not in KINDS[measure.value_kind]:
        measure.chart_kind, measure.rule_set = ChartKind.RUN, RuleSetName.ANHOEJ_SPLIT
    db.session.flush()
    old, new = changes(before, snapshot(measure, *PLAN_COLUMNS, "chart_kind", "rule_set"))
    if new:
        note(access, Deed.CHANGED, MEASURE, measure.id, label=measure.name, before=old, after=new)
    if rewords:
        _reword(access, measure, plan, reworded)
    if _aim(access, measure, plan) or new or rewords:
        count_version(access, measure)


def archive(access: TeamAccess, measure: Measure, *, why: str = "") -> None:
    """Put a measure away: it is no longer recorded or shown with the others. Its numbers stay.

    The trail keeps who, when and `why`: the page of archived measures reads them there.
    """
    access.require(Permission.DEFINE)
    if measure.archived_at is None:
        measure.archived_at = access.now
        count_version(access, measure)
        note(access, Deed.REMOVED, MEASURE, measure.id, label=measure.name, after={"why": why} if why else None)


def restore(access: TeamAccess, measure: Measure) -> None:
    """Take a measure that was put away into use again."""
    access.require(Permission.DEFINE)
    if measure.archived_at is not None:
        measure.archived_at = None
        count_version(access, measure)
        note(access, Deed.RESTORED, MEASURE, measure.id, label=measure.name)


def _hold_what_numbers_mean(measure: Measure, plan: Plan) -> None:
    """Refuse what would give numbers that are already recorded another meaning."""
    if plan.value_kind is not measure.value_kind:
        raise Refused(PlanFault.VALUE_KIND_FIXED, "value_kind")
    if _period_kind(plan) is not measure.period_kind:
        raise Refused(PlanFault.PERIOD_KIND_FIXED, "period_kind")
    if _multiplier(plan) != measure.multiplier:
        raise Refused(PlanFault.MULTIPLIER_FIXED, "multiplier")


def _fill(row: Measure, plan: Plan) -> None:
    row.name, row.short_name, row.kind, row.value_kind = plan.name, plan.short_name, plan.kind, plan.value_kind
    row.period_kind, row.direction = _period_kind(plan), plan.direction
    row.unit, row.decimals, row.multiplier = plan.unit, plan.decimals, _multiplier(plan)
    row.who_records, row.how_recorded, row.sample = plan.who_records, plan.how_recorded, plan.sample
    row.baseline_points = plan.baseline_points


def _period_kind(plan: Plan) -> PeriodKind:
    """Events are entered by day, whatever was chosen."""
    return PeriodKind.DAY if plan.value_kind.is_between_events else plan.period_kind


def _multiplier(plan: Plan) -> float:
    return plan.multiplier if plan.value_kind is ValueKind.RATE else 1.0


def _rewords(measure: Measure, plan: Plan) -> bool:
    """Return whether the plan says otherwise than the wording that holds."""
    current = definition_of(measure)
    said = (plan.numerator, plan.denominator, plan.exclusions)
    return current is None or said != tuple(getattr(current, name) for name in PLAN_WORDS)


def _hold_reason(measure: Measure, reworded: Reworded) -> None:
    """Refuse a new wording without a reason, or one that would begin before the one it follows."""
    current = definition_of(measure)
    if current is None:
        return
    if not reworded.reason:
        raise Refused(PlanFault.NO_REASON, "reason")
    if reworded.valid_from < current.valid_from:
        raise Refused(PlanFault.BEFORE_CURRENT, "valid_from")


def _reword(access: TeamAccess, measure: Measure, plan: Plan, reworded: Reworded) -> None:
    current = definition_of(measure)
    row = MeasureDefinition(
        team_id=access.team.id,
        measure_id=measure.id,
        version=1 if current is None else current.version + 1,
        valid_from=reworded.valid_from,
        numerator=plan.numerator,
        denominator=plan.denominator,
        exclusions=plan.exclusions,
        reason=reworded.reason,
        set_by_id=access.user.id,
        set_at=access.now,
    )
    measure.definitions.append(row)
    db.session.flush()
    before = None if current is None else snapshot(current, *PLAN_WORDS)
    after = snapshot(row, *PLAN_WORDS, "version", "valid_from", "reason")
    note(access, Deed.CREATED, DEFINITION, row.id, label=measure.name, before=before, after=after)


def _aim(access: TeamAccess, measure: Measure, plan: Plan) -> bool:
    return set_target(access, measure, value=plan.target, low=plan.low, high=plan.high, deadline=plan.deadline)
