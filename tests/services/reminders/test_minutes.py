"""Minutes go to the leaders once, wait five minutes, and go again only when they are another text."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.catcher import catching
from tests.conftest import NOW
from tests.gathered import on, plan
from tests.services.mail.letters import NB, SENDER, server_at
from tests.services.reminders.letters import later, told
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Hostship
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind, MailState
from tracker.models.networks import Network
from tracker.models.reminders import NotMailed, Reminder, ReminderKind
from tracker.services.gatherings import actions, afterwards
from tracker.services.gatherings.actions import ActionFacts
from tracker.services.gatherings.afterwards import AfterwardsFault
from tracker.services.mail.choices import choose
from tracker.services.mail.worker import Worker
from tracker.services.refusal import Refused
from tracker.services.reminders import dispatch
from tracker.services.reminders.minutes import send_minutes
from tracker.services.reminders.sending import ReminderFault
from tracker.text.locale import Locale
from tracker.views.gatherings.minutes_letter import minutes_writer
from tracker.web.core.links import links_from

TEXT = "Brukerrepresentanten sa: «Når legen setter seg, rekker jeg å tenke.»"


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def held(host, cast, legevakta):
    """A gathering with minutes, where both teams and the host agreed to something."""
    row = plan(host, on(10, 23, title="Når legene ikke setter seg"))
    agree(host, row, "Dele arket", team_id=cast.team.id, person="Nora Lund", due=date(2026, 12, 4))
    agree(host, row, "Spørre vaktlegene", team_id=legevakta.id)
    agree(host, row, "Ringe Akuttmottaket")
    afterwards.write_minutes(host, row, TEXT)
    db.session.commit()
    return row


@pytest.fixture
def send(app, cast):
    def press(access, row, sender=SENDER):
        writer = minutes_writer(cast.network, links_from(app, SENDER.site))
        sent = send_minutes(access, row, writer=writer, sender=sender, locale=Locale.of("nb"))
        db.session.commit()
        return sent

    return press


def agree(access, row, text, **more):
    facts = ActionFacts(text=text, **{"team_id": None, **more})
    return actions.agree(access, row, facts, submission=f"{row.id} {text}")


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


def caught(now):
    with catching() as catcher:
        Worker(server_at(catcher.port), SENDER, clock=lambda: now).send_due()
        return sorted(catcher.mails, key=lambda mail: str(mail["To"]))


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def readable(cast, held, **ago):
    nora = enter_team(cast.people["nora"], "kirurgisk-3", Permission.READ, now=NOW + timedelta(**ago))
    return afterwards.minutes_of(nora, held) is not None


def test_each_leader_gets_her_teams_own_and_a_link_and_not_the_minutes_words(host, held, send):
    sent = send(host, held)
    assert caught(NOW + timedelta(minutes=4)) == []
    nora, per = caught(NOW + timedelta(minutes=5))
    assert nora["Subject"] == "Referat: Når legene ikke setter seg"
    assert str(nora["Reply-To"]) == "Ingrid Moe <ingrid@example.no>"
    words = text_of(nora)
    assert "fredag 23. oktober 2026 kl. 12.00–13.00" in words.lower()
    assert "Dele arket · Nora Lund · frist 4. desember" in words
    assert f"{SENDER.site}/teams/kirurgisk-3/gatherings/{held.id}" in words
    for others in ("Spørre vaktlegene", "Ringe Akuttmottaket", "rekker jeg å tenke", "Legevakta"):
        assert others not in nora.as_string() + words
    assert "Spørre vaktlegene" in text_of(per)
    assert (sent.kind, sent.gathering_id, {mail.kind for mail in mails()}) == (
        ReminderKind.MINUTES,
        held.id,
        {MailKind.MINUTES},
    )


def test_a_team_that_agreed_to_nothing_is_told_so(host, held, send, cast):
    db.session.delete(db.session.scalars(select(actions.Action).where(actions.Action.team_id == cast.team.id)).one())
    send(host, held)
    nora, _per = caught(NOW + timedelta(minutes=5))
    assert "Ingen avtaler er skrevet ned for Kirurgisk sengepost 3." in text_of(nora)


def test_pressed_twice_it_goes_once(host, held, send):
    first, again = send(host, held), send(later(host, seconds=2), held)
    assert first is again
    assert len(mails()) == 2
    assert send(later(host, minutes=30), held) is first
    assert len(caught(NOW + timedelta(hours=1))) == 2


def test_cut_off_before_it_is_stored_nothing_goes_and_pressed_again_it_goes_once(app, host, held, cast):
    writer = minutes_writer(cast.network, links_from(app, SENDER.site))
    send_minutes(host, held, writer=writer, sender=SENDER, locale=NB)
    db.session.rollback()
    assert mails() == []
    assert afterwards.minutes_of(host, held).sent_at is None
    send_minutes(host, held, writer=writer, sender=SENDER, locale=NB)
    db.session.commit()
    assert len(mails()) == 2


def test_the_teams_read_them_when_the_mail_goes_and_not_before(host, held, send, cast):
    send(host, held)
    assert not readable(cast, held, minutes=4)
    assert readable(cast, held, minutes=5)


def test_stopped_it_is_neither_sent_nor_shared_and_can_be_sent_anew(host, held, send, cast):
    sent = send(host, held)
    assert dispatch.stop(later(host, minutes=2), sent).stopped == 2
    db.session.commit()
    assert caught(NOW + timedelta(hours=1)) == []
    assert not readable(cast, held, hours=1)
    anew = send(later(host, minutes=10), held)
    assert anew is not sent
    nora, _per = caught(NOW + timedelta(minutes=15))
    assert nora["Subject"].startswith("Referat:")


def test_stopped_half_way_the_rest_is_sent_and_nobody_has_it_twice(host, held, send, cast):
    sent = send(host, held)
    mails()[0].state = MailState.SENT
    db.session.commit()
    assert dispatch.stop(later(host, minutes=6), sent).stopped == 1
    db.session.commit()
    assert readable(cast, held, minutes=7)
    anew = send(later(host, minutes=10), held)
    assert [each.to_name for each in told(anew)] == ["Per Vik"]
    (mail,) = caught(NOW + timedelta(minutes=20))
    assert mail["Subject"].startswith("Referat:")


def test_changed_it_goes_again_and_says_so(host, held, send):
    first = send(host, held)
    caught(NOW + timedelta(minutes=5))
    afterwards.write_minutes(later(host, hours=1), held, "Rettet.")
    db.session.commit()
    again = send(later(host, hours=2), held)
    assert again is not first
    assert send(later(host, hours=3), held) is again
    nora, _per = caught(NOW + timedelta(hours=4))
    assert nora["Subject"] == "Endret referat: Når legene ikke setter seg"
    assert "Referatet er endret siden vi sendte det sist." in text_of(nora)


def test_something_agreed_afterwards_is_a_change_and_something_done_is_none(host, held, send, cast):
    first = send(host, held)
    done = db.session.scalars(select(actions.Action).where(actions.Action.text == "Ringe Akuttmottaket")).one()
    actions.set_state(later(host, hours=1), done, actions.ActionState.DONE)
    assert send(later(host, hours=2), held) is first
    agree(later(host, hours=3), held, "Enda en ting", team_id=cast.team.id)
    assert send(later(host, hours=4), held) is not first


def test_who_wants_no_minutes_has_none_and_is_told_of(host, held, send, cast):
    choose(cast.people["per"].id, MailKind.MINUTES, wanted=False, now=NOW)
    sent = send(host, held)
    assert [(each.to_name, each.not_mailed) for each in told(sent)] == [
        ("Nora Lund", None),
        ("Per Vik", NotMailed.UNWANTED),
    ]
    assert [str(mail["To"]) for mail in caught(NOW + timedelta(minutes=5))] == ["Nora Lund <nora@example.no>"]


def test_an_account_that_is_held_gets_nothing_of_what_its_team_agreed_to(host, held, send, cast):
    cast.people["nora"].held_since = NOW
    db.session.commit()
    sent = send(host, held)
    assert told(sent)[0].not_mailed is NotMailed.HELD
    assert [mail.to_name for mail in mails()] == ["Per Vik"]


def test_the_demo_goes_all_the_way_and_sends_nothing(host, held, send, cast):
    sent = send(host, held, sender=None)
    assert send(later(host, minutes=1), held, sender=None) is sent
    assert {each.not_mailed for each in told(sent)} == {NotMailed.DEMO}
    assert mails() == []
    assert dispatch.stop(later(host, minutes=2), sent).stopped == 2
    assert not readable(cast, held, hours=1)


def test_without_minutes_or_leaders_nothing_is_sent(host, send, cast, legevakta):
    row = plan(host, on(10, 9, title="Uten referat"))
    with pytest.raises(Refused) as refused:
        send(host, row)
    assert refused.value.fault is AfterwardsFault.NO_MINUTES
    afterwards.write_minutes(host, row, "Noe.")
    for name in ("nora", "per"):
        cast.people[name].is_active = False
    with pytest.raises(Refused) as refused:
        send(host, row)
    assert refused.value.fault is ReminderFault.NOBODY


def test_only_the_networks_own_host_sends(app, host, held, send, cast):
    with pytest.raises(ForbiddenError):
        send(enter_network(cast.people["kari"], "brukermedvirkning", Permission.READ_NETWORK, now=NOW), held)
    other = Network(name="Et annet", slug="annet", host="HMN", starts_on=date(2026, 1, 1), created_at=NOW)
    db.session.add(other)
    db.session.flush()
    db.session.add(Hostship(user_id=cast.people["odd"].id, network_id=other.id))
    db.session.flush()
    with pytest.raises(NotFoundError):
        send(enter_network(cast.people["odd"], "annet", Permission.READ_NETWORK, now=NOW), held)
    assert mails() == []
    assert db.session.scalars(select(Reminder)).all() == []


def test_the_trail_says_who_sent_it_and_never_what_it_says(host, held, send):
    send(host, held)
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.subject == "reminder")).all()
    assert line.after == {
        "kind": "minutes",
        "subject": "Referat: Når legene ikke setter seg",
        "teams": ["Kirurgisk sengepost 3", "Legevakta"],
    }
