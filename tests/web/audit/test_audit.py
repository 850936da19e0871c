from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun
from tracker.models.tally import TallyHour
from tracker.services.audit.log import note
from tracker.services.audit.registry import KINDS

AUDIT = "/teams/kirurgisk-3/audit"


@pytest.fixture
def tell(inside, cast):
    """Write a line as Nora."""

    def write(subject="measure", deed=Deed.CHANGED, row_id=1, who="nora", at=None, **more):
        note(inside(who, now=at or datetime.now(UTC)), deed, KINDS[subject], row_id, **more)
        db.session.commit()

    return write


def words(part):
    return " ".join(part.get_text(" ").split())


def line(page, row=0):
    """The time, the sentence and what changed, of one line."""
    found = page.select(".log-line")[row]
    parts = (found.select_one(part) for part in (".log-time", ".log-said", ".log-changes"))
    return ["" if part is None else words(part) for part in parts]


def said(page):
    return [line(page, row)[1] for row in range(len(page.select(".log-line")))]


def test_a_line_is_a_sentence_that_opens(as_, tell):
    tell("membership", label="Ali Hassan", at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
         before={"role": "member"}, after={"role": "leader"})  # fmt: skip
    page = as_("nora").get(AUDIT)
    assert line(page) == [
        "14.05",
        "Nora Lund endret medlemskapet til Ali Hassan",
        "Rolle Teammedlem → ble til Teamleder",
    ]
    assert words(page.one(".log h2")).startswith("Onsdag 1. juli")


@pytest.mark.parametrize(
    ("subject", "before", "after", "told"),
    [
        ("measure", {"direction": "lower"}, {"direction": "higher"}, "Retning Lavere er bedre → ble til Høyere"),
        ("measurement", {"numerator": 7.0}, {"numerator": 6.5}, "Teller 7 → ble til 6,5"),
        ("measurement", None, {"value": 12345.0, "note": ""}, "Verdi 12 345"),
        ("measurement", {"not_measured": False}, {"not_measured": True}, "Ikke målt nei → ble til ja"),
        (
            "measurement",
            {"missing_reason": "holiday"},
            {"missing_reason": None},
            "ikke målt Ferie → ble",
        ),
        ("intervention", {"started_on": None}, {"started_on": "2026-08-17"}, "Startdato 17. august 2026"),
        ("goal", {"closed_at": None}, {"closed_at": "2026-11-01T23:30:00+00:00"}, "2. november 2026 kl. 00.30"),
        ("annotation", {"title": "Ny lege"}, None, "Tittel Ny lege"),
        ("team", None, {"organisations": ["A", "B"]}, "Hører til A, B"),
        (
            "measure",
            None,
            {"imported": 2, "overwritten": 0, "first": "2026-10-26", "last": "2026-11-02"},
            "Hentet fra fil 2 Første periode 26. oktober 2026 Siste periode 2. november 2026",
        ),
        ("measure", None, {"imported": 0, "overwritten": 3}, "Overskrevet 3"),
        ("measure", None, {"kind": "an_old_kind"}, "Type an_old_kind"),
        ("measure", None, {"unheard_of": "x"}, "unheard_of x"),
        ("measure", {"slug": "a", "catalogue_id": 4}, {"slug": "b", "catalogue_id": 5}, ""),
        ("measure", None, None, ""),
    ],
)
def test_before_and_after_are_told_in_words(as_, tell, subject, before, after, told):
    tell(subject, before=before, after=after)
    change = line(as_("nora").get(AUDIT))[2]
    assert change == told if not told else told in change


def test_a_target_of_a_share_is_told_in_per_cent(as_, tell, cast):
    target = cast.chair.targets[0]
    tell("target", row_id=target.id, before={"value": 0.7}, after={"value": 0.825, "deadline": "2026-12-13"})
    assert line(as_("nora").get(AUDIT))[2] == "Verdi 70 % → ble til 82,5 % Frist 13. desember 2026"


def test_ids_are_told_by_name(as_, tell, cast):
    tell("goal", before={"measures": {}}, after={"measures": {str(cast.chair.id): "hypothesis", "999": "research"}})
    change = line(as_("nora").get(AUDIT))[2]
    assert "Satte legen seg ned under visitten? (Hypotese)" in change
    assert "slettet (nr. 999) (Forskning)" in change


def test_another_teams_names_are_not_told(as_, tell, cast):
    tell("phase", after={"measure_id": cast.stranger_measure.id})
    assert "Legevaktas andel" not in as_("nora").get(AUDIT).words


def test_a_line_of_a_kind_that_is_no_more_is_told_as_it_stands(as_, tell, cast):
    tell(after={"name": "Fall"})
    db.session.scalars(select(AuditLine)).one().subject = "an_old_kind"
    db.session.commit()
    assert line(as_("nora").get(AUDIT))[1:] == ["Nora Lund : an_old_kind endret", "name Fall"]


def test_what_people_typed_is_text_and_never_markup(as_, tell):
    tell("annotation", label="<b>Ny</b>", after={"title": "<script>alert(1)</script>"})
    assert "<script>alert" not in as_("nora").get(AUDIT).text


def test_an_empty_trail_says_what_will_come(as_):
    page = as_("nora").get(AUDIT)
    assert "Ingen endringer ennå." in page.words
    assert not page.select(".pager")


def test_a_long_trail_has_pages(as_, tell):
    for number in range(55):
        tell(label=f"linje {number}")
    nora = as_("nora")
    first = nora.get(AUDIT)
    assert len(first.select(".log-line")) == 50
    assert "linje 54" in said(first)[0]
    assert "55 linjer siden" in words(first.one(".filter-found"))
    second = nora.get(first.one(".pager a[rel=next]")["href"])
    assert len(second.select(".log-line")) == 5
    assert not second.select(".pager a[rel=next]")
    assert "linje 54" in said(nora.get(second.one(".pager a[rel=prev]")["href"]))[0]


@pytest.mark.parametrize(
    "asked", ["page=x", "page=-1", "page=99999999999999999999999", "page=", "page=٣", "who=x", "what=x", "who=999"]
)
def test_what_cannot_be_read_in_the_address_leaves_nothing_out(as_, tell, asked):
    tell(label="linje")
    assert "linje" in as_("nora").get(f"{AUDIT}?{asked}").words


def test_lines_stand_under_their_day_where_people_live(as_, tell):
    with time_machine.travel(datetime(2026, 11, 27, 14, tzinfo=UTC), tick=False):
        for day, hour in ((24, 9), (25, 23), (26, 22), (26, 23)):
            tell(label=f"{day}/{hour}", at=datetime(2026, 11, day, hour, 30, tzinfo=UTC))
        tell(label="i fjor", at=datetime(2025, 12, 31, 12, tzinfo=UTC))
        page = as_("nora").get(AUDIT)
    assert [words(head) for head in page.select(".log h2")] == [
        "I dag, fredag 27. november", "I går, torsdag 26. november", "Tirsdag 24. november", "Onsdag 31. desember 2025",
    ]  # fmt: skip
    assert [line(page, row)[0] for row in range(4)] == ["00.30", "23.30", "00.30", "10.30"]


@pytest.fixture
def three(tell, cast):
    """Three lines: Nora's of a measure, Ali's of an intervention, and Ali's of a measurement, in three weeks."""
    for who, subject, label, day in (
        ("nora", "measure", "Ærlig talt", 2), ("ali", "intervention", "Stol på veggen", 9),
        ("ali", "measurement", "Hørt, 46/2026", 16),
    ):  # fmt: skip
        tell(subject, who=who, label=label, at=datetime(2026, 11, day, 11, tzinfo=UTC))
    return cast


@pytest.mark.parametrize(
    ("asked", "found", "told"),
    [
        ("who={ali}", ["Hørt", "Stol"], "2 linjer av Ali Hassan · Vis alt"),
        ("what=interventions", ["Stol"], "1 linje om tiltak og tester · Vis alt"),
        ("from=9.11.2026", ["Hørt", "Stol"], "2 linjer siden 9. november 2026 · Vis alt"),
        ("to=9.+november+2026", ["Stol", "Ærlig"], "2 linjer til og med 9. november 2026 · Vis alt"),
        ("from=2026-11-09&to=9.11.26", ["Stol"], "1 linje fra og med 9. november 2026 til og med 9. november 2026"),
        ("q=ÆRLIG", ["Ærlig"], "1 linje med «ÆRLIG» · Vis alt"),
        ("q=hØRT&who={ali}", ["Hørt"], "1 linje av Ali Hassan med «hØRT»"),
        ("q=%25", [], "0 linjer med «%»"),
        ("what=goals", [], "Ingen linjer passer. Prøv færre valg."),
    ],
)
def test_lines_are_chosen_and_the_choice_is_told(as_, three, asked, found, told):
    page = as_("nora").get(f"{AUDIT}?{asked.format(ali=three.people['ali'].id)}")
    assert [next(word for word in ("Hørt", "Stol", "Ærlig") if word in text) for text in said(page)] == found
    assert told in page.words


def test_the_choice_stays_in_the_form_and_in_the_links(as_, three):
    page = as_("nora").get(f"{AUDIT}?who={three.people['ali'].id}&what=measurements&from=1.11.2026&q=h%C3%B8rt")
    fields = page.fields()
    assert (fields["who"], fields["what"]) == (str(three.people["ali"].id), "measurements")
    assert (fields["from"], fields["q"]) == ("1.11.2026", "hørt")
    assert "q=h%C3%B8rt" in next(href for href in page.links() if "audit.csv" in href)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("from=31.2.2026", "Skriv datoen som"),
        ("to=i+g%C3%A5r", "Skriv datoen som"), ("from=9.11.2026&to=2.11.2026", "før fra-datoen")],
)  # fmt: skip
def test_an_impossible_day_is_told_and_no_lines_pretend_to_be_chosen(as_, three, asked, told):
    page = as_("nora").get(f"{AUDIT}?{asked}")
    assert told in words(page.one(".filters .error"))
    assert not page.select(".log-line")
    assert page.fields()["from" if asked.startswith("from=31") else "to"]
    assert as_("nora").get(f"{AUDIT.replace('audit', 'audit.csv')}?{asked}", 302).location.startswith(AUDIT)


@pytest.fixture
def friday():
    """The last Friday of November 2026, in the afternoon."""
    with time_machine.travel(datetime(2026, 11, 27, 14, tzinfo=UTC), tick=False):
        yield


@pytest.mark.usefixtures("friday")
def test_an_import_is_one_line_with_its_way_back(as_, tell, cast):
    now = datetime.now(UTC)
    run = ImportRun(team_id=cast.team.id, stored_by_id=cast.people["ali"].id, stored_at=now, name="Tall.xlsx",
                    until=now + timedelta(days=1))  # fmt: skip
    db.session.add(run)
    db.session.flush()
    for measure, label, imported, over, last in (
        (cast.chair, "Satte legen seg ned", 3, 0, "2026-10-12"), (cast.falls, "Andre tall", 1, 1, "2026-09-28"),
    ):  # fmt: skip
        after = {"imported": imported, "overwritten": over, "first": "2026-09-28", "last": last}
        tell("measure", row_id=measure.id, who="ali", label=label, after=after, import_run_id=run.id)
    nora = as_("nora")
    page = nora.get(AUDIT)
    assert len(page.select(".log-line")) == 1
    assert line(page)[1:] == [
        "Ali Hassan hentet 5 tall fra «Tall.xlsx»",
        "Satte legen seg ned 3 tall, uke 40 til uke 42 Andre tall 2 tall, september 2026. 1 skrev over",
    ]
    assert f"/import/runs/{run.id}" in next(href for href in page.links() if "/import/runs/" in href)
    assert len(nora.get(f"{AUDIT}?what=measurements&q=andre").select(".log-changes > div")) == 2
    assert "0 linjer" in nora.get(f"{AUDIT}?what=measures").words
    run = db.session.get(ImportRun, run.id)
    run.undone_at = datetime.now(UTC)
    db.session.commit()
    page = nora.get(AUDIT)
    assert line(page)[1].endswith("(angret)")
    assert not any("/import/runs/" in href for href in page.links())


def test_an_hour_at_the_bedside_is_one_line_of_nobodys(as_, tell, cast):
    for hour, yes, total in ((11, 2, 3), (12, 0, 1), (13, 0, 0)):
        at = datetime(2026, 11, 27, hour, tzinfo=UTC)
        db.session.add(TallyHour(measure_id=cast.chair.id, hour=at, yes=yes, total=total))
    db.session.add(TallyHour(measure_id=cast.stranger_measure.id, hour=at, yes=1, total=1))
    tell(label="imellom", at=datetime(2026, 11, 27, 11, 40, tzinfo=UTC))
    nora = as_("nora")
    page = nora.get(AUDIT)
    assert [line(page, row)[0] for row in range(3)] == ["13–14", "12.40", "12–13"]
    assert line(page, 2)[1:] == [
        "Telling ved senga talte Satte legen seg ned under visitten? 3 ganger, uke 48",
        "Ja 2 av 3",
    ]
    assert line(page)[1].endswith("1 gang, uke 48")
    page = nora.get(f"{AUDIT}?who=bedside&q=LEGEN")
    assert len(page.select(".log-line")) == 2
    assert "2 linjer fra telling ved senga med «LEGEN»" in page.words
    assert len(nora.get(f"{AUDIT}?who={cast.people['nora'].id}").select(".log-line")) == 1


def test_the_choice_is_downloaded_a_row_for_each_change(as_, tell):
    tell("measurement", label="Hørt, 46/2026", at=datetime(2026, 11, 16, 11, tzinfo=UTC),
         before={"numerator": 13, "denominator": 17}, after={"numerator": 14, "denominator": 18})  # fmt: skip
    tell("team", label="=cmd()", at=datetime(2026, 11, 2, 11, tzinfo=UTC))
    answer = as_("nora").get(f"{AUDIT}.csv?q=h%C3%98rt")
    assert answer.text.splitlines() == [
        "\ufeffDag;Klokka;Hvem;Hva;Felt;Før;Etter",
        "2026-11-16;12.00;Nora Lund;Nora Lund endret Hørt, 46/2026;Teller;13;14",
        "2026-11-16;12.00;Nora Lund;Nora Lund endret Hørt, 46/2026;Nevner;17;18",
    ]
    assert len(as_("nora").get(f"{AUDIT}.csv").text.splitlines()) == 4


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_the_trail_is_for_the_leader(as_, who, status):
    as_(who).get(AUDIT, status)


def test_a_page_takes_as_many_queries_for_fifty_lines_as_for_one(as_, tell, cast, queries):
    nora = as_("nora")
    tell("phase", after={"measure_id": cast.chair.id})
    with queries() as few:
        nora.get(AUDIT)
    for _ in range(50):
        tell("phase", after={"measure_id": cast.falls.id})
    with queries() as many:
        nora.get(AUDIT)
    assert len(many) == len(few)


def test_the_trail_is_read_in_english(as_, tell):
    tell(
        "measurement",
        at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
        before={"numerator": 7.0},
        after={"numerator": 6.5},
    )
    page = as_("nora").get(f"{AUDIT}?lang=en")
    assert line(page)[0] == "14:05"
    assert "1 July" in words(page.one(".log h2"))
