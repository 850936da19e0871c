"""A drawing is kept for the very same content, and made anew for any other."""

from dataclasses import fields, replace
from datetime import date

import pytest

from tests.charts.cases import better, chair
from tracker.analysis import Direction
from tracker.charts import cache, table
from tracker.charts.draw import svg
from tracker.charts.draw.legend import legend
from tracker.charts.plot import EarlierTarget, Flag, FlagKind, Pause, Plot, ThreadMark
from tracker.text.locale import Locale

NB, EN = Locale.of("nb"), Locale.of("en")
DAY = date(2026, 5, 4)
OTHER = {
    "title": "Noe annet",
    "unit": "min",
    "is_share": False,
    "decimals": 2,
    "direction": Direction.LOWER,
    "target": 70,
    "target_low": 60,
    "target_high": 90,
    "earlier_targets": (EarlierTarget(DAY, 60),),
    "scale": (0, 200),
    "axis_from": 20.0,
    "phase_names": ("A", "B"),
    "flags": (Flag(9, FlagKind.EVENT, DAY, "Ny"),),
    "threads": (ThreadMark(9, DAY, DAY, True),),
    "pauses": (Pause(DAY, DAY, "Ferie"),),
    "numerators": (1.0,) * 44,
    "denominators": (3.0,) * 44,
    "counted": "samtaler",
    "notes": {0: "merket"},
    "recorded": {0: "Ali"},
    "minimum": 30,
    "few_below": 50,
    "running": frozenset({43}),
    "tallied": False,
    "events": "fall",
    "year": 2031,
    "silent_periods": 4,
    "by_events": True,
}


def test_the_same_content_is_drawn_once():
    first = cache.drawings(*chair(), NB, chart_id="a")
    assert cache.drawings(*chair(), NB, chart_id="a") is first
    reading, plot = chair()
    assert first.wide == svg.run_chart(reading, plot, NB, chart_id="a-w")
    assert first.slim == svg.run_chart(reading, plot, NB, chart_id="a-n", size=svg.NARROW)
    assert (first.keys, first.rows) == (legend(reading, plot, NB), table.rows(reading, plot, NB))


def test_another_place_language_or_reading_is_drawn_anew():
    first = cache.drawings(*chair(), NB, chart_id="a")
    assert cache.drawings(*chair(), NB, chart_id="b") is not first
    assert cache.drawings(*chair(), EN, chart_id="a") is not first
    assert cache.drawings(*better(), NB, chart_id="a") is not first
    assert cache.drawings(*chair(excluded=(3,)), NB, chart_id="a") is not first


@pytest.mark.parametrize("name", [field.name for field in fields(Plot) if field.name != "periods"])
def test_whatever_is_shown_otherwise_is_drawn_anew(name):
    reading, plot = chair()
    first = cache.drawings(reading, plot, NB, chart_id="a")
    changed = replace(plot, **{name: OTHER[name]})
    assert cache.drawings(reading, changed, NB, chart_id="a") is not first


def test_only_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(cache, "_MOST", 2)
    first = cache.drawings(*better(), NB, chart_id="1")
    for number in "234":
        cache.drawings(*better(), NB, chart_id=number)
    assert cache.drawings(*better(), NB, chart_id="1") is not first
