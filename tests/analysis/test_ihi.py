"""The classic run chart rules, against cases worked out apart (tests/analysis/oracle/README.md)."""

import pytest

from tests.analysis import oracle_files
from tracker.analysis import ChartKind, Rule, RuleSet, Series, Side, read
from tracker.analysis.runs.number_of_runs import exact, printed

TABLES = {"printed": RuleSet.IHI, "balanced": RuleSet.IHI_EXACT}


@pytest.mark.parametrize("table", TABLES)
def test_every_case_of_the_classic_rules_agrees(table):
    for case in oracle_files.cases("ihi"):
        expected = case["expected"]
        reading = read(Series(ChartKind.RUN, case["y"], freeze=case.get("baseline")), TABLES[table])
        phase = reading.phases[0]
        found = {rule: [signal for signal in reading.signals if signal.rule is rule] for rule in Rule}
        assert phase.useful == expected["n_useful"]
        assert (phase.longest_run or 0) == expected["longest_run"]
        assert (0 if phase.crossings is None else phase.crossings + 1) == expected["n_runs"]
        assert bool(found[Rule.TOO_FEW_RUNS]) == bool(expected[f"too_few_{table}"])
        assert bool(found[Rule.TOO_MANY_RUNS]) == bool(expected[f"too_many_{table}"])
        assert [(signal.side, counted(signal)) for signal in found[Rule.SHIFT]] == [
            (shift["side"], shift["points"]) for shift in expected["shifts"]
        ]
        assert [(signal.side is Side.ABOVE, counted(signal)) for signal in found[Rule.TREND]] == [
            (trend["direction"] == "up", trend["points"]) for trend in expected["trends"]
        ]
        assert phase.signal == bool(reading.signals)


def counted(signal):
    assert signal.count == len(signal.points)
    return [point + 1 for point in signal.points]


def test_limits_for_the_number_of_runs_are_those_of_the_table():
    for row in oracle_files.table("runs_critical_values.csv"):
        useful = int(row["n_useful"])
        assert printed(useful) == (int(row["printed_lower"]), int(row["printed_upper"]))
        assert exact(useful) == (int(row["exact_lower"]), int(row["exact_upper"]))


def test_the_table_speaks_of_10_to_60_useful_points():
    assert printed(9) is None
    assert printed(61) is None
    assert exact(9) is None
    assert exact(61) is not None


def test_the_reason_names_what_was_counted_and_the_limit():
    reading = read(Series(ChartKind.RUN, [1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]), RuleSet.IHI)
    few = next(signal for signal in reading.signals if signal.rule is Rule.TOO_FEW_RUNS)
    assert (few.count, few.limit, few.points, few.side) == (2, 3, (), Side.NONE)
    many = read(Series(ChartKind.RUN, [1, 9] * 6), RuleSet.IHI).signals[0]
    assert (many.rule, many.count, many.limit) == (Rule.TOO_MANY_RUNS, 12, 11)
