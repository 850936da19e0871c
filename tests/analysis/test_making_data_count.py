"""The rules and icons of Making Data Count, against NHSRplotthedots."""

from math import isnan

import pytest

from tests.analysis import oracle_files
from tests.analysis.oracle_files import number
from tests.analysis.qic import alike
from tracker.analysis import (
    Assurance,
    ChartKind,
    Direction,
    Rule,
    RuleSet,
    Series,
    Side,
    Variation,
    assurance,
    read,
    variation,
)

RULES = RuleSet.MAKING_DATA_COUNT
NAMES = {
    Rule.BEYOND_LIMITS: ("Above UCL", "Below LCL"),
    Rule.SEVEN_POINT_TREND: ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    Rule.TWO_OF_THREE_NEAR_LIMIT: ("2 in 3 Above CL", "2 in 3 Below CL"),
    Rule.SEVEN_ON_ONE_SIDE: ("7 Points Above CL", "7 Points Below CL"),
}
DIRECTIONS = {"increase": Direction.HIGHER, "decrease": Direction.LOWER, "neutral": Direction.NEITHER}
LINES = {"mean": "centre", "lpl": "lower", "upl": "upper", "nlpl": "lower95", "nupl": "upper95"}

# One trend ends and the next, the same way, begins right after it: the peer calls the end of the first by the opposite.
TURNED_ROUND = {"dp-00127", "dp-00128", "dp-00175", "dp-00201", "dp-00263", "dp-00289"}


def facets():
    """Each facet of each case that the peer answers: ``(case, facet name, reading, rows of the answer)``."""
    for case in oracle_files.cases("plotthedots"):
        if case["status"] == "ok":
            for name in case["icons"]["f"]:
                data, points = case["data"], case["points"]
                labels = data.get("facet", ["no facet"] * len(data["y"]))
                rows = sorted((row for row, label in enumerate(labels) if label == name), key=data["date"].__getitem__)
                answers = points.get("f") or points.get("facet") or ["no facet"] * len(points["date"])
                yield (
                    case,
                    name,
                    read(series(case, name, rows), RULES),
                    [row for row, label in enumerate(answers) if label == name],
                )


def own(setting, name):
    """A setting that may be given facet by facet."""
    return setting.get(name) if isinstance(setting, dict) else setting


def series(case, name, rows):
    args, data = case["args"], case["data"]
    dates = [data["date"][row] for row in rows]
    return Series(
        ChartKind.I,
        [number(data["y"][row]) for row in rows],
        phase_starts=[dates.index(day) for day in own(args.get("rebase"), name) or () if day in dates],
        freeze=args.get("fix_after_n_points"),
        direction=DIRECTIONS[args["improvement_direction"]],
        screened=args.get("screen_outliers", True),
        target=own(args.get("target"), name),
    )


def causes(reading):
    """The special cause of each point, by the order of the rule set and of its signals the last."""
    names = ["Common Cause"] * len(reading.values)
    for signal in sorted(reading.signals, key=lambda signal: -RULES.rules.index(signal.rule)):
        for point in signal.points:
            names[point] = NAMES[signal.rule][signal.side is Side.BELOW]
    return names


def test_every_case_agrees_but_for_constant_phases_and_missing_targets():
    agreed = constant = untargeted = turned = 0
    for case, name, reading, rows in facets():
        column = {line: case["points"][line] or [None] * len(case["points"]["date"]) for line in LINES}
        expected = {line: [number(column[line][row]) for row in rows] for line in LINES}
        level = {
            place
            for place, centre in enumerate(expected["mean"])
            if isnan(expected["lpl"][place]) and reading.lower[place] == reading.upper[place] == centre
        }
        if level:
            constant += 1
            continue
        for line, attribute in LINES.items():
            for place, value in enumerate(expected[line]):
                scale = max(abs(value), abs(expected["mean"][place]))
                assert alike(value, float(getattr(reading, attribute)[place]), 1e-9 * scale), (case["id"], line)
        answered = [case["points"]["special_cause_type"][row] for row in rows]
        unlike = [(ours, theirs) for ours, theirs in zip(causes(reading), answered, strict=True) if ours != theirs]
        assert len(unlike) == (case["id"] in TURNED_ROUND and bool(unlike)), case["id"]
        assert set(unlike) <= {NAMES[Rule.SEVEN_POINT_TREND], NAMES[Rule.SEVEN_POINT_TREND][::-1]}
        turned += len(unlike)
        icons = case["icons"]
        place = icons["f"].index(name)
        assert variation(reading) == icons["variation"][place], case["id"]
        if assurance(reading) is None and icons["assurance"][place] == "inconsistent":
            assert reading.series.target is None or isnan(reading.lower[-1])
            untargeted += 1
        else:
            assert assurance(reading) == icons["assurance"][place], case["id"]
            agreed += 1
    assert (agreed, constant, untargeted, turned) == (495, 33, 4, 6)


def test_where_the_peer_stops_at_a_missing_value_the_points_around_it_are_read():
    stopped = [case for case in oracle_files.cases("plotthedots") if case["status"] != "ok"]
    assert len(stopped) == 15
    for case in stopped:
        order = sorted(range(len(case["data"]["date"])), key=case["data"]["date"].__getitem__)
        assert len(read(series(case, "no facet", order), RULES).marks) == len(order)


def test_a_target_beyond_the_limits_is_always_or_never_met():
    values = [4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5]
    sure = {
        (Direction.HIGHER, 0): Assurance.PASS,
        (Direction.HIGHER, 99): Assurance.FAIL,
        (Direction.LOWER, 99): Assurance.PASS,
        (Direction.LOWER, 0): Assurance.FAIL,
        (Direction.LOWER, 5): Assurance.INCONSISTENT,
        (Direction.NEITHER, 5): None,
        (Direction.HIGHER, None): None,
    }
    for (direction, target), expected in sure.items():
        reading = read(Series(ChartKind.I, values, direction=direction, target=target), RULES)
        assert assurance(reading) is expected


def test_a_target_on_a_limit_may_be_missed():
    values = [4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5]
    for limit in ("lower", "upper"):
        target = float(getattr(read(Series(ChartKind.I, values), RULES), limit)[-1])
        reading = read(Series(ChartKind.I, values, direction=Direction.HIGHER, target=target), RULES)
        assert assurance(reading) is Assurance.INCONSISTENT


def test_without_limits_or_points_there_is_no_assurance():
    for values in ([], [3.0]):
        assert assurance(read(Series(ChartKind.I, values, direction=Direction.HIGHER, target=2), RULES)) is None
        assert variation(read(Series(ChartKind.I, values), RULES)) is Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    ("direction", "words"),
    [
        (Direction.HIGHER, ("improvement_high", "concern_low")),
        (Direction.LOWER, ("concern_high", "improvement_low")),
        (Direction.NEITHER, ("neutral_high", "neutral_low")),
    ],
)
def test_variation_speaks_of_the_last_point_and_the_wished_direction(direction, words):
    calm = [4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5]
    for last, word in zip((50, -50), words, strict=True):
        assert variation(read(Series(ChartKind.I, [*calm, last], direction=direction), RULES)) == word
