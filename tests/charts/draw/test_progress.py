"""Progress drawn: gaps are gaps, names at the ends do not cover each other, and a row shows where the two differ."""

from tracker.charts.draw.progress.line import NARROW, ScoredMonth, progress_line
from tracker.charts.draw.progress.scale import progress_scale

NUMBERS = ["0", "1", "2", "3", "4", "5"]


def drawn(*values, **options):
    months = [ScoredMonth(str(place), team, host) for place, (team, host) in enumerate(values)]
    return progress_line(months, spoken="<b>", team="Teamet", host="Vertskap", numbers=NUMBERS, **options)


def test_a_month_nobody_set_is_a_gap_in_both_lines():
    picture = drawn((1.0, 1.0), (1.5, 1.0), (None, None), (2.0, 2.0), (2.5, 2.0))
    assert (picture.count("pg-own-l"), picture.count("pg-host-l")) == (2, 2)
    assert (picture.count("<circle"), picture.count("<rect")) == (4, 4)
    assert "NaN" not in picture
    assert "<b>" not in picture


def test_a_lone_month_is_a_sign_and_no_line():
    picture = drawn((1.0, None))
    assert (picture.count('<path class="pg-'), picture.count("<circle"), picture.count("<rect")) == (0, 1, 0)
    assert "Vertskap" not in picture


def test_names_that_end_at_one_height_stand_apart():
    heights = [float(part.split('y="')[1].split('"')[0]) for part in drawn((3.0, 3.0)).split("rc-label")[1:]]
    assert abs(heights[1] - heights[0]) >= 15


def test_a_narrow_window_shows_the_last_months():
    picture = drawn(*[(1.0, 1.0)] * 10, size=NARROW)
    assert picture.count("<circle") == NARROW.last


def test_a_row_joins_the_two_where_they_differ():
    assert "pg-gap" in progress_scale(3.5, 3.0)
    assert "pg-gap" not in progress_scale(3.0, 3.0)
    assert progress_scale(None, 3.0).count("<circle") == 0
