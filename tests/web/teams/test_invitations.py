from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tracker.models.base import db
from tracker.models.teams import Invitation

SETTINGS = "/teams/kirurgisk-3/settings"
NEW = f"{SETTINGS}/invitations/new"


def invite(visitor, email="aud@example.no", **more):
    answer = {"email": email, "role": "user_representative", "profession": "representative"} | more
    return visitor.follow(visitor.submit(NEW, answer))


def shown_link(page):
    return urlsplit(page.one("#once-link")["value"]).path


def count():
    return db.session.scalar(select(func.count()).select_from(Invitation))


def test_a_link_is_made_and_shown_once(as_):
    visitor = as_("nora")
    page = invite(visitor)
    assert "Lenken til aud@example.no er klar" in page.words
    assert page.one("#once-link").has_attr("readonly")
    again = visitor.get(SETTINGS)
    assert not again.select("#once-link")
    assert "aud@example.no" in again.words


def test_the_link_lets_the_person_in_as_she_was_invited(as_):
    link = shown_link(invite(as_("nora")))
    aud = as_(None)
    aud.submit(link, {"name": "Aud Nilsen", "password": "et langt passord"})
    aud.get("/teams/kirurgisk-3")
    aud.get("/teams/kirurgisk-3/record", 403)
    assert "Aud Nilsen Brukerrepresentant" in as_("nora").get(SETTINGS).words


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": ""}, "Fyll ut dette feltet."),
        ({"email": "aud"}, "Skriv en e-postadresse"),
        ({"email": "aud@"}, "Skriv en e-postadresse"),
        ({"email": "<a@b.no>"}, "Skriv en e-postadresse"),
        ({"email": "x" * 250 + "@b.no"}, "for lang"),
        ({"email": "ali@example.no"}, "allerede med i teamet"),
        ({"role": "host"}, "Velg ett av alternativene."),
        ({"profession": ""}, "Velg ett av alternativene."),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_an_invitation_that_will_not_do_is_refused_and_kept_on_the_page(as_, wrong, words):
    page = as_("nora").submit(NEW, {"email": "aud@example.no"} | wrong, status=422)
    assert words in page.words
    assert page.one("[name=email]").get("value", "") == wrong.get("email", "aud@example.no")
    assert count() == 0


def test_an_invitation_is_withdrawn(as_):
    nora = as_("nora")
    page = invite(nora)
    link = shown_link(page)
    page = nora.follow(nora.submit(SETTINGS, form="form[action$='/revoke']"))
    assert "Invitasjonen til aud@example.no er trukket tilbake." in page.words
    assert not page.select("form[action$='/revoke']")
    as_(None).get(link, 404)


def test_a_lost_link_is_replaced(as_):
    nora = as_("nora")
    page = invite(nora)
    first = shown_link(page)
    again = next(link for link in page.links() if "email=aud" in link)
    assert nora.get(again).one("[name=email]")["value"] == "aud@example.no"
    second = shown_link(nora.follow(nora.submit(again)))
    as_(None).get(first, 404)
    as_(None).get(second)


def test_an_invitation_that_is_too_old_is_not_listed(as_):
    nora = as_("nora")
    invite(nora)
    db.session.scalars(select(Invitation)).one().expires_at = datetime.now(UTC) - timedelta(minutes=1)
    db.session.commit()
    assert "aud@example.no" not in nora.get(SETTINGS).words


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_inviting_is_for_the_leader(as_, who, status):
    invite(as_("nora"))
    row = db.session.scalars(select(Invitation)).one().id
    visitor = as_(who)
    visitor.get(NEW, status)
    visitor.post(NEW, {"email": "x@example.no", "role": "leader", "profession": "nurse"}, status=status)
    visitor.post(f"{SETTINGS}/invitations/{row}/revoke", status=status)
    assert db.session.scalars(select(Invitation.revoked_at)).all() == [None]


def test_another_teams_invitation_is_not_there(as_):
    invite(as_("nora"))
    row = db.session.scalars(select(Invitation)).one().id
    as_("per").post(f"/teams/legevakta/settings/invitations/{row}/revoke", status=404)
    as_("nora").post(f"{SETTINGS}/invitations/999999/revoke", status=404)
