"""The run chart, element by element, as UX.md section 5 lists them."""

from itertools import pairwise

import pytest

from tests.charts import cases
from tests.charts.drawing import Drawing, draw, places
from tracker.analysis import Direction, Mark, PeriodKind
from tracker.charts.draw.canvas import text_width
from tracker.charts.draw.svg import NARROW, WIDE, run_chart
from tracker.charts.plot import Flag, FlagKind, Pause


def test_size_is_784_by_384_and_360_by_330(nb):
    assert draw(cases.chair(), nb).root.get("viewBox") == "0 0 784 384"
    assert draw(cases.chair(), nb, NARROW).root.get("viewBox") == "0 0 360 330"


def test_it_is_one_image_with_a_name_and_a_description(nb):
    drawing = draw(cases.chair(), nb, chart_id="seated")
    assert drawing.root.get("role") == "img"
    assert drawing.root.get("aria-labelledby") == "seated-t seated-d"
    assert drawing.root.find("title").text == "Satte legen seg ned under visitten?"
    assert "Skift: 11 uker over medianen." in drawing.root.find("desc").text


def test_ids_begin_with_the_charts_own(nb):
    found = draw(cases.chair(), nb, chart_id="m7").ids()
    assert found[:4] == ["m7-t", "m7-d", "m7-h", "m7-g"]
    assert found[4] == "m7-2026-01-05", "a point is named after its period"
    assert all(name.startswith("m7-") for name in found)


def test_a_gap_parts_the_line(nb):
    drawing = draw(cases.chair(), nb)
    first, second = (places(path) for path in drawing.all("rc-line"))
    assert len(first) == 2 * 26
    assert len(second) == 2 * 14


def test_a_period_that_is_not_even_listed_parts_the_line_too(nb):
    periods = (*cases.weeks(10, 6), *cases.weeks(18, 6))
    drawing = draw(cases.charted(list(range(40, 52)), periods=periods), nb)
    assert len(drawing.all("rc-line")) == 2


def test_missing_is_never_drawn_as_zero(nb):
    drawing = draw(cases.chair(), nb)
    assert len(drawing.tooltips()) == 40
    base = 384 - 46
    assert all(y < base for path in drawing.all("rc-line") for y in places(path)[1::2])


@pytest.mark.parametrize(
    ("case", "name", "shape", "count"),
    [
        (cases.better, "rc-better", "circle", 9),
        (cases.worse, "rc-worse", "rect", 9),
        (cases.neutral, "rc-neutral", None, 9),
        (cases.excluded, "rc-excluded", "circle", 1),
    ],
)
def test_each_mark_has_its_own_shape(nb, case, name, shape, count):
    found = draw(case(), nb).all(name)
    assert len(found) == count
    assert shape is None or all(element.find(shape) is not None for element in found)


def test_marks_have_the_sizes_of_the_design(nb):
    assert draw(cases.better(), nb).all("rc-better")[0].find("circle").get("r") == "5.8"
    assert draw(cases.worse(), nb).all("rc-worse")[0].find("rect").get("width") == "10.8"
    assert {dot.get("r") for dot in draw(cases.still(), nb).all("rc-dot")} == {"3.2"}


def test_points_on_the_median_are_hollow(nb):
    reading, plot = cases.chair()
    on_median = int((reading.marks == Mark.ON_CENTRE).sum())
    assert on_median == 2
    assert len(draw((reading, plot), nb).all("rc-hollow")) == on_median


def test_a_small_denominator_makes_a_small_point_and_says_so(nb):
    drawing = draw(cases.small_denominators(), nb)
    small = [point for name in ("rc-dot", "rc-hollow") for point in drawing.all(name) if point.get("r") == "2.0"]
    assert len(small) == 4
    assert sum("Få visitter" in text for text in drawing.tooltips()) == 4


def test_an_excluded_point_stays_with_its_reason(nb):
    (text,) = [text for text in draw(cases.excluded(), nb).tooltips() if "Holdt utenfor" in text]
    assert "strømbrudd" in text


def test_labels_stand_apart_at_the_right_end(nb):
    drawing = draw(cases.chair(), nb)
    labels = {element.text: float(element.get("y")) for element in drawing.all("rc-label")}
    assert set(labels) == {"86\u00a0%", "Mål 80\u00a0%", "Median 58\u00a0%"}
    heights = sorted(labels.values())
    assert all(after - before >= 15.9 for before, after in pairwise(heights))


def test_the_last_value_takes_the_colour_of_its_mark(nb):
    assert "rc-t-better" in draw(cases.better(), nb).one("rc-last").get("class")
    assert "rc-t-worse" in draw(cases.worse(), nb).one("rc-last").get("class")
    assert draw(cases.still(), nb).one("rc-last").get("class") == "rc-label rc-last"


def test_flags_have_numbers_shapes_and_dotted_lines(nb):
    drawing = draw(cases.chair(), nb)
    assert drawing.texts("rc-flagtext") == ["1", "3"]
    assert drawing.texts("rc-flagtext-open") == ["2", "4"]
    assert len(drawing.all("rc-flag")) == 2
    assert len(drawing.all("rc-flag-open")) == 2


def test_crowded_flags_merge(nb):
    drawing = draw(cases.crowded_flags(), nb, NARROW)
    assert drawing.texts("rc-flagtext-open") == ["2", "3–5", "6"]


def test_a_flag_outside_the_chart_is_not_drawn(nb):
    flag = Flag(9, FlagKind.EVENT, cases.date(2020, 1, 1), "Lenge siden")
    assert draw(cases.still(flags=(flag,)), nb).all("rc-note") == []


def test_every_fourth_week_is_numbered_over_months(nb):
    drawing = draw(cases.chair(), nb)
    ticks = [text for text in drawing.texts("rc-tick") if "%" not in text]
    assert ticks[:3] == ["uke 2", "6", "10"]
    assert drawing.texts("rc-month")[:2] == ["jan 2026", "feb"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("first", "count"), [(3, 44), (1, 30), (49, 20), (40, 104), (20, 90), (2, 60)])
def test_months_say_their_year_and_no_name_lies_on_another_or_on_a_mark(nb, first, count, size):
    drawing = draw(cases.charted([50] * count, periods=cases.weeks(first, count, 2025)), nb, size)
    names = drawing.all("rc-month")
    spots = [(float(name.get("x")), text_width(name.text, 12) / 2) for name in names]
    ticks = [places(mark)[0] for mark in drawing.all("rc-monthtick")]
    assert all(x + half <= other - wide for (x, half), (other, wide) in pairwise(spots))
    assert not [tick for tick in ticks for x, half in spots if x - half < tick < x + half]
    assert spots[0][0] - spots[0][1] >= 0
    assert names[0].text[-4:].isdigit()
    assert all(name.text != "jan" for name in names)


def test_every_period_has_a_mark_on_the_axis(nb):
    marks = max(draw(cases.chair(), nb).all("rc-axis"), key=lambda path: path.get("d").count("M"))
    assert marks.get("d").count("M") == 44


def test_a_share_axis_is_0_to_100(nb):
    ticks = [text for text in draw(cases.still(), nb).texts("rc-tick") if "%" in text]
    assert ticks == ["0\u00a0%", "25\u00a0%", "50\u00a0%", "75\u00a0%", "100\u00a0%"]


def test_a_unit_stands_over_an_axis_that_is_no_share(nb):
    assert draw(cases.minutes(), nb).text("rc-unit") == "min"
    assert draw(cases.still(), nb).all("rc-unit") == []


def test_a_cut_axis_says_so(nb):
    assert draw(cases.still(axis_from=40.0), nb).text("rc-unit") == "Aksen begynner på 40\u00a0%"


def test_under_the_least_number_of_points_there_is_no_median_and_n_of_12(nb):
    drawing = draw(cases.few_points(), nb)
    assert drawing.all("rc-median") == []
    assert drawing.all("rc-hollow") == []
    assert drawing.text("rc-few") == "6 av 12"


def test_a_network_may_ask_for_another_number(nb):
    assert draw(cases.few_points(minimum=6), nb).all("rc-median") != []
    assert draw(cases.better(minimum=30), nb).all("rc-better") == []


def test_no_points_say_when_the_first_comes(nb):
    drawing = draw(cases.nothing(), nb)
    assert " ".join(drawing.texts("rc-empty")) == "Første punkt kommer når uke 13 er registrert."


def test_no_periods_say_that_there_is_nothing(nb):
    drawing = draw(cases.charted([], periods=()), nb)
    assert drawing.texts("rc-empty") == ["Ingen målinger ennå."]


def test_one_point_is_a_point(nb):
    drawing = draw(cases.one_point(), nb)
    assert len(drawing.all("rc-dot")) == 1
    assert drawing.all("rc-line") == []
    assert drawing.text("rc-few") == "1 av 12"


def test_the_narrow_drawing_holds_the_last_20_periods(nb):
    drawing = draw(cases.chair(), nb, NARROW)
    assert len(drawing.all("rc-better")) == 11
    marks = max(drawing.all("rc-axis"), key=lambda path: path.get("d").count("M"))
    assert marks.get("d").count("M") == 20
    assert drawing.texts("rc-phase") == []


def test_wide_and_narrow_share_one_scale(nb):
    values = [900, *[40] * 30]
    wide, narrow = (draw(cases.charted(values), nb, size) for size in (WIDE, NARROW))
    assert "1\u00a0000" in wide.texts("rc-tick")
    assert "1\u00a0000" in narrow.texts("rc-tick")


def test_tooltips_are_for_pointers_and_so_not_in_the_narrow_drawing(nb):
    assert draw(cases.chair(), nb, NARROW).tooltips() == []


def test_words_of_people_cannot_become_markup(nb):
    attack = '<script>alert("1")</script> & \x00'
    flags = (Flag(1, FlagKind.INTERVENTION, cases.thursday(14), attack),)
    pauses = (Pause(cases.thursday(16), cases.thursday(22), attack),)
    case = cases.still(
        title=attack,
        unit=attack,
        is_share=False,
        flags=flags,
        pauses=pauses,
        phase_names=(attack,),
        notes={3: attack},
        recorded={4: attack},
    )
    svg = run_chart(*case, nb, chart_id='"><script>')
    assert "<script" not in svg
    assert Drawing(svg).root.find("title").text == '<script>alert("1")</script> & '


def test_a_chart_in_english_has_no_norwegian(en):
    drawing = draw(cases.chair(), en)
    assert drawing.text("rc-brtext") == "Shift: 11 weeks above the median"
    assert set(drawing.texts("rc-label")) == {"86%", "Goal 80%", "Median 58%"}
    assert "week 2" in drawing.texts("rc-tick")


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_every_kind_of_period_can_be_drawn(nb, kind):
    drawing = draw(cases.every_period(kind), nb)
    assert drawing.sound()
    assert len(drawing.tooltips()) == 13


def test_a_long_series_keeps_its_axis_readable(nb):
    drawing = draw(cases.long_series(), nb)
    months = drawing.texts("rc-month")
    assert months == ["2023", "2024", "2025"]
    assert drawing.sound()


def test_a_chart_of_sixty_points_is_small(nb):
    assert len(run_chart(*cases.long_series(60), nb, chart_id="c")) < 22_000


def test_the_reading_is_drawn_and_not_recounted(nb):
    """A chart under another rule set shows that set's signals, whatever the values look like."""
    values = [*cases.BASE, 58, 66, 61, 70, 64, 73]
    options = {"freeze": 12, **cases.SHARE}
    assert draw(cases.charted(values, **options), nb).all("rc-bracket") == []
    ihi = draw(cases.charted(values, rules=cases.RuleSet.IHI, **options), nb)
    assert "Skift: 6 uker over medianen" in ihi.texts("rc-brtext")


def test_a_denominator_of_nothing_draws_no_point(nb):
    above, below = [3, 0, 4, 5], [6, 0, 8, 9]
    case = cases.charted(above, below=below, multiplier=100, is_share=True, direction=Direction.HIGHER)
    assert len(draw(case, nb).all("rc-dot")) == 3


def test_today_is_no_part_of_the_drawing(nb):
    """The same reading gives the same drawing, so that it can be kept."""
    assert run_chart(*cases.chair(), nb, chart_id="c") == run_chart(*cases.chair(), nb, chart_id="c")


def test_periods_before_the_first_point_keep_their_room(nb):
    drawing = draw(cases.charted([None, None, *cases.STILL], **cases.SHARE), nb)
    first = min(float(dot.get("cx")) for dot in drawing.all("rc-dot"))
    assert first > WIDE.left + 40


def test_a_week_that_is_still_counted_is_a_ring_and_the_label_is_of_the_last_that_is_over(nb):
    drawing = draw(cases.running(), nb)
    assert len(drawing.all("rc-running")) == 1
    assert drawing.text("rc-last") == "83\u00a0%"
    assert "rc-t-better" in drawing.one("rc-last").get("class")
    assert drawing.all("rc-excluded") == []
    (text,) = [text for text in drawing.tooltips() if "Ikke over ennå" in text]
    assert "24 av 28 visitter" in text
    assert "Tatt ut" not in text
    assert drawing.text("rc-brtext") == "Skift: 10 uker over medianen"
