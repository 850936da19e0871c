"""A new phase is suggested where a long run stands, and never made."""

import pytest

from tests.analysis import oracle_files
from tests.analysis.oracle_files import number
from tracker.analysis import ChartKind, Direction, Effect, RuleSet, Series, Side, read, read_many, suggest_phase

BEFORE = [50, 52, 49, 51, 48, 53, 50, 47, 52, 51, 49, 50]
AFTER = [70, 72, 69, 71, 73, 70, 68, 74, 71, 70]


def suggestion(values, interventions=(), **options):
    choices = {name: options.pop(name) for name in ("minimum", "run_length") if name in options}
    return suggest_phase(read(Series(ChartKind.RUN, values, **options)), interventions, **choices)


def test_a_shift_that_stands_begins_a_phase_and_names_the_intervention_before_it():
    found = suggestion([*BEFORE, *AFTER], [3, 11, 11, 15], direction=Direction.HIGHER)
    assert (found.start, found.points) == (12, tuple(range(12, 22)))
    assert (found.before, found.after) == (50, 70.5)
    assert (found.side, found.effect, found.limit) == (Side.ABOVE, Effect.BETTER, 7)
    assert found.intervention == 2


@pytest.mark.parametrize(
    ("rules", "limit"),
    [(RuleSet.ANHOEJ, 7), (RuleSet.IHI, 5), (RuleSet.IHI_EXACT, 5), (RuleSet.MAKING_DATA_COUNT, 6)],
)
def test_the_run_is_as_long_as_the_rules_of_the_reading_ask(rules, limit):
    kind = ChartKind.I if rules is RuleSet.MAKING_DATA_COUNT else ChartKind.RUN
    for length in (limit, limit + 1):
        found = suggest_phase(read(Series(kind, [*BEFORE, *AFTER[:length]], freeze=12), rules))
        assert (found is None) == (length == limit)
    assert found.limit == limit


def test_an_intervention_in_the_period_of_the_shift_is_before_it():
    assert suggestion([*BEFORE, *AFTER], [13, 12]).intervention == 1


def test_no_intervention_before_the_shift_is_none():
    assert suggestion([*BEFORE, *AFTER], [13]).intervention is None


def test_a_fall_is_a_phase_too():
    found = suggestion([*AFTER, 71, 72, *BEFORE], direction=Direction.HIGHER)
    assert (found.start, found.side, found.effect) == (12, Side.BELOW, Effect.WORSE)


@pytest.mark.parametrize(
    "values",
    [
        [],
        [5.0] * 30,
        [*BEFORE, *AFTER[:5]],
        [*BEFORE[:11], *AFTER],
        [*BEFORE, *AFTER, 50, 50, 50, 49],
    ],
    ids=["no points", "none useful", "run too short", "too little before", "run is over"],
)
def test_nothing_is_suggested_without_a_long_run_that_stands_after_enough_points(values):
    assert suggestion(values) is None


def test_missing_and_excluded_points_count_for_nothing():
    values = [*BEFORE[:6], None, *BEFORE[6:], *AFTER]
    assert suggestion(values).start == 13
    assert suggestion(values, excluded=[0]) is None
    assert suggestion(values, excluded=[0], minimum=11).before == 50


def test_only_the_current_phase_is_looked_at():
    assert suggestion([*BEFORE, *AFTER], phase_starts=[12]) is None
    found = suggestion([9, 9, 9, *BEFORE, *AFTER], phase_starts=[3])
    assert (found.start, found.before) == (15, 50)


def test_categories_and_moving_ranges_have_no_phases():
    assert suggestion([*BEFORE, *AFTER], ordered=False) is None
    assert suggest_phase(read(Series(ChartKind.MR, [*BEFORE, *AFTER]))) is None


@pytest.mark.parametrize(
    ("argument", "asked"),
    [
        ("run_length", 0),
        ("run_length", -4),
        ("run_length", 7.5),
        ("run_length", True),
        ("minimum", 0),
        ("minimum", 1.5),
        ("interventions", [1.5]),
        ("interventions", [None]),
        ("interventions", 3),
    ],
)
def test_what_a_suggestion_cannot_be_asked_is_refused(argument, asked):
    with pytest.raises(ValueError, match=f"^{argument}: "):
        suggest_phase(read(Series(ChartKind.RUN, [*BEFORE, *AFTER])), **{argument: asked})


def test_a_run_of_one_may_be_asked_for():
    assert suggestion([*BEFORE, 70], run_length=1).points == (12,)


def test_nothing_is_suggested_after_as_many_points_on_the_line():
    values = [*BEFORE, *AFTER]
    for later, begins in ((9, True), (10, False)):
        found = suggestion([*values, *[60] * later], centre=60)
        assert (found is not None) == begins


def test_a_reading_is_the_same_before_and_after():
    reading = read(Series(ChartKind.RUN, [*BEFORE, *AFTER]), RuleSet.IHI)
    before = reading.values.copy()
    assert suggest_phase(reading).start == 12
    assert (reading.values == before).all()
    assert len(reading.phases) == 1


def test_the_first_shift_begins_where_runcharter_sees_it():
    """Its first median is that of so many rows; a run is sustained once it has the wished length.

    Every third case, since each point that comes in is a reading; all 435 groups of the 135 cases agreed when run.
    """
    compared = 0
    for case in oracle_files.cases("runcharter")[::3]:
        data, args, table = case["data"], case["args"], case["sustained"]
        for group in {name for name, kind in zip(table["grp"], table["run_type"], strict=True) if kind == "baseline"}:
            rows = [row for row, name in enumerate(data["grp"]) if name == group]
            rows.sort(key=data["date"].__getitem__)
            starts = [
                table["start_date"][row]
                for row, name in enumerate(table["grp"])
                if name == group and table["run_type"][row] == "sustained"
            ]
            values = [number(data["y"][row]) for row in rows]
            found = first_shift(values, args["med_rows"], args["runlength"], args["direction"])
            assert [data["date"][rows[start]] for start in found] == starts[:1], (case["id"], group)
            compared += 1
    assert compared > 100


def first_shift(values, baseline, run_length, side):
    """The first suggestion that arises as the points come in."""
    stops = range(baseline + 1, len(values) + 1)
    for reading in read_many([Series(ChartKind.RUN, values[:stop], freeze=baseline) for stop in stops]):
        found = suggest_phase(reading, minimum=1, run_length=run_length)
        if found and side in {"both", found.side}:
            return [found.start]
    return []
