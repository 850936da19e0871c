"""A plan's history is kept, what recorded numbers rest on stays, and a retry changes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from tests.people import MADE
from tracker.access.people import ForbiddenError
from tracker.analysis import ChartKind, Direction, PeriodKind
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.measures import CatalogueMeasure, HowRecorded, Measure, MeasureKind, RuleSetName, ValueKind
from tracker.services.measures import measures
from tracker.services.measures import plan as plan_service
from tracker.services.measures.plan import Plan, PlanFault, Reworded
from tracker.services.refusal import Refused
from tracker.text.screening import IdentityNumberError

FALLS = Plan(
    name="Fall på natt",
    kind=MeasureKind.OUTCOME,
    value_kind=ValueKind.RATE,
    numerator="fall mellom 22 og 07",
    denominator="liggedøgn",
    period_kind=PeriodKind.MONTH,
    direction=Direction.LOWER,
    unit="per 1000 liggedøgn",
    decimals=1,
    multiplier=1000,
    target=2.5,
    deadline=date(2027, 6, 1),
)
TODAY = date(2026, 11, 11)


def lines(subject):
    query = select(AuditLine).where(AuditLine.subject == subject).order_by(AuditLine.id)
    return db.session.scalars(query).all()


def recorded(measure, by):
    db.session.add(
        Measurement(
            team_id=measure.team_id,
            measure_id=measure.id,
            period_start=date(2026, 11, 2),
            numerator=1,
            denominator=2,
            recorded_by_id=by.id,
            recorded_at=MADE,
        )
    )
    db.session.flush()


def refused(fault, deed, *args, **said):
    with pytest.raises(Refused) as caught:
        deed(*args, **said)
    assert caught.value.fault is fault


def test_a_new_measure_has_its_first_wording_and_target_and_a_trail(inside, cast):
    row = measures.define_measure(inside("nora"), FALLS, submission="a")
    assert (row.slug, row.position, row.catalogue_id) == ("fall-pa-natt", 4, None)
    assert plan_service.plan_of(row) == FALLS
    assert [d.version for d in row.definitions] == [1]
    assert row.targets[0].valid_from == TODAY
    for subject in ("measure", "definition", "target"):
        assert [line.deed for line in lines(subject)] == [Deed.CREATED]


def test_only_a_share_is_counted_at_the_bedside(inside, cast):
    tallied = replace(FALLS, how_recorded=HowRecorded.TALLY)
    refused(PlanFault.NOT_TALLIED, measures.define_measure, inside("nora"), tallied, submission="a")
    plan = replace(plan_service.plan_of(cast.chair), how_recorded=HowRecorded.TALLY)
    measures.change_measure(inside("nora"), cast.chair, plan, reworded=Reworded("", TODAY))
    assert cast.chair.how_recorded is HowRecorded.TALLY
    [line] = lines("measure")
    assert (line.before, line.after) == ({"how_recorded": "typed"}, {"how_recorded": "tally"})


def test_the_same_form_sent_twice_makes_one_measure(inside):
    first = measures.define_measure(inside("nora"), FALLS, submission="a")
    assert measures.define_measure(inside("nora"), FALLS, submission="a") is first
    assert len(lines("measure")) == 1


def test_the_link_to_the_library_is_kept(inside):
    catalogue = db.session.scalars(select(CatalogueMeasure)).first()
    row = measures.define_measure(inside("nora"), FALLS, submission="a", catalogue=catalogue)
    assert row.catalogue_id == catalogue.id


def test_events_are_entered_by_day_whatever_was_chosen(inside):
    plan = replace(FALLS, value_kind=ValueKind.DAYS_BETWEEN, direction=Direction.HIGHER)
    row = measures.define_measure(inside("nora"), plan, submission="a")
    assert (row.period_kind, row.multiplier) == (PeriodKind.DAY, 1)


def test_a_new_wording_is_a_new_version_with_its_day_and_reason(inside, cast):
    access = inside("nora")
    plan = replace(plan_service.plan_of(cast.chair), exclusions="sovende pasienter")
    measures.change_measure(access, cast.chair, plan, reworded=Reworded("ga feil bilde", TODAY))
    first, second = cast.chair.definitions
    assert (first.version, first.exclusions) == (1, "")
    assert (second.version, second.exclusions, second.reason, second.valid_from) == (
        2, "sovende pasienter", "ga feil bilde", TODAY,
    )  # fmt: skip
    line = lines("definition")[-1]
    assert (line.before["exclusions"], line.after["exclusions"]) == ("", "sovende pasienter")


def test_a_new_wording_needs_a_reason_and_a_day_after_the_one_before(inside, cast):
    access, plan = inside("nora"), replace(plan_service.plan_of(cast.chair), numerator="andre visitter")
    change = measures.change_measure
    refused(PlanFault.NO_REASON, change, access, cast.chair, plan, reworded=Reworded("", TODAY))
    early = Reworded("fordi", date(2026, 1, 4))
    refused(PlanFault.BEFORE_CURRENT, change, access, cast.chair, plan, reworded=early)
    assert cast.chair.name == "Satte legen seg ned under visitten?"


def test_a_new_target_never_rewrites_the_one_before(inside, cast):
    access = inside("nora")
    plan = replace(plan_service.plan_of(cast.chair), target=0.9)
    measures.change_measure(access, cast.chair, plan, reworded=Reworded("", TODAY))
    assert [t.value for t in cast.chair.targets] == [0.8, 0.9]
    assert cast.chair.targets[-1].valid_from == TODAY
    away = replace(plan, target=None, deadline=None)
    measures.change_measure(access, cast.chair, away, reworded=Reworded("", TODAY))
    assert [t.value for t in cast.chair.targets] == [0.8, 0.9, None]


def test_the_same_plan_again_changes_nothing(inside, cast):
    plan = plan_service.plan_of(cast.chair)
    measures.change_measure(inside("nora"), cast.chair, plan, reworded=Reworded("fordi", TODAY))
    assert len(cast.chair.definitions) == len(cast.chair.targets) == 1
    assert db.session.scalars(select(AuditLine)).all() == []


def test_a_new_name_keeps_the_address_and_leaves_a_line(inside, cast):
    plan = replace(plan_service.plan_of(cast.chair), name="Satt ned?")
    measures.change_measure(inside("nora"), cast.chair, plan, reworded=Reworded("", TODAY))
    assert cast.chair.slug == "satte-legen-seg"
    line = lines("measure")[-1]
    assert line.before == {"name": "Satte legen seg ned under visitten?"}
    assert line.after == {"name": "Satt ned?"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"value_kind": ValueKind.COUNT}, PlanFault.VALUE_KIND_FIXED),
        ({"period_kind": PeriodKind.MONTH}, PlanFault.PERIOD_KIND_FIXED),
    ],
)
def test_what_recorded_numbers_mean_cannot_be_changed(inside, cast, change, fault):
    recorded(cast.chair, cast.people["ali"])
    access, plan = inside("nora"), replace(plan_service.plan_of(cast.chair), **change)
    refused(fault, measures.change_measure, access, cast.chair, plan, reworded=Reworded("", TODAY))


def test_what_a_rate_is_per_cannot_be_changed_under_its_numbers(inside, cast):
    recorded(cast.falls, cast.people["ali"])
    plan = replace(plan_service.plan_of(cast.falls), denominator="liggedøgn", multiplier=100)
    reworded = Reworded("", TODAY)
    refused(PlanFault.MULTIPLIER_FIXED, measures.change_measure, inside("nora"), cast.falls, plan, reworded=reworded)


def test_an_event_counts_as_a_recorded_number(inside, cast):
    access = inside("nora")
    row = measures.define_measure(access, replace(FALLS, value_kind=ValueKind.DAYS_BETWEEN), submission="a")
    assert not measures.has_numbers(access, row)
    db.session.add(
        RareEvent(
            team_id=row.team_id,
            measure_id=row.id,
            happened_on=TODAY,
            recorded_by_id=access.user.id,
            recorded_at=MADE,
        )
    )
    assert measures.has_numbers(access, row)


def test_a_chart_that_no_longer_fits_becomes_a_run_chart(inside, cast):
    cast.chair.chart_kind, cast.chair.rule_set = ChartKind.P, RuleSetName.ANHOEJ
    plan = replace(plan_service.plan_of(cast.chair), value_kind=ValueKind.COUNT, target=None, deadline=None)
    measures.change_measure(inside("nora"), cast.chair, plan, reworded=Reworded("", TODAY))
    assert cast.chair.chart_kind is ChartKind.RUN


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"denominator": ""}, PlanFault.NO_DENOMINATOR),
        ({"value_kind": ValueKind.PROPORTION, "target": 1.2}, PlanFault.SHARE_ABOVE),
        ({"target": -1.0}, PlanFault.NEGATIVE_TARGET),
        ({"target": None}, PlanFault.DEADLINE_ALONE),
        ({"low": 1.0, "high": 2.0}, PlanFault.RANGE_AND_TARGET),
        ({"target": None, "low": 1.0}, PlanFault.RANGE_OPEN),
        ({"target": None, "high": 1.0}, PlanFault.RANGE_OPEN),
        ({"target": None, "low": 2.0, "high": 2.0}, PlanFault.RANGE_TURNED),
        (
            {"target": None, "value_kind": ValueKind.PROPORTION, "low": 0.5, "high": 1.01},
            PlanFault.RANGE_ABOVE,
        ),
        ({"target": None, "low": -1.0, "high": 2.0}, PlanFault.RANGE_NEGATIVE),
        ({"baseline_points": 2}, PlanFault.BASELINE_SHORT),
    ],
)
def test_a_plan_that_cannot_be_is_refused(inside, change, fault):
    refused(fault, measures.define_measure, inside("nora"), replace(FALLS, **change), submission="a")
    db.session.rollback()
    assert db.session.scalar(select(Measure).where(Measure.name == FALLS.name)) is None


def test_a_plan_with_an_identity_number_never_reaches_the_database(inside):
    with pytest.raises(StatementError) as caught:
        measures.define_measure(inside("nora"), replace(FALLS, sample="13097248022"), submission="a")
    assert isinstance(caught.value.orig, IdentityNumberError)


def test_a_measure_is_put_away_and_taken_up_again_with_a_line_each(inside, cast):
    access = inside("nora")
    measures.archive(access, cast.minutes)
    measures.archive(access, cast.minutes)
    assert cast.minutes not in access.measures()
    measures.restore(access, cast.minutes)
    measures.restore(access, cast.minutes)
    assert cast.minutes in access.measures()
    assert [line.deed for line in lines("measure")] == [Deed.REMOVED, Deed.RESTORED]


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_only_the_leader_plans(inside, cast, who):
    access, plan = inside(who), plan_service.plan_of(cast.chair)
    for deed in (
        lambda: measures.define_measure(access, FALLS, submission="a"),
        lambda: measures.change_measure(access, cast.chair, plan, reworded=Reworded("", TODAY)),
        lambda: measures.archive(access, cast.chair),
        lambda: measures.restore(access, cast.chair),
    ):
        with pytest.raises(ForbiddenError):
            deed()


def test_a_measure_that_nobody_has_worded_gets_its_first_wording_without_a_reason(inside, cast):
    for row in list(cast.chair.definitions):
        db.session.delete(row)
    db.session.flush()
    db.session.refresh(cast.chair, ["definitions"])
    plan = replace(plan_service.plan_of(cast.chair), numerator="visitter", denominator="alle")
    measures.change_measure(inside("nora"), cast.chair, plan, reworded=Reworded("", TODAY))
    assert [d.version for d in cast.chair.definitions] == [1]


def test_a_measure_may_be_without_a_target(inside):
    row = measures.define_measure(inside("nora"), replace(FALLS, target=None, deadline=None), submission="a")
    assert list(row.targets) == []


def test_the_rest_of_a_plan_can_be_changed_over_recorded_numbers(inside, cast):
    recorded(cast.chair, cast.people["ali"])
    plan = replace(plan_service.plan_of(cast.chair), who_records="sykepleieren på visitten")
    measures.change_measure(inside("nora"), cast.chair, plan, reworded=Reworded("", TODAY))
    assert cast.chair.who_records == "sykepleieren på visitten"


def test_a_goal_range_stands_in_place_of_a_target(inside, cast):
    access = inside("nora")
    plan = replace(plan_service.plan_of(cast.chair), target=None, low=0.6, high=0.9)
    measures.change_measure(access, cast.chair, plan, reworded=Reworded("", TODAY))
    assert [(row.value, row.low, row.high) for row in cast.chair.targets][-1] == (None, 0.6, 0.9)
    assert plan_service.plan_of(cast.chair) == plan
    assert {name: lines("target")[-1].after[name] for name in ("low", "high")} == {"low": 0.6, "high": 0.9}
    measures.change_measure(access, cast.chair, plan, reworded=Reworded("", TODAY))
    assert len(cast.chair.targets) == 2
