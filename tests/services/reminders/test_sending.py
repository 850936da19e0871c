"""A reminder, its rows and its mails are written together, once; who wants none has none, and is told of."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.catcher import catching
from tests.conftest import NOW
from tests.services.mail.letters import SENDER, server_at
from tests.services.reminders.letters import WORDING, later, told, write
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Hostship, Role, User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind, MailState
from tracker.models.networks import Network
from tracker.models.reminders import NotMailed, Reminder, ReminderKind
from tracker.models.teams import Membership
from tracker.services.mail.choices import choose
from tracker.services.mail.worker import Worker
from tracker.services.refusal import Refused
from tracker.services.reminders import dispatch
from tracker.services.reminders.sending import ReminderFault
from tracker.services.reminders.wording import Wording
from tracker.text.screening import IdentityNumberError


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.to_address)).all()


def test_each_leader_has_a_mail_that_waits_five_minutes(host, cast, legevakta):
    row = write(host, cast.team, legevakta)
    db.session.commit()
    assert [(mail.to_name, mail.kind, mail.not_before) for mail in mails()] == [
        ("Nora Lund", MailKind.REMINDER, NOW + timedelta(minutes=5)),
        ("Per Vik", MailKind.REMINDER, NOW + timedelta(minutes=5)),
    ]
    assert {mail.batch for mail in mails()} == {row.batch}
    assert [each.mail_id for each in told(row)] == [mail.id for mail in mails()]
    assert (row.by_name, row.subject, row.text) == ("Ingrid Moe", WORDING.subject, WORDING.text)
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "reminder")).one()
    assert (line.deed, line.after["teams"]) == (Deed.CREATED, ["Kirurgisk sengepost 3", "Legevakta"])


def test_what_is_caught_is_the_teams_own_and_answers_go_to_the_host(host, legevakta):
    write(host, legevakta)
    db.session.commit()
    with catching() as catcher:
        worker = Worker(server_at(catcher.port), SENDER, clock=lambda: NOW + timedelta(minutes=4))
        worker.send_due()
        assert catcher.mails == []
        Worker(server_at(catcher.port), SENDER, clock=lambda: NOW + timedelta(minutes=5)).send_due()
        (mail,) = catcher.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "Legevakta: tallene for uke 45 mangler"
    assert (str(mail["Reply-To"]), mail["To"].addresses[0].addr_spec) == (
        "Ingrid Moe <ingrid@example.no>",
        "per@example.no",
    )
    assert "Ingrid Moe via" in mail["From"]
    assert "Hei Per," in text
    assert "siste tall er fra uke 43." in text
    assert "https://oyehoyde.example.no/teams/legevakta/record" in text
    assert "Du får denne fordi du leder Legevakta." in text
    assert "{" not in text


def test_the_same_form_sent_twice_is_one_reminder(host, legevakta):
    first, again = write(host, legevakta), write(host, legevakta)
    assert first is again
    assert len(mails()) == 1
    assert write(host, legevakta, submission="second") is not first
    assert len(mails()) == 2


def test_two_leaders_are_both_written_to(host, cast, legevakta):
    joined = date(2026, 2, 2)
    siv = cast.people["siv"]
    siv.persona = None
    db.session.add(Membership(team_id=legevakta.id, user_id=siv.id, role=Role.LEADER, joined_on=joined))
    db.session.commit()
    assert [each.to_name for each in told(write(host, legevakta))] == ["Per Vik", "Siv Aas"]


@pytest.mark.parametrize(
    ("kind", "other"), [(ReminderKind.NUMBERS, MailKind.MESSAGE), (ReminderKind.MESSAGE, MailKind.REMINDER)]
)
def test_who_wants_none_of_this_kind_has_none(host, cast, legevakta, kind, other):
    per = cast.people["per"]
    choose(per.id, other, wanted=False, now=NOW)
    assert told(write(host, legevakta, kind=kind))[0].not_mailed is None
    choose(per.id, MailKind.REMINDER, wanted=False, now=NOW)
    choose(per.id, MailKind.MESSAGE, wanted=False, now=NOW)
    (each,) = told(write(host, legevakta, kind=kind, submission="second"))
    assert (each.not_mailed, each.mail_id) == (NotMailed.UNWANTED, None)


def test_the_demo_writes_rows_and_no_mail(host, cast, legevakta):
    assert told(write(host, legevakta, sender=None))[0].not_mailed is NotMailed.DEMO
    cast.people["per"].persona = Role.LEADER
    assert told(write(host, legevakta, submission="second"))[0].not_mailed is NotMailed.DEMO
    assert mails() == []


def test_a_message_asks_for_no_numbers(host, legevakta):
    write(host, legevakta, kind=ReminderKind.MESSAGE)
    assert mails()[0].kind is MailKind.MESSAGE
    assert b"/record" not in mails()[0].raw


@pytest.mark.parametrize(("field", "wording"), [("text", Wording("Hei", "{tema}")), ("subject", Wording("{x}", "Hei"))])
def test_a_word_in_braces_that_we_do_not_know_is_refused(host, legevakta, field, wording):
    with pytest.raises(Refused) as refusal:
        write(host, legevakta, wording=wording)
    assert (refusal.value.fault, refusal.value.field) == (ReminderFault.UNKNOWN_WORD, field)


def test_nobody_to_write_to_is_refused(host, cast, legevakta):
    cast.people["per"].is_active = False
    for teams in ((), (legevakta,)):
        with pytest.raises(Refused) as refusal:
            write(host, *teams)
        assert (refusal.value.fault, refusal.value.field) == (ReminderFault.NOBODY, "teams")
    assert db.session.scalar(select(func.count()).select_from(Reminder)) == 0


def test_a_team_of_another_network_is_never_written_to(host, cast):
    with pytest.raises(Refused):
        write(host, cast.other_team)
    assert mails() == []


def test_no_identity_number_is_stored_or_sent(host, legevakta):
    with pytest.raises(IdentityNumberError):
        write(host, legevakta, wording=Wording("Hei", "Hun er 13097248022"))
    assert mails() == []


def test_only_a_host_writes(hosting, legevakta):
    with pytest.raises(ForbiddenError):
        write(hosting("kari"), legevakta)


def test_stopped_it_counts_what_was_stopped_and_what_had_gone(host, cast, legevakta):
    row = write(host, cast.team, legevakta)
    mails()[0].state = MailState.SENT
    db.session.commit()
    done = dispatch.stop(later(host, minutes=2), row)
    assert (done.stopped, done.gone) == (1, 1)
    db.session.commit()
    assert [mail.state for mail in mails()] == [MailState.SENT, MailState.STOPPED]
    lines = select(AuditLine.after).where(AuditLine.subject == "reminder", AuditLine.deed == Deed.REVOKED)
    assert db.session.scalars(lines).all() == [{"stopped": 1, "gone": 1}]
    assert dispatch.stop(later(host, minutes=3), row).stopped == 0
    assert len(db.session.scalars(lines).all()) == 1


def test_in_the_demo_it_can_be_stopped_for_five_minutes(host, legevakta):
    row = write(host, legevakta, sender=None)
    assert dispatch.stop(later(host, minutes=5), row).stopped == 0
    assert dispatch.stop(later(host, minutes=4), row).stopped == 1
    assert row.stopped_at == NOW + timedelta(minutes=4)


def test_a_host_of_another_network_finds_no_reminder_here(host, cast, legevakta):
    row = write(host, legevakta)
    other = Network(
        name="Annet", slug="annet", host="Helse Nord", starts_on=date(2026, 1, 1), created_at=NOW - timedelta(days=9)
    )
    db.session.add(other)
    db.session.flush()
    db.session.add(Hostship(user_id=cast.people["per"].id, network_id=other.id))
    db.session.commit()
    per = db.session.get(User, cast.people["per"].id)
    with pytest.raises(NotFoundError):
        dispatch.reminder(enter_network(per, "annet", Permission.READ_NETWORK, now=NOW), row.id)
    assert dispatch.reminder(host, row.id) is row
