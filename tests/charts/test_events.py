"""Points between events: joined whatever time lies between, and counted as points, never as days."""

from datetime import date, timedelta

from tests.charts.cases import charted
from tracker.analysis import Direction, Period, PeriodKind
from tracker.analysis.verdict import verdict
from tracker.charts import table
from tracker.charts.draw import plotly, sparkline, svg
from tracker.charts.words import summary
from tracker.text.locale import Locale

NB = Locale.of("nb")
GAPS = [20, 31, 18, 25, 22, 29, 17, 27, 24, 30, 19, 26, 41, 45, 38, 52, 47, 44, 49, 40]


def between():
    day, days = date(2025, 1, 6), []
    for gap in GAPS:
        day += timedelta(days=gap)
        days.append(Period(PeriodKind.DAY, day))
    fields = {"periods": tuple(days), "unit": "dager", "by_events": True, "decimals": 0, "freeze": 12}
    return charted([float(gap) for gap in GAPS], direction=Direction.HIGHER, **fields)


def test_the_line_is_whole():
    reading, plot = between()
    drawing = str(svg.run_chart(reading, plot, NB, chart_id="t"))
    assert drawing.count('class="rc-line"') == 1
    assert str(sparkline.sparkline(reading, plot, NB)).count('class="sl-line"') == 1
    line = next(trace for trace in plotly.figure(reading, plot, NB)["data"] if trace["name"] == "line")
    assert line["y"] == GAPS


def test_points_are_counted_as_points():
    reading, plot = between()
    said = summary.summary(reading, plot, NB, verdict(reading))
    assert said.startswith("De 9 siste punktene ligger alle over medianen")
    assert "dagene" not in " ".join(summary.method(reading, plot, NB))
    few = charted([20.0, 30.0], periods=plot.periods[:2], by_events=True)
    assert summary.summary(*few, NB, verdict(few[0])).startswith("2 punkter er målt")


def test_a_row_is_named_by_the_day_of_its_event():
    reading, plot = between()
    assert table.rows(reading, plot, NB)[0].name == NB.day(plot.periods[-1].start)
