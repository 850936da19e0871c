"""Small tests (PDSA), as each person meets them."""

from datetime import date

import pytest
from sqlalchemy import select

from tracker.models.base import db
from tracker.models.improvement import Decision, PdsaCycle
from tracker.services.improvement.pdsa import Cycle, start_test

LIST = "/teams/kirurgisk-3/tests"
NEW = f"{LIST}/new"
TYPED = {
    "title": "Sykepleier minner om stolen",
    "plan": "Én sykepleier, to visitter.",
    "prediction": "Legen sitter på begge.",
    "started_on": "11.5.2026",
}


@pytest.fixture
def one(inside):
    said = Cycle(
        title="Minne om stolen", plan="To visitter", prediction="Sitter på begge", started_on=date(2026, 5, 11)
    )
    row = start_test(inside("ali"), said, submission="one")
    db.session.commit()
    return row.id


def rows():
    db.session.rollback()
    return db.session.scalars(select(PdsaCycle).order_by(PdsaCycle.id)).all()


def test_a_plan_a_prediction_and_a_day_start_one(as_):
    ali = as_("ali")
    page = ali.follow(ali.submit(NEW, TYPED))
    assert page.h1 == "Sykepleier minner om stolen"
    assert "Test 1 (PDSA)" in page.words
    (row,) = rows()
    assert (row.started_on, row.measure_id, row.decision) == (date(2026, 5, 11), None, None)


def test_sent_twice_it_starts_once(as_):
    ali = as_("ali")
    fields = ali.get(NEW).fields() | TYPED
    assert ali.post(NEW, fields).location == ali.post(NEW, fields).location
    assert len(rows()) == 1


@pytest.mark.parametrize("name", ["title", "plan", "prediction", "started_on"])
def test_what_it_takes_to_start_is_asked_for(as_, name):
    page = as_("ali").submit(NEW, TYPED | {name: ""}, status=422)
    assert "Fyll ut dette feltet." in page.errors()
    assert all(page.fields()[key] == value for key, value in TYPED.items() if key != name)
    assert rows() == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"started_on": "i går"}, "Skriv datoen som dag.måned.år"),
        ({"measure": "999"}, "Velg ett av alternativene."),
        ({"intervention": "x"}, "Velg ett av alternativene."),
        ({"plan": "Pasient 13097248022"}, "fødselsnummer"),
        ({"prediction": "x" * 401}, "plass til 400"),
    ],
)
def test_wrong_input_says_why_and_stores_nothing(as_, typed, words):
    page = as_("ali").submit(NEW, TYPED | typed, status=422)
    assert words in page.errors()
    assert rows() == []


def test_what_happened_is_written_beside_what_was_expected(as_, one):
    ali = as_("ali")
    assert "Forventet: Sitter på begge" in ali.get(f"{LIST}/{one}/edit").words
    said = {"did": "To visitter.", "studied": "Satt på én.", "ended_on": "12.5.2026", "decision": "adapt"}
    page = ali.follow(ali.submit(f"{LIST}/{one}/edit", said))
    assert "Satt på én." in page.words
    row = rows()[0]
    assert (row.decision, row.ended_on) == (Decision.ADAPT, date(2026, 5, 12))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"decision": "adopt"}, "Skriv hva som skjedde"),
        ({"decision": "abandon", "studied": "Glemt"}, "Skriv hvorfor dere forkaster"),
        ({"ended_on": "1.5.2026"}, "Sluttdatoen kan ikke være før startdatoen."),
        ({"ended_on": "1.1.2099"}, "Sluttdatoen kan ikke være fram i tid."),
        ({"decision": "kanskje"}, "Velg ett av alternativene."),
        ({"title": ""}, "Fyll ut dette feltet."),
    ],
)
def test_a_wrong_change_says_why_and_changes_nothing(as_, one, typed, words):
    page = as_("ali").submit(f"{LIST}/{one}/edit", {"did": "Prøvd"} | typed, status=422)
    assert words in page.errors()
    assert page.fields()["did"] == "Prøvd"
    assert rows()[0].did == ""


def test_adapting_opens_the_next_cycle_with_the_last_text(as_, one):
    ali = as_("ali")
    ali.submit(f"{LIST}/{one}/edit", {"studied": "Satt på én.", "decision": "adapt"})
    link = f"{NEW}?follows={one}"
    assert link in ali.get(f"{LIST}/{one}").links()
    fields = ali.get(link).fields()
    assert (fields["title"], fields["plan"], fields["prediction"]) == (
        "Minne om stolen",
        "To visitter",
        "Sitter på begge",
    )
    page = ali.follow(ali.submit(link, {"plan": "Fire visitter", "started_on": "18.5.2026"}))
    assert "Runde 2" in page.words
    assert rows()[1].follows_id == one


def test_cycles_of_one_idea_stand_as_numbered_circles_in_one_ramp(as_, inside, one):
    first = rows()[0]
    said = Cycle(title="Minne igjen", plan="Fire", prediction="Alle", started_on=date(2026, 5, 18))
    start_test(inside("ali"), said, submission="two", follows=first)
    db.session.commit()
    page = as_("siv").get(LIST)
    assert [circle.get_text(strip=True) for circle in page.select(".ramp .fl-test")] == ["1", "2"]
    assert "2 runder" in page.words


def test_adopting_offers_to_make_an_intervention_of_it_once(as_, one, cast):
    ali = as_("ali")
    ali.submit(f"{LIST}/{one}/edit", {"studied": "Satt på begge.", "decision": "adopt"})
    link = f"/teams/kirurgisk-3/interventions/new?test={one}"
    assert link in ali.get(f"{LIST}/{one}").links()
    ali.submit(link, {"measures": str(cast.chair.id), "started_on": "18.5.2026"})
    assert link not in ali.get(f"{LIST}/{one}").links()


def test_an_archived_measure_stays_on_the_test_that_chose_it(as_, cast, one):
    nora = as_("nora")
    nora.submit(f"{LIST}/{one}/edit", {"measure": str(cast.chair.id)})
    db.session.get(type(cast.chair), cast.chair.id).archived_at = cast.chair.created_at
    db.session.commit()
    assert nora.get(f"{LIST}/{one}/edit").fields()["measure"] == str(cast.chair.id)
    assert "Satte legen seg" not in nora.get(NEW).words


@pytest.mark.parametrize("path", [LIST, NEW, f"{LIST}/1", f"{LIST}/1/edit"])
def test_a_stranger_finds_nothing(as_, one, path):
    as_("per").get(path, 404)


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_sees_the_tests_and_no_form(as_, one, who):
    reader = as_(who)
    for path in (LIST, f"{LIST}/{one}"):
        assert not any(link.endswith(("/new", "/edit")) for link in reader.get(path).links())
    for path in (NEW, f"{LIST}/{one}/edit"):
        reader.get(path, 403)
        reader.post(path, TYPED, status=403)


@pytest.mark.parametrize("path", [f"{LIST}/999", f"{LIST}/999/edit", f"{NEW}?follows=999"])
def test_what_is_not_there_is_not_found(as_, path):
    as_("nora").get(path, 404)


def test_the_empty_list_says_how_small_to_begin(as_):
    assert "én pasient, én dag" in as_("siv").get(LIST).words
    assert NEW in as_("ali").get(LIST).links()
