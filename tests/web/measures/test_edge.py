"""A chart that cannot judge, or judges by groups, says so first; new rules are told once; a running period waits."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest

from tests.charts import falls_file
from tests.web.charted import TEAM, monday, record
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionMeasure, InterventionState
from tracker.models.measurements import Measurement
from tracker.models.measures import MeasureTarget, RuleSetName, ValueKind

MIGRATED = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def falls(cast):
    """The kept file of a team that reaches zero falls, a count a week, target 0; today is in week 46."""
    measure, ali = cast.falls, cast.people["ali"]
    measure.value_kind, measure.period_kind, measure.unit, measure.decimals = (
        ValueKind.COUNT,
        PeriodKind.WEEK,
        "fall",
        0,
    )
    measure.multiplier = 1.0
    db.session.add(
        MeasureTarget(
            team_id=cast.team.id,
            measure_id=measure.id,
            value=0,
            valid_from=monday(1),
            set_by_id=cast.people["nora"].id,
            set_at=MIGRATED,
        )
    )
    for at, value in enumerate(falls_file.values()):
        record(measure, ali, monday(21 + at), value=value)
    db.session.commit()
    return measure


def address(measure):
    return f"{TEAM}/{measure.id}-{measure.slug}"


def tiles(page):
    return {tile.select_one(".t-k").get_text(): tile.get_text(" ") for tile in page.select(".tile")}


def test_thirteen_zeros_hold_the_goal_and_days_between_are_offered(as_, falls):
    page = as_("nora").get(address(falls))
    assert page.select(".chartcard .tag")[0].get_text() == "Mål nådd og holdt"
    assert (
        "Over halvparten av ukene er 0, så vi ser etter om ukene med og uten fall er blandet"
        in page.one(".verdict").get_text()
    )
    box = page.one(".edge")
    assert "13 på 0 og 12 over" in box.get_text()
    links = {link.get_text(): link["href"] for link in box.select("a")}
    assert links["Mål dager mellom fall"].endswith(f"?between={falls.id}")
    assert links["Tell i lengre perioder"].endswith(f"?longer={falls.id}")
    assert "Forverring" not in page.one(".chartcard").get_text()
    assert "likt med laveste verdi" in tiles(page)["Median nå"]


def test_twelve_zeros_hold_it_too(as_, falls):
    last = db.session.query(Measurement).filter_by(measure_id=falls.id, period_start=monday(45)).one()
    db.session.delete(last)
    db.session.commit()
    assert as_("nora").get(address(falls)).select(".chartcard .tag")[0].get_text() == "Mål nådd og holdt"


def test_the_ways_are_links_only_for_who_may(as_, falls):
    box = as_("ali").get(address(falls)).one(".edge")
    assert "Mål dager mellom fall" in box.get_text()
    assert box.select("a") == []


def test_the_file_names_the_rules_and_why(as_, falls):
    text = as_("siv").get(f"{TEAM}/{falls.id}.csv").body.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert rows[0]["Regler og akse"].startswith("Anhøj, delt, versjon 2026. Medianen er 0")
    assert {row["Regler og akse"] for row in rows[1:]} == {""}


def test_the_ways_open_the_right_page_filled_in(as_, falls, cast):
    nora = as_("nora")
    longer = nora.get(f"{TEAM}/new/blank?longer={falls.id}")
    assert longer.one("[name=period_kind][checked]")["value"] == "month"
    assert longer.one("[name=name]")["value"].endswith(", måned")
    misses = nora.get(f"{TEAM}/new/blank?misses={cast.chair.id}")
    assert misses.one("[name=value_kind][checked]")["value"] == "opportunities_between"


def test_a_changed_verdict_is_told_until_who_decides_has_read_it(as_, falls):
    falls.rules_changed_at = MIGRATED
    rows = db.session.query(Measurement).filter_by(measure_id=falls.id).order_by(Measurement.period_start)
    for at, row in enumerate(rows):
        row.value = (0, 2, 0, 0, 1)[at % 5]
    db.session.commit()
    told = "Vurderingen er ny: «Står stille», der de forrige reglene ville sagt «Forverring»."
    assert told in as_("siv").get(address(falls)).words
    assert "Fra 10. november 2026" in as_("ali").get(address(falls)).words
    assert not as_("ali").get(address(falls)).select("form[action$='/chart/read']")
    kari = as_("kari")
    page = kari.follow(kari.post(f"{TEAM}/{falls.id}/chart/read"))
    assert "Vurderingen er ny" not in page.words
    assert falls.rules_changed_at is None


def test_nothing_is_told_where_the_verdict_is_the_same_or_the_rules_were_chosen(as_, falls, chair, page):
    for measure in (falls, chair):
        measure.rules_changed_at = MIGRATED
    falls.rule_set = RuleSetName.ANHOEJ
    db.session.commit()
    assert "Vurderingen er ny" not in as_("nora").get(page).words
    assert "Vurderingen er ny" not in as_("nora").get(address(falls)).words


def test_a_typed_week_that_runs_waits_until_it_is_over_or_said_to_be_done(as_, cast, chair, page):
    record(chair, cast.people["ali"], monday(46), 3, 30)
    db.session.commit()
    ali = as_("ali")
    shown = ali.get(page)
    assert shown.one(".verdict").get_text().startswith("De 11 siste ukene")
    said = tiles(shown)
    assert "3 av 30 visitter. Vurderes fra 16. november." in said["Uke 46 så langt"]
    assert "86" in said["Siste måling"]
    assert "uka er ikke over, ikke med i vurderingen" in shown.words
    done = ali.follow(ali.post(f"{TEAM}/{chair.id}/points/2026-11-09/finish"))
    assert "Uka er ferdig, og er med i vurderingen nå." in done.words
    assert not done.one(".verdict").get_text().startswith("De 11 siste ukene")
    assert "meldt ferdig av Ali Hassan 11. november" in tiles(done)["Siste måling"]
    again = ali.follow(ali.post(f"{TEAM}/{chair.id}/points/2026-11-09/reopen"))
    assert "Uke 46 så langt" in tiles(again)
    assert not as_("siv").get(page).select("form[action$='/finish']")


def test_an_axis_is_chosen_shown_and_whole_again(as_, chair, page):
    rows = db.session.query(Measurement).filter_by(measure_id=chair.id, not_measured=False).all()
    for at, row in enumerate(rows):
        row.denominator, row.numerator = 100, 94 + at % 5
    db.session.query(MeasureTarget).filter_by(measure_id=chair.id).update({"value": 0.95})
    db.session.commit()
    nora = as_("nora")
    form = nora.get(f"{TEAM}/{chair.id}/chart?axis=90")
    assert form.one("[name=axis_from]")["value"] == "90"
    assert len(form.select("svg.rc")) == 2
    refused = nora.submit(
        f"{TEAM}/{chair.id}/chart", {"chart_kind": "run", "rule_set": "anhoej_split", "axis_from": "95"}, status=422
    )
    assert "Det laveste i diagrammet er" in refused.errors()
    shown = nora.follow(
        nora.submit(f"{TEAM}/{chair.id}/chart", {"chart_kind": "run", "rule_set": "anhoej_split", "axis_from": "90"})
    )
    assert "valgt av Nora" in tiles(shown)["Verdiakse"]
    assert "Aksen begynner på 90" in str(shown.one(".wide"))
    rows[-1].numerator = 80
    db.session.commit()
    again = as_("ali").get(page)
    assert "Aksen begynner på 0 igjen: Uke 45 er 80" in again.words
    assert "Verdiakse" not in tiles(again)


@pytest.mark.parametrize(("marks", "wide"), [(4, False), (5, True)])
def test_from_seven_marks_the_chart_takes_the_whole_width(as_, cast, chair, page, marks, wide):
    for at in range(marks):
        row = Intervention(
            team_id=cast.team.id,
            flag=10 + at,
            title=f"Nytt {at}",
            state=InterventionState.IMPLEMENTED,
            started_on=monday(20 + at),
            created_by_id=cast.people["nora"].id,
            created_at=MIGRATED,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add(InterventionMeasure(team_id=cast.team.id, intervention_id=row.id, measure_id=chair.id))
    db.session.commit()
    shown = as_("nora").get(page)
    assert bool(shown.select(".ph-flow")) is wide
    assert bool(shown.select(".cols")) is not wide
    assert ('viewBox="0 0 1136' in shown.body.decode()) is wide
    if wide:
        heads = [head.get_text(" ") for head in shown.select(".ph-h")]
        assert heads[0].startswith("Stol på veggen")
        assert "Median 58" in heads[0]
        assert heads[1].startswith("Før")
