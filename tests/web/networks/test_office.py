import pytest
from sqlalchemy import func, select

from tests.people import MADE
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.programmes import Programme


def new(**more):
    return {"name": "Trygg hjemme", "host": "Helse Midt-Norge", "starts_on": "1.1.2027"} | more


def count():
    return db.session.scalar(select(func.count()).select_from(Network))


@pytest.fixture
def programme(app):
    row = Programme(name="I trygge hender", slug="i-trygge-hender", created_at=MADE)
    db.session.add(row)
    db.session.commit()
    return row


def test_a_network_is_added(as_, programme):
    visitor = as_("odd")
    told = {
        "programme_id": str(programme.id),
        "contact": "Ingrid Moe, ingrid@example.no, 90 12 34 56",
        "ends_on": "31.12.2028",
        "partners": "KS\r\nKBT",
        "funders": "Helsedirektoratet",
    }
    page = visitor.follow(visitor.submit("/office/networks/new", new(**told)))
    assert "Trygg hjemme er lagt til." in page.words
    assert "I trygge hender" in page.words
    row = db.session.scalars(select(Network).where(Network.slug == "trygg-hjemme")).one()
    assert (row.minimum_points, row.silent_after, row.small_number) == (12, 3, 5)
    assert row.contact.endswith("90 12 34 56")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "Brukermedvirkning 2026"}, "Navnet er i bruk. Velg et annet."),
        ({"host": ""}, "Fyll ut dette feltet."),
        ({"contact": "178538-50187"}, "fødselsnummer"),
        ({"partners": "ring 90 12 34 56"}, "telefonnummer"),
        ({"starts_on": ""}, "Fyll ut dette feltet."),
        ({"starts_on": "2027"}, "Skriv datoen som"),
        ({"ends_on": "31.12.2026"}, "Sluttdatoen kan ikke være før startdatoen."),
        ({"minimum_points": "2"}, "ikke være under 3"),
        ({"minimum_points": "12,5"}, "Skriv et helt tall"),
        ({"silent_after": "0"}, "ikke være under 1"),
        ({"small_number": "12,,5"}, "Skriv et tall"),
        ({"small_number": ""}, "Fyll ut dette feltet."),
        ({"small_number": "4"}, "Tallet kan ikke være under 5."),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_what_will_not_do_is_refused_and_kept_on_the_page(as_, wrong, words):
    page = as_("odd").submit("/office/networks/new", new(**wrong), status=422)
    assert words in page.words
    for name in ("name", "host", "starts_on"):
        assert page.one(f"[name={name}]").get("value", "") == new(**wrong)[name]
    assert count() == 1


def test_a_network_is_changed(as_, cast, programme):
    visitor = as_("odd")
    path = f"/office/networks/{cast.network.id}"
    visitor.submit(path, {"programme_id": str(programme.id), "silent_after": "4"})
    visitor.submit(path, {"programme_id": ""})
    row = db.session.get(Network, cast.network.id)
    assert (row.programme, row.silent_after, row.slug) == (None, 4, "brukermedvirkning")
    assert db.session.scalars(select(Programme.name)).all() == ["I trygge hender"]
    visitor.submit(path, {"programme_id": str(programme.id)})
    assert row.programme is db.session.get(Programme, programme.id)


def test_a_network_takes_no_others_name(as_, cast):
    as_("odd").submit("/office/networks/new", new())
    page = as_("odd").submit(f"/office/networks/{cast.network.id}", {"name": "trygg hjemme"}, status=422)
    assert "Navnet er i bruk. Velg et annet." in page.errors()


def test_a_network_that_is_not_there_is_not_found(as_):
    as_("odd").get("/office/networks/999999", 404)
