"""The host's verdict, in the order it is needed."""

import pytest

from tracker.analysis import ChartKind, Direction, RuleSet, Series, Verdict, read, stands, verdict

CALM = [50, 52, 49, 51, 48, 53, 50.5, 47, 52, 51, 49, 50]
HIGH = [70, 72, 69, 71, 73, 70, 68, 74, 71, 70]


def said(values, *, rules=RuleSet.ANHOEJ, kind=ChartKind.RUN, direction=Direction.HIGHER, target=80, **options):
    choices = {
        name: options.pop(name)
        for name in ("minimum", "silent_periods", "silent_after", "balancing", "within")
        if name in options
    }
    series = Series(kind, values, direction=direction, target=target, **options)
    return verdict(read(series, rules), **choices)


def test_three_missing_periods_are_silence_whoever_counts_them():
    assert said([*CALM, None, None, None]) is Verdict.SILENT
    assert said([*CALM, None, None, None], silent_periods=0) is Verdict.STILL
    assert said([*CALM, None, None]) is Verdict.STILL
    assert said(CALM, silent_periods=3) is Verdict.SILENT
    assert said([*CALM, None, None], silent_periods=2) is Verdict.STILL
    assert said([*CALM, None, None], silent_after=2) is Verdict.SILENT
    assert said([None] * 3) is Verdict.SILENT


def test_silence_comes_before_too_few_points():
    assert said([50, None, None, None]) is Verdict.SILENT


def test_a_verdict_needs_twelve_measured_points_in_the_phase():
    assert said(CALM[:11]) is Verdict.FEW
    assert said([*CALM[:11], None, 50]) is Verdict.STILL
    assert said(CALM, excluded=[3]) is Verdict.FEW
    assert said([*CALM, *CALM], phase_starts=[13]) is Verdict.FEW
    assert said(CALM[:5], minimum=5) is Verdict.STILL
    assert said([]) is Verdict.FEW


def test_a_run_that_reaches_the_last_point_decides():
    assert said([*CALM, *HIGH]) is Verdict.BETTER
    assert said([*CALM, *HIGH], direction=Direction.LOWER, target=10) is Verdict.WORSE
    assert said([*HIGH, *HIGH[:2], *CALM]) is Verdict.WORSE
    assert said([*CALM, *HIGH, 45]) is Verdict.STILL


def test_a_last_point_on_the_median_does_not_end_the_run():
    values = [*CALM, *HIGH, 70, 70, 60]
    reading = read(Series(ChartKind.RUN, values, direction=Direction.HIGHER))
    assert reading.centre[-1] == 60
    assert verdict(reading) is Verdict.BETTER
    assert said([*values, None]) is Verdict.BETTER


def test_a_run_is_history_after_as_many_points_on_the_line_as_it_has():
    low, line = [45] * 9, [50] * 30
    calm = [52, 48, 53, 47, 51, 49, 52, 51, 53, 52]
    for later, word in ((0, Verdict.WORSE), (8, Verdict.WORSE), (9, Verdict.STABLE), (30, Verdict.STABLE)):
        values = [*calm, *low, *line[:later]]
        reading = read(Series(ChartKind.RUN, values, direction=Direction.HIGHER, centre=50))
        (signal,) = [signal for signal in reading.signals if len(signal.points) == 9]
        assert stands(reading, signal) == (word is Verdict.WORSE)
        assert verdict(reading) is word
        padded = Series(
            ChartKind.RUN, [*values, None, 90], direction=Direction.HIGHER, centre=50, excluded=[len(values) + 1]
        )
        assert verdict(read(padded)) is word


def test_a_single_point_beyond_the_limit_is_history_after_one_on_the_line():
    series = Series(ChartKind.I, [*CALM, 90, 50], centre=50, direction=Direction.LOWER)
    assert verdict(read(series)) is Verdict.STABLE


def test_a_signal_of_an_earlier_phase_or_of_no_point_does_not_stand():
    reading = read(Series(ChartKind.RUN, [*[1] * 12, *[9] * 12, *CALM], phase_starts=[24]))
    assert {signal.phase for signal in reading.signals} == {0}
    assert not any(stands(reading, signal) for signal in reading.signals)
    few = read(Series(ChartKind.RUN, [1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]))
    assert not stands(few, few.signals[0])


def test_a_run_in_an_earlier_phase_is_history():
    assert said([*HIGH, *HIGH[:2], *CALM, *CALM], phase_starts=[24]) is Verdict.STILL


def test_worse_comes_before_goal_reached_and_goal_reached_before_better():
    assert said([*HIGH, *HIGH[:2], *CALM], target=40) is Verdict.WORSE
    assert said([*CALM, *HIGH, *HIGH[:2]], target=60) is Verdict.HELD


@pytest.mark.parametrize(("direction", "target"), [(Direction.HIGHER, 47), (Direction.LOWER, 53)])
def test_the_last_twelve_at_or_past_the_target_are_goal_reached(direction, target):
    assert said(CALM, direction=direction, target=target) is Verdict.HELD
    assert said([*CALM, 47, 53], direction=direction, target=target) is Verdict.HELD
    missed = target - 1 if direction is Direction.HIGHER else target + 1
    assert said([missed, *CALM], direction=direction, target=target) is Verdict.HELD
    assert said([*CALM, missed], direction=direction, target=target) is Verdict.STILL
    assert said([*CALM, missed, 50], direction=direction, target=target, excluded=[12]) is Verdict.HELD


def test_the_last_twelve_within_a_goal_range_are_goal_reached():
    unwished = {"direction": Direction.NEITHER, "target": None}
    assert said(CALM, within=(47, 53), **unwished) is Verdict.HELD
    assert said([46, *CALM], within=(47, 53), **unwished) is Verdict.HELD
    assert said([*CALM, 46], within=(47, 53), **unwished) is Verdict.STILL
    assert said([*CALM, 54], within=(47, 53), **unwished) is Verdict.STILL
    assert said([*CALM, 54], within=(47, 53), balancing=True, **unwished) is Verdict.STABLE
    assert said([*CALM, 46], within=(46, 53), target=90) is Verdict.HELD


def test_without_a_target_or_a_wish_or_when_balancing_still_is_stable():
    assert said(CALM) is Verdict.STILL
    assert said(CALM, balancing=True) is Verdict.STABLE
    assert said(CALM, target=None) is Verdict.STABLE
    assert said(CALM, direction=Direction.NEITHER) is Verdict.STABLE
    assert said([*CALM, *HIGH], direction=Direction.NEITHER) is Verdict.STABLE


def test_few_crossings_alone_are_no_run_to_stand_on():
    values = [1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]
    reading = read(Series(ChartKind.RUN, values, direction=Direction.HIGHER))
    assert [signal.points for signal in reading.signals] == [()]
    assert verdict(reading) is Verdict.STABLE


def test_a_single_point_beyond_the_limit_speaks_while_it_is_the_last():
    assert said([*CALM, 90], kind=ChartKind.I) is Verdict.BETTER
    assert said([*CALM, 10], kind=ChartKind.I) is Verdict.WORSE
    assert said([*CALM, 90, 50], kind=ChartKind.I) is Verdict.STILL


def test_a_verdict_on_no_points_cannot_be_asked_for():
    with pytest.raises(ValueError, match="minimum"):
        said(CALM, minimum=0)


@pytest.mark.parametrize(
    ("argument", "asked"),
    [
        ("minimum", 1.5),
        ("minimum", "12"),
        ("minimum", True),
        ("minimum", -3),
        ("silent_after", 0),
        ("silent_after", 2.5),
        ("silent_periods", -1),
        ("silent_periods", 1.5),
        ("within", (53, 47)),
        ("within", (float("nan"), 47)),
        ("within", (47, None)),
        ("within", (47,)),
        ("within", ()),
    ],
)
def test_what_a_verdict_cannot_be_asked_is_refused(argument, asked):
    with pytest.raises(ValueError, match=f"^{argument}: "):
        said(CALM, **{argument: asked})


def test_a_goal_range_may_be_open_at_one_end():
    assert said(CALM, within=(47, float("inf")), target=None) is Verdict.HELD
