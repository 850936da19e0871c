"""The page of a team's progress: set by the team and by its host, read by others, suggested from evidence in words."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.page import words
from tests.people import MADE
from tests.web.charted import MOMENT
from tests.web.networked import PAGE
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState, PdsaCycle
from tracker.models.networks import NetworkTeam
from tracker.models.progress import Progress

pytestmark = pytest.mark.usefixtures("wednesday_morning")

TEAM = "/teams/kirurgisk-3"
AT = f"{TEAM}/progress"


def score(as_, who, step, why=""):
    return as_(who).submit(AT, {"step": step, "why": why})


def rows():
    db.session.rollback()
    found = db.session.scalars(select(Progress).order_by(Progress.id))
    return [(row.side.value, row.step.value, row.why, f"{row.month}") for row in found]


def said(page):
    return words(page.one(".pg-said").get_text(" ")).replace(" .", ".")


def chosen(page):
    return [radio["value"] for radio in page.select("input[name=step]") if radio.has_attr("checked")]


def chips(page):
    found = {}
    for rung in page.select(".rung"):
        for chip in rung.select(".pg-k"):
            found[words(chip.get_text())] = rung.select_one("b").get_text()
    return found


def test_a_team_sets_its_own_and_the_host_hers_on_the_same_page(as_):
    nora = as_("nora")
    page = nora.follow(nora.submit(AT, {"step": "3.5", "why": "Stolen holder."}))
    assert "Tallet er lagret" in page.words
    assert said(page).startswith("Dere sier 3,5. Vertskapet har ikke satt tallet ennå.")
    score(as_, "ingrid", "3.0", "Fint løft.")
    assert rows() == [("team", "3.5", "Stolen holder.", "2026-11-01"), ("host", "3.0", "Fint løft.", "2026-11-01")]
    page = as_("nora").get(AT)
    assert said(page) == (
        "Dere sier 3,5. Vertskapet sier 3,0. Tallene og testene peker mot 0,5. Forskjellen er verdt en prat. "
        "Forslaget ligger langt fra begge: se hva som ikke er ført."
    )
    assert chips(page) == {"Dere": "3,5", "Vertskap": "3,0", "Forslag": "0,5"}
    assert "Fint løft." in page.one(".pg-q").get_text()
    assert said(as_("ingrid").get(AT)).startswith("Teamet sier 3,5. Du som vertskap sier 3,0.")
    assert said(as_("kari").get(AT)).startswith("Teamet sier 3,5. Vertskapet sier 3,0.")


def test_readers_have_no_form_and_no_button(as_):
    for who in ("siv", "kari"):
        page = as_(who).get(AT)
        assert page.select("main form") == []
        assert len(page.select(".rung")) == 10
        as_(who).post(AT, {"step": "3.0"}, status=403)
    as_("per").get(AT, status=404)
    as_("per").post(AT, {"step": "3.0"}, status=404)
    assert rows() == []


def test_a_host_sets_it_for_the_teams_of_her_network_alone(as_):
    as_("ingrid").get("/teams/legevakta/progress", status=404)
    as_("ingrid").post("/teams/legevakta/progress", {"step": "3.0"}, status=404)


def test_nothing_is_chosen_the_first_time_whatever_is_suggested(as_):
    page = as_("nora").get(AT)
    assert said(page).startswith("Dere har ikke satt tallet ennå. Vertskapet har ikke satt tallet ennå.")
    assert chips(page) == {"Forslag": "0,5"}
    assert chosen(page) == []
    answer = as_("nora").submit(AT, {"why": "Stolen holder."}, status=422)
    assert answer.one('.summary a[href="#step"]')
    assert answer.one("#why").get_text().strip() == "Stolen holder."
    assert rows() == []


def test_a_new_month_begins_with_the_own_score_of_the_last(as_):
    score(as_, "nora", "3.5", "Stolen holder.")
    score(as_, "ingrid", "2.0")
    with time_machine.travel(MOMENT + timedelta(days=30), tick=False):
        nora, ingrid = as_("nora").get(AT), as_("ingrid").get(AT)
        assert (chosen(nora), chosen(ingrid)) == (["3.5"], ["2.0"])
        assert nora.one("#why").get_text().strip() == ""
        assert "Lagre desember" in nora.words


def test_a_form_that_lay_open_over_the_end_of_a_month_is_kept_and_told(as_):
    nora = as_("nora")
    fields = nora.get(AT).fields() | {"step": "3.5", "why": "Stolen holder."}
    with time_machine.travel(MOMENT + timedelta(days=20), tick=False):
        nora = as_("nora")
        page = nora.post(AT, fields | {"csrf_token": nora.token()}, status=422)
        assert "er over" in page.one(".summary").get_text()
        assert (chosen(page), page.one("#why").get_text().strip()) == (["3.5"], "Stolen holder.")
        assert rows() == []
        nora.post(AT, page.fields(), status=302)
    assert rows() == [("team", "3.5", "Stolen holder.", "2026-12-01")]


def test_the_reason_is_screened_and_kept_in_the_form(as_):
    page = as_("nora").submit(AT, {"step": "3.0", "why": "Hun i 13097248022"}, status=422)
    assert page.one("#why[aria-invalid=true]").get_text().strip() == "Hun i 13097248022"
    assert page.one("#why-error").get_text().strip()
    assert rows() == []


def test_a_telephone_number_may_be_confirmed(as_):
    page = as_("nora").submit(AT, {"step": "3.0", "why": "Ring 98 76 54 32"}, status=422)
    assert page.one("main .confirm [name=confirm]")


def test_the_ladder_says_what_is_there_and_what_is_lacking_with_links(as_, chair, cast):
    page = as_("nora").get(AT)
    there, lacking = page.select(".ev-l")
    assert [words(line.get_text(" ")) for line in there.select("li")] == [
        "På plass: Teamet er med Kirurgisk sengepost 3"
    ]
    assert [words(line.get_text(" ")) for line in lacking.select("li")] == [
        "På plass: Leder og medlemmer 3 er med",
        f"Mangler: Avtalen med nettverket er signert {cast.network.name} : ikke signert".replace(" :", ":"),
    ]
    for link in page.select(".ev-l a"):
        as_("nora").get(link["href"])
    evidence = {
        words(rung.select_one("b").get_text()): words(rung.select_one(".rung-s").get_text())
        for rung in page.select(".rung")
    }
    assert evidence["0,5"] == "alt på plass"
    assert evidence["2,0"] == "2 av 2 på plass"
    assert evidence["5,0"] == "0 av 2 på plass"


def test_the_queries_do_not_grow_with_what_a_team_has(as_, chair, cast, queries):
    nora = as_("nora")
    nora.get(AT)
    with queries() as few:
        nora.get(AT)
    assert len([each for each in few if "FROM progress" in each]) == 1
    by = {"created_by_id": cast.people["nora"].id, "created_at": MOMENT}
    for flag in range(10, 20):
        row = Intervention(team_id=cast.team.id, flag=flag, title="Stol", state=InterventionState.IDEA, **by)
        test = PdsaCycle(
            team_id=cast.team.id,
            flag=flag + 20,
            title="Én stol",
            plan="Én visitt",
            prediction="Hun setter seg",
            started_on=MOMENT.date(),
            **by,
        )
        db.session.add_all([row, test])
    db.session.commit()
    with queries() as many:
        nora.get(AT)
    assert len(many) == len(few)


def test_the_months_are_a_line_with_gaps_and_a_table(as_):
    score(as_, "nora", "2.0", "Stolene henger.")
    score(as_, "ingrid", "2.0")
    with time_machine.travel(MOMENT + timedelta(days=62), tick=False):
        score(as_, "nora", "2.5")
        page = as_("nora").get(AT)
        assert "Ingen satte tallet i desember." in page.words
        table = [
            [words(cell.get_text()) for cell in row.select("th, td")] for row in page.select("table.data tbody tr")
        ]
        assert table == [
            ["Januar 2027", "2,5", "–", "0,5", ""],
            ["Desember 2026", "–", "–", "–", ""],
            ["November 2026", "2,0", "2,0", "0,5", "Nora Lund: Stolene henger."],
        ]
        drawn = page.select(".fig .wide svg")[0]
        assert len(drawn.select("circle.pg-own")) == 2
        assert drawn.select("path.pg-own-l") == []
        assert drawn["aria-label"].startswith("Framdrift måned for måned. Teamet: nov 2,0, jan 2,5.")


def test_a_team_younger_than_a_month_is_told_that_little_is_known(as_, cast):
    assert "under en måned gammelt" not in as_("nora").get(AT).words
    cast.team.created_at = MOMENT - timedelta(days=3)
    db.session.commit()
    assert "under en måned gammelt" in as_("nora").get(AT).words


def test_published_numbers_are_scored_by_nobody(as_, cast):
    cast.team.is_reference = True
    db.session.commit()
    assert "publiserte tall" in as_("nora").get(AT).one("main").get_text()
    as_("nora").post(AT, {"step": "3.0"}, status=403)


def test_the_table_of_the_network_shows_both_and_sorts_by_neither(as_, cast, queries):
    cell = as_("ingrid").get(PAGE).one("td.m-pg")
    assert words(cell.get_text()) == "Ikke satt"
    score(as_, "ingrid", "3.0")
    score(as_, "nora", "3.5")
    page = as_("ingrid").get(PAGE)
    cell = page.one("td.m-pg")
    assert words(cell.get_text(" ")) == "3,5 / 3,0 november: teamet 3,5, vertskapet 3,0"
    assert cell.select_one("a")["href"] == AT
    assert (len(cell.select("circle")), len(cell.select("rect")), len(cell.select(".pg-gap"))) == (1, 1, 1)
    with queries() as asked:
        as_("ingrid").get(PAGE)
    assert len([each for each in asked if "FROM progress" in each]) == 1
    with time_machine.travel(MOMENT + timedelta(days=25), tick=False):
        assert "3,5 / 3,0 nov" in words(as_("ingrid").get(PAGE).one("td.m-pg").get_text(" "))
    with time_machine.travel(MOMENT + timedelta(days=62), tick=False):
        assert words(as_("ingrid").get(PAGE).one("td.m-pg").get_text()) == "Ikke satt"


def test_another_team_of_the_network_sees_no_column(as_, cast):
    cast.network.teams_see_each_other = True
    db.session.commit()
    assert as_("nora").get(PAGE).select(".m-pg") == []


def test_another_team_of_the_network_reads_charts_and_not_progress(as_, cast):
    cast.network.teams_see_each_other = True
    db.session.commit()
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=MADE.date()))
    db.session.commit()
    as_("per").get(TEAM)
    as_("per").get(AT, status=403)
