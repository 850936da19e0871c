"""The link that stops mail: looked at it changes nothing, posted it works without a session and without a token."""

import pytest
from flask import url_for
from sqlalchemy import select

from tests.services.mail.letters import SENDER
from tracker.models.base import db
from tracker.models.mail import CHOSEN_KINDS, MailChoice, MailKind
from tracker.services.mail import choices


@pytest.fixture
def address(mail_on, cast):
    return choices.stop_address(SENDER, cast.people["per"].id, MailKind.REMINDER).removeprefix(SENDER.site)


def wants(cast):
    db.session.rollback()
    return choices.wants(cast.people["per"].id, MailKind.REMINDER)


def test_the_address_in_the_mail_is_that_of_the_page(app, address):
    with app.test_request_context():
        assert address == url_for("mail.stop", token=address.rpartition("/")[2])


def test_whoever_looks_changes_nothing(address, as_, cast):
    visitor = as_(None)
    for _ in range(2):
        assert visitor.get(address).h1 == "Stopp denne e-posten?"
    assert visitor.raw("HEAD", address).status_code == 200
    assert wants(cast)
    assert db.session.scalars(select(MailChoice)).all() == []


def test_a_mail_program_stops_it_with_one_post_and_no_cookie(address, as_, cast):
    for _ in range(2):
        answer = as_(None).raw("POST", address, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Location" not in answer.headers
    assert not wants(cast)


def test_a_person_presses_the_button_and_can_have_it_back(address, as_, cast):
    visitor = as_(None)
    assert visitor.submit(address, status=200).h1 == "E-posten er stoppet"
    assert not wants(cast)
    assert visitor.get(address).h1 == "E-posten er stoppet"
    assert visitor.submit(address, status=200).h1 == "Du får e-post om dette igjen"
    assert wants(cast)


def test_only_this_kind_is_stopped(address, as_, cast):
    as_(None).raw("POST", address)
    per = cast.people["per"].id
    assert {kind for kind in CHOSEN_KINDS if not choices.wants(per, kind)} == {MailKind.REMINDER}


def test_another_who_is_signed_in_here_stops_it_for_the_one_who_got_the_mail(address, as_, cast):
    as_("nora").raw("POST", address)
    assert not wants(cast)
    assert choices.wants(cast.people["nora"].id, MailKind.REMINDER)


@pytest.mark.parametrize("token", ["x", "A" * 22, "A" * 23, "%C3%B8" * 22])
def test_a_link_that_is_not_ours_stops_nothing(mail_on, as_, token):
    assert as_(None).get(f"/u/{token}", 404).h1 == "Vi kjenner ikke lenken"
    assert as_(None).raw("POST", f"/u/{token}").status_code == 404


def test_it_reads_in_english(address, as_):
    assert as_(None).get(f"{address}?lang=en").h1 == "Stop this e-mail?"
