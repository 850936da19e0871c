"""Forgotten password: the same words, the same work and the same time for every address, and a link by mail."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import delete, select

from tests.page import words
from tracker.models.accounts import AccountLink, SignInAttempt
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind, PasswordRequest
from tracker.services.accounts import forgotten, links
from tracker.web.core.links import links_from

NEW = "et helt nytt og langt passord"


def answer(app, sender, *, now=None):
    """Do what the sender of mail does with the requests; give the mails it wrote."""
    address_of = links_from(app, sender.site).set_password
    while forgotten.answer_one(sender=sender, address_of=address_of, now=now or datetime.now(UTC)):
        db.session.commit()
    db.session.commit()
    return db.session.scalars(select(Mail)).all()


def link_in(mail, sender):
    text = message_from_bytes(mail.raw, policy=default).get_body(("plain",)).get_content()
    return re.search(rf"{re.escape(sender.site)}(/accounts/\S+)", text)[1]


def asked(as_, email="per@example.no"):
    return as_(None).submit("/forgotten", {"email": email})


def test_the_way_there_stands_on_the_sign_in_page(mail_on, as_):
    assert "/forgotten" in as_(None).get("/sign-in").links()


def test_who_asked_gets_a_link_and_a_new_password(mail_on, app, as_):
    there = as_("per")
    assert as_(None).follow(asked(as_)).h1 == "Se i e-posten din"
    (mail,) = answer(app, mail_on)
    assert (mail.to_address, mail.kind) == ("per@example.no", MailKind.PASSWORD)
    link = link_in(mail, mail_on)
    visitor = as_(None)
    for _ in range(3):
        assert visitor.get(link).h1 == "Velg passord"
    assert visitor.raw("HEAD", link).status_code == 200
    page = visitor.submit(link, {"password": NEW})
    assert page.location == "/"
    assert there.raw("GET", "/account").status_code == 302, "the other browser is signed out"
    assert as_(None).submit("/sign-in", {"email": "per@example.no", "password": NEW}).location == "/"
    gone = as_(None).get(link, 404)
    assert gone.h1 == "Lenken gjelder ikke lenger"
    assert "/forgotten" in gone.links()


def test_known_and_unknown_are_answered_alike_with_the_same_statements(mail_on, as_, queries):
    seen = {}
    for email in ("per@example.no", "ingen@example.no", "siv@example.no"):
        visitor = as_(None)
        page = visitor.get("/forgotten")
        with queries() as statements:
            answered = visitor.raw("POST", "/forgotten", data=page.fields() | {"email": email})
        seen[email] = (
            answered.status_code, dict(answered.headers) | {"X-Request-ID": "", "Set-Cookie": ""}, answered.get_data(),
            [re.sub(r"\d+", "n", each) for each in statements],
        )  # fmt: skip
        assert email not in visitor.get(answered.headers["Location"]).text
    assert seen["per@example.no"] == seen["ingen@example.no"] == seen["siv@example.no"]


def test_known_and_unknown_take_the_same_time(mail_on, as_):
    visitor = as_(None)
    token, took = visitor.token(), {"per@example.no": [], "ingen@example.no": []}
    for _turn in range(15):
        for email, times in took.items():
            db.session.execute(delete(SignInAttempt))
            db.session.commit()
            began = perf_counter()
            visitor.raw("POST", "/forgotten", data={"csrf_token": token, "email": email})
            times.append(perf_counter() - began)
    known, unknown = (median(times) for times in took.values())
    assert 0.5 < known / unknown < 2


def test_the_brake_holds_for_every_address_alike(mail_on, as_):
    for email in ("per@example.no", "ingen@example.no"):
        for _ in range(forgotten.REQUESTS):
            asked(as_, email)
        page = as_(None).submit("/forgotten", {"email": email}, status=429)
        assert "For mange forsøk." in page.words
        assert page.one("[name=email]")["value"] == email
    assert len(db.session.scalars(select(PasswordRequest)).all()) == 2 * forgotten.REQUESTS


@pytest.mark.parametrize("email", ["", "per", "øyvind@example.no"])
def test_what_is_no_address_is_told_beside_the_field_and_kept(mail_on, as_, email):
    page = as_(None).submit("/forgotten", {"email": email}, status=422)
    assert page.errors()
    assert page.one("[name=email]")["value"] == email
    assert db.session.scalars(select(PasswordRequest)).all() == []


def test_nobody_gets_a_mail_who_has_no_open_account_of_her_own(mail_on, app, as_, cast):
    cast.people["per"].is_active = False
    db.session.commit()
    for email in ("per@example.no", "nora@example.no", "ingen@example.no"):
        asked(as_, email)
    assert answer(app, mail_on) == []
    assert db.session.scalars(select(PasswordRequest)).all() == []
    assert db.session.scalars(select(AccountLink)).all() == []


def test_a_request_that_nobody_answered_in_an_hour_is_forgotten(mail_on, app, as_):
    asked(as_)
    assert answer(app, mail_on, now=datetime.now(UTC) + timedelta(hours=1)) == []
    assert db.session.scalars(select(PasswordRequest)).all() == []


def test_the_link_holds_for_an_hour_and_the_mail_is_not_tried_longer(mail_on, app, as_):
    asked(as_)
    (mail,) = answer(app, mail_on)
    token = link_in(mail, mail_on).rpartition("/")[2]
    begun = db.session.scalar(select(AccountLink.created_at))
    assert links.find_link(token, now=begun + timedelta(minutes=59))
    with pytest.raises(links.LinkUsedError):
        links.find_link(token, now=begun + timedelta(minutes=60))
    assert mail.give_up_at == db.session.scalar(select(AccountLink.expires_at))


def test_asking_ends_no_link_that_the_office_gave_and_choosing_ends_them_all(mail_on, app, as_, cast, office):
    given = f"/accounts/{links.make_link(office, cast.people['per'])}"
    db.session.execute(AccountLink.__table__.update().values(expires_at=datetime.now(UTC) + timedelta(days=7)))
    db.session.commit()
    asked(as_)
    (mail,) = answer(app, mail_on)
    as_(None).get(given)
    as_(None).submit(link_in(mail, mail_on), {"password": NEW})
    as_(None).get(given, 404)


def test_the_mail_says_what_to_do_and_what_if_it_was_not_you(mail_on, app, as_, cast):
    cast.people["per"].language = "en"
    db.session.commit()
    asked(as_)
    (mail,) = answer(app, mail_on)
    read = message_from_bytes(mail.raw, policy=default)
    assert read["List-Unsubscribe"] is None
    assert read["Subject"] == "New password for Øyehøyde"
    text = words(read.get_body(("plain",)).get_content())
    assert "If it was not you" in text
    assert "signed out everywhere else" in text


def test_where_no_mail_is_sent_the_page_says_so_and_keeps_nothing(as_):
    assert "Administratoren hos dere" in as_(None).get("/forgotten").words
    assert "/forgotten" not in as_(None).get("/sign-in").links()
    as_(None).post("/forgotten", {"email": "per@example.no"}, status=409)
    assert db.session.scalars(select(PasswordRequest)).all() == []
