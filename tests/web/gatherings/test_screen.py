from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.gathered import facts, plan
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Hostship
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


def code_of(ingrid, row):
    page = ingrid.follow(ingrid.submit(f"{HERE}/{row.id}/remote", {}, form='form[action$="/screen/code"]'))
    address = page.one(".hand-code").get_text()
    assert "/lerret/" in address
    return address.rpartition("/lerret/")[2]


def test_the_code_of_the_day_opens_the_screen_without_an_account_and_steers_nothing(as_, app, row, cast):
    ingrid = as_("ingrid")
    code = code_of(ingrid, row)
    nobody = as_(None)
    page = nobody.get(f"/lerret/{code.upper().replace('-', '')}")
    assert page.select(f'.sc-slide[data-slide="{cast.team.id}"]')
    assert not page.select("body[data-steer], body[data-token], form, .sc-leave")
    assert page.links() == set()
    assert "Set-Cookie" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    ingrid.post(f"{HERE}/{row.id}/steer", {"do": "show", "to": str(cast.team.id)}, status=303)
    assert nobody.get(f"/lerret/{code}/state").json["slide"] == str(cast.team.id)
    nobody.get(f"{HERE}/{row.id}/screen", status=302)
    nobody.get(f"{HERE}/{row.id}/screen.json", status=302)
    assert nobody.look(f"/lerret/{code}/steer").status == 404


def test_the_screen_in_the_room_speaks_the_hosts_language_not_the_machines(as_, row, cast):
    code = code_of(as_("ingrid"), row)
    english = {"headers": {"Accept-Language": "en"}}
    assert "Hvem kan hjelpe hvem?" in as_(None).get(f"/lerret/{code}", **english).words
    assert "Who can help whom?" in as_(None).get(f"/lerret/{code}?lang=en").words


def test_a_new_code_ends_the_one_before_and_both_end_with_the_day(as_, row):
    ingrid, nobody = as_("ingrid"), as_(None)
    first = code_of(ingrid, row)
    second = code_of(ingrid, row)
    nobody.get(f"/lerret/{first}", status=404)
    nobody.get(f"/lerret/{second}")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1)):
        nobody.get(f"/lerret/{second}", status=404)
        nobody.get(f"/lerret/{second}/state", status=404)
    nobody.get("/lerret/4821", status=404)
    nobody.get("/lerret/k7dm-3xwp-9tgc", status=404)


@pytest.mark.parametrize("end", ["hosts no longer", "is held", "is closed"])
def test_a_code_stops_with_the_host_who_made_it(as_, row, cast, end):
    code, nobody, user = code_of(as_("ingrid"), row), as_(None), cast.people["ingrid"]
    nobody.get(f"/lerret/{code}")
    if end == "hosts no longer":
        db.session.query(Hostship).filter_by(user_id=user.id).delete()
    elif end == "is held":
        user.held_since = datetime.now(UTC)
    else:
        user.is_active = False
    db.session.commit()
    nobody.get(f"/lerret/{code}", status=404)
    nobody.get(f"/lerret/{code}/state", status=404)


def test_of_very_many_teams_a_page_holds_a_part_and_links_lead_on_in_the_order_drawn(as_, row, cast, monkeypatch):
    monkeypatch.setattr("tracker.views.gatherings.screen.AT_ONCE", 2)
    teams = [Team(slug=f"t{n}", name=f"Team {n}", service=ServiceKind.EMERGENCY, created_at=NOW) for n in range(4)]
    db.session.add_all(teams)
    db.session.flush()
    db.session.add_all(NetworkTeam(network_id=cast.network.id, team_id=t.id, joined_on=NOW.date()) for t in teams)
    db.session.commit()
    order = [str(cast.chair.team_id), *(str(team.id) for team in teams)]
    ingrid = as_("ingrid")

    def part(query=""):
        page = ingrid.get(f"{HERE}/{row.id}/screen{query}")
        return page, [each["data-slide"] for each in page.select(".sc-slide")][1:-1]

    page, held = part()
    assert held == order[:2]
    assert [each["data-team"] for each in page.select(".sc-list [data-team]")] == order
    assert slide(page, held[-1]).select_one(".sc-next")["href"] == f"?at={order[2]}#s-{order[2]}"
    assert "Hvem tar kvelden?" in slide(page, order[0]).get_text()
    assert "Kirurgisk" in slide(page, "end").get_text()  # who asks at a table, whichever part it is in
    page, held = part(f"?at={order[2]}")
    assert held == order[2:4]
    assert (page.one("body")["data-at"], "Team 3 av 5" in slide(page, held[0]).get_text()) == (order[2], True)
    assert slide(page, held[0]).select_one(".sc-before")["href"] == f"?at={order[1]}#s-{order[1]}"
    assert "Kirurgisk" in slide(page, "end").get_text()
    ingrid.post(f"{HERE}/{row.id}/steer", {"do": "show", "to": order[4]}, status=303)
    assert part()[1] == order[4:]
    assert part("?at=4711")[1] == order[4:]
