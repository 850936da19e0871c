from datetime import date

import pytest

from tracker.charts.draw.flags import place, shape
from tracker.charts.plot import Flag, FlagKind


def placed(*xs, right=600):
    flags = [(Flag(at, FlagKind.TEST, date(2026, 1, at), f"Flagg {at}"), float(x)) for at, x in enumerate(xs, 1)]
    return [(mark.label, mark.x) for mark in place(flags, right)]


def test_flags_with_room_stand_where_they_belong():
    assert placed(100, 122, 300) == [("1", 100), ("2", 122), ("3", 300)]


def test_of_two_that_crowd_the_later_steps_right():
    assert placed(100, 110) == [("1", 100), ("2", 122)]


def test_three_that_crowd_become_one():
    assert placed(100, 110, 115) == [("1–3", 107.5)]


def test_a_step_that_reaches_the_next_flag_takes_it_in():
    assert placed(100, 110, 140) == [("1–3", 120)]


def test_crowds_apart_stay_apart():
    assert placed(100, 104, 300, 304, 308) == [("1", 100), ("2", 122), ("3–5", 304)]


def test_a_flag_by_the_right_edge_stays_on_the_paper():
    assert placed(595, 599, right=600) == [("1", 578), ("2", 600)]


def test_a_merged_mark_points_to_each_day():
    flags = [(Flag(at, FlagKind.EVENT, date(2026, 1, at), ""), 100.0 + at) for at in (1, 2, 3)]
    (mark,) = place(flags, 600)
    assert mark.feet == (101, 102, 103)


def test_order_is_by_time_and_not_by_the_list():
    late = (Flag(1, FlagKind.TEST, date(2026, 5, 1), ""), 300.0)
    early = (Flag(2, FlagKind.TEST, date(2026, 1, 1), ""), 100.0)
    assert [mark.label for mark in place([late, early], 600)] == ["2", "1"]


def test_no_flags_no_marks():
    assert place([], 600) == ()


@pytest.mark.parametrize("kind", list(FlagKind))
def test_each_kind_has_its_own_shape(kind):
    others = {shape(0, 0, other) for other in FlagKind if other is not kind}
    assert shape(0, 0, kind) not in others
