"""Nothing is cut at the paper's edge, names do not run into each other, and lines leave texts alone."""

from datetime import date
from itertools import pairwise

import pytest

from tests.charts import cases
from tests.charts.drawing import Drawing, draw, places
from tracker.charts.draw.canvas import Box, text_width, upright
from tracker.charts.draw.lane import NARROW as SLIM
from tracker.charts.draw.lane import WIDE as LANE
from tracker.charts.draw.lane import TimeSpan, lane
from tracker.charts.draw.margins import fitted
from tracker.charts.draw.svg import FULL, NARROW, WIDE
from tracker.charts.plot import Flag, FlagKind
from tracker.charts.shown import shown
from tracker.charts.words.axis import axis_is_whole_again

DIGIT = 8.0


@pytest.mark.parametrize(("largest", "size"), [(1_200_000, WIDE), (600_000, NARROW), (600_000, WIDE)])
def test_large_values_stand_inside_the_paper(nb, largest, size):
    values = [largest * part for part in (0.2, 0.9, 0.4, 0.7, 0.3, 0.8, 0.5, 0.6, 1.0, 0.2, 0.7, 0.4, 0.9)]
    drawing = draw(cases.charted(values, target=largest), nb, size)
    for text in drawing.all("rc-tick"):
        if text.get("text-anchor") == "end":
            assert float(text.get("x")) >= len(text.text.replace("\u00a0", "")) * DIGIT
    for text in drawing.all("rc-label"):
        assert float(text.get("x")) + text_width(text.text, 13) <= size.width


def test_small_values_keep_the_usual_margins(nb):
    assert fitted([shown(*cases.chair())], nb, WIDE) == WIDE


@pytest.mark.parametrize("first", range(1, 53, 3))
@pytest.mark.parametrize("size", [WIDE, FULL, NARROW])
def test_names_of_months_never_touch(nb, first, size):
    for count in (20, 60, 104, 160):
        texts = draw(cases.charted([5.0] * count, periods=cases.weeks(first, count, 2024)), nb, size).all("rc-month")
        ends = [
            (float(t.get("x")) - text_width(t.text, 12) / 2, float(t.get("x")) + text_width(t.text, 12) / 2)
            for t in texts
        ]
        assert all(later[0] - earlier[1] >= 4 for earlier, later in pairwise(ends))


@pytest.mark.parametrize("months", range(3, 40))
def test_names_of_months_under_the_lanes_never_touch(nb, months):
    span = TimeSpan(date(2024, 10, 1), date(2024 + (9 + months) // 12, (9 + months) % 12 + 1, 1))
    for size in (LANE, SLIM):
        texts = Drawing(lane(*cases.falls(), nb, span, chart_id="l", size=size, last=True)).all("rc-tick")
        row = [text for text in texts if text.get("text-anchor") is None]
        starts = [float(text.get("x")) for text in row]
        ends = [float(text.get("x")) + text_width(text.text, 12.5) for text in row]
        assert all(later - end >= 2 for end, later in zip(ends, starts[1:], strict=False))


def test_a_line_leaves_texts_alone():
    assert upright(10, 0, 100, [Box(0, 20, 40, 60)]) == "M10.0 0.0V40.0M10.0 60.0V100.0"
    assert upright(10, 0, 100, [Box(20, 30, 40, 60)]) == "M10.0 0.0V100.0"


def test_flag_lines_stop_at_the_text_of_a_bracket(nb):
    flags = tuple(Flag(at, FlagKind.TEST, cases.thursday(20 + at), "x") for at in range(1, 9))
    drawing = draw(cases.better(flags=flags, freeze=12), nb)
    (text,) = drawing.all("rc-brtext")
    right, base = float(text.get("x")), float(text.get("y"))
    left = right - text_width(text.text, 13)
    for path in drawing.all("rc-note"):
        x, *_rest = places(path)[2:]
        if left < x < right:
            assert path.get("d").count("M") == 2, "the line has a gap"
            assert any(abs(number - (base + 4)) < 0.2 for number in places(path))


def test_the_axis_of_lanes_is_that_of_the_measurements(nb):
    old = Flag(1, FlagKind.INTERVENTION, date(2019, 3, 1), "Gammelt")
    new = Flag(2, FlagKind.INTERVENTION, date(2026, 3, 1), "Nytt")
    case = cases.falls(flags=(old, new))
    span = TimeSpan.around([case[1]])
    assert span == TimeSpan(date(2025, 1, 1), date(2026, 10, 31))
    assert not span.holds(old.on)
    drawing = Drawing(lane(*case, nb, span, chart_id="l", first=True))
    assert drawing.text("rc-before") == "1 før"
    assert len(drawing.all("rc-note")) == 1


def test_an_axis_begins_where_it_was_chosen_and_says_so(nb):
    values = [95, 97, 94, 98, 96, 95, 97, 99, 96, 95, 98, 97, 96]
    case = cases.charted(values, axis_from=90.0, target=98, **cases.SHARE)
    drawing = draw(case, nb)
    assert drawing.text("rc-unit") == "Aksen begynner på 90\u00a0%"
    assert axis_is_whole_again(shown(*case), nb) == ""
    said = Drawing(lane(*case, nb, TimeSpan.around([case[1]]), chart_id="l"))
    assert said.text("rc-unit") == "Aksen begynner på 90\u00a0%"


def test_an_axis_is_whole_again_when_a_point_falls_under_it(nb):
    values = [95, 97, 94, 98, 96, 95, 97, 99, 96, 95, 98, 97, 88]
    case = cases.charted(values, axis_from=90.0, **cases.SHARE)
    assert draw(case, nb).texts("rc-unit") == []
    assert axis_is_whole_again(shown(*case), nb).replace("\u00a0", " ") == (
        "Aksen begynner på 0 igjen: Uke 22 er 88 %, under 90 % som var valgt."
    )
    goal = cases.charted([95] * 13, axis_from=90.0, target=80, **cases.SHARE)
    assert "et mål er 80" in axis_is_whole_again(shown(*goal), nb)
