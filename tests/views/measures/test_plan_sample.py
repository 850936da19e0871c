"""The invented chart beside a plan: it suits what is said, and never fails."""

from itertools import product

import pytest

from tracker.analysis import Direction, PeriodKind
from tracker.models.measures import MeasureKind, ValueKind
from tracker.services.measures.plan import Plan
from tracker.text.locale import Locale
from tracker.views.measures.plan_sample import plan_sample

AIMS = [
    {},
    *({"target": end} for end in (0, 0.05, 0.8, 1, 7, 1e12)),
    {"low": 0.2, "high": 0.4},
    {"low": 0, "high": 1e12},
]


NB = Locale.of("nb")


def plan(**said):
    return Plan(**{"name": "", "kind": MeasureKind.PROCESS, "value_kind": ValueKind.COUNT, "numerator": ""} | said)


@pytest.mark.parametrize("kind", ValueKind)
def test_each_kind_has_a_sample_whatever_is_aimed_at(kind):
    for direction, period, aim in product(Direction, PeriodKind, AIMS):
        drawing = plan_sample(plan(value_kind=kind, direction=direction, period_kind=period, **aim), NB)
        assert "sl-line" in drawing
        assert "nan" not in drawing
        assert "inf" not in drawing
        assert "sl-worse" not in drawing


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ({"direction": Direction.HIGHER, "target": 10}, "siste 11"),
        ({"direction": Direction.LOWER, "target": 10}, "siste 8"),
        ({"direction": Direction.LOWER, "target": 0}, "siste 0"),
        ({"direction": Direction.HIGHER, "low": 10, "high": 20}, "siste 16"),
        ({"direction": Direction.NEITHER, "low": 10, "high": 20}, "siste 13"),
        (
            {"value_kind": ValueKind.CONTINUOUS, "direction": Direction.HIGHER, "target": -5, "decimals": 1},
            "siste −4,6",
        ),
    ],
)
def test_it_goes_to_what_is_aimed_at(said, last):
    assert f'{last}">' in plan_sample(plan(**said), NB)


@pytest.mark.parametrize("direction", [Direction.HIGHER, Direction.LOWER])
@pytest.mark.parametrize("points", [None, 3, 12, 500, 10**12])
def test_a_wished_direction_ends_in_a_run_to_the_better(direction, points):
    assert "sl-better" in plan_sample(plan(direction=direction, baseline_points=points), NB)


def test_without_a_direction_there_is_no_signal():
    assert "sl-neutral" not in plan_sample(plan(), NB)
