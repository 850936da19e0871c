"""The funnel as a drawing: names only where they are given, nothing withheld in it, and bars under the axis of time."""

import numpy as np

from tracker.analysis import ChartKind, Period, PeriodKind, Series, periods_between, read
from tracker.analysis.pooling.funnel import read_funnel
from tracker.charts.draw import svg
from tracker.charts.draw.pooled.contributing import contributing
from tracker.charts.draw.pooled.funnel import NARROW, WIDE, FunnelDot, FunnelPlot, funnel
from tracker.charts.plot import Plot
from tracker.text.locale import Locale

NB = Locale.of("nb")


def drawn(size, *, names=("", "", "", "Berg & Dal")):
    counts, sizes = np.array([30.0, 32, 28, 5]), np.array([40.0, 41, 39, 40])
    reading = read_funnel(counts, sizes, is_share=True)
    dots = [
        FunnelDot(size, 100 * count / size, f"Team {place}", names[place], is_outside=bool(out), is_own=place == 0)
        for place, (count, size, out) in enumerate(zip(counts, sizes, reading.outside, strict=True))
    ]
    style = Plot(title="x", periods=(), is_share=True, decimals=0)
    plot = FunnelPlot(title="Trakt", text="Hva den sier", sizes="svar i uke 1 til uke 12", factor=100.0, style=style)
    return str(funnel(reading, dots, plot, NB, chart_id="f", size=size))


def test_one_outside_is_a_diamond_with_its_name_and_one_own_a_ring():
    for size in (WIDE, NARROW):
        picture = drawn(size)
        assert picture.count('class="fu-out"') == 1
        assert picture.count('class="rc-dot"') == 3
        assert picture.count('class="fu-own"') == 1
        assert ">Berg &amp; Dal</text>" in picture
        assert "svar i uke 1 til uke 12" in picture


def test_without_names_no_name_is_written():
    assert "fu-name" not in drawn(WIDE, names=("", "", "", ""))


def test_both_drawings_lie_within_their_paper():
    for size in (WIDE, NARROW):
        xs = [float(part.split('"')[1]) for part in drawn(size).split(" cx=")[1:]]
        assert all(size.left <= x <= size.width - size.right for x in xs)


def test_one_bar_a_point_is_as_tall_as_the_part_of_the_teams():
    periods = periods_between(Period.numbered(PeriodKind.WEEK, 2026, 1), Period.numbered(PeriodKind.WEEK, 2026, 4))
    reading = read(Series(ChartKind.RUN, [5, 6, 7, 8], [10] * 4, multiplier=100))
    plot = Plot.of(reading, title="x", periods=periods, is_share=True)
    counts = [8, 4, 0, 8]
    picture = str(contributing(reading, plot, NB, counts, total=8, chart_id="c", size=svg.WIDE))
    heights = [float(part.split('height="')[1].split('"')[0]) for part in picture.split("<rect ")[1:]]
    assert heights == [44.0, 22.0, 0.0, 44.0]
    assert 'aria-label="Team som bidro til hvert punkt: fra 0 til 8 av 8."' in picture
    assert "8 av 8</text>" in picture
