"""Three versions of a field become one, or a question."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.merge import Change, merge

texts = st.tuples(st.tuples(st.sampled_from("abc")))
rows = st.tuples(st.lists(st.sampled_from("12345"), unique=True, max_size=4).map(tuple))


def one(base, mine, theirs, **options):
    [field] = merge({"x": ((base,),)}, {"x": ((mine,),)}, {"x": ((theirs,),)}, **options)
    return field.change, field.joined[0][0]


def of_lists(base, mine, theirs):
    [field] = merge({"x": (base,)}, {"x": (mine,)}, {"x": (theirs,)}, lists=["x"])
    return field.change, field.joined[0]


def test_what_nobody_changed_stays():
    assert one("a", "a", "a") == (Change.NOBODY, "a")


def test_what_one_changed_is_taken():
    assert one("a", "b", "a") == (Change.MINE, "b")
    assert one("a", "a", "b") == (Change.THEIRS, "b")


def test_the_same_change_by_both_is_no_question():
    assert one("a", "b", "b") == (Change.NOBODY, "b")


def test_different_changes_are_asked_about():
    assert one("a", "b", "c") == (Change.BOTH, "b")


def test_lists_that_both_only_added_to_are_joined():
    assert of_lists(("1",), ("1", "2"), ("3", "1")) == (Change.ADDED, ("1", "3", "2"))


def test_a_list_one_took_from_is_asked_about():
    assert of_lists(("1", "2"), ("1",), ("1", "2", "3"))[0] is Change.BOTH


def test_the_order_of_a_list_says_nothing():
    assert of_lists(("1", "2"), ("2", "1"), ("1", "2", "3")) == (Change.THEIRS, ("1", "2", "3"))


def test_a_field_that_was_not_there_is_compared_with_what_is_stored():
    [field] = merge({}, {"x": (("b",),)}, {"x": (("a",),)})
    assert field.change is Change.MINE


def test_a_field_that_is_no_longer_stored_is_left_out():
    assert merge({"x": (("a",),)}, {"x": (("b",),)}, {}) == []


@given(texts, texts, texts)
def test_no_change_is_lost(base, mine, theirs):
    [field] = merge({"x": base}, {"x": mine}, {"x": theirs})
    if field.change is not Change.BOTH:
        assert mine in {base, field.joined}
        assert theirs in {base, field.joined}


@given(texts, texts, texts)
def test_who_is_who_makes_no_difference(base, mine, theirs):
    mirrored = {Change.MINE: Change.THEIRS, Change.THEIRS: Change.MINE}
    [one_way] = merge({"x": base}, {"x": mine}, {"x": theirs})
    [other_way] = merge({"x": base}, {"x": theirs}, {"x": mine})
    assert mirrored.get(one_way.change, one_way.change) is other_way.change


@given(rows, rows, rows)
def test_all_that_was_added_to_a_list_is_there(base, mine, theirs):
    [field] = merge({"x": base}, {"x": mine}, {"x": theirs}, lists=["x"])
    if field.change is Change.ADDED:
        assert set(field.joined[0]) == set(mine[0]) | set(theirs[0])
