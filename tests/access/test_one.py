"""One way to a team's rows: `access.one`."""

import pytest

from tests.conftest import NOW
from tracker.access.people import NotFoundError
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Driver, Goal
from tracker.models.measures import Measure
from tracker.models.teams import Membership


@pytest.fixture
def goal(cast):
    row = Goal(
        team_id=cast.team.id, title="Færre fall", slug="x", category=AdverseEventCategory.FALLS,
        outcome_id=cast.falls.id, created_at=NOW,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def test_a_row_of_the_team_is_there(inside, cast, goal):
    access = inside("siv")
    assert access.one(Measure, cast.chair.id) is cast.chair
    assert access.one(Goal, goal.id) is goal


def test_a_row_of_another_team_is_not_there(inside, cast, goal):
    with pytest.raises(NotFoundError):
        inside("nora").one(Measure, cast.stranger_measure.id)
    with pytest.raises(NotFoundError):
        inside("per", "legevakta").one(Goal, goal.id)


@pytest.mark.parametrize("row_id", [0, -1, 2**31 - 1])
def test_a_row_that_never_was_is_not_there(inside, row_id):
    with pytest.raises(NotFoundError):
        inside("nora").one(Driver, row_id)


def test_a_row_that_was_deleted_is_not_there(inside, goal):
    db.session.delete(goal)
    db.session.flush()
    with pytest.raises(NotFoundError):
        inside("nora").one(Goal, goal.id)


def test_what_a_model_names_is_loaded_along(inside, cast, goal, queries):
    access = inside("nora")
    (member,) = [row for row in db.session.query(Membership) if row.user_id == cast.people["ali"].id]
    ids = (cast.chair.id, goal.id, member.id)
    db.session.expire_all()
    db.session.refresh(access.team)
    measure, loaded, membership = (
        access.one(model, row_id) for model, row_id in zip((Measure, Goal, Membership), ids, strict=True)
    )
    with queries() as seen:
        assert (len(measure.definitions), len(measure.targets)) == (1, 1)
        assert (loaded.targets, loaded.drivers, loaded.outcome.name) == ([], [], "Fall med skade")
        assert membership.user.name == "Ali Hassan"
    assert seen == []


def test_a_measure_comes_in_one_query(inside, cast, queries):
    access, row_id = inside("nora"), cast.chair.id
    with queries() as seen:
        access.one(Measure, row_id)
    assert len(seen) == 1
