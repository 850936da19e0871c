"""Signing a unit up: no account, no cookie; what is wrong is said beside what was typed, and the link comes by mail."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine
from sqlalchemy import func, select

from tests.people import today
from tracker.models.base import db
from tracker.models.campaigns import CampaignUnit
from tracker.models.mail import Mail, MailKind
from tracker.services.campaigns import limits
from tracker.services.campaigns.units import units_of
from tracker.text.campaigns.frame_texts import FRAME_TEXTS
from tracker.text.campaigns.languages import UNIT_TEXTS
from tracker.web.campaigns.join import meant_address

TYPED = {
    "organisation": "Storfjell kommune",
    "unit": "Hjemmetjenesten sone øst",
    "service": "home_care",
    "scope": "part",
    "contact": "berit.foss@example.no",
}


@pytest.fixture
def join(day):
    return f"/dagen/{day.year}/bli-med"


def units():
    return db.session.scalar(select(func.count(CampaignUnit.id)))


def text_of(mail):
    return message_from_bytes(mail.raw, policy=default).get_body(("plain",)).get_content()


def test_a_unit_signs_up_and_takes_part_when_the_button_behind_the_link_is_pressed(phone, join, day, mail_on):
    page = phone.submit(join, TYPED, status=200)
    assert (page.h1, "berit.foss@example.no" in page.words) == ("Se i innboksen", True)
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.kind, mail.to_address) == (MailKind.DAY, "berit.foss@example.no")
    assert not {"Hjemmetjenesten", "Storfjell"} & set(re.split(r"\W", text_of(mail)))
    path = re.search(r"http://localhost(/dagen/\S+)", text_of(mail))[1]
    assert phone.get(path).h1 == "Er dette enheten din?"
    assert units_of(day) == []
    fields = {"do": "confirm"}
    first, again = phone.post(path, fields, status=303), phone.post(path, fields, status=303)
    assert first.location == again.location
    assert phone.follow(again).h1 == "Hjemmetjenesten sone øst"
    assert [(unit.scope.value, unit.service.value) for unit in units_of(day)] == [("part", "home_care")]
    offer = db.session.scalars(select(Mail).where(Mail.id != mail.id)).one()
    assert "/invitations/" in text_of(offer)


def test_no_cookie_is_set_and_nobody_keeps_the_page(phone, join, path):
    for where in (join, f"{join}?lang=en", path, f"{path}?lang=en"):
        page = phone.raw("GET", where)
        assert "Set-Cookie" not in page.headers, where
        assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("organisation", " ", "Skriv hvilken kommune"),
        ("unit", "Hun i 13097248022", "fødselsnummer"),
        ("unit", "Ring 91 23 45 67", "telefonnummer"),
        ("unit", "å" * 121, "plass til 120 tegn"),
        ("service", "spa", "hva slags tjeneste"),
        ("scope", "noen", "hvem som er med"),
        ("contact", "berit", "ingen e-postadresse"),
        ("contact", "berit@gmail.con", "Mente du berit@gmail.com?"),
        ("token", "x", "var åpent lenge"),
    ],
)
def test_what_is_wrong_is_told_and_all_that_was_typed_is_kept(phone, join, mail_on, field, value, told):
    page = phone.submit(join, TYPED | {field: value}, status=422)
    assert told in page.words
    assert page.soup.title.get_text().startswith("Feil:")
    kept = page.fields()
    assert {name: kept.get(name) for name in TYPED if name != field} == {
        name: said for name, said in TYPED.items() if name != field
    }
    assert (kept.get(field) or "") in {value.strip(), "", kept["token"]}
    assert units() == 0


def test_an_address_that_was_asked_about_is_taken_the_second_time(phone, join, mail_on):
    page = phone.submit(join, TYPED | {"contact": "berit@gmial.com"}, status=422)
    phone.post(join, page.fields(), status=200)
    assert db.session.scalars(select(Mail.to_address)).one() == "berit@gmial.com"


def test_a_slip_is_asked_about_and_a_plain_address_is_not():
    assert meant_address("a@sykehus.con") == "a@sykehus.com"
    assert meant_address("a@hotmial.com") == "a@hotmail.com"
    assert meant_address("berit@storfjell.kommune.no") == meant_address("a@helse-midt.no") == ""


@pytest.fixture
def two_a_day(monkeypatch):
    monkeypatch.setattr(limits, "TO_ONE_ADDRESS", 2)


def test_a_stranger_is_not_flooded(phone, join, mail_on, two_a_day):
    for number in range(limits.TO_ONE_ADDRESS):
        phone.submit(join, TYPED | {"unit": f"Post {number}"}, status=200)
    page = phone.submit(join, TYPED | {"unit": "Post 99"}, status=429)
    assert (page.fields()["unit"], units()) == ("Post 99", limits.TO_ONE_ADDRESS)
    phone.submit(join, TYPED | {"unit": "Post 99", "contact": "andre@example.no"}, status=200)


def test_who_signs_up_the_units_of_a_whole_kommune_has_room_once_she_has_confirmed_one(phone, join, path, mail_on):
    for number in range(limits.TO_ONE_ADDRESS + 1):
        phone.submit(join, TYPED | {"unit": f"Sone {number}"}, status=200)


def test_who_signs_in_meanwhile_lets_nobody_flood_a_stranger(join, as_, mail_on, two_a_day):
    start, sent = datetime.now(UTC), 0
    for hours in (0, 1, 25):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            as_(None).submit("/sign-in", {"email": "nobody@example.no", "password": "not-a-password"}, status=422)
            for number in range(limits.TO_ONE_ADDRESS + 1):
                page = as_(None).submit(join, TYPED | {"unit": f"Post {hours} {number}"}, status=None)
                sent += page.status == 200
        assert sent == (limits.TO_ONE_ADDRESS if hours < 24 else 2 * limits.TO_ONE_ADDRESS), hours


def test_a_unit_that_takes_part_is_not_signed_up_again(phone, join, path, mail_on):
    page = phone.submit(join, TYPED, status=422)
    assert "alt påmeldt" in page.words


def test_sign_up_is_closed_before_it_opens_and_after_the_day(phone, join, day):
    for column, value in (("opens_on", "2999-01-01"), ("freezes_on", "2000-01-01")):
        assert column, value
    day.freezes_on = today()
    day.held_on = day.opens_on
    db.session.commit()
    assert "Dagen er over" in phone.get(join).words
    phone.get(f"/dagen/{day.year + 1}/bli-med", status=404)


@pytest.mark.parametrize("language", sorted(UNIT_TEXTS))
def test_the_pages_are_whole_in_four_languages(phone, join, path, language):
    says, frame = UNIT_TEXTS[language], FRAME_TEXTS[language]
    page = phone.get(f"{join}?lang={language}")
    assert (page.h1, page.one("html")["lang"]) == (says.join, language)
    assert {a["lang"] for a in page.select(".foot a[lang]")} == set(UNIT_TEXTS) - {language}
    assert says.by_itself in phone.get(f"{path}?lang={language}").words
    assert len(frame.weekdays) + len(frame.months) + len(frame.services) == 7 + 12 + 7
