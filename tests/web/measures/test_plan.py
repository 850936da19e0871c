"""The library and the plan: chosen, written down, changed; and the sentence it makes on the way."""

import pytest
from sqlalchemy import select

from tests.web.charted import TEAM
from tracker.analysis import Direction, PeriodKind
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, HowRecorded, Measure, ValueKind

NEW = f"{TEAM}/new/blank"
FALLS = {
    "name": "Fall på natt",
    "kind": "outcome",
    "value_kind": "rate",
    "numerator": "fall mellom 22 og 07",
    "denominator": "liggedøgn",
    "direction": "lower",
    "target": "2,5",
    "deadline": "1.6.2027",
    "period_kind": "month",
    "how_recorded": "file",
    "unit": "per 1000 liggedøgn",
    "decimals": "1",
    "multiplier": "1000",
}


def made(name="Fall på natt"):
    db.session.rollback()
    return db.session.scalars(select(Measure).where(Measure.name == name)).all()


def test_the_library_offers_families_with_one_button_each(as_, cast):
    page = as_("nora").get(f"{TEAM}/new")
    assert [h2.get_text() for h2 in page.select("main h2")][:2] == ["Visittstolen", "«Hva er viktig for deg?»"]
    assert f"{NEW}?from=chair_seated" in page.links()
    assert NEW in page.links()


def test_one_from_the_library_keeps_its_link(as_, cast):
    nora = as_("nora")
    path = f"{NEW}?from=chair_got_to_ask"
    assert nora.get(path).fields()["name"] == "Fikk pasienten spurt om det hun eller han ville?"
    page = nora.follow(nora.submit(path, {"name": "Fikk du spurt?"}))
    assert page.h1 == "Fikk du spurt?"
    [row] = made("Fikk du spurt?")
    key = db.session.get(CatalogueMeasure, row.catalogue_id).key
    assert (key, row.value_kind, row.unit) == ("chair_got_to_ask", ValueKind.PROPORTION, "pasienter")


def test_one_from_the_library_comes_in_the_readers_language(as_, cast):
    fields = as_("nora").get(f"{NEW}?from=chair_seated&lang=en").fields()
    assert fields["name"] == "Did the doctor sit down during the round?"
    assert fields["target"] == "80"


@pytest.mark.parametrize(("key", "way"), [("chair_seated", "tally"), ("chair_got_to_ask", "typed")])
def test_one_made_for_the_bedside_is_counted_there_until_the_team_says_otherwise(as_, cast, key, way):
    nora = as_("nora")
    assert nora.get(f"{NEW}?from={key}").fields()["how_recorded"] == way
    nora.submit(f"{NEW}?from={key}", {"name": "Vår egen", "how_recorded": "file"})
    assert made("Vår egen")[0].how_recorded is HowRecorded.FILE


def test_what_is_to_be_counted_and_has_no_question_leads_to_it_from_its_plan(as_, cast):
    def ways(who):
        links = as_(who).get(f"{TEAM}/{cast.chair.id}-satte-legen-seg").one("[aria-labelledby=plan]").select("a")
        return [a["href"] for a in links if a.get_text() == "Velg spørsmålet dere teller"]

    assert ways("nora") == []
    as_("nora").submit(f"{TEAM}/{cast.chair.id}/edit", {"how_recorded": "tally"})
    assert len(ways("nora")) == 1
    assert ways("siv") == []
    cast.chair.tally_question = "Satte legen seg ned?"
    db.session.commit()
    assert ways("nora") == []


def test_how_numbers_come_in_stands_in_the_trail(as_, cast):
    nora = as_("nora")
    nora.submit(f"{TEAM}/{cast.chair.id}/edit", {"how_recorded": "file"})
    words = nora.get(f"{TEAM.rpartition('/')[0]}/audit").words
    assert "Hvordan tallene kommer inn Skrives inn → ble til Hentes fra fil" in words


def test_a_name_the_library_does_not_know_is_not_found(as_):
    as_("nora").get(f"{NEW}?from=none-such", 404)


def test_our_own_is_written_down_whole(as_, cast):
    nora = as_("nora")
    page = nora.follow(nora.submit(NEW, FALLS))
    assert page.h1 == "Fall på natt"
    assert "Antall fall mellom 22 og 07 per 1000 liggedøgn, hver måned." in page.words
    assert "Målet er 2,5 per 1000 liggedøgn innen 1. juni 2027." in page.words
    [row] = made()
    assert (row.period_kind, row.direction, row.multiplier) == (PeriodKind.MONTH, Direction.LOWER, 1000)
    assert (row.baseline_points, row.targets[0].value) == (12, 2.5)
    assert row.how_recorded is HowRecorded.FILE
    assert "Hvordan tallene kommer inn Hentes fra fil" in page.words


def test_a_share_is_typed_in_percent_and_stored_as_a_fraction(as_):
    share = FALLS | {"value_kind": "proportion", "target": "12,5", "period_kind": "week"}
    as_("nora").submit(NEW, share)
    assert made()[0].targets[0].value == 0.125


def test_the_same_form_sent_twice_makes_one(as_):
    nora = as_("nora")
    fields = nora.get(NEW).fields() | FALLS
    first, second = nora.post(NEW, fields), nora.post(NEW, fields)
    assert first.location == second.location
    assert len(made()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"numerator": ""}, "Fyll ut dette feltet."),
        ({"denominator": ""}, "Fyll ut «Av hva (nevner)». En andel eller rate må ha en nevner."),
        ({"target": "12,,5"}, "Skriv et tall, for eksempel 12 eller 12,5."),
        ({"target": "-1"}, "Tallet kan ikke være under 0."),
        ({"value_kind": "proportion", "target": "101"}, "Skriv et tall mellom 0 og 100 %."),
        ({"how_recorded": "tally"}, "Bare en andel kan telles ved senga, med ja og nei."),
        ({"how_recorded": "forged"}, "Velg ett av alternativene."),
        ({"target": ""}, "Skriv målverdien, eller ta bort datoen."),
        ({"low": "1", "high": "2"}, "Velg enten en målverdi eller et målområde."),
        ({"target": "", "low": "1"}, "Skriv begge endene av målområdet, eller ingen."),
        ({"target": "", "low": "2", "high": "1,5"}, "«Målområde til» må være høyere enn «Målområde fra»."),
        ({"deadline": "32.1.2027"}, "Skriv datoen som dag.måned.år"),
        ({"baseline_points": "2"}, "Tallet kan ikke være under 3."),
        ({"decimals": "5"}, "Tallet kan ikke være over 4."),
        ({"multiplier": "0"}, "Tallet kan ikke være under 1."),
        ({"kind": "forged"}, "Velg ett av alternativene."),
        ({"value_kind": "forged"}, "Velg ett av alternativene."),
        ({"exclusions": "13097248022"}, "Teksten ser ut til å inneholde et fødselsnummer eller et CPR-nummer."),
        ({"who_records": "ring 98 76 54 32"}, "Teksten ser ut til å inneholde et telefonnummer"),
        ({"name": "x" * 201}, "Teksten er for lang."),
    ],
)
def test_wrong_input_keeps_what_was_typed_and_stores_nothing(as_, typed, said):
    page = as_("nora").submit(NEW, FALLS | typed, status=422)
    assert said in page.errors()
    assert page.fields()["unit"] == "per 1000 liggedøgn"
    if "target" in typed:
        assert page.fields()["target"] == typed["target"]
    assert made() == []


def test_the_sentence_is_written_by_the_server_while_the_form_is_filled_in(as_):
    nora = as_("nora")
    assert nora.get(NEW).one("#plan-sentence").get_text() == "Andel …, av …, hver uke. Høyere er bedre."
    fields = nora.get(NEW).fields() | FALLS | {"name": "", "target": "12,,5", "preview": "1"}
    page = nora.post(NEW, fields, status=200)
    said = page.one("#plan-sentence").get_text()
    assert said == "Antall fall mellom 22 og 07 per 1000 liggedøgn, hver måned. Lavere er bedre."
    assert not page.select(".summary")
    assert made() == []


def test_a_sample_of_the_chart_follows_the_form(as_):
    nora = as_("nora")
    fields = nora.get(NEW).fields() | FALLS | {"preview": "1"}

    def drawn(**typed):
        return nora.post(NEW, fields | typed, status=200).one("#plan-sample svg")

    first = nora.get(NEW).one("figure.sample")
    assert first.figcaption.get_text() == "Slik kan diagrammet se ut. Tallene er oppdiktet."
    assert first.svg["aria-label"] == "Oppdiktet eksempel: Median 40\u00a0%, siste 86\u00a0%"
    assert not first.select(".sl-goal")
    assert drawn()["aria-label"] == "Oppdiktet eksempel: Median 5, siste 2,1\u00a0per 1000 liggedøgn"
    assert str(drawn()) == str(drawn())
    assert (len(drawn().select(".sl-goal")), len(drawn().select(".sl-better"))) == (1, 1)
    assert len(drawn(target="", low="1", high="2", direction="neither").select(".sl-goal")) == 2
    assert made() == []


@pytest.mark.parametrize(
    "typed",
    [
        {"target": "101"},
        {"target": "-3"},
        {"target": "999999999999999999"},
        {"target": "", "low": "30", "high": "20"},
        {"target": "", "low": "30"},
        {"low": "20", "high": "30"},
        {"target": "", "denominator": "", "baseline_points": "-4", "decimals": "900000", "unit": "13097248022"},
    ],
)
def test_a_goal_that_cannot_stand_is_left_out_of_the_sample(as_, typed):
    nora = as_("nora")
    fields = nora.get(NEW).fields() | FALLS | {"value_kind": "proportion", "preview": "1"}
    sample = nora.post(NEW, fields | typed, status=200).one("#plan-sample svg")
    assert sample.select(".sl-line")
    assert not sample.select(".sl-goal")


def test_days_between_are_proposed_from_a_measure_of_zeros(as_, cast):
    nora = as_("nora")
    fields = nora.get(f"{NEW}?between={cast.falls.id}").fields()
    assert (fields["value_kind"], fields["direction"]) == ("days_between", "higher")
    nora.get(f"{NEW}?between={cast.stranger_measure.id}", 404)


def test_a_new_wording_and_target_stand_in_the_history(as_, chair, page):
    nora = as_("nora")
    path = f"{TEAM}/{chair.id}/edit"
    typed = {"numerator": "visitter der legen satt", "reason": "Enklere å telle", "target": "85"}
    shown = nora.follow(nora.submit(path, typed))
    assert "Enklere å telle" in shown.words
    assert "Visitter der legen satte seg ned, av alle visitter på dagtid" in shown.words
    assert "85 % innen 13. desember 2026" in shown.words
    assert "80 % innen 13. desember 2026" in shown.words
    assert "Bestemt av" in shown.words


def test_a_goal_range_is_typed_said_drawn_and_held(as_, chair, page):
    nora = as_("nora")
    path = f"{TEAM}/{chair.id}/edit"
    shown = nora.follow(nora.submit(path, {"target": "", "low": "40", "high": "97,5"}))
    assert "Målet er 40–97,5 % innen 13. desember 2026." in shown.words
    assert "80 % innen 13. desember 2026" in shown.words
    assert "Målområde" in shown.select('main svg[role="img"]')[0].get_text()
    again = nora.get(path).fields()
    assert (again["target"], again["low"], again["high"]) == ("", "40", "97,5")


def test_a_new_wording_without_a_reason_is_sent_back(as_, chair):
    page = as_("nora").submit(f"{TEAM}/{chair.id}/edit", {"numerator": "noe annet"}, status=422)
    assert "Skriv hvorfor dere endrer hva som telles." in page.errors()
    assert page.fields()["numerator"] == "noe annet"
    assert len(chair.definitions) == 1


def test_what_numbers_rest_on_is_said_in_words_and_cannot_be_forged(as_, chair):
    nora = as_("nora")
    path = f"{TEAM}/{chair.id}/edit"
    page = nora.get(path)
    assert "Da kan ikke «Type tall» og «Hvor ofte» endres" in page.words
    assert not page.select("[name=value_kind], [name=period_kind], [name=multiplier]")
    nora.submit(path, {"value_kind": "count", "period_kind": "month"})
    assert (chair.value_kind, chair.period_kind) == (ValueKind.PROPORTION, PeriodKind.WEEK)


def test_before_there_are_numbers_everything_can_be_changed(as_, cast):
    as_("nora").submit(f"{TEAM}/{cast.chair.id}/edit", {"period_kind": "month"})
    assert cast.chair.period_kind is PeriodKind.MONTH


def test_the_plan_opens_as_it_was_saved(as_, chair):
    nora = as_("nora")
    fields = nora.get(f"{TEAM}/{chair.id}/edit").fields()
    assert (fields["target"], fields["deadline"], fields["baseline_points"]) == ("80", "13.12.2026", "12")
    nora.submit(f"{TEAM}/{chair.id}/edit")
    assert db.session.scalars(select(AuditLine).where(AuditLine.team_id.is_not(None))).all() == []


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_others_do_not_plan(as_, chair, who, status):
    visitor = as_(who)
    for path in (f"{TEAM}/new", NEW, f"{TEAM}/{chair.id}/edit", f"{TEAM}/{chair.id}/archive"):
        visitor.get(path, status)
    for path in (NEW, f"{TEAM}/{chair.id}/edit", f"{TEAM}/{chair.id}/archive", f"{TEAM}/{chair.id}/restore"):
        visitor.post(path, FALLS, status=status)
    assert made() == []


@pytest.mark.parametrize(("language", "said"), [("nb", "Målet er 82,5 %"), ("en", "82.5%")])
def test_the_target_is_said_in_the_readers_language(as_, cast, language, said):
    cast.chair.targets[-1].value = 0.825
    db.session.commit()
    assert said in as_("siv").get(f"{TEAM}/{cast.chair.id}-satte-legen-seg?lang={language}").words


def test_the_plan_of_a_share_leads_to_the_question_that_is_counted(as_, cast):
    def said(path):
        return as_("nora").get(path).one("main")

    edit = f"{TEAM}/{cast.chair.id}/edit"
    assert "Telles ikke ved senga ennå." in said(edit).get_text()
    cast.chair.tally_question = "Satte legen seg ned?"
    db.session.commit()
    assert "Telles ved senga: «Satte legen seg ned?»" in said(edit).get_text()
    (way,) = (a["href"] for a in said(edit).select("a") if a.get_text() == "Velg spørsmålet dere teller")
    page, _, place = way.partition("#")
    assert as_("nora").get(page).one(f"#{place}").get_text() == "Hva dere teller ved senga"
    assert "Telles ikke" not in said(f"{TEAM}/{cast.falls.id}/edit").get_text()
