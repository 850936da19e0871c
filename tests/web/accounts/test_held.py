"""An account the office has opened by a link: told to its person and its team, and closed until a colleague answers."""

from urllib.parse import urlsplit

import pytest

from tests.people import PASSWORD
from tests.web.accounts.test_users import shown_link
from tracker.models.base import db

TEAM = "/teams/kirurgisk-3"
NEW = "fire ord uten sammenheng"
WRONG = "Passordet stemmer ikke."


@pytest.fixture
def link(as_, cast):
    """Odd makes a link to Nora's account."""
    odd = as_("odd")
    page = odd.follow(odd.post(f"/office/users/{cast.people['nora'].id}/link"))
    return shown_link(page)


@pytest.fixture
def taken(link, as_):
    """Somebody who has the link is signed in as Nora."""
    visitor = as_(None)
    page = visitor.submit(link, {"password": NEW})
    assert page.location == "/account/confirm"
    return visitor


def ask(visitor):
    """Go to the question about Nora from the top of the team's page."""
    page = visitor.get(TEAM)
    assert "Nora Lund har fått nytt passord med en lenke fra administrasjonen." in page.words
    return page.one("main a[href$='/confirm']")["href"]


def test_a_person_who_is_signed_in_is_told_at_once_and_stops_the_link(as_, cast):
    nora, odd = as_("nora"), as_("odd")
    told = "Administrasjonen har laget en lenke til nytt passord for kontoen din."
    assert told not in nora.get(TEAM).words
    link = shown_link(odd.follow(odd.post(f"/office/users/{cast.people['nora'].id}/link")))
    assert told in nora.get(TEAM).words
    page = nora.get("/account/links")
    assert "Odd Berg" in page.words
    assert "Den virker ennå." in page.words
    page = nora.follow(nora.submit("/account/links", {}, form="form[action$='/stop']"))
    assert "Lenkene virker ikke lenger." in page.words
    as_(None).get(link, 404)
    nora.submit("/account/links", {}, form="form[action$='/read']")
    assert told not in nora.get(TEAM).words


def test_behind_the_link_no_page_of_the_team_opens(taken):
    for page in ("", "/record", "/measures/1-satte-legen-seg", "/measures/1.csv", "/audit", "/settings"):
        assert taken.get(TEAM + page, 302).location == "/account/confirm"
    taken.post(f"{TEAM}/record", {}, status=403)
    taken.get("/teams/legevakta", 404)
    start = taken.get("/start")
    assert "Kirurgisk sengepost 3" not in start.one("main").get_text(), "nor does the start page tell of it"
    assert taken.get("/networks/brukermedvirkning/gatherings", 302).location == "/account/confirm"
    assert taken.get("/", 302).location == "/account/confirm"
    page = taken.get("/account/confirm")
    assert page.h1 == "Vis at det er deg"
    assert "Kirurgisk sengepost 3" in page.words
    assert "Vis at det er deg" in taken.get("/account").words


def test_a_colleague_opens_the_team_with_one_press(taken, as_):
    ali = as_("ali")
    path = ask(ali)
    assert "Odd Berg" in ali.get(path).words
    page = ali.follow(ali.submit(path, {}, form="form[action$='/confirm']"))
    assert "Teamet er åpent for Nora Lund igjen." in page.words
    assert "lenke fra administrasjonen" not in page.words
    assert taken.get(TEAM).h1
    assert "Administrasjonen har laget en lenke" in taken.get(TEAM).words, "she is told, though all is open"
    ali.get(path, 404)


def test_a_colleague_who_says_no_throws_it_out(taken, as_):
    ali = as_("ali")
    page = ali.follow(ali.submit(ask(ali), {}, form="form[action$='/deny']"))
    assert "er logget ut, og passordet virker ikke" in page.words
    taken.get("/account", 302)
    wrong = as_(None).submit("/sign-in", {"email": "nora@example.no", "password": NEW}, status=422)
    assert "stemmer ikke" in wrong.errors()


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_who_does_not_record_is_not_asked_and_cannot_answer(taken, as_, who):
    path = ask(as_("ali"))
    visitor = as_(who)
    assert "lenke fra administrasjonen" not in visitor.get(TEAM).words
    visitor.get(path, 403)
    for deed in ("confirm", "deny"):
        visitor.post(path.replace("confirm", deed), status=403)
    as_("per").post(path, status=404)
    as_("odd").post(path, status=404)


def test_the_former_password_opens_it_and_others_do_not(taken):
    for wrong in (NEW, "noe helt annet"):
        page = taken.submit("/account/confirm", {"former": wrong}, status=422)
        assert WRONG in page.errors()
        assert wrong not in page.text
    assert taken.submit("/account/confirm", {"former": PASSWORD}).location == "/"
    assert taken.get(TEAM).h1


def test_guesses_at_the_former_password_are_braked(taken):
    for _ in range(10):
        taken.submit("/account/confirm", {"former": "feil"}, status=422)
    page = taken.submit("/account/confirm", {"former": PASSWORD}, status=429)
    assert "Vent et kvarter" in page.words


def test_whoever_took_it_over_does_not_put_the_notice_away(taken, cast):
    taken.post("/account/links/read")
    db.session.expire_all()
    assert cast.people["nora"].office_link_at


def test_the_office_sees_what_became_of_the_link(taken, as_, cast):
    page = as_("odd").get(f"/office/users/{cast.people['nora'].id}")
    assert "Odd Berg: Brukt" in page.words
    assert "Venter på bekreftelse" not in page.words


def test_a_host_is_confirmed_by_another_administrator(as_, cast):
    cast.people["kari"].is_administrator = True
    db.session.commit()
    odd, path = as_("odd"), f"/office/users/{cast.people['ingrid'].id}"
    ingrid = as_(None)
    ingrid.submit(shown_link(odd.follow(odd.post(f"{path}/link"))), {"password": NEW})
    assert ingrid.get("/networks/brukermedvirkning", 302).location == "/account/confirm"
    assert "Du har laget lenken selv" in odd.follow(odd.submit(path, form="form[action$='/confirm']")).words
    kari = as_("kari")
    assert "Ingrid Moe er bekreftet." in kari.follow(kari.submit(path, form="form[action$='/confirm']")).words
    ingrid.get("/networks/brukermedvirkning")


def test_a_role_for_an_invited_account_signs_it_out_and_says_so(as_, cast):
    nora, aud, odd = as_("nora"), as_(None), as_("odd")
    whom = {"email": "aud@example.no", "role": "member", "profession": "nurse"}
    invited = nora.follow(nora.submit(f"{TEAM}/settings/invitations/new", whom))
    aud.submit(shown_link(invited), {"name": "Aud Nilsen", "password": NEW})
    aud.get(TEAM)
    href = next(a["href"] for a in odd.get("/office/users").select("a") if "Aud Nilsen" in a.get_text())
    path = urlsplit(href).path
    assert "åpnet med en invitasjon fra en teamleder" in odd.get(path).words
    page = odd.follow(odd.submit(path, {"networks": [cast.network.id]}))
    assert "Derfor er Aud Nilsen logget ut" in page.words
    aud.get("/account", 302)
    as_(None).submit("/sign-in", {"email": "aud@example.no", "password": NEW}, status=422)
    as_(None).submit(shown_link(page), {"password": "enda fire andre ord"})
