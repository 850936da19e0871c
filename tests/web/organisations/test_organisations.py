import pytest
from sqlalchemy import func, select

from tracker.models.base import Base, db
from tracker.models.organisations import Organisation

REGISTER = "974 760 673"


def new(**more):
    return {"name": "Havsund sykehus", "kind": "hospital", "country": "NO"} | more


def count():
    return db.session.scalar(select(func.count()).select_from(Organisation))


def test_an_organisation_is_added(as_):
    visitor = as_("odd")
    numbers = {
        "orgnr": REGISTER,
        "municipality_number": "5001",
        "municipality_number_from": "1.1.2018",
        "resh_id": "4201115",
    }
    page = visitor.follow(visitor.submit("/office/organisations/new", new(**numbers)))
    assert "Havsund sykehus er lagt til." in page.words
    assert "974760673" in page.words
    assert "5001 fra 1. januar 2018" in page.words


def test_a_form_sent_twice_makes_one(as_):
    visitor = as_("odd")
    visitor.submit("/office/organisations/new", new())
    page = visitor.submit("/office/organisations/new", new(), status=422)
    assert "Navnet er i bruk. Velg et annet." in page.errors()
    assert count() == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "178538-50187"}, "fødselsnummer"),
        ({"name": "fjordheim SYKEHUS"}, "Navnet er i bruk. Velg et annet."),
        ({"kind": "x"}, "Velg ett av alternativene."),
        ({"country": "SE"}, "Velg ett av alternativene."),
        ({"orgnr": "974 760 674"}, "Organisasjonsnummeret stemmer ikke"),
        ({"orgnr": "12,,5"}, "Organisasjonsnummeret stemmer ikke"),
        ({"orgnr": REGISTER, "country": "DK"}, "gjelder bare norske virksomheter"),
        ({"municipality_number": "501", "municipality_number_from": "1.1.2018"}, "Skriv 4 siffer"),
        ({"municipality_number": "٠٣٠١", "municipality_number_from": "1.1.2018"}, "Skriv 4 siffer"),
        ({"municipality_number": "5001"}, "Skriv både kommunenummeret og datoen"),
        ({"municipality_number_from": "1.1.2018"}, "Skriv både kommunenummeret og datoen"),
        ({"municipality_number": "5001", "municipality_number_from": "31.2.2018"}, "Skriv datoen som"),
        ({"resh_id": "abc"}, "Skriv et tall"),
        ({"resh_id": "1,5"}, "Skriv et helt tall"),
        ({"resh_id": "99999999999"}, "ikke være over"),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_what_will_not_do_is_refused_and_kept_on_the_page(as_, wrong, words):
    page = as_("odd").submit("/office/organisations/new", new(**wrong), status=422)
    assert words in page.words
    for name in ("name", "orgnr", "municipality_number", "municipality_number_from", "resh_id"):
        assert page.one(f"[name={name}]").get("value", "") == new(**wrong).get(name, "")
    assert count() == 2


def test_an_organisation_is_changed(as_, cast):
    visitor = as_("odd")
    path = f"/office/organisations/{cast.team.organisations[0].id}"
    page = visitor.follow(visitor.submit(path, {"name": "Fjordheim universitetssykehus", "kind": "health_trust"}))
    assert "Fjordheim universitetssykehus er lagret." in page.words
    assert visitor.get(path).one("[name=kind][checked]")["value"] == "health_trust"


def test_an_organisation_keeps_its_own_name_and_takes_no_others(as_, cast):
    path = f"/office/organisations/{cast.team.organisations[0].id}"
    as_("odd").submit(path)
    page = as_("odd").submit(path, {"name": "Storfjell kommune"}, status=422)
    assert "Navnet er i bruk. Velg et annet." in page.errors()


def test_a_number_belongs_to_one(as_, cast):
    as_("odd").submit("/office/organisations/new", new(orgnr=REGISTER))
    path = f"/office/organisations/{cast.team.organisations[0].id}"
    page = as_("odd").submit(path, {"orgnr": "974760673"}, status=422)
    assert "En annen organisasjon har dette nummeret. Sjekk nummeret, eller endre den organisasjonen." in page.errors()


def test_an_organisation_that_is_not_there_is_not_found(as_):
    as_("odd").get("/office/organisations/999999", 404)


@pytest.mark.parametrize("room", ["organisations", "networks"])
def test_an_empty_room_holds_the_way_to_fill_it(as_, room):
    odd = as_("odd")
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in {"user_account", "sign_in_session"}:
            db.session.execute(table.delete())
    db.session.commit()
    assert odd.get(f"/office/{room}").one(f'main .empty a[href="/office/{room}/new"]')
