"""What a measure's page shows comes from one call, which needs no request."""

import re

import pytest

from tracker.access.people import NotFoundError
from tracker.models.measures import Measure
from tracker.text.locale import Locale
from tracker.views.measures.csv import csv_of
from tracker.views.measures.measure import measure_page, measure_view
from tracker.views.teams.team import team_page
from tracker.web.core.links import links_from

pytestmark = pytest.mark.usefixtures("week_46", "chair")
SITE = "https://tavla.example"


@pytest.fixture
def show(app, cast, inside):
    """What Kari's page of the chair's measure holds in a language."""
    access, links = inside("kari"), links_from(app, SITE)
    return lambda code="nb": measure_page(access, access.one(Measure, cast.chair.id), Locale.of(code), links)


def test_a_call_outside_a_request_says_what_the_page_says(as_, show, page):
    shown, visited = show(), as_("kari").get(page)
    assert visited.one(".verdict").get_text() == shown.drawn.summary
    tiles = {tile.select_one(".t-k").get_text(): tile.select_one(".t-v").get_text() for tile in visited.select(".tile")}
    assert tiles == {tile.key: tile.value for tile in shown.card.tiles}
    assert tiles["Siste måling"] == "86\u00a0%"
    assert " ".join(shown.sentence.split()) in visited.words
    listed = visited.one("#flags").find_parent("section").select(".n-t a")
    assert [each.title for each in shown.listed] == [link.get_text() for link in listed]


def test_its_addresses_begin_with_the_sites_own(show):
    shown = show()
    addresses = re.findall(r'href="([^"]*)"', shown.card.body)
    addresses += [each.href for each in (*shown.card.tiles, *shown.listed) if each.href]
    addresses += [phase.remove for phase in shown.phases if phase.remove]
    assert len(addresses) > 40
    assert all(address.startswith(f"{SITE}/teams/kirurgisk-3/") for address in addresses)


def test_it_speaks_the_language_it_is_asked_for(show):
    english, danish = show("en"), show("da")
    assert (english.drawn.verdict_label, english.card.tiles[0].value) == ("Improvement", "86%")
    assert (danish.drawn.verdict_label, danish.card.tiles[0].value) == ("Bedring", "86\u00a0%")


def test_the_file_is_of_the_same_reading(app, cast, inside):
    access = inside("siv")
    view = measure_view(access, access.one(Measure, cast.chair.id), Locale.of("en"), links_from(app, SITE))
    newest = csv_of(view).splitlines()[1]
    assert newest.split(";")[5] == "85.714286"
    assert newest.endswith(f";{view.drawn.verdict_label};Anhøj, split, version 2026")


def test_a_teams_page_is_made_without_a_request_too(app, cast, inside):
    access, links = inside("nora"), links_from(app, SITE)
    shown = team_page(access, Locale.of("nb"), links, large=cast.chair.id)
    assert shown.shown.drawn.measure.id == cast.chair.id
    assert all(flag.href.startswith(SITE) for flag in shown.flags)
    with pytest.raises(NotFoundError):
        team_page(access, Locale.of("nb"), links, large=10**6)
