import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from tests.gathered import facts, plan
from tests.web.gatherings.test_host import HOURS, TODAY, at
from tracker.models.base import db
from tracker.services.gatherings import gatherings
from tracker.services.gatherings.gatherings import Hours

LIST = "/networks/brukermedvirkning/gatherings"


@pytest.fixture
def row(host):
    made = plan(host, facts(*(Hours(TODAY + timedelta(days=days), *HOURS) for days in (12, 13))))
    db.session.commit()
    return made


def new_address(visitor, page=LIST):
    shown = visitor.follow(visitor.submit(page, {}, form=at("/calendar")))
    return urlsplit(shown.one("#once-link")["value"]).path


def fetch(app, address, **headers):
    with app.test_client().get(address, headers=headers) as answer:
        return answer.status_code, answer.get_data(), answer.headers


def test_the_address_is_shown_once_and_opens_without_an_account(app, as_, row):
    ingrid = as_("ingrid")
    address = new_address(ingrid)
    assert address not in ingrid.get(LIST).text
    status, text, headers = fetch(app, address)
    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in headers
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 2


def test_a_new_address_ends_the_old_at_once(app, as_, row):
    nora = as_("nora")
    first = new_address(nora, "/teams/kirurgisk-3/gatherings")
    second = new_address(nora, "/teams/kirurgisk-3/gatherings")
    assert (fetch(app, first)[0], fetch(app, second)[0]) == (404, 200)


def test_the_same_bytes_have_the_same_tag_and_are_not_sent_again(app, as_, host, row):
    address = new_address(as_("ingrid"))
    _status, text, headers = fetch(app, address)
    assert fetch(app, address)[1] == text
    status, nothing, _headers = fetch(app, address, **{"If-None-Match": headers["ETag"]})
    assert (status, nothing) == (304, b"")
    gatherings.change_gathering(host, row, facts(*(gatherings.hours_of(day) for day in row.days), place="Oslo"))
    db.session.commit()
    status, _text, after = fetch(app, address, **{"If-None-Match": headers["ETag"]})
    assert status == 200
    assert after["ETag"] != headers["ETag"]


def test_a_subscriber_follows_a_move_and_a_cancellation(app, as_, host, row):
    address = new_address(as_("nora"), "/teams/kirurgisk-3/gatherings")
    before = Calendar.from_ical(fetch(app, address)[1]).walk("VEVENT")
    moved = facts(*(Hours(TODAY + timedelta(days=days), *HOURS) for days in (19, 20)))
    gatherings.change_gathering(host, row, moved)
    db.session.commit()
    after = Calendar.from_ical(fetch(app, address)[1]).walk("VEVENT")
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert after[0]["DTSTART"].dt - before[0]["DTSTART"].dt == timedelta(days=7)
    assert after[0]["SEQUENCE"] == 1
    gatherings.cancel_gathering(host, row)
    db.session.commit()
    off = Calendar.from_ical(fetch(app, address)[1]).walk("VEVENT")
    assert {str(each["STATUS"]) for each in off} == {"CANCELLED"}
    assert all(each["SUMMARY"].startswith("Avlyst: ") for each in off)


def test_no_log_holds_the_secret(app, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        assert fetch(app, "/calendar/a-secret-of-somebody.ics")[0] == 404
    assert "a-secret-of-somebody" not in caplog.text + "".join(capfd.readouterr())
    assert "gatherings.feed 404" in caplog.text


def test_a_day_is_downloaded_as_one_event(as_, row):
    page = as_("nora").get(f"{LIST}/{row.id}/2.ics")
    assert len(Calendar.from_ical(page.body).walk("VEVENT")) == 1
    assert page.headers["Content-Disposition"] == f'attachment; filename="brukermedvirkning-{row.id}-2.ics"'
    assert as_("nora").get(f"{LIST}/{row.id}/3.ics", status=404)
    assert as_("per").get(f"{LIST}/{row.id}/2.ics", status=404)


def test_each_address_in_the_feed_leads_whoever_follows_it_to_her_own_side(app, as_, row):
    address = new_address(as_("nora"), "/teams/kirurgisk-3/gatherings")
    event = Calendar.from_ical(fetch(app, address)[1]).walk("VEVENT")[0]
    path = urlsplit(str(event["URL"])).path
    assert as_("nora").get(path, status=302).location == f"/teams/kirurgisk-3/gatherings/{row.id}"
    assert as_("ingrid").get(path).h1 == "Fra test til vane"
