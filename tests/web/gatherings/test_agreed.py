import pytest
from sqlalchemy import select

from tests.gathered import facts, plan
from tests.web.gatherings.test_host import days_off, one
from tracker.models.base import db
from tracker.models.gatherings import Action, ActionState, GatheringKind
from tracker.services.gatherings import actions
from tracker.services.gatherings.actions import ActionFacts


@pytest.fixture
def held(host):
    return plan(host, facts(*days_off(-7), title="Den som var", kind=GatheringKind.PHONE))


@pytest.fixture
def path(cast, host, held):
    made = actions.agree(host, held, ActionFacts(text="Dele arket", team_id=cast.team.id), submission="one")
    db.session.commit()
    return f"{one(held)}/actions/{made.id}"


@pytest.fixture
def ingrid(as_):
    return as_("ingrid")


def stored():
    db.session.rollback()
    return db.session.scalars(select(Action)).one_or_none()


def test_the_host_changes_what_was_agreed_from_its_row(ingrid, as_, held, path):
    assert f"{path}/edit" in ingrid.get(f"{one(held)}/minutes").links()
    page = ingrid.follow(ingrid.submit(f"{path}/edit", {"text": "Dele arket i dag", "due": "4.12.2026", "owner": ""}))
    assert "Avtalen er lagret." in page.words
    assert "Dele arket i dag" in page.words
    assert "Dele arket" not in as_("nora").get(f"/teams/kirurgisk-3/gatherings/{held.id}").words
    assert stored().team_id is None


def test_a_wrong_date_is_said_beside_its_field_and_kept(ingrid, path):
    page = ingrid.submit(f"{path}/edit", {"due": "i morgen"}, status=422)
    assert page.one("[name=due][aria-invalid=true]")["value"] == "i morgen"
    assert stored().due is None


def test_a_host_who_changes_the_same_words_as_another_is_asked(as_, ingrid, path):
    mine = ingrid.get(f"{path}/edit").fields()
    other = as_("ingrid")
    other.follow(other.submit(f"{path}/edit", {"text": "Først lagret", "person": "Tor Haugen"}))
    page = ingrid.post(f"{path}/edit", mine | {"text": "Mine ord"}, status=409)
    assert "Først lagret" in page.words
    assert stored().text == "Først lagret"


def test_a_team_that_is_done_meanwhile_stands_beside_the_hosts_change(as_, ingrid, inside, path):
    mine = ingrid.get(f"{path}/edit").fields()
    actions.set_state(inside("nora"), stored(), ActionState.DONE)
    db.session.commit()
    ingrid.follow(ingrid.post(f"{path}/edit", mine | {"text": "Andre ord"}))
    row = stored()
    assert (row.text, row.state) == ("Andre ord", ActionState.DONE)


def test_taking_away_asks_first_and_who_was_writing_gets_the_words_back(as_, ingrid, held, path):
    mine = ingrid.get(f"{path}/edit").fields()
    page = ingrid.get(f"{path}/remove")
    assert page.h1 == "Fjerne avtalen?"
    assert stored() is not None
    other = as_("ingrid")
    page = other.follow(other.submit(f"{path}/remove", {}))
    assert "Avtalen er fjernet." in page.words
    assert stored() is None
    page = ingrid.post(f"{path}/edit", mine | {"text": "Det jeg skrev"}, status=409)
    assert "Det jeg skrev" in page.text
    ingrid.get(f"{path}/edit", status=404)


def test_of_another_gathering_nothing_is_found(host, ingrid, path):
    other = plan(host, facts(*days_off(-20), title="En annen"))
    db.session.commit()
    ingrid.get(f"{one(other)}/actions/{path.rpartition('/')[2]}/edit", status=404)
    ingrid.get(f"{one(other)}/actions/{path.rpartition('/')[2]}/remove", status=404)
