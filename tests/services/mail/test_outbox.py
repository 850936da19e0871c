"""The outbox: what is put in, for whom not, and how it is stopped."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select, update

from tests.conftest import NOW
from tests.services.mail.letters import SECRET, SENDER, letter, put
from tracker.models.base import db
from tracker.models.mail import CHOSEN_KINDS, Mail, MailFault, MailKind, MailState
from tracker.services.mail import choices, outbox
from tracker.text.locale import Locale
from tracker.text.screening import IdentityNumberError


def state_of(mail):
    return db.session.scalar(select(Mail.state).where(Mail.id == mail.id))


@pytest.fixture
def per(cast):
    """A person who is nobody of the demo's."""
    return cast.people["per"]


def test_it_is_there_when_the_deed_is_and_gone_when_the_deed_is_taken_back(per):
    with db.session.begin_nested() as deed:
        put(per)
        deed.rollback()
    assert db.session.scalars(select(Mail)).all() == []
    kept = put(per)
    assert (kept.state, kept.to_address, kept.tries) == (MailState.WAITING, "per@example.no", 0)
    assert kept.message_id.encode() in kept.raw


def test_each_mail_ends_with_the_way_to_stop_its_kind_but_for_a_new_password(per):
    reminder, password = put(per), put(per, kind=MailKind.PASSWORD)
    for part in ("plain", "html"):
        text = message_from_bytes(reminder.raw, policy=default).get_body((part,)).get_content()
        assert choices.stop_address(SENDER, per.id, MailKind.REMINDER) in text
        assert "/u/" not in message_from_bytes(password.raw, policy=default).get_body((part,)).get_content()


def test_who_has_said_no_is_sent_none_of_that_kind(per):
    choices.choose(per.id, MailKind.REMINDER, wanted=False, now=NOW)
    assert put(per) is None
    assert put(per, kind=MailKind.MINUTES) is not None
    choices.choose(per.id, MailKind.REMINDER, wanted=True, now=NOW)
    assert put(per) is not None


def test_who_says_no_is_not_sent_what_waits_either(per):
    waiting, other = put(per), put(per, kind=MailKind.MINUTES)
    choices.choose(per.id, MailKind.REMINDER, wanted=False, now=NOW)
    assert (state_of(waiting), state_of(other)) == (MailState.STOPPED, MailState.WAITING)


def test_a_closed_account_and_the_demos_people_are_sent_nothing(cast, per):
    assert put(cast.people["nora"]) is None
    per.is_active = False
    assert put(per) is None
    assert db.session.scalars(select(Mail)).all() == []


def test_an_address_that_no_mail_can_name_is_shown_at_once(per):
    per.email = "øyvind@example.no"
    kept = put(per)
    assert (kept.state, kept.fault, kept.raw) == (MailState.GIVEN_UP, MailFault.ADDRESS, None)


def test_a_letter_with_an_identity_number_is_refused(per):
    with pytest.raises(IdentityNumberError):
        put(per, letter=letter(text="Hun i 13097248022"))
    assert db.session.scalars(select(Mail)).all() == []


def test_a_batch_waits_and_is_stopped_at_one_stroke_and_the_answer_counts(per, cast, queries):
    batch, other = outbox.MailBatch.begun(NOW), outbox.MailBatch.begun(NOW)
    mails = [put(per, batch=batch) for _ in range(6)]
    beside = put(per, batch=other)
    assert {mail.not_before for mail in mails} == {NOW + timedelta(minutes=5)}
    states = (MailState.CLAIMED, MailState.HANDING_OVER, MailState.SENT, MailState.UNCERTAIN)
    for mail, state in zip(mails, states, strict=False):
        mail.state = state
    db.session.flush()
    with queries() as seen:
        assert outbox.stop(batch.key) == outbox.Stopped(stopped=3, gone=3)
    assert len(seen) == 2
    assert outbox.stop(batch.key) == outbox.Stopped(stopped=0, gone=3)
    assert [state_of(mail) for mail in (mails[0], *mails[4:], beside)] == [MailState.STOPPED] * 3 + [MailState.WAITING]
    assert db.session.scalar(select(Mail.raw).where(Mail.id == mails[0].id)) is None


@pytest.mark.parametrize("kind", CHOSEN_KINDS)
def test_the_address_that_stops_mail_stands_for_one_person_and_one_kind(per, kind):
    token = choices.stop_address(SENDER, per.id, kind).rpartition("/")[2]
    assert choices.read_token(token, secret=SECRET) == choices.StopToken(per, kind)


def test_no_other_token_stands_for_anybody(per):
    token = choices.stop_address(SENDER, per.id, MailKind.DIGEST).rpartition("/")[2]
    changed = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(len(token))]
    nobody = choices.stop_address(SENDER, 987654, MailKind.DIGEST).rpartition("/")[2]
    for bad in [*changed, nobody, token[:-1], f"{token}A", "", "ø" * 22, "=" * 22, "A" * 22, "_" * 22]:
        with pytest.raises(choices.UnknownTokenError):
            choices.read_token(bad, secret=SECRET)
    with pytest.raises(choices.UnknownTokenError):
        choices.read_token(token, secret=b"another installation's")


def test_a_new_password_cannot_be_turned_off(per):
    assert choices.stop_address(SENDER, per.id, MailKind.PASSWORD) == ""
    with pytest.raises(ValueError, match="password"):
        choices.choose(per.id, MailKind.PASSWORD, wanted=False, now=NOW)
    assert choices.wants(per.id, MailKind.PASSWORD)


def test_a_choice_is_kept_once(per):
    for wanted in (False, False, True, False):
        choices.choose(per.id, MailKind.DIGEST, wanted=wanted, now=NOW)
    assert not choices.wants(per.id, MailKind.DIGEST)


def test_no_two_mails_are_one(per):
    put(per)
    put(per)
    ids = db.session.scalars(select(Mail.message_id)).all()
    assert len(set(ids)) == 2
    db.session.execute(update(Mail).values(state=MailState.SENT))


def test_an_address_without_an_account_is_written_to_in_kinds_that_nobody_turns_off(cast):
    how = {"address": "berit@example.no", "sender": SENDER, "locale": Locale.of("da"), "now": NOW}
    mail = outbox.put_to_address(letter(), kind=MailKind.DAY, **how)
    assert (mail.state, mail.user_id, mail.to_address) == (MailState.WAITING, None, "berit@example.no")
    said = message_from_bytes(mail.raw, policy=default)
    assert said["To"] == "berit@example.no"
    assert said["List-Unsubscribe"] is None
    with pytest.raises(ValueError, match="reminder"):
        outbox.put_to_address(letter(), kind=MailKind.REMINDER, **how)
    unwritable = outbox.put_to_address(letter(), kind=MailKind.DAY, **{**how, "address": "øyvind@example.no"})
    assert (unwritable.state, unwritable.fault) == (MailState.GIVEN_UP, MailFault.ADDRESS)
