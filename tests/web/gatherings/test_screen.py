from datetime import UTC, datetime, timedelta

import pytest

from tests.gathered import facts, plan
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.teams import ServiceKind, Team
from tracker.services.gatherings import preparation, programme, tables
from tracker.services.gatherings.gatherings import Hours

HERE = "/networks/brukermedvirkning/gatherings"
NOW = datetime.now(UTC)


@pytest.fixture
def row(cast):
    """A samling in twelve days, for which a team has said what it learned and wants help with."""
    host = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=NOW)
    hours = Hours((NOW + timedelta(days=12)).date(), NOW.time().replace(hour=9), NOW.time().replace(hour=15))
    made = plan(host, facts(hours))
    nora = enter_team(cast.people["nora"], "kirurgisk-3", Permission.PREPARE, now=NOW)
    preparation.answer(nora, made, None, learned="Stolen må komme til legen", help_wanted="Hvem tar kvelden?")
    programme.draw_order(host, made, [nora.team.id])
    tables.set_tables(host, made, {1: "Kveld og helg"}, {nora.team.id: 1})
    db.session.commit()
    return made


def slide(page, key):
    return page.one(f'.sc-slide[data-slide="{key}"]')


def test_the_screen_holds_the_title_each_team_and_the_tables(as_, row, cast):
    page = as_("ingrid").get(f"{HERE}/{row.id}/screen")
    assert [each["data-slide"] for each in page.select(".sc-slide")] == ["title", str(cast.chair.team_id), "end"]
    assert "Kirurgisk" in slide(page, "title").get_text()
    team = slide(page, cast.chair.team_id)
    assert "Stolen må komme til legen" in team.get_text()
    assert "Hvem tar kvelden?" in team.select_one(".sc-help").get_text()
    assert "Kveld og helg" in slide(page, "end").get_text()
    assert "Spør hele salen" in slide(page, "end").get_text()


def test_without_scripts_links_lead_from_slide_to_slide_and_no_clock_is_seen(as_, row, cast):
    page = as_("ingrid").get(f"{HERE}/{row.id}/screen")
    links = [link["href"] for link in page.select(".sc-next[href]")]
    assert links == [f"#s-{cast.chair.team_id}", "#s-end"]
    assert all(clock.has_attr("hidden") for clock in page.select(".sc-time"))


def test_the_same_sentence_stands_on_the_screen_as_on_the_teams_own_page(as_, row, chair):
    page = as_("ingrid").get(f"{HERE}/{row.id}/screen")
    card = slide(page, chair.team_id).select_one(".sc-card")
    assert card["aria-labelledby"] == f"m-{chair.id}"
    own = as_("nora").get(f"/teams/kirurgisk-3/measures/{chair.id}-satte-legen-seg")
    assert " ".join(card.select_one(".sc-v").get_text().split()) in own.words
    assert "Stolen følger vogna" in slide(page, chair.team_id).select_one(".sc-fl").get_text()
    assert card.select_one("svg.rc")


def test_the_phone_steers_and_a_screen_that_has_seen_it_is_told_nothing_anew(as_, row, cast):
    ingrid = as_("ingrid")
    page = ingrid.get(f"{HERE}/{row.id}/remote")
    assert "Start: Kirurgisk" in page.words
    ingrid.submit(page.path, form='.hand form:has(input[name="to"])', status=303)
    page = ingrid.get(f"{HERE}/{row.id}/remote")
    assert "På lerretet, team 1 av 1" in page.words
    first = ingrid.raw("GET", f"{HERE}/{row.id}/screen.json")
    assert first.json["slide"] == str(cast.chair.team_id)
    again = ingrid.raw("GET", f"{HERE}/{row.id}/screen.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_deed_that_is_none_does_nothing_and_a_team_that_is_none_is_not_found(as_, row):
    ingrid = as_("ingrid")
    for said in ({"do": "dance"}, {}):
        ingrid.post(f"{HERE}/{row.id}/steer", said, status=303)
    assert ingrid.raw("GET", f"{HERE}/{row.id}/screen.json").json["slide"] == "title"
    ingrid.post(f"{HERE}/{row.id}/steer", {"do": "show", "to": "4711"}, status=404)


def test_the_screen_asks_the_same_of_the_database_for_any_number_of_teams(as_, row, cast, queries):
    ingrid = as_("ingrid")
    address = f"{HERE}/{row.id}/screen"
    ingrid.get(address)
    with queries() as few:
        ingrid.get(address)
    for number in range(6):
        team = Team(slug=f"t{number}", name=f"Team {number}", service=ServiceKind.EMERGENCY, created_at=NOW)
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=NOW.date()))
    db.session.commit()
    with queries() as many:
        ingrid.get(address)
    assert len(many) == len(few)
