"""All charts of an organisation on one wall, and one measure of a network: each is the measure's own reading."""

import gzip
import sys
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import NOW
from tests.web.charted import record
from tests.web.networked import BETTER, EVEN, HELD, NAME, WORSE, due, put_team
from tracker.analysis import Effect
from tracker.models.accounts import Leadership
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionMeasure, InterventionState
from tracker.models.measures import Measure
from tracker.models.notifications import MeasureSignal, SignalKind
from tracker.models.organisations import Organisation
from tracker.views.walls.question import WallSpan, read_wall

WALL = "/organisations/fjordheim/charts"
NET = "/networks/brukermedvirkning/charts"


@pytest.fixture
def teams(cast):
    """Five teams whose charts say five things."""
    put_team(cast, "Gynekologen", EVEN)
    put_team(cast, "Akutten", EVEN)
    put_team(cast, "Lungeposten", BETTER)
    put_team(cast, "Nyreposten", WORSE)
    put_team(cast, "Slagenheten", HELD)
    return cast


def sections(page):
    """The headings, each with its teams in order."""
    return {
        section.select_one("h2").get_text(" ").split("  ")[0].strip(): [
            link.get_text() for link in section.select("h3 a")
        ]
        for section in page.select(".w-all section")
    }


def cards(page):
    return {card.select_one("h3 a").get_text(): card for card in page.select(".w-card")}


def chips(page):
    return {" ".join(chip.get_text().split()): chip["href"] for chip in page.select(".chips a")}


def measure_of(slug):
    return db.session.query(Measure).filter_by(slug="spurt").join(Measure.team).filter_by(slug=slug).one()


def test_charts_stand_by_measure_then_need_then_name(as_, teams):
    page = as_("kari").get(f"{WALL}?measure={first_of(teams)}")
    assert list(cards(page)) == ["Nyreposten", "Akutten", "Gynekologen", "Lungeposten", "Slagenheten"]
    assert "0–100" in page.one(".w-sh .sub").get_text()
    assert "mål 80" in page.one(".w-sh .sub").get_text()


def first_of(cast):
    return db.session.query(Measure).filter_by(slug="spurt").order_by(Measure.id).first().id


def test_the_whole_organisation_has_a_section_for_each_measure(as_, teams):
    found = sections(as_("kari").get(WALL))
    assert len(found) == 4
    assert next(iter(found)).startswith("«Hva er viktig for deg?»")


def test_verdict_median_and_scale_are_the_same_however_much_time_is_shown(as_, teams):
    kari = as_("kari")
    asked = f"{WALL}?measure={first_of(teams)}"
    told = []
    for span in WallSpan:
        page = kari.get(f"{asked}&span={span.value}")
        told.append(
            [
                (name, card.select_one("svg.sl")["aria-label"], " ".join(card.select_one(".w-f").get_text(" ").split()))
                for name, card in cards(page).items()
            ]
        )
    assert told[0] == told[1] == told[2]
    own = kari.get(cards(kari.get(asked))["Nyreposten"].a["href"])
    assert "Forverring" in own.words
    assert told[0][0][0] == "Nyreposten"
    assert told[0][0][1].split(",")[0].split()[-2] in own.words  # the median


def test_a_span_cuts_what_is_drawn(as_, cast):
    put_team(cast, "Akutten", EVEN * 4)
    pages = [as_("kari").get(f"{WALL}?measure={first_of(cast)}&span={span}") for span in ("recent", "year", "all")]
    drawn = [cards(page)["Akutten"].select_one(".sl-line")["d"].count("L") for page in pages]
    assert drawn == [32, 51, 63]


def test_chips_count_all_and_keep_what_is_chosen(as_, teams):
    kari = as_("kari")
    page = kari.get(f"{WALL}?measure={first_of(teams)}&span=all")
    found = chips(page)
    assert next(iter(found)) == "Alle 5"
    worse = next(href for text, href in found.items() if text == "Forverring 1")
    assert f"measure={first_of(teams)}" in worse
    assert "span=all" in worse
    page = kari.get(worse)
    assert list(cards(page)) == ["Nyreposten"]
    assert next(iter(chips(page))) == "Alle 5"
    assert "0–100" in page.one(".w-sh .sub").get_text()
    assert page.one(".chips [aria-current]").get_text(" ").split()[0] == "Forverring"
    assert page.one("input[name=verdict]")["value"] == "worse"


def test_what_the_address_asks_and_there_is_not_is_not_found(as_, teams):
    for asked in ("measure=999999", "measure=a", "kind=x", "verdict=best", "span=ever", "order=value", "page=-1"):
        as_("kari").get(f"{WALL}?{asked}", 404)
    as_("kari").get(f"{WALL}?measure=&kind=&verdict=&order=")


def test_by_need_it_stands_as_the_matrix_and_only_what_fits_one_scale(as_, teams):
    page = as_("kari").get(f"{WALL}?order=need")
    assert next(iter(sections(page))).startswith("Trenger oppfølging")
    assert "Etter behov står bare andeler side om side" in page.words
    assert "Fall med skade" not in " ".join(link.get_text() for link in page.select("h3 a"))
    assert "Alle: 0–100" in page.words


def test_a_network_shows_one_measure_by_need(as_, teams):
    page = as_("ingrid").get(NET)
    assert sections(page)["Trenger oppfølging"] == ["Nyreposten", "Akutten", "Gynekologen"]
    assert NAME in page.words
    named = as_("ingrid").get(f"{NET}?order=measure&service=municipality")
    assert named.select(".empty")
    assert "Ingen diagrammer passer" in named.words


def test_the_host_may_remind_the_silent_ones(as_, cast):
    put_team(cast, "Akutten", EVEN, weeks_ago=6)
    page = as_("ingrid").get(NET)
    assert "Påminnelse til 1 team" in page.words
    assert "Påminnelse til" not in as_("kari").get(NET).words


def test_over_sixty_the_wall_is_turned_and_a_section_that_goes_on_repeats_its_head(as_, cast):
    for number in range(70):
        put_team(cast, f"Post {number:02}", [number % 5] * 3)
    kari = as_("kari")
    page = kari.get(f"{WALL}?measure={first_of(cast)}")
    assert len(page.select(".w-card")) == 60
    assert "70" in page.one(".w-sh h2").get_text()
    assert "Side 1 av 2" in page.words
    page = kari.get(page.one(".pager [rel=next]")["href"])
    assert len(page.select(".w-card")) == 10
    heading = page.one(".w-sh h2").get_text(" ")
    assert "70" in heading
    assert "fortsetter" in heading
    assert page.one(".pager [rel=prev]")["href"].startswith(f"{WALL}?measure={first_of(cast)}")


def test_a_chart_is_opened_from_the_wall_and_knows_its_neighbours(as_, teams):
    kari = as_("kari")
    wall = f"{WALL}?measure={first_of(teams)}&verdict=still&span=year"
    names = list(cards(kari.get(wall)))
    assert names == ["Akutten", "Gynekologen"]
    opened = kari.get(cards(kari.get(wall))["Akutten"].a["href"])
    assert "Diagram 1 av 2 på veggen" in opened.words
    strip = opened.one("nav.next")
    ways = {link.get_text().strip(): link["href"] for link in strip.select("a")}
    assert list(ways) == ["Neste", "Tilbake til veggen"]
    second = kari.get(ways["Neste"])
    assert "/teams/gynekologen/" in ways["Neste"]
    assert "Diagram 2 av 2 på veggen" in second.words
    back = second.one("nav.next a.lnk")["href"]
    assert parse_qs(urlsplit(back).query) == parse_qs(urlsplit(wall).query)
    assert urlsplit(back).fragment.startswith("m")


def test_a_wall_that_is_not_hers_or_none_at_all_says_nothing(as_, teams, cast):
    chart = f"/teams/kirurgisk-3/measures/{cast.chair.id}-satte-legen-seg"
    for who in ("nora", "kari"):
        for wall in ("https://ond.no/organisations/../charts", "/organisations/storfjell/charts", "x" * 400, "/"):
            assert not as_(who).get(f"{chart}?from={wall}").select("nav.next")
    assert not as_("nora").get(f"{chart}?from={WALL}").select("nav.next")
    assert as_("kari").get(f"{chart}?from={WALL}").select("nav.next")


def test_an_address_is_read_as_it_was_written():
    asked = read_wall("/sted/networks/midt/charts?measure=3&service=hospital&verdict=few&page=2")
    assert (asked.place, asked.is_network, asked.measure, asked.page) == ("midt", True, 3, 2)
    assert read_wall("/networks/midt/charts/more") is None
    assert read_wall("/networks/midt/charts?kind=outcome").kind is None


def put_signal(measure, **more):
    row = MeasureSignal(
        team_id=measure.team_id, measure_id=measure.id, phase_from=NOW.date(), rule=SignalKind.LONG_RUN,
        first_on=NOW.date(), effect=Effect.WORSE, appeared_at=NOW - timedelta(hours=2), **more,
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()


def test_what_is_new_has_an_edge_and_a_word(as_, cast):
    put_signal(cast.falls)
    kari = as_("kari")
    page = kari.get(WALL)
    (new,) = page.select(".w-new")
    assert "Nytt:" in new.get_text()
    assert "1 har noe nytt" in page.words
    assert page.one(".head a.btn-primary")["href"] == "/organisations/fjordheim/news"
    assert page.one(".tab-count").get_text() == "1"
    kari.submit("/organisations/fjordheim/news", form=".in-a form")
    assert not kari.get(WALL).select(".w-new")


@pytest.fixture
def leader(cast):
    """Make Per a leader in the organisation."""
    home = db.session.query(Organisation).filter_by(slug="fjordheim").one()
    db.session.add(Leadership(organisation_id=home.id, user_id=cast.people["per"].id))
    db.session.commit()


def test_a_leader_reads_the_charts_and_no_news(as_, cast, leader):
    put_signal(cast.falls)
    page = as_("per").get(WALL)
    assert not page.select(".w-new")
    assert "Nytt siden sist" not in page.words
    assert "nytt siden sist" not in page.words
    assert [link.get_text() for link in page.select(".tabs a")] == ["Diagrammene", "Teamene", "Hindringer"]
    assert as_("per").get("/organisations/fjordheim/teams").links()


def test_ticks_stand_where_work_began(as_, cast):
    put_team(cast, "Akutten", EVEN)
    row = db.session.query(Measure).filter_by(slug="spurt").one()
    for flag, (weeks, state) in enumerate(
        ((2, InterventionState.TESTING), (5, InterventionState.IMPLEMENTED), (900, InterventionState.IMPLEMENTED)), 1
    ):
        work = Intervention(
            team_id=row.team_id, flag=flag, title="Stol", text="", state=state, created_at=NOW,
            started_on=due() - timedelta(weeks=weeks), created_by_id=cast.people["nora"].id,
        )  # fmt: skip
        db.session.add(work)
        db.session.flush()
        db.session.add(InterventionMeasure(team_id=row.team_id, intervention_id=work.id, measure_id=row.id))
    db.session.commit()
    drawing = cards(as_("kari").get(f"{WALL}?measure={row.id}"))["Akutten"].select_one("svg.sl")
    assert drawing.select_one(".sl-tick")["d"].count("M") == 2
    assert drawing["aria-label"].endswith("2 tiltak begynte")


def test_other_units_have_a_scale_that_holds_them_all_and_say_which_way_is_better(as_, cast):
    record(cast.falls, cast.people["ali"], date(2026, 9, 1), 21, 1000)
    db.session.commit()
    said = {head.get_text(" "): sub.get_text() for head, sub in heads(as_("kari").get(WALL))}
    scale = next(text for title, text in said.items() if title.startswith("Fall med skade"))
    assert "0–25" in scale
    assert "lavere er bedre" in scale


def heads(page):
    return [(head.select_one("h2"), head.select_one(".sub")) for head in page.select(".w-sh")]


def test_few_charts_are_not_stretched(as_, cast):
    put_team(cast, "Akutten", EVEN)
    page = as_("kari").get(f"{WALL}?measure={first_of(cast)}")
    assert page.one(".w-all section")["class"] == ["w-few", "w-few-1"]


def test_a_team_without_a_number_stands_last_and_says_so(as_, cast):
    put_team(cast, "Akutten", [])
    put_team(cast, "Barneposten", EVEN)
    page = as_("kari").get(f"{WALL}?measure={first_of(cast)}")
    assert list(cards(page)) == ["Barneposten", "Akutten"]
    assert "Ikke startet" in cards(page)["Akutten"].get_text()


def test_where_there_are_no_charts_it_says_when_they_come(as_, cast):
    for row in db.session.query(Measure):
        row.archived_at = NOW
    db.session.commit()
    assert "Ingen team her har en indikator ennå." in as_("kari").get(WALL).words
    assert "Ingen team her har en indikator ennå." in as_("ingrid").get(NET).words


def test_it_costs_as_few_queries_and_few_bytes_however_many_charts(as_, cast, queries):
    kari, ingrid = as_("kari"), as_("ingrid")
    put_team(cast, "Akutten", EVEN)
    walls = ((kari, WALL), (ingrid, NET), (kari, f"{WALL}?order=need"))
    counted = {}
    for person, wall in walls:
        person.get(wall)
        with queries() as few:
            person.get(wall)
        counted[wall] = len(few)
    for number in range(60):
        put_team(cast, f"Post {number:02}", BETTER)
    for person, wall in walls:
        with queries() as many:
            page = person.get(wall)
        assert len(many) == counted[wall]
        assert len(page.select(".w-card")) == 60
    assert len(gzip.compress(str(page).encode())) < 6 * 60_000
    matrix = NET.removesuffix("/charts")
    ingrid.get(matrix)
    assert steps_of(ingrid, NET) < 2 * steps_of(ingrid, matrix)


def steps_of(person, path):
    """How many functions a page calls: a measure of its work that is the same on every machine."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        person.get(path)
    finally:
        sys.setprofile(before)
    return calls
