import pytest

from tests.charts import cases
from tests.charts.drawing import Drawing, places
from tracker.charts.draw.sparkline import CARD, ROW, TEXT, sparkline


def draw(case, language, **options):
    return Drawing(sparkline(*case, language, **options))


@pytest.mark.parametrize(("size", "measures"), [(CARD, "0 0 252 76"), (ROW, "0 0 168 40"), (TEXT, "0 0 84 20")])
def test_sizes(nb, size, measures):
    assert draw(cases.still(), nb, size=size).root.get("viewBox") == measures


def test_it_has_a_name(nb, en):
    assert draw(cases.better(), nb).root.get("aria-label") == "Median 48\u00a0%, siste 71\u00a0%"
    assert draw(cases.better(), en).root.get("aria-label") == "Median 48%, latest 71%"
    assert draw(cases.few_points(), nb).root.get("aria-label") == "siste 58\u00a0%"


def test_a_run_is_a_heavy_line_and_the_last_point_has_its_mark(nb):
    drawing = draw(cases.better(), nb)
    assert len(places(drawing.one("sl-better"))) == 18
    assert len(drawing.all("rc-better")) == 1
    assert len(draw(cases.worse(), nb).all("rc-worse")) == 1


def test_a_gap_parts_the_line(nb):
    assert len(draw(cases.chair(), nb).all("sl-line")) == 2


def test_goal_and_median(nb):
    drawing = draw(cases.better(), nb)
    assert len(drawing.all("rc-band")) == len(drawing.all("sl-goal")) == len(drawing.all("sl-median")) == 1


def test_a_goal_range_lies_between_its_two_ends(nb):
    drawing = draw(cases.goal_range(), nb)
    band = drawing.one("rc-band")
    high, low = (float(line.get("d").split()[1].split("H")[0]) for line in drawing.all("sl-goal"))
    assert float(band.get("y")) == high
    assert float(band.get("y")) + float(band.get("height")) == pytest.approx(low, abs=0.11)
    assert draw(cases.few_points(), nb).all("sl-median") == []
    assert len(draw(cases.two_phases(), nb).all("sl-median")) == 2


def test_in_running_text_there_is_only_the_line_and_its_end(nb):
    drawing = draw(cases.better(), nb, size=TEXT)
    assert drawing.all("sl-median") == drawing.all("sl-goal") == []
    assert drawing.one("sl-end").get("class") == "sl-end sl-end-better"


def test_rows_share_a_range(nb):
    low, high = (draw(case, nb, size=ROW, scale=(0, 100)) for case in (cases.still(), cases.held()))
    assert places(low.one("sl-line"))[1] > places(high.one("sl-line"))[1]


def test_a_constant_series_and_no_series_can_be_drawn(nb):
    assert draw(cases.constant(target=None), nb).sound()
    assert draw(cases.nothing(), nb).sound()
    assert draw(cases.one_point(), nb).sound()
