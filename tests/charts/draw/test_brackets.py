"""Brackets: over or under each run, saying what it is, on nothing else."""

import pytest

from tests.charts import cases
from tests.charts.drawing import draw, places
from tracker.analysis import ChartKind, Verdict
from tracker.charts.draw.canvas import text_width
from tracker.charts.draw.svg import NARROW
from tracker.charts.words import summary


def test_the_bracket_counts_what_the_sentence_counts(nb):
    case = cases.chair()
    assert draw(case, nb).text("rc-brtext") == "Skift: 11 uker over medianen"
    assert summary.summary(*case, nb, Verdict.BETTER).startswith(
        "De 11 siste ukene ligger alle over medianen på 58\u00a0%."
    )
    assert len(draw(case, nb).all("rc-better")) == 11


def test_the_narrow_bracket_is_short(nb):
    assert draw(cases.chair(), nb, NARROW).text("rc-brtext") == "Skift: 11 uker"


@pytest.mark.parametrize(
    ("case", "kind"), [(cases.better, "better"), (cases.worse, "worse"), (cases.neutral, "neutral")]
)
def test_a_bracket_is_always_there_with_marked_points(nb, case, kind):
    drawing = draw(case(), nb)
    assert len(drawing.all("rc-bracket")) == 1
    assert drawing.one("rc-bracket").get("class").endswith(f"rc-br-{kind}")


def test_an_earlier_run_keeps_its_bracket(nb):
    assert draw(cases.ended_run(), nb).text("rc-brtext") == "Skift: 9 uker under medianen"


def test_few_crossings_mark_no_point(nb):
    drawing = draw(cases.few_crossings(), nb)
    assert drawing.all("rc-bracket") == []
    assert len(drawing.all("rc-dot")) == 20


def test_points_outside_limits_are_named(nb):
    values = [50, 52, 49, 51, 50, 48, 52, 51, 49, 50, 51, 90, 50, 52]
    drawing = draw(cases.charted(values, kind=ChartKind.I, **cases.SHARE), nb)
    assert "Utenfor grensen" in drawing.texts("rc-brtext")


def test_a_point_beyond_the_limits_within_a_run_needs_no_bracket_of_its_own(nb):
    """Such brackets found room only far from their points; the words tell each of them."""
    reading, plot = cases.chair(kind=ChartKind.P_PRIME)
    assert sum(len(signal.points) == 1 for signal in reading.signals) > 1
    assert [text for text in draw((reading, plot), nb).texts("rc-brtext") if "Utenfor" in text] == []
    assert sum("over den øvre grensen" in line for line in summary.reasons(reading, plot, nb)) > 1


def test_a_bracket_lies_on_neither_the_centre_line_nor_the_data(nb):
    """Few infections: the run touches the axis, so its bracket has room only above, where the median lies."""
    drawing = draw(cases.rare(), nb)
    height = places(drawing.one("rc-bracket"))[2]
    medians = {places(path)[1] for path in drawing.all("rc-median")}
    assert all(abs(height - median) >= 5 for median in medians)
    text = drawing.one("rc-brtext")
    right = float(text.get("x"))
    left = right - text_width(text.text, 13)
    dots = [dot for dot in drawing.all("rc-dot") if left <= float(dot.get("cx")) <= right]
    lower = float(text.get("y"))
    assert not [dot for dot in dots if lower - 12 <= float(dot.get("cy")) <= lower]
