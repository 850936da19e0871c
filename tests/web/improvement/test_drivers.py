"""The driver diagram's editing page, in plain forms."""

from datetime import date

import pytest
from sqlalchemy import select

from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Driver, Intervention, InterventionState
from tracker.services.improvement.drivers import add_driver
from tracker.services.improvement.goals import Aim, set_goal
from tracker.services.improvement.interventions import Intent, log_intervention

GOAL = "/teams/kirurgisk-3/goals/1"
PAGE = f"{GOAL}/drivers"
ADD = f"form[action='{PAGE}']"


@pytest.fixture
def goal(cast, inside):
    aim = Aim(
        title="Halvere fall", category=AdverseEventCategory.FALLS, baseline=4.7, target=2.3, deadline=date(2099, 12, 31)
    )
    row = set_goal(inside("nora"), aim, outcome=cast.falls, submission="goal")
    db.session.commit()
    assert row.id == 1
    return row


@pytest.fixture
def three(inside, goal):
    made = [add_driver(inside("ali"), goal, title=title, measure_id=None, submission=title) for title in "ABC"]
    ids = [driver.id for driver in made]
    db.session.commit()
    return ids


def titles():
    db.session.rollback()
    return [driver.title for driver in db.session.scalars(select(Driver).order_by(Driver.position, Driver.id))]


def form_of(driver_id):
    return f"form[action='{PAGE}/{driver_id}']"


def test_a_driver_is_added_with_its_measure(as_, cast, goal):
    ali = as_("ali")
    page = ali.follow(ali.submit(PAGE, {"title": "Visitten er en samtale", "measure": str(cast.chair.id)}, form=ADD))
    assert "Driveren er lagt til" in page.words
    assert titles() == ["Visitten er en samtale"]
    assert "Indikator: Satte legen seg" in ali.get(f"{GOAL}-halvere-fall").words


def test_sent_twice_it_is_added_once(as_, goal):
    ali = as_("ali")
    fields = ali.get(PAGE).fields(ADD) | {"title": "A"}
    ali.post(PAGE, fields)
    ali.post(PAGE, fields)
    assert titles() == ["A"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Fyll ut dette feltet."),
        ({"title": "Pasient 13097248022"}, "fødselsnummer"),
        ({"measure": "999"}, "Velg ett av alternativene."),
    ],
)
def test_a_wrong_new_driver_is_refused_in_its_own_form(as_, three, typed, words):
    page = as_("ali").submit(PAGE, {"title": "D"} | typed, form=ADD, status=422)
    assert words in page.errors()
    assert page.fields(ADD)["title"] == ({"title": "D"} | typed)["title"]
    assert page.fields(form_of(three[0]))["title"] == "A"
    assert titles() == ["A", "B", "C"]


def test_a_driver_is_renamed(as_, cast, three):
    ali = as_("ali")
    ali.submit(PAGE, {"title": "Bedre", "measure": str(cast.chair.id)}, form=form_of(three[1]))
    assert titles() == ["A", "Bedre", "C"]


def test_a_wrong_name_is_refused_in_that_drivers_form_alone(as_, three):
    page = as_("ali").submit(PAGE, {"title": ""}, form=form_of(three[1]), status=422)
    assert "Fyll ut dette feltet." in page.errors()
    assert [page.fields(form_of(each))["title"] for each in three] == ["A", "", "C"]
    assert page.fields(ADD)["title"] == ""
    assert titles() == ["A", "B", "C"]


def test_drivers_move_without_a_script(as_, three):
    ali = as_("ali")
    ali.submit(PAGE, form=f"form[action='{PAGE}/{three[2]}/move']")
    assert titles() == ["A", "C", "B"]
    ali.post(f"{PAGE}/{three[0]}/move", {"to": "down"})
    assert titles() == ["C", "A", "B"]


def test_removing_asks_and_names_what_hangs_on_it(as_, cast, inside, three):
    said = Intent(
        title="Tavle ved senga", measures=frozenset({cast.chair.id}), state=InterventionState.IDEA, driver_id=three[0]
    )
    log_intervention(inside("ali"), said, submission="i")
    db.session.commit()
    ali = as_("ali")
    assert "Tavle ved senga" in ali.get(PAGE).words
    page = ali.get(f"{PAGE}/{three[0]}/remove")
    assert "1 tiltak er knyttet til driveren" in page.words
    assert titles() == ["A", "B", "C"]
    ali.submit(f"{PAGE}/{three[0]}/remove")
    assert titles() == ["B", "C"]
    assert db.session.scalars(select(Intervention)).one().driver_id is None


def test_removing_one_that_carries_nothing_says_so(as_, three):
    assert "Ingen tiltak er knyttet til driveren." in as_("ali").get(f"{PAGE}/{three[1]}/remove").words


def test_an_idea_is_added_straight_from_its_driver(as_, three):
    ali = as_("ali")
    link = f"/teams/kirurgisk-3/interventions/new?driver={three[1]}"
    assert link in ali.get(PAGE).links()
    assert ali.get(link).fields()["driver"] == str(three[1])


def test_a_driver_is_reached_only_through_its_own_goal(as_, cast, inside, three):
    aim = Aim(title="Annet", category=AdverseEventCategory.OTHER, baseline=4.7, target=2.3, deadline=date(2099, 12, 31))
    other = set_goal(inside("nora"), aim, outcome=cast.falls, submission="other")
    db.session.commit()
    base = f"/teams/kirurgisk-3/goals/{other.id}/drivers/{three[0]}"
    nora = as_("nora")
    nora.get(f"{base}/remove", 404)
    for deed in ("", "/move", "/remove"):
        nora.post(f"{base}{deed}", {"title": "x"}, status=404)
    assert titles() == ["A", "B", "C"]


def test_an_archived_measure_stays_on_the_driver_that_has_it(as_, cast, three):
    nora = as_("nora")
    nora.submit(PAGE, {"measure": str(cast.chair.id)}, form=form_of(three[0]))
    db.session.get(type(cast.chair), cast.chair.id).archived_at = cast.chair.created_at
    db.session.commit()
    page = nora.get(PAGE)
    assert page.fields(form_of(three[0]))["measure"] == str(cast.chair.id)
    assert "Satte legen seg" not in page.one(ADD).get_text()


def test_a_stranger_finds_nothing(as_, three):
    per = as_("per")
    for path in (PAGE, f"{PAGE}/{three[0]}/remove"):
        per.get(path, 404)
        per.post(path, status=404)
    for deed in ("", "/move"):
        per.post(f"{PAGE}/{three[0]}{deed}", status=404)


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_is_turned_away(as_, three, who):
    reader = as_(who)
    for path in (PAGE, f"{PAGE}/{three[0]}/remove"):
        reader.get(path, 403)
        reader.post(path, status=403)
    for deed in ("", "/move"):
        reader.post(f"{PAGE}/{three[0]}{deed}", status=403)
