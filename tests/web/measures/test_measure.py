"""The page of a measure: one reading feeds sentence, chart, table, file and figure, and each sees what is hers."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from sqlalchemy import delete

from tests.web.charted import TEAM, monday, record
from tracker.analysis import Direction
from tracker.models.base import db
from tracker.models.measurements import Annotation, AnnotationKind, Measurement
from tracker.text.formulas import harmless

NOON = datetime(2026, 10, 26, 12, tzinfo=UTC)
EVERYBODY_INSIDE = ("nora", "ali", "siv", "kari", "ingrid")


def rows_of(page):
    """The table's rows: name to cells."""
    found = {}
    for row in page.select("table.data tbody tr"):
        if row.find_parent("section", class_="chartcard"):
            found[row.th.get_text()] = [cell.get_text(" ").strip() for cell in row.select("td")]
    return found


def file_of(page):
    text = page.body.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_the_page_says_what_the_chart_shows(as_, chair, page):
    shown = as_("nora").get(page)
    verdict = shown.one(".verdict").get_text()
    assert verdict.startswith("De 11 siste ukene ligger alle over medianen på 58\u00a0%.")
    assert "uka etter tiltak 2 («Stolen følger vogna»)" in verdict
    assert shown.one(".chartcard .tag-better").get_text() == "Bedring"
    assert len(shown.select("svg.rc")) == 2
    assert "Median 40 %" in shown.words
    tiles = {tile.select_one(".t-k").get_text(): tile.select_one(".t-v").get_text() for tile in shown.select(".tile")}
    assert tiles["Siste måling"] == "86\u00a0%"
    assert tiles["Median nå"] == "58\u00a0%"
    assert tiles["Mål"] == "80\u00a0%"
    assert tiles["Neste"] == "Ny fase?"


def test_table_file_and_figure_come_from_the_same_reading(as_, chair, page):
    nora = as_("nora")
    shown = nora.get(page)
    table, file = rows_of(shown), file_of(nora.get(f"{TEAM}/{chair.id}.csv"))
    figure = nora.get(f"{TEAM}/{chair.id}/figure.json").json
    assert [row["Periode"] for row in file] == list(table)
    line = next(trace for trace in figure["data"] if trace["name"] == "line")
    values = [None if row["Verdi"] == "" else float(row["Verdi"].replace(",", ".")) for row in reversed(file)]
    assert values == [value if value is None else pytest.approx(value) for value in line["y"]]
    for row in file:
        numerator, denominator, value, side, note, *_rest = table[row["Periode"]]
        assert (row["Teller"], row["Nevner"], row["Mot medianen"]) == (numerator, denominator, side)
        if row["Verdi"]:
            assert value == f"{round(float(row['Verdi'].replace(',', '.')))}\u00a0%"
        else:
            assert (value, note) == ("ikke målt", "Ferie")
    assert file[0]["Vurdering"] == shown.one(".chartcard .tag").get_text()
    assert {row["Vurdering"] for row in file[1:]} == {""}
    assert {row["Fase"] for row in file} == {"Før", "Stol på veggen"}
    assert next(row for row in file if row["Første dag"] == "2026-03-30")["Flagg"] == "1 Stol på veggen"


def test_the_file_opens_in_a_norwegian_spreadsheet(as_, chair):
    answer = as_("siv").get(f"{TEAM}/{chair.id}.csv")
    assert answer.body.startswith(b"\xef\xbb\xbfPeriode;")
    assert file_of(answer)[0]["Verdi"] == "85,714286"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("+47", "'+47"),
        ("\tx", "'\tx"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        (" \uff20SUM(A1)", "' \uff20SUM(A1)"),
        ("\ufe62cmd", "'\ufe62cmd"),
        ("  mandag", "  mandag"),
        ("-3,5", "-3,5"),
        ("mandag", "mandag"),
        ("", ""),
    ],
)
def test_what_people_wrote_is_never_run_as_a_formula(typed, written):
    assert harmless(typed) == written


def test_a_note_in_the_file_is_harmless(as_, chair, cast):
    record(chair, cast.people["ali"], monday(1), 3, 9, note="=HYPERLINK(1)")
    db.session.commit()
    assert file_of(as_("nora").get(f"{TEAM}/{chair.id}.csv"))[-1]["Merknad"].startswith("'=")


def test_flags_stand_beside_the_chart_with_their_numbers_and_links(as_, chair, page):
    shown = as_("siv").get(page)
    listed = shown.one("#flags").find_parent("section")
    assert [flag.get_text() for flag in listed.select(".fl")] == ["1", "2"]
    assert "Fjorten stoler" in listed.get_text()
    assert listed.select_one(".n-t a")["href"].startswith("/teams/kirurgisk-3/interventions/")


def test_how_it_is_judged_names_rules_limits_and_reasons(as_, chair, page):
    words = as_("siv").get(page).words
    assert "Regelsett: Anhøj, delt, versjon 2026." in words
    assert "Stol på veggen: 28 uker er målt, 26 teller med." in words
    assert "Uke 35 til uke 45: Skift: 11 uker over medianen." in words
    assert "Hult punkt: ligger på medianen" in words


def test_recorders_are_named_for_the_team_only(as_, chair, page):
    for who in ("nora", "ali", "siv"):
        assert "Ali Hassan" in as_(who).get(page).text
    for who in ("kari", "ingrid"):
        visitor = as_(who)
        assert "Ali Hassan" not in visitor.get(page).text
        assert "Ali Hassan" not in visitor.get(f"{TEAM}/{chair.id}/figure.json").text


@pytest.mark.parametrize("who", EVERYBODY_INSIDE)
def test_whoever_is_inside_reads(as_, chair, page, who):
    visitor = as_(who)
    for path in (page, f"{TEAM}/{chair.id}.csv", f"{TEAM}/{chair.id}/figure.json"):
        visitor.get(path)


@pytest.mark.parametrize("who", ["per", "odd"])
def test_a_stranger_finds_nothing(as_, chair, page, who):
    visitor = as_(who)
    for path in (page, f"{TEAM}/{chair.id}.csv", f"{TEAM}/{chair.id}/figure.json"):
        visitor.get(path, 404)


def test_another_teams_measure_is_not_there(as_, cast):
    as_("nora").get(f"{TEAM}/{cast.stranger_measure.id}-legevaktas-andel", 404)


def test_what_is_shown_is_what_may_be_done(as_, chair, page):
    deeds = {
        "nora": {"record", "notes/new", "phases/new", "/edit", "/chart ", "/archive", "/exclude"},
        "ali": {"record", "notes/new"},
        "siv": {"notes/new"},
        "kari": {"notes/new", "/chart ", "/exclude"},
        "ingrid": {"notes/new"},
    }
    for who, own in deeds.items():
        links = " ".join((*as_(who).get(page).links(), ""))
        for deed in deeds["nora"]:
            assert (deed in links) is (deed in own), f"{who}: {deed}"


def test_an_old_name_in_the_address_leads_to_the_page(as_, chair, page):
    nora = as_("nora")
    assert nora.get(f"{TEAM}/{chair.id}-et-gammelt-navn", 302).location == page
    followed = nora.get(f"{TEAM}/{chair.id}-et-gammelt-navn?vis=12", 302)
    assert followed.headers["Location"].endswith(f"{page}?vis=12"), "the stretch that was asked for is lost"


def test_a_measure_without_numbers_says_what_will_come(as_, cast, page):
    nora = as_("nora")
    shown = nora.get(page)
    assert "Første punkt kommer når uke 45 er registrert." in shown.words
    assert not shown.select("svg.rc")
    assert nora.get(f"{TEAM}/{cast.chair.id}/figure.json").json["data"] == []
    assert file_of(nora.get(f"{TEAM}/{cast.chair.id}.csv")) == []


def test_few_points_have_no_verdict_yet(as_, cast, page):
    for week in range(40, 45):
        record(cast.chair, cast.people["ali"], monday(week), 5, 9)
    db.session.commit()
    shown = as_("siv").get(page)
    assert shown.one(".chartcard .tag").get_text() == "For få punkter"
    assert "5 uker er målt. Vurderingen kommer når dere har 12." in shown.words


def test_missing_weeks_come_before_a_new_test(as_, cast, page):
    for week in range(30, 45):
        record(cast.chair, cast.people["ali"], monday(week), 4 + week * 3 % 5, 9)
    db.session.commit()
    assert "Mangler tall Registrer uke 45" in as_("ali").get(page).words
    record(cast.chair, cast.people["ali"], monday(45), 5, 9)
    db.session.commit()
    shown = as_("ali").get(page)
    assert "Prøv noe i det små Ingen test på 6 uker" in shown.words
    assert any("tests/new" in link for link in shown.links())


def test_when_most_months_are_zero_days_between_are_offered(as_, cast):
    for month in range(1, 11):
        record(cast.falls, cast.people["ali"], monday(1).replace(year=2026, month=month, day=1), month == 4, 600)
    db.session.commit()
    path = f"{TEAM}/{cast.falls.id}-fall-med-skade"
    shown = as_("nora").get(path)
    assert "De fleste periodene er 0." in shown.words
    assert f"{TEAM}/new/blank?between={cast.falls.id}" in shown.links()
    assert not any("between" in link for link in as_("siv").get(path).links())
    cast.falls.direction = Direction.HIGHER
    db.session.commit()
    assert "De fleste periodene er 0." not in as_("nora").get(path).words


def test_a_comment_is_signed_and_can_be_taken_back_by_its_author(as_, chair, cast, page):
    db.session.add(
        Annotation(
            team_id=cast.team.id,
            measure_id=chair.id,
            kind=AnnotationKind.COMMENT,
            flag=3,
            on_date=monday(44),
            title="Merkes fra senga",
            written_by_id=cast.people["siv"].id,
            written_at=NOON,
        )
    )
    db.session.commit()
    shown = as_("siv").get(page)
    assert "Kommentar, Siv Aas" in shown.words
    assert any("/notes/" in link and "remove" in link for link in shown.links())
    assert not any("/notes/" in link and "remove" in link for link in as_("ali").get(page).links())


def test_it_reads_in_english(as_, chair, page):
    shown = as_("siv").get(f"{page}?lang=en")
    assert shown.soup.html["lang"] == "en"
    assert shown.one(".chartcard .tag").get_text() == "Improvement"
    assert shown.one(".verdict").get_text().startswith("The last 11 weeks all lie above the median of 58%.")


def test_the_queries_do_not_grow_with_the_points(as_, chair, cast, page, queries):
    siv = as_("siv")
    with queries() as many:
        siv.get(page)
    db.session.execute(delete(Measurement).where(Measurement.period_start > monday(20)))
    db.session.commit()
    with queries() as few:
        siv.get(page)
    assert len(many) == len(few)
    assert len(many) <= 24


def test_a_measure_that_is_put_away_says_so(as_, chair, page):
    chair.archived_at = NOON
    db.session.commit()
    shown = as_("nora").get(page)
    assert "Denne indikatoren er arkivert." in shown.words
    assert not any("/record" in link for link in shown.links())
    assert as_("nora").post(f"{TEAM}/{chair.id}/restore").location == page
