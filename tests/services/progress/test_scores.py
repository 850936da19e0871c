"""Scores: each side sets its own for the month that runs, and sees the other's when both are set or it is over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from tests.conftest import NOW
from tracker.access.people import ForbiddenError
from tracker.models.accounts import Advisorship, Hostship, Profession, Role
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.progress import EvidenceKind, ProgressSide, ProgressStep
from tracker.models.teams import Membership
from tracker.models.versions import SavedVersion
from tracker.services.progress.ladder import as_stored
from tracker.services.progress.latest import latest_scores
from tracker.services.progress.scores import (
    ProgressFault,
    Score,
    month_name,
    months_of,
    own_score,
    set_score,
)
from tracker.services.refusal import Refused
from tracker.services.versions import Outdated
from tracker.text.screening import IdentityNumberError

NEXT_MONTH = NOW + timedelta(days=30)


def say(access, step, why=""):
    said = Score(step=ProgressStep(step), why=why, month=month_name(access.today))
    row = set_score(access, own_score(access), said, as_stored([EvidenceKind.TEAM]))
    db.session.commit()
    return row


def seen(access):
    return [
        (month.team and month.team.step.value, month.host and month.host.step.value, set(month.hidden))
        for month in months_of(access)
    ]


def test_each_side_sees_its_own_until_both_have_set_theirs(inside):
    say(inside("ingrid"), "3.0")
    assert seen(inside("ingrid")) == [(None, "3.0", set())]
    for name in ("nora", "ali", "siv", "kari"):
        assert seen(inside(name)) == [(None, None, {ProgressSide.HOST})], name
    say(inside("ali"), "3.5")
    for name in ("nora", "ali", "siv", "kari", "ingrid"):
        assert seen(inside(name)) == [("3.5", "3.0", set())], name


def test_the_host_waits_for_the_team_as_well(inside):
    say(inside("nora"), "2.0")
    assert seen(inside("ingrid")) == [(None, None, {ProgressSide.TEAM})]
    assert seen(inside("siv")) == [("2.0", None, set())]
    assert seen(inside("kari")) == [(None, None, {ProgressSide.TEAM})]


def test_when_the_month_is_over_all_see_what_was_set(inside):
    say(inside("ingrid"), "3.0")
    assert seen(inside("nora", now=NEXT_MONTH)) == [(None, "3.0", set())]


def test_who_is_in_the_team_and_hosts_stands_on_the_teams_side(inside, cast):
    db.session.add(Hostship(user_id=cast.people["ali"].id, network_id=cast.network.id))
    db.session.add(Hostship(user_id=cast.people["siv"].id, network_id=cast.network.id))
    db.session.commit()
    say(inside("ingrid"), "3.0")
    assert seen(inside("ali")) == [(None, None, {ProgressSide.HOST})]
    assert say(inside("ali"), "2.5").side is ProgressSide.TEAM
    with pytest.raises(ForbiddenError):
        own_score(inside("siv"))


@pytest.mark.parametrize("name", ["siv", "kari"])
def test_readers_set_nothing(inside, name):
    access = inside(name)
    with pytest.raises(ForbiddenError):
        set_score(access, None, Score(step=ProgressStep.IMPROVED, month=month_name(access.today)), {})


def test_a_team_of_published_numbers_is_not_scored(inside, cast):
    cast.team.is_reference = True
    db.session.commit()
    with pytest.raises(ForbiddenError):
        own_score(inside("nora"))


def test_a_month_that_is_over_is_set_no_more(inside):
    with pytest.raises(Refused) as refused:
        set_score(inside("nora"), None, Score(step=ProgressStep.IMPROVED, month="2026-10"), {})
    assert refused.value.fault is ProgressFault.MONTH_OVER
    assert own_score(inside("nora")) is None


def test_of_two_who_begin_at_once_the_second_is_told(inside):
    first, second = inside("nora"), inside("ali")
    say(first, "3.0")
    with pytest.raises(Outdated):
        set_score(second, None, Score(step=ProgressStep.IMPROVED, month=month_name(second.today)), {})


def test_the_reason_is_screened(inside):
    with pytest.raises((IdentityNumberError, StatementError)) as refused:  # the driver wraps what the column raises
        say(inside("nora"), "3.0", "Hun i 13097248022")
    assert isinstance(refused.value, IdentityNumberError) or isinstance(refused.value.__cause__, IdentityNumberError)
    db.session.rollback()
    assert own_score(inside("nora")) is None


def test_the_evidence_is_kept_as_it_was_and_a_change_leaves_a_line(inside):
    row = say(inside("nora"), "3.0", "Stolen holder.")
    assert row.evidence["suggested"] == "0.5"
    say(inside("ali"), "3.5", "Stolen holder.")
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "progress").order_by(AuditLine.id)).all()
    assert [(line.user_name, line.label, line.before, line.after) for line in lines] == [
        ("Nora Lund", "2026-11", None, {"score": 3.0, "why": "Stolen holder.", "side": "team"}),
        ("Ali Hassan", "2026-11", {"score": 3.0}, {"score": 3.5}),
    ]
    assert row.by_id == inside("ali").user.id
    assert [save.version for save in db.session.scalars(select(SavedVersion))] == [2]


def test_the_same_again_is_no_deed(inside):
    say(inside("nora"), "3.0")
    assert say(inside("ali"), "3.0").by_id == inside("nora").user.id


def test_the_table_of_a_network_hides_as_the_page_does(inside, hosting, cast, queries):
    ids = [cast.team.id]
    say(inside("nora"), "2.0")
    found = latest_scores(hosting("ingrid"), ids)[cast.team.id]
    assert (dict(found.steps), found.hidden) == ({}, {ProgressSide.TEAM})
    say(inside("ingrid"), "2.5")
    with queries() as asked:
        found = latest_scores(hosting("kari"), ids)[cast.team.id]
    assert found.steps == {ProgressSide.TEAM: ProgressStep.STARTED, ProgressSide.HOST: ProgressStep.TESTING}
    assert len([each for each in asked if "FROM progress" in each]) == 1


def test_a_host_who_is_in_the_team_sees_no_other_hosts_score_in_the_table(inside, hosting, cast):
    db.session.add(Hostship(user_id=cast.people["ali"].id, network_id=cast.network.id))
    db.session.commit()
    say(inside("ingrid"), "3.0")
    found = latest_scores(hosting("ali"), [cast.team.id])[cast.team.id]
    assert (dict(found.steps), found.hidden) == ({}, {ProgressSide.HOST})


def test_another_team_of_the_network_gets_none_and_an_advisor_her_own(inside, hosting, cast):
    cast.network.teams_see_each_other = True
    db.session.add(
        Membership(
            team_id=cast.team.id,
            user_id=cast.people["kari"].id,
            role=Role.MEMBER,
            profession=Profession.NURSE,
            joined_on=date(2026, 1, 5),
        )
    )
    db.session.commit()
    say(inside("nora"), "2.0")
    say(inside("ingrid"), "2.0")
    assert latest_scores(hosting("nora"), [cast.team.id]) == {}
    assert list(latest_scores(hosting("kari"), [cast.team.id, cast.other_team.id])) == [cast.team.id]
    db.session.execute(Advisorship.__table__.delete())
    db.session.commit()
    assert latest_scores(hosting("kari"), [cast.team.id]) == {}


def test_a_team_outside_the_network_is_not_in_its_table(inside, hosting, cast):
    say(inside("per", "legevakta"), "2.0")
    assert latest_scores(hosting("ingrid"), [cast.other_team.id]) == {}
