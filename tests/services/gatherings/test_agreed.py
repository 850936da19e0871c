from datetime import date

import pytest
from sqlalchemy import select

from tests.gathered import on, plan
from tests.people import MADE
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.gatherings import Action, ActionState
from tracker.models.networks import NetworkTeam
from tracker.models.teams import ServiceKind, Team
from tracker.services.gatherings import actions
from tracker.services.gatherings.actions import ActionFacts, ActionFault
from tracker.services.refusal import Refused


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def row(host):
    return plan(host, on(10, 23, title="Den som var"))


@pytest.fixture
def other(cast):
    team = Team(name="Barneposten", slug="barneposten", service=ServiceKind.OTHER, created_at=MADE)
    db.session.add(team)
    db.session.flush()
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=date(2026, 1, 5)))
    db.session.flush()
    return team


@pytest.fixture
def agreed(cast, host, row):
    return actions.agree(host, row, ActionFacts(text="Dele arket", team_id=cast.team.id), submission="one")


def lines(action, deed):
    query = select(AuditLine).where(AuditLine.subject == "action", AuditLine.deed == deed)
    return db.session.scalars(query.order_by(AuditLine.id)).all()


def test_what_was_agreed_is_changed_and_both_owners_trails_tell_it(cast, host, row, agreed, other):
    told = ActionFacts(text="Dele arket og prøve det", team_id=other.id, person="Anne Lie", due=date(2026, 12, 1))
    actions.change_action(host, row, agreed, told, ActionState.BEGUN)
    assert (agreed.text, agreed.team.name, agreed.due, agreed.state) == (
        "Dele arket og prøve det", "Barneposten", date(2026, 12, 1), ActionState.BEGUN,
    )  # fmt: skip
    assert [line.team_id for line in lines(agreed, Deed.CHANGED)] == [cast.team.id, other.id]
    assert lines(agreed, Deed.CHANGED)[0].before == {
        "team_id": cast.team.id, "team": "Kirurgisk sengepost 3", "text": "Dele arket", "person": "", "due": None,
        "state": "agreed",
    }  # fmt: skip


def test_a_change_that_changes_nothing_leaves_no_line(host, row, agreed):
    version = agreed.version
    actions.change_action(host, row, agreed, ActionFacts(text="Dele arket", team_id=agreed.team_id), agreed.state)
    assert (agreed.version, lines(agreed, Deed.CHANGED)) == (version, [])


def test_what_was_done_by_mistake_can_be_said_undone(host, row, agreed):
    facts = ActionFacts(text="Dele arket", team_id=agreed.team_id)
    actions.change_action(host, row, agreed, facts, ActionState.DONE)
    assert agreed.done_at == host.now
    actions.change_action(host, row, agreed, facts, ActionState.AGREED)
    assert agreed.done_at is None


def test_a_team_outside_the_network_can_own_nothing(host, row, agreed):
    stranger = Team(name="Langt borte", slug="langt-borte", service=ServiceKind.OTHER, created_at=MADE)
    db.session.add(stranger)
    db.session.flush()
    with pytest.raises(Refused) as refused:
        actions.change_action(host, row, agreed, ActionFacts(text="X", team_id=stranger.id), agreed.state)
    assert refused.value.fault is ActionFault.NO_OWNER


def test_what_was_agreed_is_taken_away_and_the_trail_keeps_it(cast, host, row, agreed):
    actions.remove_action(host, row, agreed)
    assert db.session.scalars(select(Action)).all() == []
    (line,) = lines(agreed, Deed.REMOVED)
    assert (line.team_id, line.before["text"]) == (cast.team.id, "Dele arket")


def test_only_the_host_of_that_gathering_changes_or_removes(cast, hosting, host, row, agreed):
    another = plan(host, on(11, 20))
    facts = ActionFacts(text="X", team_id=None)
    for deed in (
        lambda: actions.change_action(host, another, agreed, facts, agreed.state),
        lambda: actions.remove_action(host, another, agreed),
    ):
        with pytest.raises(NotFoundError):
            deed()
    advisor = hosting("kari")
    with pytest.raises(ForbiddenError):
        actions.change_action(advisor, row, agreed, facts, agreed.state)
    with pytest.raises(ForbiddenError):
        actions.remove_action(advisor, row, agreed)
