from datetime import UTC, datetime

import pytest

from tracker.access.office import enter_office
from tracker.models.base import db
from tracker.services.accounts import links


@pytest.fixture
def link(cast):
    access = enter_office(cast.people["odd"], now=datetime.now(UTC))
    token = links.make_link(access, cast.people["per"])
    db.session.commit()
    return f"/accounts/{token}"


def test_a_person_chooses_a_password_and_is_in(link, as_):
    visitor = as_(None)
    page = visitor.submit(link, {"password": "et langt passord"})
    assert page.location == "/account/confirm"
    assert visitor.get("/account").words
    assert as_(None).submit("/sign-in", {"email": "per@example.no", "password": "et langt passord"}).location == "/"


@pytest.mark.parametrize("password", ["", "kort", "x" * 201])
def test_a_password_that_will_not_do_is_refused_and_the_link_still_works(link, as_, password):
    assert as_(None).submit(link, {"password": password}, status=422).errors()
    assert as_(None).get(link).h1 == "Velg passord"


def test_a_link_works_once(link, as_):
    as_(None).submit(link, {"password": "et langt passord"})
    assert as_(None).get(link, 404).h1 == "Lenken gjelder ikke lenger"
    as_(None).post(link, {"password": "et annet passord"}, status=404)


def test_a_stale_form_sets_nothing(link, as_):
    as_(None).submit(link, {"password": "et langt passord", "csrf_token": "old"}, status=422)
    assert as_(None).get(link).h1 == "Velg passord"


def test_a_password_manager_knows_whose_it_is(link, as_):
    page = as_(None).get(link)
    assert page.one("[autocomplete=username]")["value"] == "per@example.no"
    assert page.one("[autocomplete=new-password]")


def test_a_short_password_is_told_how_short(link, as_):
    assert "minst 12 tegn. Du skrev 9." in as_(None).submit(link, {"password": "blå hest!"}, status=422).errors()


@pytest.mark.parametrize("password", ["Passord12345", "sommer2026!!", "Øyehøyde2026", "Legevakta-2026", "per.vik-2026"])
def test_what_is_tried_first_is_refused_with_what_to_do(link, as_, password):
    page = as_(None).submit(link, {"password": password}, status=422)
    assert "lett å gjette" in page.errors()
    assert "Prøv fire ord" in page.errors()
    assert password not in page.text


def test_the_length_is_counted_while_one_types(link, as_):
    field = as_(None).get(link).one("[name=password]")
    assert (field["data-behaviour"], field["data-least"]) == ("password-count", "12")
    assert field["data-short"] == "{typed} av minst 12 tegn"
