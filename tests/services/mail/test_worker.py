"""Sending: what is due goes once, and what cannot go is tried again, given up or shown, by what the server said."""

import logging
import ssl
import subprocess
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import update

from tests.catcher import catching, free_port, no_entry, silent
from tests.conftest import NOW
from tests.services.mail.letters import SENDER, put, server_at
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState
from tracker.services.mail import outbox, queue
from tracker.services.mail.sender import Tls
from tracker.services.mail.worker import Worker

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


class Clock:
    """The moment the sender stands at."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def catcher():
    with catching() as found:
        yield found


@pytest.fixture
def per(cast):
    return cast.people["per"]


@pytest.fixture
def worker(catcher, clock):
    return Worker(server_at(catcher.port), SENDER, clock=clock)


def kept(mail):
    db.session.expire_all()
    return db.session.get(Mail, mail.id)


def waiting(per, *, count=1, **more):
    mails = [put(per, **more) for _ in range(count)]
    db.session.commit()
    return mails[0] if count == 1 else mails


def test_what_is_due_goes_once_with_the_bytes_that_were_written(per, worker, catcher):
    mail = waiting(per)
    raw = mail.raw
    assert worker.send_due()
    assert worker.send_due()
    assert catcher.raw == [raw]
    assert (kept(mail).state, kept(mail).sent_at, kept(mail).raw) == (MailState.SENT, NOW, None)


def test_what_is_not_due_waits(per, worker, catcher, clock):
    mail = waiting(per, batch=outbox.MailBatch.begun(NOW))
    clock.now += timedelta(minutes=4, seconds=59)
    worker.send_due()
    assert (catcher.raw, kept(mail).state) == ([], MailState.WAITING)
    clock.now += timedelta(seconds=1)
    worker.send_due()
    assert kept(mail).state is MailState.SENT


def test_dots_at_the_beginning_of_lines_come_through(per, worker, catcher):
    mail = waiting(per)
    db.session.execute(update(Mail).values(raw=b"Subject: x\r\n\r\n.\r\n..\r\n.a\r\n"))
    db.session.commit()
    worker.send_due()
    assert catcher.raw == [b"Subject: x\r\n\r\n.\r\n..\r\n.a\r\n"]
    assert kept(mail).state is MailState.SENT


def test_one_line_takes_many_mails(per, worker, catcher):
    waiting(per, count=20)
    worker.send_due()
    assert len(catcher.raw) == 20
    assert catcher.bare_newlines == 0
    assert catcher.twice() == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("550 5.1.1 no such user per@example.no", MailFault.RECIPIENT),
        ("553 no", MailFault.RECIPIENT),
        ("550 5.7.1 blocked as spam", MailFault.BLOCKED),
    ],
)
def test_a_recipient_that_is_refused_is_given_up_at_once_and_the_others_go(per, worker, catcher, cast, said, fault):
    bad, good = waiting(per, count=2)
    db.session.execute(update(Mail).where(Mail.id == good.id).values(to_address="annen@example.no"))
    db.session.commit()
    catcher.answers["per@example.no"] = said
    assert worker.send_due()
    assert (kept(bad).state, kept(bad).fault, kept(bad).tries) == (MailState.GIVEN_UP, fault, 1)
    assert kept(bad).raw, "a person may send it again"
    assert kept(good).state is MailState.SENT


def test_a_server_that_asks_us_to_come_again_is_asked_less_and_less_often_and_after_a_day_it_is_given_up(
    per, worker, catcher, clock
):
    mail = waiting(per)
    raw, message_id = mail.raw, mail.message_id
    catcher.answers["*"] = "451 4.7.1 greylisted"
    waits = []
    for _try in range(60):
        if kept(mail).state is not MailState.WAITING:
            break
        waits.append(kept(mail).next_try_at - clock.now)
        clock.now = kept(mail).next_try_at
        worker.send_due()
    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert minutes[:6] == [0, 1, 5, 15, 30, 60]
    assert set(minutes[6:]) == {60}
    assert (kept(mail).state, kept(mail).fault) == (MailState.GIVEN_UP, MailFault.LATER)
    assert timedelta(hours=23) < clock.now - NOW <= timedelta(hours=25)
    assert (kept(mail).raw, kept(mail).message_id) == (raw, message_id)


def test_it_goes_at_a_later_try_with_the_same_bytes(per, worker, catcher, clock):
    mail = waiting(per)
    raw = mail.raw
    catcher.answers["*"] = "451 later"
    worker.send_due()
    catcher.answers.clear()
    worker.send_due()
    assert catcher.raw == []
    clock.now += timedelta(minutes=1)
    worker.send_due()
    assert catcher.raw == [raw]
    assert (kept(mail).state, kept(mail).fault) == (MailState.SENT, None)


@pytest.mark.parametrize(
    ("said", "state", "fault"),
    [
        ("554 5.6.0 content", MailState.GIVEN_UP, MailFault.CONTENT),
        ("554 5.7.1 spam", MailState.GIVEN_UP, MailFault.BLOCKED),
        ("452 4.2.2 full", MailState.WAITING, MailFault.LATER),
    ],
)
def test_what_is_said_of_the_whole_mail_counts_as_well(per, worker, catcher, said, state, fault):
    mail = waiting(per)
    catcher.after["*"] = said
    worker.send_due()
    assert (kept(mail).state, kept(mail).fault) == (state, fault)


def test_a_server_that_is_not_there_holds_the_queue_and_blames_no_mail(per, clock, caplog):
    mails = waiting(per, count=3)
    worker = Worker(server_at(free_port()), SENDER, clock=clock)
    with caplog.at_level(logging.INFO, "tracker.mail"):
        assert not worker.send_due()
        assert not worker.send_due()
    assert len(caplog.records) == 1
    assert {(kept(m).state, kept(m).fault, kept(m).tries) for m in mails} == {
        (MailState.WAITING, MailFault.NO_CONNECTION, 0)
    }
    clock.now += timedelta(days=1)
    worker.send_due()
    assert {(kept(m).state, kept(m).fault) for m in mails} == {(MailState.GIVEN_UP, MailFault.NO_CONNECTION)}


def test_a_silent_server_stops_nobody_for_long(per, clock):
    mail = waiting(per)
    with silent() as port:
        assert not Worker(server_at(port, timeout=0.3), SENDER, clock=clock).send_due()
    assert (kept(mail).state, kept(mail).fault) == (MailState.WAITING, MailFault.NO_CONNECTION)


def test_a_server_that_takes_a_mail_and_says_nothing_leaves_it_uncertain_and_it_never_goes_by_itself(
    per, catcher, clock
):
    first, second = waiting(per, count=2)
    worker = Worker(server_at(catcher.port, timeout=0.3), SENDER, clock=clock)
    answers = Event()
    catcher.at_mail = lambda: answers.wait(20)
    assert not worker.send_due()
    assert (kept(first).state, kept(first).fault) == (MailState.UNCERTAIN, MailFault.CUT_OFF)
    assert kept(second).state is MailState.WAITING
    answers.set()
    worker.server = server_at(catcher.port)
    clock.now += timedelta(hours=12)
    assert worker.send_due()
    assert (kept(first).state, kept(second).state) == (MailState.UNCERTAIN, MailState.SENT)
    assert catcher.twice() == []


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate for this machine, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
        capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return key, cert


@pytest.fixture
def tls(certificate):
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return {"tls_context": context, "require_starttls": True}


def encrypted(port, certificate, **more):
    return server_at(port, host="localhost", tls=Tls.STARTTLS, ca_file=certificate[1], **more)


def test_it_goes_encrypted_to_a_server_whose_certificate_holds(per, tls, certificate, clock):
    mail = waiting(per)
    with catching(**tls) as catcher:
        assert Worker(encrypted(catcher.port, certificate), SENDER, clock=clock).send_due()
    assert kept(mail).state is MailState.SENT


def test_it_goes_to_a_server_that_is_encrypted_from_the_first_word(per, tls, certificate, clock):
    mail = waiting(per)
    with catching(controller_options={"ssl_context": tls["tls_context"]}) as catcher:
        server = server_at(catcher.port, host="localhost", tls=Tls.IMPLICIT, ca_file=certificate[1])
        assert Worker(server, SENDER, clock=clock).send_due()
    assert kept(mail).state is MailState.SENT


@pytest.mark.parametrize("wrong", ["no list of our own", "another name"])
def test_a_certificate_that_does_not_hold_holds_the_queue(per, tls, certificate, clock, wrong):
    mail = waiting(per)
    more = {"ca_file": None} if wrong == "no list of our own" else {"host": "127.0.0.1"}
    with catching(**tls) as catcher:
        server = server_at(
            catcher.port, **{"host": "localhost", "tls": Tls.STARTTLS, "ca_file": certificate[1], **more}
        )
        assert not Worker(server, SENDER, clock=clock).send_due()
    assert (kept(mail).state, catcher.raw) == (MailState.WAITING, [])


def test_a_server_without_encryption_is_not_spoken_to(per, catcher, clock, certificate):
    mail = waiting(per)
    assert not Worker(encrypted(catcher.port, certificate), SENDER, clock=clock).send_due()
    assert (kept(mail).state, catcher.raw) == (MailState.WAITING, [])


def test_a_wrong_password_holds_the_whole_queue_with_one_line_to_the_operator(per, tls, certificate, clock, caplog):
    mails = waiting(per, count=3)
    with catching(**tls, authenticator=no_entry, auth_required=True) as catcher:
        worker = Worker(encrypted(catcher.port, certificate, user="oss", password="feil"), SENDER, clock=clock)
        with caplog.at_level(logging.INFO, "tracker.mail"):
            assert not worker.send_due()
            assert not worker.send_due()
    (line,) = [record.getMessage() for record in caplog.records]
    assert line == "no mail goes: sign_in (SMTPAuthenticationError 535)"
    assert {(kept(m).state, kept(m).fault, kept(m).tries) for m in mails} == {(MailState.WAITING, MailFault.SIGN_IN, 0)}


def test_no_password_leaves_without_encryption(per, catcher, clock):
    mail = waiting(per)
    heard = []
    catcher.at_recipient = heard.append
    assert not Worker(server_at(catcher.port, user="oss", password="hemmelig"), SENDER, clock=clock).send_due()
    assert (kept(mail).fault, heard) == (MailFault.SIGN_IN, [])


def test_it_is_told_once_that_mail_goes_again(per, catcher, clock, caplog):
    waiting(per)
    worker = Worker(server_at(free_port()), SENDER, clock=clock)
    with caplog.at_level(logging.INFO, "tracker.mail"):
        worker.send_due()
        worker.server = server_at(catcher.port)
        worker.send_due()
        worker.send_due()
    assert [record.getMessage() for record in caplog.records][1:] == ["mail goes again"]


def test_no_line_of_the_log_has_an_address_or_a_word_of_a_mail(per, worker, catcher, caplog):
    waiting(per, count=2)
    catcher.answers["*"] = "421 4.3.0 per@example.no and your mail"
    with caplog.at_level(logging.DEBUG):
        worker.send_due()
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("tracker")]
    assert ours == ["no mail goes: later (421)"]


def test_one_that_is_stopped_while_the_server_is_asked_does_not_go(per, worker, catcher, monkeypatch):
    mail = waiting(per, batch=outbox.MailBatch("b", NOW))
    hand_over, answers = queue.hand_over, []

    def stopped_first(*args, **named):
        answers.append(outbox.stop("b"))
        return hand_over(*args, **named)

    monkeypatch.setattr(queue, "hand_over", stopped_first)
    assert worker.send_due()
    assert answers == [outbox.Stopped(stopped=1, gone=0)]
    assert (kept(mail).state, catcher.raw) == (MailState.STOPPED, [])


def test_a_sender_that_was_away_for_too_long_hands_nothing_over_and_changes_nothing(per, worker, clock):
    mail = waiting(per)
    lease = timedelta(minutes=3)
    claimed = queue.claim("slow", now=NOW, lease=lease)
    later = NOW + lease
    assert not queue.hand_over(claimed, "slow", now=later, lease=lease)
    queue.settle(later)
    again = queue.claim("quick", now=later, lease=lease)
    assert again.id == claimed.id
    assert not queue.hand_over(claimed, "slow", now=NOW, lease=lease)
    assert not queue.try_later(claimed, "slow", MailFault.LATER, now=later)
    assert not queue.give_up(claimed, "slow", MailFault.RECIPIENT)
    assert not queue.put_back(claimed, "slow")
    assert not queue.unsure(claimed, "slow")
    assert not queue.sent(claimed, "slow", now=later)
    assert queue.hand_over(again, "quick", now=later, lease=lease)
    assert kept(mail).owner == "quick"


def test_one_whose_sender_is_gone_while_it_went_is_uncertain_until_that_sender_says_otherwise(per):
    mail = waiting(per)
    lease = timedelta(minutes=3)
    claimed = queue.claim("slow", now=NOW, lease=lease)
    assert queue.hand_over(claimed, "slow", now=NOW, lease=lease)
    queue.settle(NOW + lease)
    assert kept(mail).state is MailState.UNCERTAIN
    assert queue.claim("quick", now=NOW + lease, lease=lease) is None
    assert queue.sent(claimed, "slow", now=NOW + lease)
    assert kept(mail).state is MailState.SENT


def test_the_lease_outlives_all_waiting_for_the_server(worker):
    assert worker.lease.total_seconds() > 7 * worker.server.timeout


def test_a_person_whose_account_closes_meanwhile_is_sent_nothing(per, worker, catcher):
    mail = waiting(per)
    per.is_active = False
    db.session.commit()
    worker.send_due()
    assert (kept(mail).state, catcher.raw) == (MailState.STOPPED, [])


def test_a_link_that_has_ended_is_not_kept(per, clock):
    mail = waiting(per, kind=MailKind.PASSWORD, give_up_at=NOW + timedelta(hours=1))
    worker = Worker(server_at(free_port()), SENDER, clock=clock)
    worker.send_due()
    assert kept(mail).raw
    clock.now += timedelta(hours=1)
    worker.send_due()
    assert (kept(mail).state, kept(mail).raw) == (MailState.GIVEN_UP, None)


def test_it_ends_when_it_is_told_to(per, worker, catcher):
    waiting(per, count=3)
    catcher.at_mail = worker.ended.set
    worker.send_on(5)
    assert len(catcher.raw) == 1


def test_no_transaction_is_open_while_the_server_is_spoken_to(per, worker, catcher):
    waiting(per, count=2)
    session, seen = db.session(), []
    catcher.at_recipient = lambda _address: seen.append(session.in_transaction())
    catcher.at_mail = lambda: seen.append(session.in_transaction())
    worker.send_due()
    assert seen == [False] * 4
