"""The picture that is copied and downloaded: all that a slide needs stands inside it, and nothing that does not."""

import re
import struct
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.charts import cases
from tracker.analysis import Verdict, verdict
from tracker.charts.draw.picture.ink import SHEETS, SVG, ink
from tracker.charts.draw.picture.raster import png
from tracker.charts.draw.picture.sheet import _SIGNS, _STEADY, HEIGHT, WIDTH, Caption, picture
from tracker.charts.plot import Flag, FlagKind
from tracker.charts.words import summary

ROOT = Path(__file__).parents[3]
RULES = ink(tuple((ROOT / "static" / "css" / name).read_text() for name in SHEETS))
EVERY_CASE = [
    cases.chair, cases.better, cases.worse, cases.neutral, cases.few_points, cases.excluded, cases.running,
    cases.goal_range, cases.control_chart, cases.nothing, cases.one_point, cases.quarters,
]  # fmt: skip


def made(case, language, **changes):
    reading, plot = case
    found = verdict(reading)
    said = {
        "sentence": summary.summary(reading, plot, language, found),
        "verdict": found,
        "verdict_label": summary.verdict_label(found, language),
        "place": "Kirurgisk sengepost 3, Fjordheim sykehus",
        "day": date(2026, 11, 27),
        "product": "Øyehøyde",
    }
    return picture(reading, plot, language, Caption(**{**said, **changes}), RULES)


def texts(drawing):
    return [element.text for element in ET.fromstring(drawing).iter(f"{{{SVG}}}text")]


def test_name_sentence_verdict_key_rules_flags_day_and_product_stand_in_it(nb):
    said = " ".join(texts(made(cases.chair(), nb)))
    for part in (
        "Satte legen seg ned under visitten?",
        "De 11 siste ukene ligger alle over medianen på 58",
        "Bedring",
        "Skift: 11 uker over medianen",
        "tilfeldig variasjon",
        "Kirurgisk sengepost 3, Fjordheim sykehus",
        "regler: Anhøj, versjon 2014",
        "1: Visittstol på veggen i alle rom",
        "4: Nye LIS1-leger",
        "27. november 2026 · Øyehøyde",
    ):
        assert part in said


def test_what_it_shows_is_told_to_those_who_do_not_see_it(nb):
    reading, plot = cases.chair()
    root = ET.fromstring(made((reading, plot), nb))
    assert root.find(f"{{{SVG}}}title").text == plot.title
    assert root.find(f"{{{SVG}}}desc").text == summary.description(reading, plot, nb)


def test_who_recorded_is_not_in_it(nb):
    drawing = made(cases.chair(recorded=dict.fromkeys(range(44), "Nora Lund, 3. mai")), nb)
    assert "Nora Lund" not in drawing
    assert drawing.count("<title") == 1, "no words lie hidden behind the points"


@pytest.mark.parametrize("case", EVERY_CASE)
def test_it_is_dressed_in_light_colours_and_needs_no_sheet(nb, case):
    drawing = made(case(), nb)
    assert "class=" not in drawing
    assert "var(" not in drawing
    assert "style" not in drawing
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing))
    assert all(re.fullmatch(r"#[0-9a-f]{6}|none|url\(#chart-[gh]\)", colour) for colour in colours), colours
    assert all(element.get("fill") for element in ET.fromstring(drawing).iter(f"{{{SVG}}}text"))


@pytest.mark.parametrize("case", EVERY_CASE)
def test_it_becomes_a_png_of_its_own_size(nb, case):
    image = png(made(case(), nb))
    assert image.startswith(b"\x89PNG")
    assert struct.unpack(">II", image[16:24]) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("letters", ["æøå ÆØÅ", "Šárá ð ŋ", "Łódź", "– « » … −", "Żółć Ωβ Жд"])
def test_the_fonts_beside_it_have_the_letters_of_names(letters):
    def drawn(text):
        inside = f'<text x="2" y="16" font-family="Arial, sans-serif">{text}</text>'
        return png(f'<svg xmlns="{SVG}" width="20" height="20">{inside}</svg>')

    unknown = drawn("\u4e00")
    assert all(drawn(letter) != unknown for letter in letters.replace(" ", ""))


def test_a_long_sentence_and_many_flags_leave_room_for_the_chart(nb):
    flags = tuple(
        Flag(number, FlagKind.TEST, cases.thursday(2 + number), f"Test nummer {number} med et nokså langt navn")
        for number in range(1, 41)
    )
    drawing = made(cases.chair(flags=flags), nb, sentence="Uka var slik den pleier å være, sa de. " * 16)
    root = ET.fromstring(drawing)
    chart = next(g for g in root if "translate" in g.get("transform", "") and g.find(f"{{{SVG}}}defs") is not None)
    top = float(re.search(r"translate\([\d.]+ ([\d.]+)", chart.get("transform"))[1])
    assert top < HEIGHT / 2.5
    said = " ".join(texts(drawing))
    assert re.search(r"\d+ eldre merker · \d+: Test", said)
    assert "40: Test nummer 40" in said, "the newest stay"
    assert "Øyehøyde" in said


def test_lines_are_broken_before_they_reach_the_edge(nb):
    root = ET.fromstring(made(cases.chair(), nb, place="Wwwwwwww mmmmmm, " * 12))
    for text in root.findall(f"./{{{SVG}}}g/{{{SVG}}}text"):
        if text.text and text.get("font-size") == "13px":
            assert len(text.text) * 13 * 0.5 < WIDTH


def test_each_verdict_has_the_sign_of_the_pages():
    icons = (ROOT / "templates" / "components" / "icons.html").read_text()
    assert all(sign in icons for _, sign in (*_SIGNS.values(), _STEADY))
    assert {_SIGNS.get(each, _STEADY)[0] for each in Verdict} <= {"better", "worse", "held", "few", "silent", "steady"}
