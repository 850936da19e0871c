from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tests.people import MADE
from tracker.models.accounts import SignInSession, User
from tracker.models.base import db


def new(**more):
    return {"name": "Ny Person", "email": "ny@example.no"} | more


def count():
    return db.session.scalar(select(func.count()).select_from(User))


def shown_link(page):
    return urlsplit(page.one("#once-link")["value"]).path


def test_a_user_is_opened_and_her_link_is_shown_once(as_, cast):
    visitor = as_("odd")
    hospital = cast.team.organisations[0].id
    page = visitor.submit("/office/users/new", new(organisations=[hospital], networks=[cast.network.id]))
    page = visitor.follow(page)
    assert "Kvalitetsrådgiver: Fjordheim sykehus" in page.words
    assert "Venter på passord" in page.words
    link = shown_link(page)
    assert not visitor.get("/office/users").select("#once-link")
    them = as_(None)
    them.submit(link, {"password": "et langt passord"})
    assert them.get("/start").h1 == "Hei, Ny Person"


def test_a_link_is_not_shown_on_another_page_later(as_):
    visitor = as_("odd")
    visitor.submit("/office/users/new", new())
    visitor.get("/office/organisations")
    assert visitor.get("/office/users").select("#once-link")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            {"email": "nora@example.no"},
            ("Det finnes allerede en konto med denne adressen. Endre den i lista over brukere."),
        ),
        (
            {"email": "NORA@EXAMPLE.NO"},
            ("Det finnes allerede en konto med denne adressen. Endre den i lista over brukere."),
        ),
        ({"email": "ny"}, "Skriv en e-postadresse"),
        ({"email": "ny@sykehus"}, "Skriv en e-postadresse"),
        ({"email": "ny person@sykehus.no"}, "Skriv en e-postadresse"),
        ({"email": ""}, "Fyll ut dette feltet."),
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"organisations": [999]}, "Velg ett av alternativene."),
        ({"networks": ["x"]}, "Velg ett av alternativene."),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_a_user_that_will_not_do_is_refused_and_kept_on_the_page(as_, wrong, words):
    before = count()
    page = as_("odd").submit("/office/users/new", new(**wrong), status=422)
    assert words in page.words
    assert page.one("[name=email]")["value"] == new(**wrong)["email"]
    assert count() == before


def test_a_user_is_changed(as_, cast):
    visitor = as_("odd")
    path = f"/office/users/{cast.people['kari'].id}"
    assert len(visitor.get(path).select("[name=organisations][checked]")) == 1
    page = visitor.submit(path, {"name": "Kari Dahle", "organisations": None, "is_administrator": "y"})
    page = visitor.follow(page)
    assert "Kari Dahle er lagret." in page.words
    assert "Kvalitetsrådgiver:" not in page.words
    assert as_("kari").get("/office/users")


def test_an_account_that_is_closed_is_out_at_once(as_, cast):
    ali, odd = as_("ali"), as_("odd")
    page = odd.follow(odd.submit(f"/office/users/{cast.people['ali'].id}", {"is_active": None}))
    assert "Stengt" in page.words
    ali.get("/account", 302)


def test_nobody_closes_her_own_account(as_, cast):
    page = as_("odd").submit(f"/office/users/{cast.people['odd'].id}", {"is_active": None}, status=422)
    assert "Du kan ikke stenge din egen konto." in page.errors()
    assert db.session.scalar(select(SignInSession.revoked_at)) is None


def test_the_last_administrator_stays(as_, cast):
    page = as_("odd").submit(f"/office/users/{cast.people['odd'].id}", {"is_administrator": None}, status=422)
    assert "minst én administrator" in page.errors()
    assert as_("odd").get("/office/users")


def test_an_administrator_who_steps_down_goes_home(as_, cast):
    cast.people["nora"].is_administrator = True
    db.session.commit()
    visitor = as_("odd")
    page = visitor.submit(f"/office/users/{cast.people['odd'].id}", {"is_administrator": None})
    assert page.location == "/"
    visitor.get("/office/users", 404)


def test_a_lost_link_is_made_anew(as_, cast):
    visitor = as_("odd")
    path = f"/office/users/{cast.people['per'].id}"
    first = shown_link(visitor.follow(visitor.submit(path, form=f"form[action$='{path}/link']")))
    second = shown_link(visitor.follow(visitor.post(f"{path}/link")))
    as_(None).get(first, 404)
    as_(None).get(second)


def test_users_are_listed_fifty_at_a_time(as_, cast):
    db.session.add_all(
        User(name=f"Å{n:03}", email=f"p{n}@example.no", created_at=cast.network.created_at) for n in range(60)
    )
    db.session.commit()
    visitor = as_("odd")
    page = visitor.get("/office/users")
    assert len(page.select("tbody tr")) == 50
    assert "Side 1 av 2" in page.words
    assert len(visitor.get("/office/users?page=2").select("tbody tr")) == 17
    for odd_page in ("0", "-3", "99999999999999999999", "x"):
        visitor.get(f"/office/users?page={odd_page}")


def test_the_office_shows_no_teams_data(as_):
    for path in ("/office/users", "/office/organisations", "/office/networks"):
        page = as_("odd").get(path)
        assert ("Kirurgisk sengepost 3" in page.words) == (path == "/office/users")  # which teams somebody is in
        assert "Satte legen seg ned" not in page.words
        assert "Satte legen seg" not in page.words


PATHS = ("/office/users", "/office/users/new", "/office/users/1", "/office/organisations", "/office/networks")


@pytest.mark.parametrize("who", ["nora", "ali", "siv", "per", "ingrid", "kari"])
def test_the_office_is_not_there_for_others(as_, who):
    for path in PATHS:
        as_(who).get(path, 404)
    as_(who).post("/office/users/new", new(), status=404)
    as_(who).post("/office/users/1/link", status=404)


def test_an_account_that_is_not_there_is_not_found(as_):
    for forged in ("999999", "99999999999999999999", "0", "-1", "x"):
        as_("odd").get(f"/office/users/{forged}", 404)
    as_("odd").post("/office/users/999999/link", status=404)


def test_the_leader_of_a_team_is_closed_when_another_takes_over(as_, cast):
    visitor, path = as_("odd"), f"/office/users/{cast.people['nora'].id}"
    page = visitor.submit(path, {"is_active": None}, status=422)
    assert "Velg hvem som overtar som teamleder i Kirurgisk sengepost 3." in page.errors()
    choice = page.one("[name=heirs]")["value"]
    assert "Ali Hassan, Kirurgisk sengepost 3" in page.words
    page = visitor.follow(visitor.submit(path, {"is_active": None, "heirs": [choice]}))
    assert "Stengt" in page.words
    as_("ali").get("/teams/kirurgisk-3/settings")


def test_nobody_takes_over_while_the_account_stays_open(as_, cast):
    visitor, path = as_("odd"), f"/office/users/{cast.people['nora'].id}"
    choice = visitor.get(path).one("[name=heirs]")["value"]
    visitor.submit(path, {"heirs": [choice]})
    as_("ali").get("/teams/kirurgisk-3/settings", 403)


def test_who_leads_no_team_alone_has_no_such_question(as_, cast):
    assert not as_("odd").get(f"/office/users/{cast.people['ali'].id}").select("[name=heirs]")


def test_a_person_is_found_among_the_users(as_, cast):
    odd = as_("odd")
    page = odd.get("/office/users?q=LUND&role=none&state=open")
    assert "1 av 7 brukere passer med «LUND» · Vis alle" in page.words
    cells = [" ".join(cell.get_text(" ").split()) for cell in page.select("tbody tr")[0].select("th, td")]
    assert cells == ["Nora Lund nora@example.no", "–", "Kirurgisk sengepost 3 (leder)", "Åpen", "Endre Nora Lund"]
    assert (page.fields()["q"], page.fields()["role"], page.fields()["state"]) == ("LUND", "none", "open")
    assert "7 brukere" in odd.get("/office/users?role=x&state=&q=").words


def test_no_match_says_so_and_leads_back(as_):
    page = as_("odd").get("/office/users?q=finnes-ikke")
    assert "Ingen brukere passer. Prøv færre valg." in page.words
    assert not page.select("tbody tr")
    assert "/office/users" in page.links()


def test_pages_keep_what_is_searched_for(as_):
    db.session.add_all(User(name=f"Å{n:03}", email=f"p{n}@sykehus.example", created_at=MADE) for n in range(60))
    db.session.commit()
    page = as_("odd").get("/office/users?q=sykehus.example&state=waiting")
    second = as_("odd").get(page.one(".pager a[rel=next]")["href"])
    assert "60 av 67 brukere" in second.words
    assert len(second.select("tbody tr")) == 10
