"""The start page's cards: a place, where it stands in one sentence, its one deed; by need, then name; few queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import travel

from tests.people import MADE, another
from tests.web.charted import record
from tracker.models.accounts import Advisorship, Hostship, Leadership, Ownership, Role
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.models.networks import Network, NetworkTeam
from tracker.models.programmes import Programme
from tracker.models.teams import Membership, Team

START = "/start"
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LAST = date(2026, 11, 16)
"""The Monday of week 47, the last week that is over."""


@pytest.fixture(autouse=True)
def friday():
    with travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def alone(cast):
    """The team's only measure: the two others are put away."""
    cast.minutes.archived_at = cast.falls.archived_at = MADE
    db.session.commit()
    return cast.chair


@pytest.fixture
def nora(cast):
    return cast.people["nora"]


def weeks(measure, by, count, *, last=LAST, numerator=lambda back: 4 + back % 5):
    """Record shares of ten in so many weeks, the last of them at a Monday."""
    for back in range(count):
        value = numerator(back)
        parts = {"numerator": value, "denominator": 10} if measure.value_kind.has_denominator else {}
        record(measure, by, last - timedelta(weeks=back), **parts, **({} if parts else {"value": float(value)}))
    db.session.commit()


def joins(cast, who, role=Role.LEADER):
    """Let somebody be in the other team as well."""
    person = cast.people[who]
    db.session.add(Membership(team_id=cast.other_team.id, user_id=person.id, role=role, joined_on=date(2026, 1, 5)))
    db.session.commit()


def cards(page):
    return page.select(".places > .place")


def names(page):
    return [each.select_one("h2").get_text() for each in cards(page)]


def said(card):
    """The sentence, the line more, the deed and where it leads."""
    more = card.select_one(".place-more")
    deed = card.select_one(".place-a .btn")
    words = [card.select_one(".place-l").get_text(), more.get_text() if more else "", deed.get_text(), deed["href"]]
    return [" ".join(part.split()) for part in words]


def sign(card):
    return card.select_one(".sg")["class"][1].removeprefix("sg-")


def tags(card):
    return [each.get_text() for each in card.select(".tag")]


def test_a_week_that_lacks_numbers_is_said_to_who_records_with_the_way_there(as_, cast, nora):
    weeks(cast.chair, nora, 20)
    weeks(cast.minutes, nora, 19, last=LAST - timedelta(weeks=1))
    page = as_("nora").get(START)
    assert "Fredag 27. november, uke 48" in page.words
    (card,) = cards(page)
    where = "/teams/kirurgisk-3/record?week=2026-W47"
    assert said(card) == ["Uke 47: 1 av 2 tall mangler", "Visittid per pasient.", "Registrer uke 47", where]
    assert sign(card) == "half"
    assert "Fjordheim sykehus · du er teamleder" in card.get_text()
    assert card.select_one(".place-a .btn-primary")


def test_a_finished_week_rests(as_, alone, nora):
    weeks(alone, nora, 20)
    page = as_("ali").get(START)
    (card,) = cards(page)
    more = "Uke 48 fylles inn når den er over."
    assert said(card) == ["Uke 47 er ferdig", more, "Se diagrammene", "/teams/kirurgisk-3"]
    assert sign(card) == "done"
    assert page.one(".head .sub").get_text().endswith("Ingenting haster")


def test_a_measure_that_waits_for_its_first_number_is_named(as_, cast, nora):
    weeks(cast.chair, nora, 20)
    (card,) = cards(as_("ali").get(START))
    assert said(card)[:3] == [
        "2 indikatorer har ingen tall ennå", "Visittid per pasient · Fall med skade.", "Registrer uke 47",
    ]  # fmt: skip
    assert sign(card) == "half"


def test_a_new_team_has_its_first_steps_which_go_one_by_one(as_, cast, nora):
    def steps():
        return [link.get_text() for link in as_("nora").get(START).select(".place-steps a")]

    (card,) = cards(as_("nora").get(START))
    assert said(card)[0] == "Kom i gang: 3 ting igjen"
    assert said(card)[2:] == ["Lag kode", "/teams/kirurgisk-3/codes"]
    assert steps() == ["Tell i dag", "Skriv inn det dere har", "Sett et mål"]
    weeks(cast.chair, nora, 1)
    assert steps() == ["Tell i dag", "Sett et mål"]
    weeks(cast.minutes, nora, 12)
    assert steps() == []


def test_a_team_without_measures_is_led_to_the_library(as_, cast, nora):
    joins(cast, "nora")
    joins(cast, "siv", Role.USER_REPRESENTATIVE)
    cast.stranger_measure.archived_at = MADE
    db.session.commit()
    assert said(next(card for card in cards(as_("nora").get("/")) if "Legevakta" in card.get_text()))[2:] == [
        "Åpne biblioteket",
        "/teams/legevakta/measures/new",
    ]
    reader = next(card for card in cards(as_("siv").get("/")) if "Legevakta" in card.get_text())
    assert said(reader)[2:] == ["Se teamet", "/teams/legevakta"]


def test_those_that_need_her_come_first_then_by_name(as_, cast, nora):
    joins(cast, "nora")
    weeks(cast.chair, nora, 20)
    weeks(cast.stranger_measure, nora, 20)
    assert names(as_("nora").get("/")) == ["Kirurgisk sengepost 3", "Legevakta"]
    db.session.query(Measurement).filter_by(measure_id=cast.stranger_measure.id, period_start=LAST).delete()
    db.session.commit()
    page = as_("nora").get("/")
    assert names(page) == ["Legevakta", "Kirurgisk sengepost 3"]
    assert len(page.select(".btn-primary")) == 1
    assert cards(page)[0].select(".btn-primary")


def test_verdicts_are_counts_never_values(as_, cast, nora):
    weeks(cast.chair, nora, 24, numerator=lambda back: 9 if back < 10 else 4 + back % 2)
    weeks(cast.minutes, nora, 5)
    (card,) = cards(as_("siv").get(START))
    assert tags(card) == ["1 bedring", "1 for få punkter"]
    assert "%" not in card.get_text()


def test_a_representative_sees_what_moves_and_is_asked_for_no_numbers(as_, cast, nora):
    weeks(cast.chair, nora, 24, last=LAST - timedelta(weeks=1), numerator=lambda back: 9 if back < 10 else 4 + back % 2)
    (card,) = cards(as_("siv").get(START))
    assert said(card) == [
        "1 indikator går rett vei", "Satte legen seg ned under visitten?",
        "Se diagrammene", "/teams/kirurgisk-3",
    ]  # fmt: skip


def test_an_advisor_is_led_to_what_has_become_worse(as_, cast, nora):
    weeks(cast.chair, nora, 24, numerator=lambda back: 2 if back < 10 else 7 + back % 2)
    card = next(card for card in cards(as_("kari").get(START)) if card.select_one("h2").get_text() == cast.team.name)
    assert said(card)[0] == "1 indikator viser forverring"
    where = f"/teams/kirurgisk-3/measures/{cast.chair.id}-satte-legen-seg"
    assert said(card)[2:] == ["Les diagrammet", where]


def test_an_advisor_is_told_of_a_team_that_has_gone_quiet(as_, cast, nora):
    weeks(cast.chair, nora, 20, last=LAST - timedelta(weeks=4))
    card = next(card for card in cards(as_("kari").get(START)) if card.select_one("h2").get_text() == cast.team.name)
    assert said(card)[0] == "Ikke registrert på 4 uker"
    assert sign(card) == "nothing"


def test_who_reads_is_told_where_nothing_is_recorded_yet(as_, alone):
    for who in ("siv", "kari"):
        card = next(card for card in cards(as_(who).get(START)) if "Kirurgisk" in card.select_one("h2").get_text())
        assert (said(card)[0], sign(card)) == ("Ingen tall ennå", "nothing")


def test_a_week_without_any_number_says_so(as_, alone, nora):
    weeks(alone, nora, 20, last=LAST - timedelta(weeks=1))
    (card,) = cards(as_("ali").get(START))
    assert (said(card)[0], sign(card)) == ("Uke 47 har ingen tall ennå", "nothing")


def test_a_host_is_told_who_has_gone_quiet_as_the_table_says(as_, alone, nora):
    weeks(alone, nora, 20, last=LAST - timedelta(weeks=4))
    ingrid = as_("ingrid")
    (card,) = cards(ingrid.get(START))
    *words, where = said(card)
    assert words == ["1 team har ikke registrert på 3 uker", "Kirurgisk sengepost 3.", "Se hvem"]
    assert tags(card) == ["1 trenger oppfølging"]
    assert "1 team · Helse Midt-Norge" in card.get_text()
    assert "Kirurgisk sengepost 3" in ingrid.get(where).words


def test_a_host_whose_teams_have_recorded_rests(as_, cast, alone, nora):
    (card,) = cards(as_("ingrid").get(START))
    assert said(card)[0] == "Ingen av teamene har registrert noe ennå"
    weeks(alone, nora, 20)
    (card,) = cards(as_("ingrid").get(START))
    assert said(card)[0] == "Teamet har registrert uke 47"
    assert said(card)[2:] == ["Se teamene", "/networks/brukermedvirkning"]
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
    cast.stranger_measure.name = alone.name
    db.session.commit()
    (card,) = cards(as_("ingrid").get(START))
    assert said(card)[:2] == ["1 av 2 har registrert uke 47", "1 team har ikke startet ennå."]


def test_a_network_without_teams_is_led_to_the_first(as_, cast):
    db.session.query(NetworkTeam).delete()
    db.session.commit()
    (card,) = cards(as_("ingrid").get(START))
    assert said(card) == ["Ingen team ennå", "", "Nytt team", "/networks/brukermedvirkning/teams/new"]


def test_a_programme_says_how_many_networks_are_at_work(as_, cast):
    for number, name in enumerate(("Gode forløp", "Trygg hjemme")):
        programme = Programme(name=name, slug=f"program-{number}", created_at=MADE)
        db.session.add(programme)
        db.session.flush()
        db.session.add(Ownership(user_id=cast.people["kari"].id, programme_id=programme.id))
        if number == 0:
            cast.network.programme_id = programme.id
    db.session.commit()
    page = as_("kari").get(START)
    told = {each.select_one("h2").get_text(strip=True): each for each in cards(page)}
    works = told["Gode forløp"]
    assert "1 nettverk i gang" in works.get_text()
    assert works.select_one(".btn")["href"] == "/programmes/program-0"
    assert "Ingen nettverk ennå" in told["Trygg hjemme"].get_text()


def test_queries_do_not_grow_with_programmes(as_, cast, queries):
    seen = []
    for number in range(3):
        programme = Programme(name=f"Program {number}", slug=f"program-{number}", created_at=MADE)
        db.session.add(programme)
        db.session.flush()
        db.session.add(Ownership(user_id=cast.people["kari"].id, programme_id=programme.id))
        db.session.commit()
        visitor = as_("kari")
        with queries() as asked:
            assert len(cards(visitor.get(START))) == 3 + number
        seen.append(len(asked))
    assert seen[1] == seen[2]


def test_led_teams_and_joined_networks_stand_under_the_cards(as_, cast, nora):
    db.session.add(Leadership(user_id=nora.id, organisation_id=cast.other_team.organisations[0].id))
    db.session.commit()
    page = as_("nora").get(START)
    ways = {each["aria-labelledby"]: [a["href"] for a in each.select("a")] for each in page.select(".place-office")}
    assert ways == {
        "barriers": ["/organisations/storfjell/barriers"],
        "led": ["/teams/legevakta"],
        "joined": ["/networks/brukermedvirkning/about"],
    }
    cast.network.teams_see_each_other = True
    db.session.commit()
    assert "/networks/brukermedvirkning" in as_("nora").get(START).links()


def test_the_office_has_its_own_card(as_):
    page = as_("odd").get(START)
    assert cards(page) == []
    assert page.one("#office").get_text() == "Administrasjon"
    assert {"/office/users", "/office/organisations", "/office/networks"} <= page.links()


def test_a_stranger_sees_nothing_of_others(as_, cast, nora):
    weeks(cast.chair, nora, 20)
    assert names(as_("per").get(START)) == ["Legevakta"]


def test_the_page_stands_behind_the_name_in_the_bar(as_):
    assert as_("nora").get("/teams/kirurgisk-3").one("a.logo")["href"] == START


def more_teams(cast, number, nora):
    """Put her in more teams, each with a measure that has numbers, and in a network each."""
    for at in range(number):
        given = {"name": f"Post {at:02}", "slug": f"post-{at}", "service": cast.team.service, "created_at": MADE}
        team = Team(**given, organisations=list(cast.team.organisations))
        network = Network(
            name=f"Nett {at:02}", slug=f"nett-{at}", host="Helse Midt-Norge", starts_on=MADE.date(), created_at=MADE
        )
        db.session.add_all([team, network])
        db.session.flush()
        day = date(2026, 1, 5)
        db.session.add_all(
            [
                Membership(team_id=team.id, user_id=nora.id, role=Role.LEADER, joined_on=day),
                NetworkTeam(network_id=network.id, team_id=team.id, joined_on=day),
                Hostship(user_id=nora.id, network_id=network.id),
            ]
        )
        measure = another(cast.chair, at)
        measure.team_id = team.id
        db.session.add(measure)
        db.session.flush()
        weeks(measure, nora, 14)
    db.session.commit()


def test_over_six_the_rest_is_a_press_away(as_, cast, nora):
    for at in range(10):
        given = {"name": f"Post {at:02}", "slug": f"post-{at}", "service": cast.team.service, "created_at": MADE}
        team = Team(**given, organisations=list(cast.team.organisations))
        db.session.add(team)
        db.session.flush()
        db.session.add(Membership(team_id=team.id, user_id=nora.id, role=Role.MEMBER, joined_on=date(2026, 1, 5)))
    db.session.commit()
    page = as_("nora").get("/")
    assert len(page.select("main > .places > .place, main > ul.places > li")) == 6
    assert page.one("main details summary").get_text() == "Vis 5 team til"
    assert len(page.select("main details .place")) == 5


def test_queries_do_not_grow_with_teams_and_networks(as_, cast, nora, queries):
    visitor = as_("nora")
    more_teams(cast, 2, nora)
    with queries() as few:
        assert len(cards(visitor.get("/"))) == 5
    db.session.query(Measure).filter(Measure.slug.like("indikator-%")).update({"slug": "x"})
    for row in db.session.query(Team).filter(Team.slug.like("post-%")):
        row.slug = f"first-{row.slug}"
    for row in db.session.query(Network).filter(Network.slug.like("nett-%")):
        row.slug = f"first-{row.slug}"
    db.session.commit()
    more_teams(cast, 8, nora)
    with queries() as many:
        assert len(cards(visitor.get("/"))) == 21
    assert len(many) == len(few) <= 35


@pytest.mark.parametrize(("lang", "sentence"), [("nb", "Uke 47 er ferdig"), ("en", "Week 47 is complete")])
def test_it_speaks_the_readers_language(as_, alone, nora, lang, sentence):
    weeks(alone, nora, 20)
    assert sentence in as_("nora").get(f"{START}?lang={lang}").words


def test_who_advises_and_is_a_member_has_one_card_of_the_team(as_, cast, nora):
    db.session.add(Advisorship(user_id=nora.id, organisation_id=cast.team.organisations[0].id))
    db.session.commit()
    page = as_("nora").get("/")
    assert names(page).count(cast.team.name) == 1
