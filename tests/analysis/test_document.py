"""docs/statistics.md says what is so: its differences are those of the cases, and each names a test that is there."""

import re
from collections import Counter
from pathlib import Path

from tests.analysis import qic
from tracker.analysis import ChartKind, RuleSet

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")


def rows(heading):
    """The cells of the first table after a heading."""
    found = []
    for line in DOCUMENT.partition(heading)[2].splitlines():
        if line.startswith("|"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
        elif found:
            break
    return found[2:]


def test_each_difference_is_listed_with_as_many_cases_as_there_are():
    listed = {row[0].strip("`"): int(row[1]) for row in rows("## Differences on purpose") if row[1].isdigit()}
    assert listed == Counter(qic.differences().values())


def test_each_difference_names_a_test_that_is_there():
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "analysis").glob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", DOCUMENT))
    assert len(named) > 15
    assert {name for name in named if f"def {name}(" not in tests} == set()
    assert all("test_" in row[-1] or row[-1] == "the same" for row in rows("## Differences on purpose"))


def test_the_numbers_of_agreement_are_those_of_the_cases():
    outside = len(qic.differences())
    said = re.search(r"\| qicharts2 [\d.]+ `qic\(\)` \| ([\d,]+) \| ([\d,]+) [^|]*\| (\d+) \| (\d+) \|", DOCUMENT)
    all_cases, agree, differ, left_out = (int(number.replace(",", "")) for number in said.groups())
    assert differ == outside
    assert agree == len(qic.cases()) - outside
    assert all_cases == len(qic.cases()) + left_out


def test_every_kind_and_rule_set_is_described():
    kinds = {name.strip().replace("'", "_PRIME") for row in rows("## Charts") for name in row[0].split(",")}
    assert kinds == {kind.name for kind in ChartKind}
    named = {row[0].split("`")[1] for row in rows("## Rule sets")}
    assert named == {rules.name for rules in vars(RuleSet).values() if isinstance(rules, RuleSet)}
