"""A chart fits its values, its rules fit the chart, and what cannot be drawn falls back to the run chart."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import MADE
from tracker.access.people import ForbiddenError
from tracker.analysis import ChartKind, PeriodKind, RuleSet, Series, read
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measurements import RareEvent, Source
from tracker.models.measures import RuleSetName, ValueKind
from tracker.services.measurements.history import Note, histories, series_of
from tracker.services.measurements.recorders import names_of, recorders_of
from tracker.services.measures import chart_settings
from tracker.services.measures.chart_settings import AxisFault, ChartFault
from tracker.services.networks.standards import Standards, standards_of
from tracker.services.refusal import Refused


def test_the_choice_is_remembered_with_one_line(inside, cast):
    access = inside("kari")
    for _time in range(2):
        chart_settings.choose_chart(access, cast.minutes, kind=ChartKind.I, rules=RuleSetName.MAKING_DATA_COUNT)
    assert (cast.minutes.chart_kind, cast.minutes.rule_set) == (ChartKind.I, RuleSetName.MAKING_DATA_COUNT)
    [line] = db.session.scalars(select(AuditLine)).all()
    assert line.before == {"chart_kind": "run", "rule_set": "anhoej_split"}


@pytest.mark.parametrize(
    ("kind", "rules", "fault"),
    [
        (ChartKind.C, RuleSetName.ANHOEJ, ChartFault.CHART_MISFIT),
        (ChartKind.XBAR, RuleSetName.ANHOEJ, ChartFault.CHART_MISFIT),
        (ChartKind.P, RuleSetName.IHI, ChartFault.RULES_MISFIT),
        (ChartKind.RUN, RuleSetName.MAKING_DATA_COUNT, ChartFault.RULES_MISFIT),
    ],
)
def test_what_does_not_fit_is_refused(inside, cast, kind, rules, fault):
    with pytest.raises(Refused) as caught:
        chart_settings.choose_chart(inside("nora"), cast.chair, kind=kind, rules=rules)
    assert caught.value.fault is fault
    assert cast.chair.chart_kind is ChartKind.RUN


@pytest.mark.parametrize("who", ["ali", "siv", "ingrid"])
def test_others_do_not_choose(inside, cast, who):
    with pytest.raises(ForbiddenError):
        chart_settings.choose_chart(inside(who), cast.chair, kind=ChartKind.P, rules=RuleSetName.ANHOEJ)


@pytest.mark.parametrize("value_kind", ValueKind)
def test_every_chart_that_is_offered_can_be_read(value_kind):
    values = [3.0, 4.0, 2.0, 5.0, 4.0, 3.0, 6.0, 2.0, 4.0, 5.0, 3.0, 4.0]
    below = [10.0] * 12 if value_kind.has_denominator else None
    for kind in chart_settings.KINDS[value_kind]:
        for rules in chart_settings.rules_of(kind):
            reading = read(Series(kind, values, below), getattr(RuleSet, rules.name))
            assert len(reading.values) == 12


def test_two_events_on_one_day_are_read_as_a_run_chart(cast):
    measure = cast.minutes
    measure.value_kind, measure.period_kind, measure.chart_kind = ValueKind.DAYS_BETWEEN, PeriodKind.DAY, ChartKind.T
    for day in (1, 9, 9, 20):
        db.session.add(
            RareEvent(
                team_id=measure.team_id,
                measure_id=measure.id,
                happened_on=date(2026, 5, day),
                recorded_by_id=cast.people["ali"].id,
                recorded_at=MADE,
            )
        )
    db.session.flush()
    [history] = histories([measure], today=NOW.date())
    series = series_of(history)
    assert series.kind is ChartKind.RUN
    assert series.numerator.tolist() == [8, 0, 11]


def test_the_networks_numbers_hold_for_its_teams(inside, cast):
    cast.network.minimum_points, cast.network.silent_after = 10, 4
    db.session.flush()
    assert standards_of(inside("nora")) == Standards(10, 4)
    assert standards_of(inside("per", "legevakta")) == Standards(12, 3)


def test_published_numbers_never_go_quiet(inside, cast):
    cast.team.is_reference = True
    db.session.flush()
    assert standards_of(inside("nora")).silent_after > 100_000


def test_names_are_for_the_teams_own_people(inside, cast):
    [history] = histories([cast.chair], today=NOW.date())
    ali = cast.people["ali"]
    note = Note("", None, "", Source.ENTRY, ali.id, MADE)
    history = replace(history, notes={0: note})
    assert recorders_of(inside("siv"), [history]) == {ali.id}
    assert recorders_of(inside("kari"), [history]) == recorders_of(inside("ingrid"), [history]) == frozenset()
    assert names_of([ali.id]) == {ali.id: "Ali Hassan"}
    assert names_of([]) == {}


def choose_axis(access, measure, begin, lowest=95.0):
    chart_settings.choose_chart(
        access, measure, kind=ChartKind.RUN, rules=RuleSetName.ANHOEJ_SPLIT, axis_from=begin, lowest=lowest
    )


def test_an_axis_begins_where_it_was_chosen_until_it_is_chosen_away(inside, cast):
    access = inside("nora")
    choose_axis(access, cast.chair, 90)
    assert (cast.chair.axis_from, cast.chair.axis_from_by_id) == (0.9, access.user.id)
    choose_axis(access, cast.chair, None)
    assert (cast.chair.axis_from, cast.chair.axis_from_by_id) == (None, None)
    assert [line.after for line in db.session.scalars(select(AuditLine))] == [{"axis_from": 0.9}, {"axis_from": None}]


@pytest.mark.parametrize(
    ("begin", "fault"),
    [(96, AxisFault.ABOVE_LOWEST), (0, AxisFault.OUT_OF_REACH), (100, AxisFault.OUT_OF_REACH)],
)
def test_an_axis_holds_all_that_is_drawn(inside, cast, begin, fault):
    with pytest.raises(Refused) as caught:
        choose_axis(inside("kari"), cast.chair, begin)
    assert caught.value.fault is fault
    with pytest.raises(Refused) as caught:
        choose_axis(inside("kari"), cast.minutes, 5)
    assert caught.value.fault is AxisFault.NOT_A_SHARE


def test_the_notice_of_new_rules_goes_when_it_is_read_or_rules_are_chosen(inside, cast):
    access = inside("kari")
    for act in (
        lambda: chart_settings.have_read_new_rules(access, cast.chair),
        lambda: choose_axis(access, cast.chair, None),
    ):
        cast.chair.rules_changed_at = MADE
        act()
        assert cast.chair.rules_changed_at is None
    chart_settings.have_read_new_rules(access, cast.chair)
    assert len(db.session.scalars(select(AuditLine)).all()) == 1
    with pytest.raises(ForbiddenError):
        chart_settings.have_read_new_rules(inside("ali"), cast.chair)


def test_new_measures_are_read_by_split(cast):
    assert cast.chair.rule_set is RuleSetName.ANHOEJ_SPLIT
