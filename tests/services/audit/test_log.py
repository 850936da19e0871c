from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError
from tracker.models.accounts import Role
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Goal, Intervention
from tracker.models.measures import Measure, MeasureTarget
from tracker.models.teams import Membership
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.audit.references import ids_in, recall
from tracker.services.audit.registry import KINDS
from tracker.services.audit.trail import PAGE, AuditChoice, trail
from tracker.services.measurements.audit_words import PHASE


def noted(access, row_id=1, *, subject="measure", **more):
    note(access, Deed.CHANGED, KINDS[subject], row_id, **more)
    db.session.flush()


def test_a_line_says_who_when_and_where(inside, cast):
    access = inside("nora")
    noted(access, label="x" * 300, before={"a": 1}, after={"a": 2})
    (line,) = db.session.scalars(select(AuditLine)).all()
    assert (line.team_id, line.user_id, line.user_name) == (cast.team.id, access.user.id, "Nora Lund")
    assert line.at == NOW
    assert len(line.label) == 200


def test_a_line_of_the_office_belongs_to_no_team(office):
    noted(office, subject="user")
    assert db.session.scalars(select(AuditLine.team_id)).one() is None


def test_a_snapshot_holds_what_json_can_say(cast):
    row = Goal(title="Mål", category=AdverseEventCategory.FALLS, closed_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert snapshot(row, "title", "category", "closed_at") == {
        "title": "Mål",
        "category": "falls",
        "closed_at": "2026-11-01T00:00:00+00:00",
    }
    assert snapshot(cast.network, "starts_on", "ends_on") == {"starts_on": "2026-01-01", "ends_on": None}


def test_changes_keep_what_differs():
    assert changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None, "d": 4}) == ({"b": 2, "d": None}, {"b": 3, "d": 4})
    assert changes({}, {}) == ({}, {})


def test_a_team_reads_its_own_trail_alone(inside, office):
    noted(inside("per", "legevakta"))
    noted(office, subject="user")
    assert trail(inside("nora"), AuditChoice()).items == []


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_only_a_leader_reads_the_trail(inside, who):
    access = inside(who)
    with pytest.raises(ForbiddenError):
        trail(access, AuditChoice())
    with pytest.raises(ForbiddenError):
        recall(access, [])


def test_a_line_can_be_read_when_the_account_is_gone(inside, cast):
    noted(inside("siv"))
    db.session.execute(delete(Membership).where(Membership.user_id == cast.people["siv"].id))
    db.session.delete(cast.people["siv"])
    db.session.flush()
    line = db.session.scalars(select(AuditLine).execution_options(populate_existing=True)).one()
    assert (line.user_id, line.user_name) == (None, "Siv Aas")


@pytest.mark.parametrize(
    ("stored", "ids"), [(None, []), (3, [3]), ([1, 2], [1, 2]), ({"4": "hypothesis"}, [4]), ("x", []), ([], [])]
)
def test_ids_are_found_however_they_are_stored(stored, ids):
    assert ids_in(stored) == ids


def test_ids_are_recalled_by_name_and_only_the_teams_own(inside, cast):
    access = inside("nora")
    idea = Intervention(
        team_id=cast.team.id, flag=1, title="Stol på veggen", created_by_id=access.user.id, created_at=NOW
    )
    db.session.add(idea)
    db.session.flush()
    before = {"measure_id": cast.stranger_measure.id}
    after = {"measure_id": cast.chair.id, "interventions": [idea.id, 999_999], "position": 5}
    noted(access, subject="driver", before=before, after=after)
    known = recall(access, trail(access, AuditChoice()).lines)
    assert known.names == {
        (Measure, cast.chair.id): "Satte legen seg ned under visitten?",
        (Intervention, idea.id): "Stol på veggen",
    }


def test_the_measure_behind_a_target_and_a_goal_is_recalled(inside, cast):
    access = inside("nora")
    goal = Goal(
        team_id=cast.team.id, title="Færre fall", slug="x", category=AdverseEventCategory.FALLS,
        outcome_id=cast.falls.id, created_at=NOW,
    )  # fmt: skip
    db.session.add(goal)
    db.session.flush()
    target = db.session.scalars(select(MeasureTarget)).one()
    noted(access, goal.id, subject="goal")
    noted(access, target.id, subject="target")
    noted(access, 1, subject="membership", after={"role": Role.LEADER.value})
    lines = trail(access, AuditChoice()).lines
    known = recall(access, lines)
    by_subject = {line.subject: known.measures.get(line.id) for line in lines}
    assert by_subject == {"goal": cast.falls, "target": cast.chair, "membership": None}


def test_recalling_takes_as_many_queries_for_one_line_as_for_fifty(inside, cast, queries):
    access = inside("nora")
    noted(access, subject="phase", after={"measure_id": cast.chair.id, "starts_on": date(2026, 1, 1).isoformat()})
    with queries() as few:
        recall(access, trail(access, AuditChoice()).lines)
    for _ in range(PAGE):
        note(access, Deed.CHANGED, PHASE, 1, after={"measure_id": cast.falls.id})
    db.session.flush()
    with queries() as many:
        recall(access, trail(access, AuditChoice()).lines)
    assert len(many) == len(few)
