"""What a person sees of a day is the day where she is: no moment's own date, which is the day in Greenwich."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = [
    *(ROOT / "tracker" / "views").rglob("*.py"),
    *(ROOT / "tracker" / "web").rglob("*.py"),
    *(ROOT / "tracker" / "charts").rglob("*.py"),
    *(ROOT / "templates").rglob("*.html"),
]
OF_A_MOMENT = re.compile(r"(?<!astimezone\(OSLO\))(?<!\blocal)\.(?:date|time)\(\)")
A_CLOCK = re.compile(r"\.clock\((?!local\)|made\)|[^)]*astimezone\(OSLO\))")


def found(pattern, paths):
    """Give where a pattern stands, with what stands there."""
    return [f"{path.relative_to(ROOT)}: {each}" for path in paths for each in pattern.findall(path.read_text("utf-8"))]


def test_days_and_clocks_are_of_where_people_are():
    assert found(OF_A_MOMENT, SHOWN) + found(A_CLOCK, SHOWN) == []


def test_no_test_takes_the_day_of_greenwich_for_the_day_people_have():
    greenwich = re.compile(r"now\(UTC\)\.date\(\)|date\.to(?=day\(\))")
    assert found(greenwich, (ROOT / "tests").rglob("*.py")) == []


def test_the_search_finds_what_it_looks_for():
    assert OF_A_MOMENT.search("locale.day(note.recorded_at.date())")
    assert A_CLOCK.search("write.clock(run.stored_at)")
