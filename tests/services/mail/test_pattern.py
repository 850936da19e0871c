"""One letter to many: filled in for each, it is the mail that would be made for her alone, sign for sign."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.services.mail.letters import NB, SENDER, letter
from tests.services.mail.test_message import NAMES
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState
from tracker.services.mail import choices, outbox
from tracker.services.mail.choices import stop_address
from tracker.services.mail.message import new_message_id
from tracker.services.mail.pattern import Pattern, Posting, written
from tracker.text.screening import IdentityNumberError


def posting(sender=SENDER, kind=MailKind.GATHERING, via=("Ingrid Moe", "ingrid@example.no")):
    return Posting(kind=kind, sender=sender, via=via, locale=NB, now=NOW)


def between_parts(raw):
    return re.sub(rb"=====+\d+==", b"", raw)


@pytest.mark.parametrize("name", ["", "Nora Lund", *NAMES])
@pytest.mark.parametrize("user_id", [1, 7, 4711, 2**31 - 1])
@pytest.mark.parametrize(
    "site",
    [
        "https://a.no",
        SENDER.site,
        "https://oyehoyde.kvalitet.helseforetak.example.no",
        "https://" + "en-lang-adresse." * 5 + "no",
    ],
)
def test_a_mail_filled_in_is_the_mail_that_is_written_for_one(name, user_id, site):
    deed = posting(replace(SENDER, site=site))
    pattern = Pattern(letter(), deed)
    to, message_id = (name, "nora.lund@example.no"), new_message_id(SENDER)
    stopping = stop_address(deed.sender, user_id, deed.kind)
    alone = written(letter(), deed, to=to, message_id=message_id, stopping=stopping)
    assert between_parts(pattern.filled(to, message_id, stopping)) == between_parts(alone)


def test_one_that_nobody_can_stop_is_filled_in_too():
    deed = posting(kind=MailKind.ACCOUNT, via=None)
    to, message_id = ("Nora Lund", "nora@example.no"), new_message_id(SENDER)
    alone = written(letter(), deed, to=to, message_id=message_id, stopping="")
    assert between_parts(Pattern(letter(), deed).filled(to, message_id, "")) == between_parts(alone)


def people_of(cast):
    """Three who are nobody of the demo's."""
    people = [cast.people[name] for name in ("per", "siv", "ali")]
    for person in people:
        person.persona = None
    return people


def to_many(people, letter_of=lambda _locale: letter()):
    return outbox.put_many(letter_of, kind=MailKind.GATHERING, to=people, sender=SENDER, now=NOW)


def test_many_have_it_but_who_wants_none_and_an_address_no_mail_can_have_is_given_up(cast):
    per, siv, ali = people_of(cast)
    choices.choose(siv.id, MailKind.GATHERING, wanted=False, now=NOW)
    ali.email = "ali\n@example.no"
    put = {mail.user_id: mail for mail in to_many([per, siv, ali])}
    assert put.keys() == {per.id, ali.id}
    assert (put[per.id].state, put[ali.id].state) == (MailState.WAITING, MailState.GIVEN_UP)
    assert (put[ali.id].raw, put[ali.id].fault) == (None, MailFault.ADDRESS)
    assert put[per.id].message_id.encode() in put[per.id].raw


def test_each_language_is_written_once(cast):
    written_in = []

    def letter_of(locale):
        written_in.append(locale.code)
        return letter()

    assert len(to_many(people_of(cast), letter_of)) == 3
    assert written_in == ["nb"]


def test_a_letter_with_the_number_of_a_person_goes_to_nobody(cast):
    with pytest.raises(IdentityNumberError):
        to_many([cast.people["per"]], lambda _locale: letter(text="Gjelder 01010112377"))
    assert db.session.scalars(select(Mail)).all() == []
