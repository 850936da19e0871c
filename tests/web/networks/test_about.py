"""«Om nettverket»: read by all who take part, changed by the host, signed by each team's leader."""

from datetime import date

import pytest

from tests.people import MADE
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState, Level
from tracker.models.networks import NetworkTeam
from tracker.models.teams import ServiceKind, Team

PAGE = "/networks/brukermedvirkning/about"


@pytest.fixture
def legevakta_joins(cast):
    row = NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=MADE.date())
    db.session.add(row)
    db.session.commit()
    return row


def primary(page):
    return [button.get_text(strip=True) for button in page.select("main .btn-primary")]


def test_each_role_has_the_one_thing_she_must_do(as_):
    assert primary(as_("ingrid").get(PAGE)) == ["Endre opplysningene"]
    assert primary(as_("nora").get(PAGE)) == ["Undertegn for Kirurgisk sengepost 3"]
    assert [primary(as_(who).get(PAGE)) for who in ("ali", "siv", "kari")] == [[], [], []]


def test_what_is_agreed_follows_what_the_network_chose(as_):
    ingrid = as_("ingrid")
    assert "Teamene ser ikke hverandres diagrammer" in ingrid.get(PAGE).words
    change = {
        "teams_see_each_other": "y",
        "agreement": "Vi deler det vi lærer\nVi roser hverandre",
        "small_number": "7",
    }
    page = ingrid.follow(ingrid.submit("/networks/brukermedvirkning/edit", change))
    told = [line.get_text(strip=True) for line in page.select(".deal li")]
    assert told[0].startswith("Teamene ser hverandres diagrammer, tiltak og tester")
    assert told[-2:] == ["Vi deler det vi lærer", "Vi roser hverandre"]
    assert "Tall under 7 skjules i alt som er åpent" in told


def test_a_leader_signs_and_the_host_sees_who_has_not(as_, legevakta_joins):
    nora, ingrid = as_("nora"), as_("ingrid")
    assert "Undertegnet av 0 av 2 team. Mangler: Kirurgisk sengepost 3 og Legevakta." in ingrid.get(PAGE).words
    assert "Mangler" not in as_("siv").get(PAGE).words
    page = nora.follow(nora.submit(PAGE, form=".card form.post"))
    assert "Kirurgisk sengepost 3 har undertegnet avtalen." in page.words
    assert primary(page) == []
    assert "Undertegnet av 1 av 2 team. Mangler: Legevakta." in ingrid.get(PAGE).words


def test_what_was_changed_meanwhile_is_read_before_it_is_signed(as_):
    nora, ingrid = as_("nora"), as_("ingrid")
    old = nora.get(PAGE).fields(".card form.post")
    ingrid.submit("/networks/brukermedvirkning/edit", {"agreement": "Noe nytt"})
    sign = nora.get(PAGE).one(".card form.post")["action"]
    page = nora.follow(nora.post(sign, old))
    assert "Avtalen er endret etter at du åpnet siden." in page.words
    assert "Undertegnet av 0 av 1 team." in page.words
    page = nora.follow(nora.submit(PAGE, form=".card form.post"))
    assert "Undertegnet av 1 av 1 team." in page.words


def test_where_users_are_in_is_counted_by_level(as_, cast):
    by = {"created_by_id": cast.people["nora"].id, "created_at": MADE, "team_id": cast.team.id}
    levels = (Level.INDIVIDUAL, Level.INDIVIDUAL, Level.SYSTEM)
    db.session.add_all(
        Intervention(
            flag=number, title=f"Tiltak {number}", level=level, state=InterventionState.IDEA,
            with_representatives=number == 1, **by
        )
        for number, level in enumerate(levels, 1)
    )  # fmt: skip
    db.session.commit()
    page = as_("siv").get(PAGE)
    told = [line.get_text(" ", strip=True) for line in page.select(".levels dl > div")]
    assert told == [
        "Individ 2 tiltak, 1 team, 1 sammen med brukere",
        "Tjeneste 0 tiltak, 0 team",
        "System 1 tiltak, 1 team, 0 sammen med brukere",
    ]
    assert "1 av 1 team har en bruker- eller pårørenderepresentant." in page.words
    assert "1 team fra 1 sykehus" in page.words


def test_a_team_that_sees_the_others_finds_their_table_and_charts(as_, cast, legevakta_joins):
    per = as_("per")
    assert "/networks/brukermedvirkning" not in per.get(PAGE).links()
    cast.network.teams_see_each_other = True
    db.session.commit()
    page = per.get("/networks/brukermedvirkning")
    assert {"/teams/kirurgisk-3", PAGE} <= page.links()
    assert {button.get_text().strip() for button in page.select("main .btn")} == {"Samlinger", "Vis"}
    assert per.get("/teams/kirurgisk-3").h1 == "Kirurgisk sengepost 3"
    per.get("/teams/kirurgisk-3/record", 403)
    per.get("/teams/kirurgisk-3/audit", 403)


def test_a_member_finds_the_network_in_the_menu(as_):
    assert "/networks" in as_("ali").get("/teams/kirurgisk-3").links()
    assert as_("ali").get("/networks", 302).location.endswith(PAGE)


def test_the_page_asks_as_often_for_one_team_as_for_many(as_, cast, queries):
    ingrid = as_("ingrid")
    ingrid.get(PAGE)
    with queries() as few:
        ingrid.get(PAGE)
    for number in range(20):
        team = Team(
            name=f"Team {number}", slug=f"team-{number}", service=ServiceKind.OTHER,
            organisations=list(cast.team.organisations), created_at=MADE,
        )  # fmt: skip
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=date(2026, 1, 5)))
    db.session.commit()
    with queries() as many:
        page = ingrid.get(PAGE)
    assert "Undertegnet av 0 av 21 team. Mangler: Kirurgisk sengepost 3, Team 0, Team 1 og 18 til." in page.words
    assert len(many) == len(few) <= 16
