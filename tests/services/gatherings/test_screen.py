from datetime import UTC, datetime, timedelta

import pytest

from tests.gathered import plan
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.gatherings import AttendanceState, ItemKind, ScreenStage
from tracker.models.networks import NetworkTeam
from tracker.models.teams import ServiceKind, Team
from tracker.services.gatherings import afterwards, programme
from tracker.services.gatherings.afterwards import Came
from tracker.services.gatherings.gatherings import days_of
from tracker.services.gatherings.programme import ItemFacts
from tracker.services.gatherings.screen import ScreenDeed, clock_of, minutes_each, presenting, steer

NOON = datetime(2026, 12, 9, 11, 0, tzinfo=UTC)


@pytest.fixture
def host(cast):
    def at(seconds=0):
        now = NOON + timedelta(seconds=seconds)
        return enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=now)

    return at


@pytest.fixture
def three(cast, host):
    """A gathering of three teams: the one there is, and two more."""
    for name in ("Akuttmottaket", "Barneposten"):
        team = Team(slug=name.lower(), name=name, service=ServiceKind.EMERGENCY, created_at=NOON)
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=NOON.date()))
    row = plan(host())
    db.session.commit()
    return row


def names(teams):
    return [team.name for team in teams]


def ids(host, row):
    return [team.id for team in presenting(host, row)[0]]


def test_the_teams_show_as_the_lots_fell_and_who_did_not_come_stands_last(host, three):
    first, second, third = ids(host(), three)
    programme.draw_order(host(), three, [first, second, third])
    turns = programme.turns_of(three.id)
    assert ids(host(), three) == sorted(turns, key=turns.get)
    came = {second: Came(AttendanceState.ABSENT), first: Came(AttendanceState.PRESENT, 2)}
    afterwards.write_attendance(host(), three, came)
    here, away = presenting(host(), three)
    assert (len(here), [team.id for team in away]) == (2, [second])


def test_a_clock_begins_with_its_slide_and_stands_still_in_a_pause(host, three):
    first, second, _third = map(str, ids(host(), three))
    assert clock_of(host(), three.id).stage is ScreenStage.TITLE
    steer(host(), three, ScreenDeed.SHOW, first)
    assert clock_of(host(42), three.id).elapsed == 42
    steer(host(60), three, ScreenDeed.SHOW, first)  # shown already: it goes on
    assert clock_of(host(60), three.id).elapsed == 60
    steer(host(60), three, ScreenDeed.PAUSE)
    steer(host(80), three, ScreenDeed.PAUSE)
    assert clock_of(host(100), three.id).elapsed == 60
    steer(host(100), three, ScreenDeed.GO_ON)
    steer(host(100), three, ScreenDeed.MINUTE)
    told = clock_of(host(110), three.id)
    assert (told.elapsed, told.paused, told.added, told.slide) == (70, False, 1, first)
    steer(host(120), three, ScreenDeed.SHOW, second)
    told = clock_of(host(125), three.id)
    assert (told.elapsed, told.added, told.slide) == (5, 0, second)


def test_the_last_clock_begins_when_the_host_says_so(host, three):
    steer(host(), three, ScreenDeed.MINUTE)
    steer(host(), three, ScreenDeed.SHOW, "end")
    assert clock_of(host(9), three.id).elapsed is None
    steer(host(10), three, ScreenDeed.START)
    steer(host(15), three, ScreenDeed.START)
    assert clock_of(host(20), three.id).elapsed == 10


@pytest.mark.parametrize("drawn", [True, False])
def test_a_team_is_sent_last(host, three, drawn):
    if drawn:
        programme.draw_order(host(), three, ids(host(), three))
    first, second, third = ids(host(), three)
    steer(host(), three, ScreenDeed.LAST, str(first))
    assert ids(host(), three) == [second, third, first]
    steer(host(), three, ScreenDeed.LAST, str(first))
    assert ids(host(), three) == [second, third, first]


def test_a_team_that_does_not_show_here_is_not_found(host, three):
    with pytest.raises(NotFoundError):
        steer(host(), three, ScreenDeed.SHOW, "4711")
    with pytest.raises(NotFoundError):
        clock_of(host(), three.id + 1)


def test_who_does_not_host_steers_nothing(cast, host, three):
    advisor = enter_network(cast.people["kari"], "brukermedvirkning", Permission.READ_NETWORK, now=NOON)
    with pytest.raises(ForbiddenError):
        steer(advisor, three, ScreenDeed.PAUSE)
    with pytest.raises(ForbiddenError):
        clock_of(advisor, three.id)


def test_the_programme_says_how_long_each_team_has(host, three):
    assert minutes_each(three) == 5
    facts = ItemFacts(minutes=30, title="Teamene viser", kind=ItemKind.TEAMS, minutes_each=7)
    programme.add_item(host(), three, days_of(three)[0].id, facts, teams=3, submission="x")
    assert minutes_each(three) == 7
