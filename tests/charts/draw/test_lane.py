from datetime import date
from itertools import pairwise

import pytest

from tests.charts import cases
from tests.charts.drawing import Drawing, places
from tracker.charts.draw.lane import NARROW, TALL, WIDE, TimeSpan, lane

SPAN = TimeSpan(date(2025, 1, 1), date(2026, 11, 30))


def draw(case, language, **options):
    return Drawing(lane(*case, language, options.pop("span", SPAN), chart_id="l", **options))


def note_lines(drawing):
    return [places(path)[-1 if "L" not in path.get("d") else 2] for path in drawing.all("rc-note")]


def test_a_lane_is_888_by_150_and_grows_with_its_strip_and_its_months(nb):
    assert draw(cases.falls(), nb).root.get("viewBox") == "0 0 888 150"
    assert draw(cases.falls(), nb, size=TALL, first=True).root.get("viewBox") == "0 0 888 208"
    assert draw(cases.falls(), nb, last=True).root.get("viewBox") == "0 0 888 168"


def test_flags_go_through_every_lane_at_the_same_place(nb):
    lanes = [
        draw(cases.falls(flags=cases.FLAGS), nb, first=True),
        draw(cases.chair(), nb),
        draw(cases.minutes(flags=cases.FLAGS), nb, last=True),
    ]
    places_of = [[places(path)[-1] for path in one.all("rc-note")] for one in lanes]
    assert [len(one.all("rc-note")) for one in lanes] == [4, 4, 4]
    feet = [[path.get("d").split("L")[-1].split("M")[-1].split()[0] for path in one.all("rc-note")] for one in lanes]
    assert feet[0] == feet[1] == feet[2]
    assert len(places_of) == 3


def test_only_the_first_lane_carries_the_flags_and_the_last_the_months(nb):
    first, last = draw(cases.chair(), nb, first=True), draw(cases.chair(), nb, last=True)
    assert first.texts("rc-flagtext") == ["1", "3"]
    assert last.texts("rc-flagtext") == []
    assert "jan 2025" in last.texts("rc-tick")
    assert "jan 2026" in last.texts("rc-tick")
    assert "jan 2025" not in first.texts("rc-tick")


def test_bars_below_line_up_with_the_flags(nb):
    foot = draw(cases.minutes(flags=cases.FLAGS[:1]), nb).one("rc-note").get("d")
    assert SPAN.percent(cases.FLAGS[0].on) == pytest.approx(100 * float(foot[1:].split()[0]) / WIDE.width, abs=0.02)


def test_a_dense_run_is_a_heavy_line_with_marks_at_its_ends(nb):
    drawing = draw(cases.chair(), nb)
    assert len(drawing.all("sl-better")) == 1
    assert len(drawing.all("rc-better")) == 2


def test_a_roomy_run_shows_every_mark(nb):
    assert len(draw(cases.falls(), nb).all("rc-better")) == 8


def test_a_narrow_lane_stands_alone_and_begins_later(nb):
    drawing = draw(cases.falls(flags=cases.FLAGS), nb, span=SPAN.latest(), size=NARROW)
    assert drawing.root.get("viewBox") == "0 0 340 186"
    assert drawing.texts("rc-flagtext") == ["1", "3"]
    assert "jan 2026" in drawing.texts("rc-tick")
    assert len(drawing.all("rc-dot")) == 2
    assert "Med. 4,7" in drawing.texts("rc-label")


def test_the_shared_span_holds_every_period_and_flag():
    plots = [cases.falls()[1], cases.chair()[1]]
    assert TimeSpan.around(plots) == TimeSpan(date(2025, 1, 1), date(2026, 11, 30))
    assert TimeSpan.around([]) is None


def test_the_latest_months_of_a_span():
    assert SPAN.latest(11) == TimeSpan(date(2026, 1, 1), date(2026, 11, 30))
    assert TimeSpan(date(2026, 5, 1), date(2026, 6, 30)).latest() == TimeSpan(date(2026, 5, 1), date(2026, 6, 30))


def test_a_lane_without_points_says_when_they_come(nb):
    drawing = draw(cases.nothing(), nb)
    assert " ".join(drawing.texts("rc-empty")) == "Første punkt kommer når uke 13 er registrert."


def test_a_lane_of_a_short_series_tells_how_far_it_has_come(nb):
    assert draw(cases.few_points(), nb).text("rc-few") == "6 av 12"


def test_a_lane_of_another_time_draws_its_axes(nb):
    span = TimeSpan(date(2027, 1, 1), date(2027, 6, 30))
    assert draw(cases.still(), nb, span=span, first=True, last=True).sound()


def test_names_of_months_never_touch(nb):
    for years in (1, 2, 3, 4):
        for first in range(1, 13):
            case = cases.charted(list(range(12 * years)), periods=cases.months(2024, first, 12 * years))
            span = TimeSpan.around([case[1]])
            for size in (WIDE, NARROW):
                drawn = Drawing(lane(*case, nb, span, chart_id="c", size=size, first=True, last=True))
                row = [text for text in drawn.all("rc-tick") if text.get("text-anchor") is None]
                ends = [(float(text.get("x")), float(text.get("x")) + 7.5 * len(text.text)) for text in row]
                assert all(end < begin for (_, end), (begin, _) in pairwise(ends)), [text.text for text in row]
