"""Saving a plan, a move or a cancellation sends mail, and each page says so before it is pressed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.gathered import facts, plan
from tests.people import today
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.gatherings import Gathering
from tracker.models.mail import Mail
from tracker.services.gatherings.gatherings import Hours

LIST = "/networks/brukermedvirkning/gatherings"
DAY = today() + timedelta(days=30)
NEW = {
    "title": "Det som holder",
    "kind": "samling",
    "day1": f"{DAY.day}.{DAY.month}.{DAY.year}",
    "starts1": "10",
    "ends1": "16:30",
    "place": "Værnes",
    "seats": "2",
}


@pytest.fixture
def ingrid(as_, cast, mail_on):
    cast.people["nora"].persona = None
    db.session.commit()
    return as_("ingrid")


@pytest.fixture
def coming(cast):
    host = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.READ_NETWORK, now=datetime.now(UTC))
    row = plan(host, facts(Hours(DAY, facts().days[0].starts, facts().days[0].ends)))
    db.session.commit()
    return row


def subjects():
    return db.session.scalars(select(Mail.subject).order_by(Mail.id)).all()


def test_planned_by_a_form_it_is_in_the_outbox_at_once_and_once(ingrid):
    page = ingrid.get(f"{LIST}/new")
    assert "får teamlederne i nettverket en e-post" in page.words
    typed = page.fields() | NEW
    for _time in range(2):
        assert "Teamlederne og de som er påmeldt, får e-post" in ingrid.follow(ingrid.post(f"{LIST}/new", typed)).words
    assert subjects() == ["Samling: Det som holder"]
    (mail,) = db.session.scalars(select(Mail)).all()
    assert mail.not_before == mail.created_at


def test_refused_nothing_is_sent(ingrid):
    ingrid.submit(f"{LIST}/new", NEW | {"ends1": "09.00"}, status=422)
    assert subjects() == []
    assert db.session.scalars(select(Gathering)).all() == []


def test_moved_by_a_form_it_is_told_and_a_new_title_is_not(ingrid, coming):
    path = f"{LIST}/{coming.id}/edit"
    assert "en e-post med det gamle og det nye når du lagrer" in ingrid.get(path).words
    assert "får e-post" not in ingrid.follow(ingrid.submit(path, {"title": "Annen tittel"})).words
    assert subjects() == []
    assert "får e-post om det" in ingrid.follow(ingrid.submit(path, {"place": "Trondheim"})).words
    ingrid.follow(ingrid.submit(path, {"starts1": "09.00"}))
    assert subjects() == ["Nytt sted: Annen tittel", "Flyttet: Annen tittel"]


def test_the_second_of_two_hosts_sends_nothing_until_she_has_chosen(ingrid, coming):
    path = f"{LIST}/{coming.id}/edit"
    mine = ingrid.get(path).fields()
    ingrid.follow(ingrid.submit(path, {"place": "Oslo"}))
    ingrid.post(path, mine | {"place": "Bodø"}, status=409)
    assert len(subjects()) == 1


def test_cancelled_twice_it_is_told_once(ingrid, coming):
    path = f"{LIST}/{coming.id}/cancel"
    page = ingrid.get(path)
    assert "Teamlederne og de påmeldte får en e-post med en gang." in page.words
    for _time in range(2):
        ingrid.post(path, page.fields())
    assert subjects() == ["Avlyst: Fra test til vane"]


def test_where_mail_is_off_no_page_promises_any(as_, coming):
    ingrid = as_("ingrid")
    for path in (f"{LIST}/new", f"{LIST}/{coming.id}/edit", f"{LIST}/{coming.id}/cancel"):
        assert "e-post" not in ingrid.get(path).words
    ingrid.follow(ingrid.submit(f"{LIST}/{coming.id}/edit", {"place": "Trondheim"}))
    assert subjects() == []


@pytest.mark.parametrize(("who", "status"), [("odd", 404), ("nora", 403), ("kari", 403)])
def test_who_may_not_move_it_sends_no_mail(as_, cast, mail_on, coming, who, status):
    visitor = as_(who)
    for deed in ("edit", "cancel"):
        visitor.post(f"{LIST}/{coming.id}/{deed}", {"place": "Oslo"}, status=status)
    assert subjects() == []
