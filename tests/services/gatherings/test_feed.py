from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.gathered import on, plan
from tracker.access.people import Actor, NotFoundError
from tracker.models.base import db
from tracker.models.gatherings import FeedToken
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership
from tracker.services.gatherings import feed, gatherings


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def nora(cast):
    return Actor(cast.people["nora"], NOW)


def ids(token, now=NOW):
    return [row.id for row, _network in feed.feed_of(token, now=now).gatherings]


def test_only_the_hash_is_kept_and_a_new_address_ends_the_old_at_once(nora):
    assert not feed.has_feed(nora)
    first = feed.new_feed(nora)
    assert len(first) >= 43
    assert first not in str([row.token_hash for row in db.session.scalars(select(FeedToken))])
    assert feed.feed_of(first, now=NOW).user is nora.user
    second = feed.new_feed(nora)
    assert second != first
    assert feed.has_feed(nora)
    with pytest.raises(NotFoundError):
        feed.feed_of(first, now=NOW)
    assert feed.feed_of(second, now=NOW).user is nora.user


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "' OR 1=1 --"])
def test_what_is_no_address_of_ours_is_not_found(app, token):
    with pytest.raises(NotFoundError):
        feed.feed_of(token, now=NOW)


def test_everyone_who_meets_sees_the_same_gatherings_by_an_address_of_her_own(cast, host):
    row = plan(host)
    for name in ("nora", "siv", "ingrid", "kari"):
        assert ids(feed.new_feed(Actor(cast.people[name], NOW))) == [row.id]
    with pytest.raises(NotFoundError):
        feed.feed_of(feed.new_feed(Actor(cast.people["per"], NOW)), now=NOW)


@pytest.mark.parametrize("end", ["membership", "account", "network", "held"])
def test_it_dies_with_the_membership(cast, host, nora, end):
    plan(host)
    token = feed.new_feed(nora)
    if end == "membership":
        row = db.session.scalars(select(Membership).where(Membership.user_id == nora.user.id)).one()
        row.left_on = nora.today
    elif end == "account":
        nora.user.is_active = False
    elif end == "held":
        nora.user.held_since = NOW
    else:
        db.session.scalars(select(NetworkTeam).where(NetworkTeam.team_id == cast.team.id)).one().left_on = nora.today
    db.session.flush()
    with pytest.raises(NotFoundError):
        feed.feed_of(token, now=NOW)


def test_a_cancelled_gathering_stays_for_ninety_days_and_till_its_day_has_passed(host, nora):
    row = plan(host, on(12, 9))
    gatherings.cancel_gathering(host, row)
    token = feed.new_feed(nora)
    assert ids(token, NOW + timedelta(days=60)) == [row.id]
    assert ids(token, row.ends_at + timedelta(days=89)) == [row.id]
    assert ids(token, row.ends_at + timedelta(days=91)) == []


def test_what_was_held_a_year_ago_is_still_there_and_older_is_not(host, nora):
    row = plan(host, on(9, 9))
    token = feed.new_feed(nora)
    assert ids(token, row.ends_at + timedelta(days=399)) == [row.id]
    assert ids(token, row.ends_at + timedelta(days=401)) == []


def test_a_fetch_takes_four_queries_for_any_number(host, nora, queries):
    token = feed.new_feed(nora)
    for day in range(1, 20):
        plan(host, on(12, day))
    db.session.expire_all()
    with queries() as seen:
        feed.feed_of(token, now=NOW)
    assert len(seen) <= 5
