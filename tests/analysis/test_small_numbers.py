"""Small numbers: which of several are held back, so that their sum gives none away."""

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.small_numbers import LEAST, held_back, hide_each_other, is_small, shown

ROOT = Path(__file__).parents[2]


def test_a_number_may_be_said_from_the_threshold():
    assert [shown(count, 7) for count in (0, 6, 7, 8)] == [None, None, 7, 8]
    assert (is_small(LEAST - 1), is_small(LEAST)) == (True, False)


def test_one_that_is_small_takes_the_next_smallest_with_it():
    assert held_back([12, 3, 40, 9]) == {1, 3}
    assert held_back([9, 9, 3]) == {0, 2}  # the first of two alike


def test_two_small_ones_that_hide_each_other_take_nobody():
    assert held_back([2, 3, 40]) == {0, 1}
    assert held_back([1, 1, 40, 50]) == {0, 1, 2}  # two of one each are known from their sum


def test_where_none_is_small_all_are_said_and_nothing_is_said_of_nothing():
    assert held_back([5, 6, 0]) == frozenset()
    assert held_back([0, 0, 4]) == {2}
    assert held_back([]) == frozenset()


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(5, 12))
def test_what_is_held_back_is_small_or_needed_and_hides_each_other(counts, threshold):
    held = held_back(counts, threshold)
    assert {place for place, count in enumerate(counts) if count and is_small(count, threshold)} <= held
    rest = {place for place, count in enumerate(counts) if count} - held
    if held and rest:  # else all are held back, and no more can be
        assert hide_each_other([counts[place] for place in held], threshold)
    for place in held:
        others = [counts[each] for each in held - {place}]
        assert is_small(counts[place], threshold) or not hide_each_other(others, threshold)


def test_no_other_module_has_a_threshold_of_its_own():
    """A number that is compared with under the name of something small, or of what is counted from."""
    found = [
        f"{path.relative_to(ROOT)}: {name.id}"
        for path in sorted((ROOT / "tracker").rglob("*.py"))
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value == LEAST
        for name in node.targets
        if isinstance(name, ast.Name)
        and {"SMALL", "LEAST", "THRESHOLD", "COUNTED"} & set(name.id.strip("_").split("_"))
    ]
    assert found == ["tracker/analysis/small_numbers.py: LEAST"]
