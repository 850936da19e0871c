"""What is said of a chart, on it: a bubble and a ring for a point, a bar with two feet for a stretch."""

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.charts.cases import chair
from tracker.charts.draw import svg
from tracker.charts.draw.legend import legend
from tracker.charts.plot import ThreadMark


def monday(week):
    return date.fromisocalendar(2026, week, 1)


@pytest.fixture
def draw(nb):
    """Draw the chair with these threads: `draw((8, 35, 44, True))`; first and last alike is a point."""

    def drawn(*threads, size=svg.WIDE):
        marks = tuple(ThreadMark(number, monday(first), monday(last), waits) for number, first, last, waits in threads)
        reading, plot = chair(threads=marks)
        return BeautifulSoup(svg.run_chart(reading, plot, nb, chart_id="c", size=size), "html.parser")

    return drawn


def bars(picture):
    return [(float(bar["x"]), float(bar["y"]), float(bar["width"])) for bar in picture.select("rect.rc-said")]


def test_a_stretch_that_waits_has_a_filled_bar_over_its_weeks_and_covers_no_point(draw):
    picture = draw((8, 35, 44, True))
    ((x, y, width),) = bars(picture)
    assert not picture.select(".rc-said-open")
    first, last = (picture.select_one(f"#c-{monday(week).isoformat()} .rc-hit") for week in (35, 44))
    assert x < float(first["cx"]) < float(last["cx"]) < x + width
    assert y + 4 < svg.WIDE.top  # between the strip and the plot
    feet = {path["d"].split()[0] for path in picture.select("path.rc-note")}
    points = {f"M{circle['cx']}" for circle in picture.select(".rc-hit")}
    assert {f"M{x:.1f}", f"M{x + width:.1f}"} <= feet
    assert not {f"M{x:.1f}", f"M{x + width:.1f}"} & points


def test_an_answered_one_is_outlined_and_so_is_all_that_leaves_the_page(draw):
    assert len(draw((8, 35, 44, False)).select(".rc-said-open")) == 1
    assert len(draw((8, 35, 44, True), size=replace(svg.WIDE, still=True)).select(".rc-said-open")) == 1


def test_a_point_has_a_ring_round_it_that_hides_nothing(draw):
    picture = draw((7, 40, 40, True))
    ring, point = picture.select_one(".rc-ring"), picture.select_one(f"#c-{monday(40).isoformat()} .rc-hit")
    assert (ring["cx"], ring["cy"]) == (point["cx"], point["cy"])
    assert bars(picture) == []


def test_stretches_that_share_weeks_lie_below_each_other(draw):
    heights = [y for _x, y, _width in bars(draw((7, 20, 28, False), (8, 25, 40, True), (9, 42, 44, True)))]
    assert heights[0] == heights[2] < heights[1] < svg.WIDE.top


def test_a_week_without_a_number_has_a_bubble_and_no_ring(draw):
    picture = draw((7, 30, 30, True))
    assert not picture.select(".rc-ring")
    assert "7" in [text.get_text() for text in picture.select(".rc-flagtext")]


def test_what_is_before_the_paper_is_cut_or_left_out(draw):
    assert bars(draw((7, 4, 6, True), size=svg.NARROW)) == []
    ((x, _y, _width),) = bars(draw((7, 4, 44, True), size=svg.NARROW))
    assert x >= svg.NARROW.left


def test_the_key_and_the_text_say_it_too(draw, nb):
    reading, plot = chair(
        threads=(ThreadMark(8, monday(35), monday(44), True), ThreadMark(7, monday(20), monday(20), False))
    )
    texts = [item.text for item in legend(reading, plot, nb)]
    assert texts[-3:] == ["samtale som venter på svar", "samtale", "det samtalen gjelder"]
    said = draw((8, 35, 44, True), (7, 20, 20, False)).desc.get_text()
    assert "Samtale 8 om uke 35 til uke 44 2026 venter på svar. Samtale 7 om uke 20." in said
    reading, plot = chair()
    assert not [text for text in (item.text for item in legend(reading, plot, nb)) if "samtale" in text]
