from datetime import date

import pytest
from sqlalchemy import select

from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, InterventionState
from tracker.services.improvement.drivers import (
    add_driver,
    change_driver,
    drivers,
    every_driver,
    ideas,
    move_driver,
    remove_driver,
)
from tracker.services.improvement.goals import Aim, close_goal, set_goal
from tracker.services.improvement.interventions import Intent, log_intervention


@pytest.fixture
def goal(cast, inside):
    return new_goal(cast, inside)


def new_goal(cast, inside, title="Halvere fall"):
    aim = Aim(title=title, category=AdverseEventCategory.FALLS, baseline=4.7, target=2.3, deadline=date(2026, 12, 31))
    return set_goal(inside("nora"), aim, outcome=cast.falls, submission=title)


@pytest.fixture
def three(inside, goal):
    access = inside("ali")
    return [add_driver(access, goal, title=title, measure_id=None, submission=title) for title in "ABC"]


def titles(inside, goal):
    return [driver.title for driver in drivers(inside("siv"), goal)]


def lines():
    db.session.flush()
    query = select(AuditLine).where(AuditLine.subject == "driver").order_by(AuditLine.id)
    return db.session.scalars(query).all()


def test_drivers_stand_in_the_order_they_were_added(inside, goal, three):
    assert titles(inside, goal) == ["A", "B", "C"]
    assert [(line.deed, line.label) for line in lines()] == [(Deed.CREATED, title) for title in "ABC"]


def test_a_driver_may_be_added_with_its_measure(cast, inside, goal):
    row = add_driver(inside("ali"), goal, title="A", measure_id=cast.chair.id, submission="A")
    assert row.measure_id == cast.chair.id


def test_the_same_submission_adds_one(inside, goal, three):
    add_driver(inside("ali"), goal, title="A", measure_id=None, submission="A")
    assert titles(inside, goal) == ["A", "B", "C"]


def test_a_driver_gets_another_name_and_measure_and_the_trail_tells_both(cast, inside, goal, three):
    change_driver(inside("ali"), three[0], title="Pasienten er med", measure_id=cast.chair.id)
    change_driver(inside("ali"), three[0], title="Pasienten er med", measure_id=cast.chair.id)
    assert len(lines()) == 4
    assert lines()[-1].before == {"title": "A", "measure_id": None}
    change_driver(inside("ali"), three[0], title="Pasienten er med", measure_id=None)
    assert lines()[-1].after == {"measure_id": None}


def test_another_teams_measure_is_not_there(cast, inside, goal, three):
    with pytest.raises(NotFoundError):
        change_driver(inside("ali"), three[0], title="A", measure_id=cast.stranger_measure.id)
    with pytest.raises(NotFoundError):
        add_driver(inside("ali"), goal, title="D", measure_id=cast.stranger_measure.id, submission="D")


def test_a_driver_moves_one_place_and_stays_put_at_the_ends(inside, goal, three):
    access = inside("ali")
    move_driver(access, three[2], goal, up=True)
    assert titles(inside, goal) == ["A", "C", "B"]
    move_driver(access, three[0], goal, up=False)
    assert titles(inside, goal) == ["C", "A", "B"]
    move_driver(access, three[2], goal, up=True)
    move_driver(access, three[2], goal, up=True)
    assert titles(inside, goal) == ["C", "A", "B"]


def test_a_driver_of_another_goal_does_not_move_here(cast, inside, goal, three):
    other = new_goal(cast, inside, "Færre trykksår")
    with pytest.raises(NotFoundError):
        move_driver(inside("ali"), three[0], other, up=True)


def test_a_removed_driver_leaves_its_ideas_in_the_log_and_their_names_in_the_trail(cast, inside, goal, three):
    access = inside("ali")
    said = Intent(
        title="Tavle", measures=frozenset({cast.chair.id}), state=InterventionState.IDEA, driver_id=three[0].id
    )
    idea = log_intervention(access, said, submission="i")
    assert ideas(inside("siv"), goal) == {three[0].id: [idea]}
    remove_driver(access, three[0], goal)
    assert (titles(inside, goal), idea.driver_id) == (["B", "C"], None)
    assert [driver.position for driver in drivers(access, goal)] == [0, 1]
    assert lines()[-1].deed is Deed.REMOVED
    assert lines()[-1].before["interventions"] == [idea.id]


def test_drivers_of_closed_goals_are_not_offered(cast, inside, goal, three):
    access = inside("nora")
    assert [(driver.title, title) for driver, title in every_driver(access)] == [(t, "Halvere fall") for t in "ABC"]
    close_goal(access, goal)
    assert every_driver(access) == []


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_changes_nothing(inside, goal, three, who):
    access = inside(who)
    deeds = [
        lambda: add_driver(access, goal, title="D", measure_id=None, submission="D"),
        lambda: change_driver(access, three[0], title="D", measure_id=None),
        lambda: move_driver(access, three[0], goal, up=False),
        lambda: remove_driver(access, three[0], goal),
    ]
    for deed in deeds:
        with pytest.raises(ForbiddenError):
            deed()
