"""The host sends the minutes from their page: once, with a receipt, five minutes to stop, and again when changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.gathered import on, plan
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.mail import Mail, MailState
from tracker.models.reminders import Reminder
from tracker.services.gatherings import afterwards

LIST = "/networks/brukermedvirkning/gatherings"


@pytest.fixture
def held(cast):
    """A gathering with minutes that were written some hours ago, and a leader who can be mailed."""
    now = datetime.now(UTC) - timedelta(hours=3)
    host = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.READ_NETWORK, now=now)
    row = plan(host, on(10, 23, year=2025, title="Når legene ikke setter seg"))
    afterwards.write_minutes(host, row, "Stolen følger vogna.")
    cast.people["nora"].persona = None
    db.session.commit()
    return row


@pytest.fixture
def page(held):
    return f"{LIST}/{held.id}/minutes"


def press(client, page):
    return client.follow(client.post(f"{page}/share"))


def buttons(page):
    return [" ".join(button.get_text().split()) for button in page.select("main form button")]


def test_sent_it_has_a_receipt_and_the_page_offers_it_no_more(as_, mail_on, page, held):
    ingrid = as_("ingrid")
    assert "Send referatet til 1 team" in buttons(ingrid.get(page))
    receipt = press(ingrid, page)
    assert receipt.h1 == "Referatet er på vei til 1 team"
    assert "Referat: Når legene ikke setter seg" in receipt.words
    assert "Hvert team får det det selv avtalte" in receipt.words
    assert page in receipt.links()
    after = ingrid.get(page)
    assert not [text for text in buttons(after) if "referatet" in text]
    assert "Deles med teamene kl." in after.words
    (way,) = [link for link in after.links() if "/reminders/" in link]
    assert ingrid.get(way).h1 == receipt.h1
    assert "Referat" in ingrid.get("/networks/brukermedvirkning/reminders").one("table").get_text()


def test_pressed_twice_it_is_one(as_, mail_on, page):
    ingrid = as_("ingrid")
    first, again = (ingrid.post(f"{page}/share").location for _time in range(2))
    assert first == again
    assert len(db.session.scalars(select(Mail)).all()) == 1


def test_stopped_it_can_be_sent_anew_and_the_team_reads_nothing(as_, mail_on, page, held):
    ingrid = as_("ingrid")
    way = ingrid.post(f"{page}/share").location
    stopped = ingrid.follow(ingrid.post(f"{way}/stop"))
    assert stopped.h1 == "Sendingen av referatet er stoppet"
    assert db.session.scalars(select(Mail.state)).all() == [MailState.STOPPED]
    assert "Stolen følger vogna" not in as_("nora").get(f"/teams/kirurgisk-3/gatherings/{held.id}").words
    assert "Send referatet til 1 team" in buttons(ingrid.get(page))


def test_changed_after_it_was_sent_the_page_says_so_and_sends_again(as_, mail_on, page, cast, held):
    ingrid = as_("ingrid")
    press(ingrid, page)
    for row in db.session.scalars(select(Reminder)):
        row.created_at -= timedelta(hours=1)
    db.session.commit()
    ingrid.follow(ingrid.submit(f"{page}/edit", {"text": "Stolen følger vogna, også om kvelden."}))
    changed = ingrid.get(page)
    assert "Referatet eller avtalene er endret siden det ble sendt." in changed.words
    assert "Send det endrede referatet til 1 team" in buttons(changed)
    assert "Endret referat: Når legene ikke setter seg" in press(ingrid, page).words


def test_with_no_leader_to_send_to_the_host_is_told(as_, mail_on, page, cast):
    cast.people["nora"].is_active = False
    db.session.commit()
    told = press(as_("ingrid"), page)
    assert "Ingen av teamene har en leder å sende til." in told.words
    assert db.session.scalars(select(Reminder)).all() == []


def test_where_mail_is_off_it_is_shared_at_once_and_nothing_promises_mail(app, monkeypatch, as_, page, held):
    found = app.extensions["tracker.settings"]
    monkeypatch.setitem(app.extensions, "tracker.settings", replace(found, demo=False))
    ingrid = as_("ingrid")
    before = ingrid.get(page)
    assert "Del referatet med 1 team" in buttons(before)
    assert "e-post" not in before.words
    press(ingrid, page)
    assert "Stolen følger vogna" in as_("nora").get(f"/teams/kirurgisk-3/gatherings/{held.id}").words
    assert not [text for text in buttons(ingrid.get(page)) if "referatet" in text]
    assert db.session.scalars(select(Reminder)).all() == []


def test_what_was_shared_without_mail_can_be_sent_afterwards(as_, mail_on, page, cast, held):
    now = datetime.now(UTC) - timedelta(hours=2)
    afterwards.share_minutes(
        enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.READ_NETWORK, now=now), held
    )
    db.session.commit()
    ingrid = as_("ingrid")
    assert not ingrid.get(page).select(".btn-primary")
    assert press(ingrid, page).h1 == "Referatet er på vei til 1 team"


def test_a_review_cannot_be_written_as_minutes(as_, mail_on):
    as_("ingrid").get("/networks/brukermedvirkning/reminders/new?kind=minutes", 404)


@pytest.mark.parametrize(("who", "status"), [("odd", 404), ("nora", 403), ("per", 404), ("kari", 403)])
def test_nobody_but_the_host_sends(as_, mail_on, page, who, status):
    as_(who).post(f"{page}/share", status=status)
    assert db.session.scalars(select(Mail)).all() == []
