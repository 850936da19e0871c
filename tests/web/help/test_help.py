"""The help page shows every mark, drawn by the real charts, and says that its numbers are made up."""

import pytest

from tracker.analysis import Mark
from tracker.charts.draw.marks import MARK_CLASS, SMALL

HELP = "/help/run-diagram"


@pytest.mark.parametrize("who", [None, "siv"])
def test_anyone_may_read_it(as_, who):
    page = as_(who).get(HELP)
    assert "Alle tallene her er oppdiktet." in page.words
    assert len(page.select(".help svg.rc")) == len(page.select(".help > li")) >= 12


def test_every_mark_is_there(as_):
    page = as_(None).get(HELP)
    drawn = " ".join(str(svg) for svg in page.select("svg.rc"))
    for mark in Mark:
        if mark in MARK_CLASS:
            assert f"rc-{MARK_CLASS[mark]}" in drawn, mark
    for kind in ("rc-hollow", "rc-excluded", "rc-running", "rc-limit", "rc-ext", "rc-pause", "rc-break"):
        assert f'"{kind}' in drawn or f" {kind}" in drawn, kind
    assert f'r="{SMALL}' in drawn
    for name in ("Bedring", "Forverring", "Tilfeldig variasjon", "Uvanlig få kryssinger", "For få punkter"):
        assert name in page.words


def test_the_cards_say_what_the_program_says(as_):
    page = as_(None).get(HELP)
    texts = {card.h2.get_text(): card.p.get_text() for card in page.select(".help > li")}
    assert texts["Bedring"].startswith("De 9 siste ukene ligger alle over medianen på 48\u00a0%.")
    assert texts["Forverring"].startswith("De 9 siste ukene ligger alle over medianen")
    assert texts["Tilfeldig variasjon"].startswith("Ingen signaler.")
    assert "bare" in texts["Uvanlig få kryssinger"] or "krysser" in texts["Uvanlig få kryssinger"]
    assert texts["For få punkter"] == "6 uker er målt. Vurderingen kommer når dere har 12."
    assert texts["Mål nådd og holdt"].startswith("De 12 siste ukene ligger alle på eller over målet")
    assert texts["Alle like"].startswith("Alle punktene ligger på medianen")


def test_each_language_has_its_own(as_):
    assert as_(None).get(f"{HELP}?lang=en").soup.html["lang"] == "en"
    assert "Bedring" in as_(None).get(HELP).words
