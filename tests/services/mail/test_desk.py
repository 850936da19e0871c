"""The office's look at the outbox: numbers, what needs a person, and what she may decide."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.services.mail.letters import put
from tracker.access.people import NotFoundError
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState
from tracker.services.mail import desk
from tracker.services.mail.desk import MailDeskFault
from tracker.services.refusal import Refused


@pytest.fixture
def per(cast):
    return cast.people["per"]


def mail(per, state, fault=None, **more):
    row = put(per, **more)
    row.state, row.fault, row.owner = state, fault, "a sender"
    if state is MailState.SENT:
        row.sent_at, row.raw = NOW - timedelta(days=3), None
    db.session.flush()
    return row


def test_it_counts_what_waits_and_what_went_and_lists_what_needs_a_person(office, per):
    for state in (MailState.WAITING, MailState.CLAIMED, MailState.SENT, MailState.STOPPED):
        mail(per, state)
    mail(per, MailState.SENT).sent_at = NOW - timedelta(days=8)
    stuck = mail(per, MailState.UNCERTAIN, MailFault.CUT_OFF)
    found = desk.desk(office)
    assert [row.id for row in found.rows] == [stuck.id]
    assert {state: n for state, n in found.counts.items() if n} == {
        MailState.WAITING: 1, MailState.CLAIMED: 1, MailState.SENT: 1, MailState.UNCERTAIN: 1,
    }  # fmt: skip
    assert not hasattr(found.rows[0], "raw")


def test_what_it_costs_does_not_grow(office, per, queries):
    def cost():
        with queries() as seen:
            desk.desk(office)
        return len(seen)

    mail(per, MailState.UNCERTAIN)
    few = cost()
    for _ in range(60):
        mail(per, MailState.GIVEN_UP, MailFault.RECIPIENT)
    assert cost() == few == 3
    assert (len(desk.desk(office).rows), desk.desk(office).pages, len(desk.desk(office, page=9).rows)) == (50, 2, 11)


def test_sent_again_it_waits_as_on_its_first_day_with_the_same_bytes(office, per):
    row = mail(per, MailState.GIVEN_UP, MailFault.RECIPIENT)
    raw, message_id, row.tries = row.raw, row.message_id, 7
    db.session.flush()
    assert desk.send_again(office, row.id) == per.name
    db.session.refresh(row)
    assert (row.state, row.tries, row.fault, row.owner) == (MailState.WAITING, 0, None, None)
    assert (row.raw, row.message_id, row.next_try_at, row.give_up_at) == (raw, message_id, NOW, NOW + timedelta(days=1))
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "mail")).one()
    assert (line.user_name, line.after) == (office.user.name, {"state": "waiting"})


def test_left_it_goes_off_the_list_and_can_be_found_again(office, per):
    row = mail(per, MailState.UNCERTAIN, MailFault.CUT_OFF)
    desk.put_aside(office, row.id)
    assert desk.desk(office).rows == []
    assert desk.desk(office).put_aside == 1
    assert [each.is_put_aside for each in desk.desk(office, all_of_them=True).rows] == [True]
    desk.send_again(office, row.id)
    assert db.session.scalar(select(Mail.put_aside_at)) is None


@pytest.mark.parametrize("deed", [desk.send_again, desk.put_aside])
@pytest.mark.parametrize("state", [MailState.WAITING, MailState.HANDING_OVER, MailState.SENT, MailState.STOPPED])
def test_what_has_gone_on_is_left_alone(office, per, deed, state):
    row = mail(per, state)
    with pytest.raises(Refused) as refused:
        deed(office, row.id)
    assert refused.value.fault is MailDeskFault.DECIDED


def test_two_who_press_at_once_send_it_once(office, per):
    row = mail(per, MailState.UNCERTAIN)
    desk.send_again(office, row.id)
    with pytest.raises(Refused):
        desk.send_again(office, row.id)


def test_what_is_not_there_cannot_be_decided(office):
    for deed in (desk.send_again, desk.put_aside):
        with pytest.raises(NotFoundError):
            deed(office, 987654)


def test_a_mail_with_a_new_password_is_asked_for_again_and_not_sent_again(office, per):
    row = mail(per, MailState.UNCERTAIN, kind=MailKind.PASSWORD)
    assert not desk.desk(office).rows[0].can_be_sent
    with pytest.raises(Refused) as refused:
        desk.send_again(office, row.id)
    assert refused.value.fault is MailDeskFault.NOT_KEPT


def test_why_nothing_goes_is_told_by_what_has_waited_longest(office, per):
    assert (desk.desk(office).held, desk.desk(office).waiting_since) == (None, None)
    first, second = mail(per, MailState.WAITING, MailFault.SIGN_IN), mail(per, MailState.WAITING)
    first.next_try_at = NOW - timedelta(hours=2)
    second.next_try_at = NOW - timedelta(hours=1)
    db.session.flush()
    assert (desk.desk(office).held, desk.desk(office).waiting_since) == (MailFault.SIGN_IN, first.next_try_at)
