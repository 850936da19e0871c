"""The intervention log, as each person meets it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.web.answers.waiting import send
from tracker.access.people import OSLO
from tracker.models.answers import AnswerLink, AnswerState
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Intervention, InterventionState, Level
from tracker.services.improvement import pdsa
from tracker.services.improvement.drivers import add_driver
from tracker.services.improvement.goals import Aim, close_goal, set_goal
from tracker.services.improvement.interventions import Intent, log_intervention
from tracker.services.measurements.flags import team_flags

LOG = "/teams/kirurgisk-3/interventions"
NEW = f"{LOG}/new"
STARTED = date(2026, 3, 30)


@pytest.fixture
def one(cast, inside):
    said = Intent(title="Visittstol på veggen", measures=frozenset({cast.chair.id}), started_on=STARTED)
    row = log_intervention(inside("ali"), said, submission="one")
    db.session.commit()
    return row.id


def filled(cast, **typed):
    return {"title": "Stolen følger visittvogna", "started_on": "17.8.2026", "measures": str(cast.chair.id)} | typed


def rows():
    db.session.rollback()
    return db.session.scalars(select(Intervention).order_by(Intervention.id)).all()


def test_a_member_logs_one_with_a_title_a_day_and_a_measure(as_, cast):
    ali = as_("ali")
    page = ali.follow(ali.submit(NEW, filled(cast, state="implemented")))
    assert page.h1 == "Stolen følger visittvogna"
    assert "Tiltaket er lagret" in page.words
    (row,) = rows()
    assert (row.flag, row.started_on, row.state) == (1, date(2026, 8, 17), InterventionState.IMPLEMENTED)
    assert row.level is Level.SERVICE


def test_sent_twice_it_is_logged_once(as_, cast):
    ali = as_("ali")
    fields = ali.get(NEW).fields() | filled(cast)
    first, second = ali.post(NEW, fields), ali.post(NEW, fields)
    assert first.location == second.location
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Fyll ut dette feltet."),
        ({"measures": None}, "Velg minst én indikator."),
        ({"started_on": ""}, "Skriv datoen tiltaket startet."),
        ({"started_on": "31.2.2026"}, "Skriv datoen som dag.måned.år"),
        ({"started_on": "1.1.2099"}, "Startdatoen kan ikke være fram i tid."),
        ({"state": "ended"}, "Skriv datoen tiltaket ble avsluttet."),
        ({"state": "ended", "ended_on": "1.9.2026"}, "Skriv hvorfor tiltaket ble avsluttet."),
        (
            {"state": "ended", "ended_on": "1.1.2026", "ended_why": "Glemt"},
            "Sluttdatoen kan ikke være før startdatoen.",
        ),
        ({"state": "ended", "ended_on": "1.1.2099", "ended_why": "Glemt"}, "Sluttdatoen kan ikke være fram i tid."),
        ({"ended_why": "Glemt på travle dager"}, "Velg «Avsluttet», eller ta bort"),
        ({"state": "sovende"}, "Velg ett av alternativene."),
        ({"level": "himmelen"}, "Velg ett av alternativene."),
        ({"measures": "x"}, "Velg ett av alternativene."),
        ({"driver": "999"}, "Velg ett av alternativene."),
        ({"title": "x" * 121}, "plass til 120"),
        ({"text": "Gjelder 13097248022 på rom 4"}, "fødselsnummer"),
    ],
)
def test_wrong_input_says_why_keeps_what_was_typed_and_stores_nothing(as_, cast, typed, words):
    page = as_("ali").submit(NEW, filled(cast, **typed), status=422)
    assert words in page.errors()
    assert page.soup.title.get_text().startswith("Feil:")
    kept = page.fields()
    for name, value in (filled(cast, **typed)).items():
        if name in {"title", "started_on", "text", "ended_on", "ended_why"}:
            assert kept[name] == value
    assert rows() == []


def test_another_teams_measure_is_not_on_the_list(as_, cast):
    page = as_("ali").submit(NEW, filled(cast, measures=str(cast.stranger_measure.id)), status=422)
    assert "Velg ett av alternativene." in page.errors()
    assert rows() == []


def test_a_telephone_number_is_asked_about_and_stored_only_when_confirmed(as_, cast):
    ali = as_("ali")
    page = ali.submit(NEW, filled(cast, text="Ring 73 86 80 00"), status=422)
    assert "telefonnummer" in page.errors()
    assert page.one("main form [name=confirm]")["value"] == "y"
    ali.post(NEW, page.fields() | {"confirm": "y"})
    assert len(rows()) == 1


def test_an_idea_needs_no_day(as_, cast, one):
    ali = as_("ali")
    page = ali.follow(ali.submit(NEW, filled(cast, state="idea", started_on="")))
    assert "Idé til tiltak" in page.words
    listed = ali.get(LOG)
    assert [h.get_text() for h in listed.select("h2")] == ["Satt i gang", "Ideer"]


def test_the_log_shows_flag_dates_state_measures_and_origin(as_, cast, inside, one):
    access = inside("ali")
    cycle = pdsa.Cycle(title="Én stol", plan="Ett rom", prediction="Legen sitter", started_on=STARTED)
    test = pdsa.start_test(access, cycle, submission="t")
    said = Intent(title="Flere stoler", measures=frozenset({cast.chair.id}), started_on=STARTED)
    log_intervention(access, said, submission="two", from_test=test)
    db.session.commit()
    page = as_("siv").get(LOG)
    assert [flag.get_text(strip=True) for flag in page.select(".fl-intervention")] == ["3", "1"]
    assert "Fra 30. mars 2026 · Testes · Tjeneste · Fra test 2" in page.words
    assert "Satte legen seg ned under visitten?" in page.words


def test_one_that_comes_from_answers_carries_a_bubble(as_, cast, inside, one):
    ali = as_("ali")
    path = f"{LOG}/{one}"
    assert ali.get(path).select(".fl-voiced") == ali.get(LOG).select(".fl-voiced") == []
    row = send(cast.team, "At noen setter seg ned", state=AnswerState.APPROVED)
    link = AnswerLink(
        team_id=cast.team.id, answer_id=row.id, intervention_id=one, linked_on=row.sent_on, at=row.reviewed_at
    )
    db.session.add(link)
    db.session.commit()
    for page in (ali.get(path), ali.get(LOG)):
        assert len(page.select(".fl-voiced")) == 1
        assert "Testes, fra svar" in page.words


def test_a_reader_sees_the_log_and_no_way_to_write(as_, one):
    siv = as_("siv")
    for path in (LOG, f"{LOG}/{one}"):
        page = siv.get(path)
        assert not any("new" in link or "edit" in link or "remove" in link for link in page.links())


@pytest.mark.parametrize("path", [LOG, NEW, f"{LOG}/1", f"{LOG}/1/edit", f"{LOG}/1/remove"])
def test_a_stranger_finds_nothing(as_, one, path):
    as_("per").get(path, 404)


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_is_turned_away_from_every_form(as_, one, who):
    reader = as_(who)
    for path in (NEW, f"{LOG}/{one}/edit", f"{LOG}/{one}/remove"):
        reader.get(path, 403)
        reader.post(path, status=403)
    reader.post(f"{LOG}/{one}/reopen", status=403)


@pytest.mark.parametrize("path", [f"{LOG}/999", f"{LOG}/999/edit", f"{LOG}/999/remove", f"{NEW}?test=999"])
def test_what_is_not_there_is_not_found(as_, path):
    as_("nora").get(path, 404)


def test_another_teams_intervention_is_not_found(as_, inside, cast):
    theirs = Intent(title="Deres", measures=frozenset({cast.stranger_measure.id}), started_on=STARTED)
    row = log_intervention(inside("per", "legevakta"), theirs, submission="x")
    db.session.commit()
    as_("nora").get(f"{LOG}/{row.id}", 404)
    as_("nora").post(f"{LOG}/{row.id}/remove", status=404)


def test_it_is_changed(as_, one):
    nora = as_("nora")
    page = nora.follow(nora.submit(f"{LOG}/{one}/edit", {"title": "Visittstol i alle rom", "level": "system"}))
    assert page.h1 == "Visittstol i alle rom"
    assert rows()[0].level is Level.SYSTEM


def test_it_is_ended_with_when_and_why_and_taken_up_again(as_, one):
    nora = as_("nora")
    link = next(a["href"] for a in nora.get(f"{LOG}/{one}").select("a") if a.get_text(strip=True) == "Avslutt")
    page = nora.follow(nora.submit(link, {"ended_on": "4.5.2026", "ended_why": "Ble glemt på travle dager."}))
    assert "Ble glemt på travle dager." in page.words
    assert "Avsluttet fordi: Ble glemt" in nora.get(LOG).words
    page = nora.follow(nora.submit(f"{LOG}/{one}", form=f"form[action$='/{one}/reopen']"))
    assert "tatt opp igjen" in page.words
    assert rows()[0].state is InterventionState.TESTING


def test_the_form_of_an_ended_one_keeps_its_end(as_, one):
    nora = as_("nora")
    nora.submit(f"{LOG}/{one}/edit", {"state": "ended", "ended_on": "4.5.2026", "ended_why": "Glemt"})
    page = nora.get(f"{LOG}/{one}/edit?state=ended")
    assert (page.fields()["ended_on"], page.fields()["ended_why"]) == ("4.5.2026", "Glemt")
    assert page.one("main details").has_attr("open")


def test_a_wrong_change_changes_nothing(as_, one):
    page = as_("nora").submit(f"{LOG}/{one}/edit", {"title": "Ny tittel", "started_on": ""}, status=422)
    assert page.fields()["title"] == "Ny tittel"
    assert rows()[0].title == "Visittstol på veggen"


def test_removing_asks_first(as_, one):
    nora = as_("nora")
    assert "Fjern tiltaket?" in nora.get(f"{LOG}/{one}/remove").h1
    assert len(rows()) == 1
    page = nora.follow(nora.submit(f"{LOG}/{one}/remove"))
    assert "Tiltaket er fjernet" in page.words
    assert rows() == []


def test_a_stale_form_removes_nothing(as_, one):
    as_("nora").post(f"{LOG}/{one}/remove", {"csrf_token": "gammel"}, status=400)
    assert db.session.scalar(select(func.count()).select_from(Intervention)) == 1


def test_a_stale_form_keeps_what_was_typed(as_, cast):
    page = as_("ali").post(
        NEW, filled(cast, csrf_token="gammel", state="testing", level="service", claim="hypothesis"), status=422
    )
    assert page.fields()["title"] == "Stolen følger visittvogna"
    assert rows() == []


def test_one_made_from_a_test_is_filled_in_beforehand_and_tied_to_it(as_, cast, inside):
    cycle = pdsa.Cycle(
        title="Én stol", plan="Ett rom", prediction="Legen sitter", started_on=STARTED, measure_id=cast.chair.id
    )
    test = pdsa.start_test(inside("ali"), cycle, submission="t")
    db.session.commit()
    ali = as_("ali")
    path = f"{NEW}?test={test.id}"
    fields = ali.get(path).fields()
    assert (fields["title"], fields["state"], fields["measures"]) == ("Én stol", "implemented", str(cast.chair.id))
    page = ali.follow(ali.submit(path, {"started_on": "1.4.2026"}))
    assert "Én stol" in page.words
    db.session.rollback()
    assert db.session.get(type(test), test.id).intervention_id == rows()[0].id


def test_an_archived_measure_stays_on_what_touches_it(as_, cast, one):
    db.session.get(type(cast.chair), cast.chair.id).archived_at = cast.chair.created_at + timedelta(days=9)
    db.session.commit()
    assert "Satte legen seg" in as_("nora").get(f"{LOG}/{one}/edit").words
    assert "Satte legen seg" not in as_("nora").get(NEW).words


def test_the_driver_of_a_closed_goal_stays_on_what_hangs_there(as_, cast, inside):
    access = inside("nora")
    aim = Aim(title="Fall", category=AdverseEventCategory.FALLS, baseline=4.7, target=2.3, deadline=date(2099, 12, 31))
    goal = set_goal(access, aim, outcome=cast.falls, submission="g")
    driver = add_driver(access, goal, title="Visitten er en samtale", measure_id=None, submission="d")
    said = Intent(title="Stol", measures=frozenset({cast.chair.id}), started_on=STARTED, driver_id=driver.id)
    row = log_intervention(access, said, submission="i")
    close_goal(access, goal)
    kept, path = driver.id, f"{LOG}/{row.id}/edit"
    db.session.commit()
    as_("nora").submit(path, {"title": "Stol på veggen"})
    assert (rows()[0].title, rows()[0].driver_id) == ("Stol på veggen", kept)


def test_a_team_without_measures_is_sent_to_the_library_or_to_its_leader(as_, cast):
    for measure in (cast.chair, cast.minutes, cast.falls):
        db.session.get(type(measure), measure.id).archived_at = measure.created_at
    db.session.commit()
    assert "/teams/kirurgisk-3/measures/new" in as_("nora").get(NEW).links()
    assert "Teamlederen må velge" in as_("ali").get(NEW).words


def test_the_empty_log_says_what_will_come_and_holds_the_way_there(as_):
    assert NEW in as_("ali").get(LOG).links()
    assert NEW not in as_("siv").get(LOG).links()


@pytest.mark.parametrize(
    ("days", "told"),
    [(21, "Planlagt fra"), (0, "Planlagt fra i dag. Er dere i gang?"), (-21, "eller passer en ny dato bedre?")],
)
def test_an_idea_may_have_a_day_it_is_planned_from(as_, cast, days, told):
    day = datetime.now(OSLO).date() + timedelta(days=days)
    ali = as_("ali")
    page = ali.follow(ali.submit(NEW, filled(cast, state="idea", started_on=f"{day:%d.%m.%Y}")))
    assert told in page.words
    assert told in ali.get(LOG).words


def test_a_plan_is_no_event_on_the_chart(as_, cast, inside):
    plan = Intent(title="Kveldsvisitt", measures=frozenset({cast.chair.id}), state=InterventionState.IDEA,
                  started_on=STARTED)  # fmt: skip
    log_intervention(inside("ali"), plan, submission="plan")
    db.session.commit()
    assert team_flags(inside("ali")) == []


def test_ideas_that_are_planned_come_first_and_the_nearest_before_the_next(as_, cast):
    ali = as_("ali")
    for title, day in (("Uten dato", ""), ("Senere", "1.3.2099"), ("Snart", "1.2.2099")):
        ali.submit(NEW, filled(cast, state="idea", title=title, started_on=day))
    titles = [link.get_text() for link in ali.get(LOG).select("section[aria-labelledby=ideas] .n-t a")]
    assert titles == ["Snart", "Senere", "Uten dato"]
