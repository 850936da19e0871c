"""The network's table: grouped by who needs a call, never ranked by value, the same for 2 teams and for 40."""

from datetime import timedelta

import pytest

from tests.people import MADE
from tests.web.networked import BETTER, EVEN, HELD, NAME, PAGE, WORSE, due, record_share, row_of, rows, today
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measurements import MissingReason, RareEvent
from tracker.models.measures import Measure, ValueKind
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.services.measurements.history import due_period


def groups(page) -> list[str]:
    return [" ".join(head.get_text(" ").split()) for head in page.select(".m-grp th")]


def tiles(page) -> list[str]:
    return [" ".join(tile.get_text(" ").split()) for tile in page.select(".lead li")]


def cells(page, name) -> list[str]:
    return [cell.select_one(".vh").get_text() for cell in row_of(page, name).select(".m-c")]


def signs(page, name) -> list[str]:
    return [
        " ".join(cell.select_one(".c")["class"][1:]).replace("c-", "") for cell in row_of(page, name).select(".m-c")
    ]


def test_teams_stand_by_need_then_by_name(as_, put):
    put("Åsen", BETTER)
    put("Berg", BETTER)
    put("Stille", EVEN)
    put("Taus", EVEN, weeks_ago=4)
    put("Feil vei", WORSE)
    put("Framme", HELD)
    put("Ny", EVEN[:4])
    page = as_("ingrid").get(PAGE)
    assert rows(page) == ["Feil vei", "Taus", "Stille", "Berg", "Åsen", "Framme", "Ny", "Kirurgisk sengepost 3"]
    assert groups(page) == [
        "Trenger oppfølging 3", "Bedring 2", "Mål nådd og holdt 1", "For få punkter til å vurdere 1", "Ikke startet 1",
    ]  # fmt: skip


def test_the_tiles_count_and_pick_out(as_, put):
    put("Berg", BETTER)
    put("Stille", EVEN)
    put("Taus", EVEN, weeks_ago=4)
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    week = due().isocalendar().week
    assert tiles(page) == [
        f"2 av 4 har registrert uke {week}", "1 viser bedring", "0 viser forverring", "1 står stille",
        "1 har ikke registrert på 3 uker",
    ]  # fmt: skip
    for place, names in enumerate((["Stille", "Berg"], ["Berg"], [], ["Stille"], ["Taus"])):
        picked = ingrid.get(page.select(".lead a")[place]["href"])
        assert rows(picked) == names
        assert tiles(picked) == tiles(page)
        assert f"Viser {len(names)} av 4 team." in picked.words
        assert rows(ingrid.get(picked.one(".lead [aria-current]")["href"])) == rows(page)


def test_a_filter_holds_while_the_cells_change(as_, put):
    put("Berg", BETTER)
    page = as_("ingrid").get(f"{PAGE}?need=better&service=hospital")
    numbers = page.select(".seg a")[1]["href"]
    assert {"need=better", "service=hospital", "show=numbers"} <= set(numbers.split("?")[1].split("&"))
    fields = page.fields("form.filters")
    assert (fields["need"], fields["service"]) == ("better", "hospital")


def test_a_run_is_one_band_that_begins_where_it_began(as_, put):
    put("Berg", [*EVEN, 5, *[8, 9] * 5])
    page = as_("ingrid").get(PAGE)
    assert signs(page, "Berg") == ["usual", "usual", "better run-a", *["better"] * 8, "better run-z"]
    week = due().isocalendar().week
    assert cells(page, "Berg")[-1] == f"Uke {week}: 90\u00a0%, bedring"
    assert cells(page, "Berg")[0].endswith("tilfeldig variasjon")


def test_a_run_from_before_the_table_has_no_beginning_in_it(as_, put):
    put("Berg", EVEN + [8, 9] * 7)
    assert signs(as_("ingrid").get(PAGE), "Berg")[0] == "better"


def test_not_recorded_is_not_a_pause_and_not_before_the_start(as_, put, cast):
    team = put("Ny", [5, None, 6, 5])
    measure = db.session.query(Measure).filter_by(team_id=team.id).one()
    record_share(
        cast, measure, due() - timedelta(weeks=2), None, not_measured=True, missing_reason=MissingReason.HOLIDAY
    )
    db.session.commit()
    put("Gløymsk", [5, None, 6, 5])
    page = as_("ingrid").get(PAGE)
    assert signs(page, "Ny") == ["before"] * 8 + ["usual", "paused", "usual", "usual"]
    assert cells(page, "Ny")[9].endswith("Ferie: ingen måling")
    assert signs(page, "Gløymsk")[9] == "none"
    assert cells(page, "Gløymsk")[9].endswith("ikke registrert")


def test_under_the_least_number_of_points_no_cell_claims_chance(as_, put):
    put("Ny", [5, 6])
    assert cells(as_("ingrid").get(PAGE), "Ny")[-1].endswith(": 60\u00a0%")


def test_numbers_stand_in_the_same_cells(as_, put):
    put("Berg", BETTER)
    ingrid = as_("ingrid")
    page = ingrid.get(f"{PAGE}?show=numbers")
    assert [c.get_text() for c in row_of(page, "Berg").select(".c-num")][-2:] == ["80", "90"]
    assert signs(page, "Berg")[-1] == "num better run-z"
    assert cells(page, "Berg") == cells(ingrid.get(PAGE), "Berg")


def test_the_last_value_stands_with_its_week(as_, put):
    put("Taus", EVEN, weeks_ago=4)
    week = (due() - timedelta(weeks=4)).isocalendar().week
    last = row_of(as_("ingrid").get(PAGE), "Taus").select_one(".m-last")
    assert last.get_text(" ").split() == ["60", "%", "uke", str(week)]


def test_a_team_without_the_measure_has_not_begun(as_, put):
    put("Berg", BETTER)
    put("Tom", [])
    page = as_("ingrid").get(PAGE)
    assert "Ingen målinger ennå" in row_of(page, "Tom").get_text()
    assert "Har ikke valgt indikatoren" in row_of(page, "Kirurgisk sengepost 3").get_text()
    assert signs(page, "Tom") == ["before"] * 12


def test_the_networks_own_numbers_hold(as_, put, cast):
    put("Ny", EVEN[:4])
    put("Taus", EVEN, weeks_ago=2)
    cast.network.minimum_points, cast.network.silent_after = 4, 2
    db.session.commit()
    page = as_("ingrid").get(PAGE)
    assert groups(page) == ["Trenger oppfølging 2", "Ikke startet 1"]
    assert "1 har ikke registrert på 2 uker" in tiles(page)
    assert "minst 4 målinger" in page.words


def test_hospitals_and_municipalities(as_, put):
    put("Berg", BETTER)
    put("Hjemme", EVEN, organisation="Storfjell kommune")
    joint = put("Felles", EVEN)
    joint.organisations.append(db.session.query(Organisation).filter_by(kind=OrganisationKind.MUNICIPALITY).first())
    db.session.commit()
    ingrid = as_("ingrid")
    assert rows(ingrid.get(f"{PAGE}?service=municipality")) == ["Felles", "Hjemme"]
    assert rows(ingrid.get(f"{PAGE}?service=hospital")) == ["Felles", "Berg", "Kirurgisk sengepost 3"]


def test_measures_of_one_name_are_one_choice_and_the_commonest_comes_first(as_, put):
    put("Berg", BETTER)
    put("Stille", EVEN)
    put("Felt", EVEN, measure="Opplevd hørt")
    put("Mnd", [], measure=NAME, period_kind=PeriodKind.MONTH)
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    offered = {option.get_text(): option["value"] for option in page.select("#measure option")}
    assert next(iter(offered)) == f"{NAME} (uke)"
    assert {f"{NAME} (måned)", "Opplevd hørt", "Satte legen seg ned under visitten?"} <= set(offered)
    assert rows(ingrid.get(f"{PAGE}?measure={offered['Opplevd hørt']}"))[0] == "Felt"


def test_what_lies_between_events_has_its_twelve_last_intervals(as_, put, cast):
    team = put("Sår", [], value_kind=ValueKind.DAYS_BETWEEN, period_kind=PeriodKind.DAY, target=None)
    measure = db.session.query(Measure).filter_by(team_id=team.id).one()
    for days in (50, 40, 28, 10):
        db.session.add(
            RareEvent(team_id=team.id, measure_id=measure.id, happened_on=today() - timedelta(days=days),
                      recorded_by_id=cast.people["nora"].id, recorded_at=MADE)
        )  # fmt: skip
    db.session.commit()
    page = as_("ingrid").get(f"{PAGE}?measure={measure.id}&show=numbers")
    assert [c.get_text() for c in row_of(page, "Sår").select(".c-num")] == ["10", "12", "18"]
    assert groups(page)[0] == "For få punkter til å vurdere 1"


def test_months_have_months_over_their_cells(as_, cast):
    first = due_period(PeriodKind.MONTH, today())
    record_share(cast, cast.falls, first.previous.start, 3)
    record_share(cast, cast.falls, first.start, 4)
    db.session.commit()
    page = as_("ingrid").get(f"{PAGE}?measure={cast.falls.id}")
    assert len(page.select(".m-w")) == 12
    assert "per 1000 liggedøgn" in page.one("#mcap").get_text()
    assert signs(page, "Kirurgisk sengepost 3")[-2:] == ["usual", "usual"]


def test_pages_of_fifty_under_heads_with_the_whole_count(as_, put):
    for number in range(51):
        put(f"Team {number:02}", EVEN[:2])
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    assert len(rows(page)) == 50
    assert groups(page) == ["For få punkter til å vurdere 51"]
    second = ingrid.get(page.one(".pager a")["href"])
    assert rows(second) == ["Team 50", "Kirurgisk sengepost 3"]
    assert groups(second) == ["For få punkter til å vurdere 51", "Ikke startet 1"]
    assert rows(ingrid.get(f"{PAGE}?page=99")) == rows(second)


def test_the_queries_grow_neither_with_teams_nor_with_points(as_, put, queries):
    put("Berg", BETTER)
    put("Stille", EVEN)
    ingrid = as_("ingrid")
    ingrid.get(PAGE)
    with queries() as few:
        ingrid.get(PAGE)
    for number in range(20):
        put(f"Team {number}", BETTER * 2)
    with queries() as many:
        ingrid.get(PAGE)
    assert len(many) == len(few) <= 21


def test_published_numbers_are_not_a_team_at_work(as_, put):
    put("Berg", BETTER)
    put("Publisert", BETTER, is_reference=True)
    put("Også publisert", HELD, measure="GTT", is_reference=True)
    page = as_("ingrid").get(PAGE)
    assert "Publisert" not in rows(page)
    assert "GTT" not in page.one("#measure").get_text()
    assert tiles(page)[0].startswith("1 av 2")
    assert page.one('.foot-note a[href="/teams/publisert"]')


def test_a_team_is_reached_by_its_name(as_, put):
    put("Berg", BETTER)
    assert row_of(as_("ingrid").get(PAGE), "Berg").a["href"] == "/teams/berg"


def test_each_cell_leads_to_its_period_on_the_teams_chart(as_, put):
    put("Berg", [*EVEN[:4], None, 5, 6])
    ingrid = as_("ingrid")
    cells_of = row_of(ingrid.get(PAGE), "Berg").select(".m-c")
    assert [cell.a is None for cell in cells_of] == [True] * 5 + [False] * 7
    chart, point = cells_of[-1].a["href"].split("#")
    assert point.endswith(due().isoformat())
    assert cells_of[-3].a["href"] == chart, "a period without a number has no point"
    page = ingrid.get(chart)
    assert "60\u00a0%" in page.one(f"#{point} > title").get_text()


def test_between_events_each_cell_leads_to_its_interval(as_, put, cast):
    team = put("Sår", [], value_kind=ValueKind.DAYS_BETWEEN, period_kind=PeriodKind.DAY, target=None)
    measure = db.session.query(Measure).filter_by(team_id=team.id).one()
    for days in (30, 10, 10):
        db.session.add(
            RareEvent(team_id=team.id, measure_id=measure.id, happened_on=today() - timedelta(days=days),
                      recorded_by_id=cast.people["nora"].id, recorded_at=MADE)
        )  # fmt: skip
    db.session.commit()
    ingrid = as_("ingrid")
    hrefs = [cell.a["href"] for cell in row_of(ingrid.get(f"{PAGE}?measure={measure.id}"), "Sår").select(".m-c:has(a)")]
    assert len(hrefs) == len(set(hrefs)) == 2
    page = ingrid.get(hrefs[0].split("#")[0])
    assert all(page.one(f"#{href.split('#')[1]} > title") for href in hrefs)


def test_the_host_invites_and_an_advisor_only_reads_her_own(as_, put):
    put("Berg", BETTER)
    put("Hjemme", EVEN, organisation="Storfjell kommune")
    host, advisor = as_("ingrid").get(PAGE), as_("kari").get(PAGE)
    assert host.one("main .btn-primary")["href"] == f"{PAGE}/teams/new"
    assert rows(advisor) == ["Berg", "Kirurgisk sengepost 3"]
    assert not advisor.select("main .btn-primary")
    assert f"{PAGE}/teams/new" not in advisor.links()


@pytest.mark.parametrize(("who", "status"), [("nora", 403), ("siv", 403), ("per", 404), ("odd", 404)])
def test_a_stranger_to_the_network_finds_nothing_and_its_own_teams_no_table(as_, who, status):
    as_(who).get(PAGE, status)


def test_nobody_is_asked_to_sign_in(as_):
    assert as_(None).get(PAGE, 302).location == "/sign-in"


def test_a_measure_of_another_networks_team_is_not_there(as_, cast):
    as_("ingrid").get(f"{PAGE}?measure={cast.stranger_measure.id}", 404)


@pytest.mark.parametrize("asked", ["measure=x", "measure=-1", "need=best", "service=x", "show=x", "page=x"])
def test_what_is_not_on_offer_is_not_there(as_, asked):
    as_("ingrid").get(f"{PAGE}?{asked}", 404)


def test_an_empty_network_asks_for_its_first_team(as_, cast):
    db.session.query(NetworkTeam).delete()
    db.session.commit()
    page = as_("ingrid").get(PAGE)
    assert "Ingen team ennå. Inviter det første." in page.words
    assert page.one(f'main .empty a[href="{PAGE}/teams/new"]')
    assert not page.select("table")


def test_teams_without_any_measure_are_all_about_to_begin(as_, cast):
    db.session.query(Measure).update({"archived_at": MADE})
    db.session.commit()
    page = as_("ingrid").get(PAGE)
    assert groups(page) == ["Ikke startet 1"]
    assert not page.select("#measure")


def test_the_table_speaks_english_too(as_, put):
    put("Berg", BETTER)
    page = as_("ingrid").get(f"{PAGE}?lang=en")
    assert cells(page, "Berg")[-1].endswith("90%, improvement")
    assert groups(page) == ["Improvement 1", "Not started 1"]
    assert f"1 of 2 have recorded week {due().isocalendar().week}" in tiles(page)


def test_no_view_of_the_network_orders_by_value(as_, put):
    put("A lav", [3, 4] * 8)
    put("B høy", [7, 6] * 8)
    put("C midt", EVEN)
    page = as_("ingrid").get(PAGE)
    assert rows(page)[:3] == ["A lav", "B høy", "C midt"]
    assert not [link for link in page.links() if "sort" in link or "order" in link]
