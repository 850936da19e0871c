import json
from itertools import pairwise

import pytest
from plotly import graph_objects

from tests.charts import cases
from tracker.charts.draw.plotly import figure
from tracker.text.conventions import NBSP

EVERY_CASE = [
    cases.chair,
    cases.better,
    cases.worse,
    cases.neutral,
    cases.few_points,
    cases.excluded,
    cases.running,
    cases.goal_range,
    cases.moved_goal,
    cases.control_chart,
    cases.small_denominators,
    cases.nothing,
    cases.one_point,
    cases.quarters,
]


def traces(case, language, name):
    return [trace for trace in figure(*case, language)["data"] if trace["name"] == name]


@pytest.mark.parametrize("case", EVERY_CASE)
def test_plotly_knows_every_attribute(nb, case):
    found = figure(*case(), nb)
    graph_objects.Figure({"data": found["data"], "layout": found["layout"]})


@pytest.mark.parametrize("case", EVERY_CASE)
def test_a_figure_is_plain_json(nb, case):
    assert json.loads(json.dumps(figure(*case(), nb), allow_nan=False))


def test_nothing_is_shared_with_a_vendor(nb):
    config = figure(*cases.chair(), nb)["config"]
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["displayModeBar"] is False


def test_the_line_is_broken_where_nothing_was_measured(nb):
    (line,) = traces(cases.chair(), nb, "line")
    assert line["connectgaps"] is False
    assert line["y"][26:30] == [None] * 4


def test_a_period_that_is_not_listed_breaks_the_line_too(nb):
    periods = (*cases.weeks(10, 6), *cases.weeks(18, 6))
    (line,) = traces(cases.charted(list(range(40, 52)), periods=periods), nb, "line")
    assert line["y"].count(None) == 1


@pytest.mark.parametrize(
    ("case", "name", "symbol", "count"),
    [
        (cases.better, "del av skift til det bedre", "circle", 9),
        (cases.worse, "del av skift til det verre", "square", 9),
        (cases.neutral, "del av skift", "diamond", 9),
        (cases.chair, "på medianen", "circle-open", 2),
        (cases.excluded, "holdt utenfor", "circle-x-open", 1),
        (cases.running, "ikke over ennå, ikke med i vurderingen", "circle-open-dot", 1),
    ],
)
def test_points_have_the_symbol_of_their_mark(nb, case, name, symbol, count):
    (trace,) = traces(case(), nb, name)
    assert trace["marker"]["symbol"] == symbol
    assert len(trace["y"]) == count


def test_plus_and_minus_are_text(nb):
    assert traces(cases.better(), nb, "glyph")[0]["text"] == ["+"] * 9
    assert traces(cases.worse(), nb, "glyph")[0]["text"] == ["−"] * 9


def test_hover_words_are_ready_and_escaped(nb):
    (trace,) = traces(cases.better(notes={20: "<b>&"}), nb, "del av skift til det bedre")
    assert trace["hovertemplate"] == "%{customdata}<extra></extra>"
    assert trace["customdata"][-1].startswith(f"71{NBSP}%<br>Uke 30")
    assert trace["customdata"][-1].endswith("&lt;b&gt;&amp;")


def test_separators_are_ours(nb, en):
    assert figure(*cases.chair(), nb)["layout"]["separators"] == ",\u00a0"
    assert figure(*cases.chair(), en)["layout"]["separators"] == ".\u00a0"


def test_median_goal_breaks_and_pauses_are_shapes(nb):
    shapes = figure(*cases.chair(), nb)["layout"]["shapes"]
    names = [shape["name"] for shape in shapes]
    assert {name: names.count(name) for name in set(names)} == {
        "goal": 1,
        "goalband": 1,
        "pause": 1,
        "median": 3,
        "phase": 1,
        "flag": 4,
    }
    assert [shape["line"].get("dash") for shape in shapes if shape["name"] == "median"] == [None, None, "dash"]


def test_labels_and_flags_are_annotations(nb):
    texts = [note["text"] for note in figure(*cases.chair(), nb)["layout"]["annotations"]]
    assert {"Mål 80\u00a0%", "Median 58\u00a0%", "Før", "1", "4", "Skift: 11 uker over medianen"} <= set(texts)


def test_every_colour_is_the_name_of_a_variable(nb):
    found = figure(*cases.chair(), nb)
    colours = found["layout"]["meta"]["colours"]
    assert all(name.startswith("--") for name in colours.values())
    for at in range(len(found["layout"]["shapes"])):
        assert {f"shapes[{at}].line.color", f"shapes[{at}].fillcolor"} & colours.keys()
    assert all(trace["meta"]["colours"] for trace in found["data"])


def test_the_value_axis_is_the_drawn_one(nb):
    axis = figure(*cases.worse(), nb)["layout"]["yaxis"]
    assert axis["range"] == [0, 8]
    assert axis["ticktext"][0] == "0"
    assert axis["title"]["text"] == "per 1000 liggedøgn"


def test_time_runs_forward(nb):
    (line,) = traces(cases.quarters(), nb, "line")
    assert all(before < after for before, after in pairwise(line["x"]))
