"""Users who ask users, on both databases: who may, what is withheld, the guide that stays, points that come back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, local_day
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.improvement import Intervention
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    FindingState,
    GuideSide,
    PointVerdict,
    RecurringTheme,
)
from tracker.services.improvement.interventions import Intent, log_intervention
from tracker.services.measurements.flags import team_flags
from tracker.services.refusal import Refused
from tracker.services.user_evaluations.evaluations import (
    EvaluationFacts,
    UserEvaluationFault,
    begin_evaluation,
    dates_of,
    remove_evaluation,
    set_dates,
)
from tracker.services.user_evaluations.findings import FindingFacts, add_finding, findings_of
from tracker.services.user_evaluations.guides import GuideFacts, GuideLine, approve_guide, begin_guide, change_guide
from tracker.services.user_evaluations.points import (
    PointFacts,
    add_point,
    follow_ups_due,
    look_at,
    remove_point,
    tie_point,
)

TODAY = local_day(NOW)
AGREED = EvaluationFacts(title="Bruker spør bruker 2026", year=2026, evaluator="KBT", persons=20)
SLEEP = FindingFacts(theme=RecurringTheme.SLEEP, sentence="Lys og dører vekket dem.", persons=3)
GUIDE = GuideFacts(opening="Jeg har selv vært pasient.", questions=[GuideLine("Hvordan var nettene?")])


@pytest.fixture
def begun(cast, inside):
    return begin_evaluation(inside("siv"), AGREED, submission="a")


@pytest.fixture
def agreed(begun, inside):
    siv = inside("siv")
    finding = add_finding(siv, begun, SLEEP, submission="f")
    return add_point(siv, begun, finding, PointFacts(text="Stille time fra kl. 22"), submission="p")


def due(access, row, day, done=None):
    dates = dates_of(row, EvaluationStage.FOLLOW_UP)
    set_dates(access, dates, title=row.title, due=day, began_on=None, done_on=done)


def test_a_representative_begins_one_with_all_nine_stages_and_a_member_may_not(begun, inside):
    assert [each.stage for each in begun.dates] == list(EvaluationStage)
    assert begin_evaluation(inside("siv"), AGREED, submission="a").id == begun.id
    with pytest.raises(ForbiddenError):
        begin_evaluation(inside("ali"), AGREED, submission="b")


@pytest.mark.parametrize(
    ("numbers", "fault"),
    [
        ({"interviews": 3, "groups": 2, "persons": 6}, UserEvaluationFault.FEW_PERSONS),
        ({"persons": 6, "came_asked": 7}, UserEvaluationFault.MORE_CAME),
    ],
)
def test_a_group_is_two_persons_at_least_and_no_more_come_than_were_asked(cast, inside, numbers, fault):
    facts = EvaluationFacts(title="Ny", year=2026, evaluator="KBT", **numbers)
    with pytest.raises(Refused) as refused:
        begin_evaluation(inside("nora"), facts, submission="a")
    assert refused.value.fault is fault


def test_an_approved_guide_stays_and_a_new_version_begins_from_it(begun, inside):
    siv = inside("siv")
    first = begin_guide(siv, begun, GUIDE)
    approve_guide(siv, first, GuideSide.TEAM, title=begun.title, seen=first.version)
    longer = GuideFacts(opening="", questions=[*GUIDE.questions, GuideLine("Hva må de aldri slutte med?")])
    change_guide(siv, first, longer, title=begun.title, seen=first.version)
    assert first.approvals == []  # what the team had read is not what stands there now
    with pytest.raises(Refused) as meanwhile:
        change_guide(siv, first, GUIDE, title=begun.title, seen=1)
    assert meanwhile.value.fault is UserEvaluationFault.MEANWHILE
    approve_guide(siv, first, GuideSide.INTERVIEWERS, title=begun.title, seen=first.version)
    with pytest.raises(Refused) as approved:
        change_guide(siv, first, GUIDE, title=begun.title, seen=first.version)
    assert approved.value.fault is UserEvaluationFault.IS_APPROVED
    assert begin_guide(siv, begun, GUIDE).number == 2


def test_a_finding_is_read_outside_the_team_once_it_is_discussed_and_the_trail_never_says_how_many(begun, inside):
    finding = add_finding(inside("siv"), begun, SLEEP, submission="f")
    assert findings_of(inside("kari"), begun) == []
    add_point(inside("siv"), begun, finding, PointFacts(text="Stille time"), submission="p")
    assert finding.state is FindingState.DISCUSSED
    assert findings_of(inside("kari"), begun) == [finding]
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "finding")).all()
    assert len(lines) == 2
    assert not any("persons" in (line.after or {}) for line in lines)


def test_what_a_point_became_has_a_bubble_on_the_charts_as_long_as_the_point_stands(cast, agreed, inside):
    nora = inside("nora")
    intent = Intent(title="Stille time", measures=frozenset({cast.chair.id}), started_on=TODAY)
    made = log_intervention(nora, intent, submission="i")
    assert [flag.from_answers for flag in team_flags(nora) if flag.row_id == made.id] == [False]
    with pytest.raises(ForbiddenError):
        tie_point(inside("siv"), agreed, made)
    tie_point(nora, agreed, made)
    assert [flag.from_answers for flag in team_flags(nora) if flag.row_id == made.id] == [True]
    remove_point(nora, agreed)
    assert db.session.get(Intervention, made.id) is not None
    assert [flag.from_answers for flag in team_flags(nora) if flag.row_id == made.id] == [False]


def test_points_come_back_on_the_day_and_the_follow_up_is_done_when_all_are_looked_at(begun, agreed, inside):
    siv, team = inside("siv"), [begun.team_id]
    due(siv, begun, TODAY + timedelta(days=1))
    assert follow_ups_due(team, TODAY) == []
    due(siv, begun, TODAY)
    assert follow_ups_due(team, TODAY) == [(begun, TODAY)]
    with pytest.raises(Refused) as silent:
        look_at(siv, begun, agreed, PointVerdict.NOT_DONE, why="")
    assert silent.value.fault is UserEvaluationFault.NO_WHY
    look_at(siv, begun, agreed, PointVerdict.ONGOING, why="")
    assert follow_ups_due(team, TODAY) == []
    assert dates_of(begun, EvaluationStage.FOLLOW_UP).done_on == TODAY
    later = TODAY + timedelta(days=90)
    due(siv, begun, later)
    assert follow_ups_due(team, later) == [(begun, later)]


def test_an_evaluation_goes_with_all_that_belongs_to_it(begun, agreed, inside):
    begin_guide(inside("nora"), begun, GUIDE)
    remove_evaluation(inside("nora"), begun)
    assert db.session.scalars(select(DialoguePoint)).all() == []
