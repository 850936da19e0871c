"""When a team was last reminded, and whether it recorded: what was stopped or refused reminded nobody."""

from datetime import date, timedelta

import pytest

from tests.conftest import NOW
from tests.services.mail.letters import SENDER
from tests.services.reminders.letters import write
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind, MailState
from tracker.models.measurements import Measurement
from tracker.models.networks import NetworkTeam
from tracker.models.reminders import ReminderKind
from tracker.services.mail.choices import choose
from tracker.services.reminders import dispatch
from tracker.services.reminders.receipts import earlier, first_recorded, sent_to
from tracker.services.reminders.recipients import last_recorded, last_reminded, leaders


@pytest.fixture
def legevakta(cast):
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
    db.session.commit()
    return cast.other_team


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


def reminded(host, team):
    return last_reminded(host, [team.id]).get(team.id)


def record(cast, team, measure, at):
    db.session.add(
        Measurement(
            team_id=team.id, measure_id=measure.id, period_start=date(2026, 11, 2), numerator=1, denominator=2,
            recorded_by_id=cast.people["per"].id, recorded_at=at,
        )
    )  # fmt: skip
    db.session.commit()


def test_leaders_are_those_with_an_open_account(host, cast, legevakta):
    assert {team: [user.name for user in led] for team, led in leaders(host).items()} == {
        cast.team.id: ["Nora Lund"],
        legevakta.id: ["Per Vik"],
    }
    cast.people["per"].is_active = False
    db.session.commit()
    assert legevakta.id not in leaders(host)


@pytest.mark.parametrize("sender", [SENDER, None])
def test_a_reminder_is_remembered_and_a_message_is_not(host, legevakta, sender):
    write(host, legevakta, kind=ReminderKind.MESSAGE, submission="message", sender=sender)
    assert reminded(host, legevakta) is None
    write(host, legevakta, sender=sender)
    assert reminded(host, legevakta) == NOW


@pytest.mark.parametrize("sender", [SENDER, None])
def test_what_was_stopped_reminded_nobody(host, legevakta, sender):
    dispatch.stop(host, write(host, legevakta, sender=sender))
    assert reminded(host, legevakta) is None


def test_what_never_came_reminded_nobody(host, cast, legevakta):
    row = write(host, legevakta)
    mail = db.session.query(Mail).filter_by(batch=row.batch).one()
    mail.state = MailState.GIVEN_UP
    db.session.flush()
    assert reminded(host, legevakta) is None
    choose(cast.people["per"].id, MailKind.REMINDER, wanted=False, now=NOW)
    write(host, legevakta, submission="second")
    assert reminded(host, legevakta) is None


def test_who_recorded_afterwards_is_told_once_by_its_first_number(host, cast, legevakta):
    row = write(host, legevakta)
    record(cast, legevakta, cast.stranger_measure, NOW - timedelta(hours=1))
    assert last_recorded(host, [legevakta.id], since=NOW) == {}
    assert first_recorded(host, [row.id]) == {}
    db.session.query(Measurement).update({"recorded_at": NOW + timedelta(days=2)})
    assert last_recorded(host, [legevakta.id], since=NOW) == {legevakta.id: NOW + timedelta(days=2)}
    assert first_recorded(host, [row.id]) == {(row.id, legevakta.id): NOW + timedelta(days=2)}


def test_pages_of_what_was_written_have_the_newest_first(host, legevakta):
    rows = [write(host, legevakta, submission=str(number)) for number in range(5)]
    found = earlier(host, page=2, per_page=2)
    assert (found.rows, found.page, found.pages) == ([rows[2], rows[1]], 2, 3)
    assert [row.id for row in earlier(host, per_page=2, but_for=rows[4].id).rows] == [rows[3].id, rows[2].id]
    whom = sent_to(host, [row.id for row in rows])
    assert {(each.team, each.state) for told in whom.values() for each in told} == {("Legevakta", MailState.WAITING)}
