"""What lies behind and around the points: goals, pauses, medians, phases, limits."""

import pytest

from tests.charts import cases
from tests.charts.drawing import draw, places
from tracker.charts.draw.svg import WIDE
from tracker.charts.plot import EarlierTarget, Pause


def test_a_frozen_baseline_is_solid_and_its_extension_dashed(nb):
    drawing = draw(cases.better(), nb)
    solid, dashed = drawing.all("rc-median")
    assert "rc-ext" not in solid.get("class")
    assert "rc-ext" in dashed.get("class")
    assert places(solid)[-1] == places(dashed)[0]
    dots = [float(dot.get("cx")) for dot in drawing.all("rc-dot")]
    assert places(solid)[-1] == dots[11]
    assert places(dashed)[-1] == WIDE.width - WIDE.right


def test_a_median_of_the_whole_phase_is_solid_throughout(nb):
    assert draw(cases.still(), nb).all("rc-ext") == []


def test_each_phase_has_its_own_median_and_name_and_a_line_between(nb):
    drawing = draw(cases.chair(), nb)
    assert len({places(path)[1] for path in drawing.all("rc-median")}) == 2
    assert drawing.texts("rc-phase") == ["Før", "Stol på veggen"]
    assert drawing.text("rc-label-in") == "Median 40\u00a0%"
    assert len(drawing.all("rc-break")) == 1


def test_the_phase_line_stands_midway_between_two_periods(nb):
    drawing = draw(cases.two_phases(), nb)
    dots = sorted(float(dot.get("cx")) for name in ("rc-dot", "rc-hollow") for dot in drawing.all(name))
    assert places(drawing.one("rc-break"))[0] == pytest.approx((dots[11] + dots[12]) / 2, abs=0.2)


def test_an_intervention_that_starts_the_phase_sits_on_its_line_without_a_line_of_its_own(nb):
    drawing = draw(cases.chair(), nb)
    x = places(drawing.one("rc-break"))[0]
    assert float(drawing.all("rc-flag")[0].get("x")) + 10 == pytest.approx(x, abs=0.1)
    assert len(drawing.all("rc-note")) == 3


def test_the_goal_range_lies_towards_the_better_end(nb):
    up, down = draw(cases.better(), nb).one("rc-band"), draw(cases.worse(), nb).one("rc-band")
    assert float(up.get("y")) == WIDE.top
    assert float(down.get("y")) + float(down.get("height")) == pytest.approx(WIDE.height - WIDE.bottom, abs=0.2)


def test_the_goal_range_is_hatched(nb):
    hatched = [rect for rect in draw(cases.better(), nb).root.iter("rect") if rect.get("fill") == "url(#c-h)"]
    assert len(hatched) == 1


def test_a_goal_without_direction_is_a_line_only(nb):
    drawing = draw(cases.neutral(target=80), nb)
    assert drawing.all("rc-band") == []
    assert len(drawing.all("rc-goal")) == 1


def test_a_goal_between_two_values_is_a_band_with_two_edges(nb):
    drawing = draw(cases.goal_range(), nb)
    assert len(drawing.all("rc-goal")) == 2
    assert "Målområde" in drawing.texts("rc-goaltext")


def test_an_earlier_goal_stays_where_it_was(nb):
    earlier, now = draw(cases.moved_goal(), nb).all("rc-goal")
    assert places(earlier)[-1] == places(now)[0]
    assert places(earlier)[1] > places(now)[1]


def test_an_earlier_goal_from_before_the_chart_is_not_drawn(nb):
    old = (EarlierTarget(cases.date(2020, 1, 1), 60.0),)
    assert len(draw(cases.still(earlier_targets=old), nb).all("rc-goal")) == 1


def test_an_earlier_range_stays_where_it_was_and_nothing_where_nothing_was_aimed_at(nb):
    ends = cases.date(2026, 3, 1), cases.date(2026, 4, 30)
    earlier = (EarlierTarget(ends[0], low=40.0, high=60.0), EarlierTarget(ends[1]))
    drawing = draw(cases.still(earlier_targets=earlier), nb)
    low, high, now = (places(line) for line in drawing.all("rc-goal"))
    assert low[-1] == high[-1] < now[0]
    assert len(drawing.all("rc-band")) == 2


def test_the_reason_of_a_pause_moves_up_where_a_line_would_cross_it_at_the_foot_alone(nb):
    def foot(case):
        return float(draw(case, nb).one("rc-gap").get("transform").split()[1].rstrip(")"))

    usual = foot(cases.chair())
    assert foot(cases.chair(centre=0.2, target=None)) < usual
    assert foot(cases.chair(target=20)) == usual, "both ends are crossed"


def test_a_pause_is_hatched_with_its_reason(nb):
    drawing = draw(cases.chair(), nb)
    assert drawing.one("rc-pause").get("fill") == "url(#c-g)"
    assert drawing.text("rc-gap") == "Ferie: ingen måling"


def test_a_pause_outside_the_chart_is_not_drawn(nb):
    pause = Pause(cases.date(2020, 1, 1), cases.date(2020, 2, 1), "Før vår tid")
    assert draw(cases.chair(pauses=(pause,)), nb).all("rc-pause") == []


def test_control_limits_are_a_band_with_edges(nb):
    drawing = draw(cases.control_chart(), nb)
    assert len(drawing.all("rc-limitband")) == 1
    assert "Midtlinje 50\u00a0%" in drawing.texts("rc-label")
    assert draw(cases.still(), nb).all("rc-limitband") == []


def test_a_centre_line_decided_point_by_point_is_drawn_in_steps(nb):
    centre = [50.0] * 10 + [55.0] * 10
    (line,) = draw(cases.still(centre=centre), nb).all("rc-median")
    assert len(set(places(line)[1::3])) == 2
