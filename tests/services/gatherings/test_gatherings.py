from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from tests.gathered import AFTER, THURSDAY, WEDNESDAY, facts, on, plan
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Hostship
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.gatherings import GatheringKind, GatheringStatus
from tracker.models.networks import Network
from tracker.services.gatherings import gatherings
from tracker.services.gatherings.gatherings import GatheringFault, Hours
from tracker.services.gatherings.numbering import Numbered, numbered, status_of
from tracker.services.refusal import Refused
from tracker.services.versions import Outdated


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


def test_days_are_said_where_people_are_and_kept_as_moments(host):
    row = plan(host)
    assert [gatherings.hours_of(day) for day in gatherings.days_of(row)] == [WEDNESDAY, THURSDAY]
    assert row.starts_at.utctimetuple()[:5] == (2026, 12, 9, 9, 0)  # an hour before, in winter
    assert row.ends_at.utctimetuple()[:5] == (2026, 12, 10, 13, 0)


def test_the_same_form_sent_twice_plans_one(host):
    assert plan(host).id == plan(host).id


@pytest.mark.parametrize(
    ("wanted", "fault", "field"),
    [
        (facts(Hours(date(2026, 12, 9), time(10), time(10))), GatheringFault.ENDS_FIRST, "ends1"),
        (facts(THURSDAY, WEDNESDAY), GatheringFault.DAYS_MIXED, "day2"),
        (facts(WEDNESDAY, WEDNESDAY), GatheringFault.DAYS_MIXED, "day2"),
        (facts(sign_up_by=date(2026, 12, 10)), GatheringFault.SIGN_UP_LATE, "sign_up_by"),
    ],
)
def test_days_that_cannot_be_are_refused(host, wanted, fault, field):
    with pytest.raises(Refused) as refused:
        plan(host, wanted)
    assert (refused.value.fault, refused.value.field) == (fault, field)


def test_each_kind_is_counted_on_its_own_and_the_cancelled_are_left_out(host):
    first, second, third = (plan(host, on(month, 4)) for month in (9, 10, 11))
    phone = plan(host, on(9, 18, kind=GatheringKind.PHONE, title="Telefon"))
    gatherings.cancel_gathering(host, second)
    assert numbered(host.network.id) == {
        first.id: Numbered(1, 2),
        second.id: Numbered(0, 2),
        third.id: Numbered(2, 2),
        phone.id: Numbered(1, 1),
    }


def test_it_is_held_when_its_last_day_is_over(host):
    row = plan(host)
    assert status_of(row, row.ends_at - timedelta(seconds=1)) is GatheringStatus.PLANNED
    assert status_of(row, row.ends_at) is GatheringStatus.HELD
    gatherings.cancel_gathering(host, row)
    assert status_of(row, AFTER) is GatheringStatus.CANCELLED


def test_calendars_are_told_of_a_new_time_place_or_title_and_of_nothing_else(host):
    row = plan(host)
    uid = row.uid
    assert not gatherings.change_gathering(host, row, facts(travel="Flybuss", seats=3))
    assert (row.sequence, row.changed_at) == (0, host.now)
    for sequence, wanted in enumerate(
        (facts(title="Noe annet"), facts(place="Oslo"), facts(WEDNESDAY), facts(kind=GatheringKind.VISIT)), start=1
    ):
        assert gatherings.change_gathering(host, row, wanted)
        assert (row.sequence, row.uid) == (sequence, uid)
    assert not gatherings.change_gathering(host, row, facts(kind=GatheringKind.VISIT))
    assert row.sequence == 4


def test_a_day_that_is_taken_away_is_kept_for_calendars_and_comes_back_as_itself(host):
    row = plan(host)
    thursday = row.days[1]
    gatherings.change_gathering(host, row, facts(WEDNESDAY))
    assert thursday.dropped_at == host.now
    assert gatherings.days_of(row) == [row.days[0]]
    gatherings.change_gathering(host, row, facts())
    assert gatherings.days_of(row) == [row.days[0], thursday]
    assert thursday.dropped_at is None


def test_cancelled_twice_is_cancelled_once_and_it_cannot_be_moved_afterwards(host):
    row = plan(host)
    gatherings.cancel_gathering(host, row)
    gatherings.cancel_gathering(host, row)
    assert (row.sequence, row.cancelled_at) == (1, host.now)
    with pytest.raises(Refused) as refused:
        gatherings.change_gathering(host, row, facts(WEDNESDAY))
    assert refused.value.fault is GatheringFault.CANCELLED


def test_the_second_of_two_who_change_it_is_told(host):
    row = plan(host)
    db.session.commit()
    assert row.version == 1
    db.session.execute(db.text("UPDATE gathering SET version = version + 1"))
    with pytest.raises(Outdated):
        gatherings.change_gathering(host, row, facts(title="Min tittel"))


def test_every_deed_leaves_a_line_that_no_team_reads(host):
    row = plan(host)
    gatherings.change_gathering(host, row, facts(place="Oslo"))
    gatherings.cancel_gathering(host, row)
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "gathering").order_by(AuditLine.id)).all()
    assert [line.deed.value for line in lines] == ["created", "changed", "changed"]
    assert lines[1].before == {"place": "Værnes"}
    assert {line.team_id for line in lines} == {None}


def test_whoever_meets_there_may_read_and_only_the_host_may_change(cast, host, inside):
    row = plan(host)
    for name in ("nora", "ali", "siv", "kari"):
        access = enter_network(cast.people[name], "brukermedvirkning", Permission.MEET, now=host.now)
        assert gatherings.gathering(access, row.id) is row
        with pytest.raises(ForbiddenError):
            gatherings.cancel_gathering(access, row)
    assert gatherings.gathering(inside("nora"), row.id) is row
    with pytest.raises(NotFoundError):
        enter_network(cast.people["per"], "brukermedvirkning", Permission.MEET, now=host.now)
    with pytest.raises(NotFoundError):
        gatherings.gathering(inside("per", "legevakta"), row.id)


def test_another_networks_gathering_is_not_there(cast, host):
    other = Network(name="Et annet", slug="annet", host="HMN", starts_on=date(2026, 1, 1), created_at=host.now)
    db.session.add(other)
    db.session.flush()
    db.session.add(Hostship(user_id=cast.people["odd"].id, network_id=other.id))
    db.session.flush()
    elsewhere = enter_network(cast.people["odd"], "annet", Permission.MEET, now=host.now)
    row = plan(host)
    with pytest.raises(NotFoundError):
        gatherings.gathering(elsewhere, row.id)
    with pytest.raises(NotFoundError):
        gatherings.cancel_gathering(elsewhere, row)
    assert gatherings.gatherings_of(elsewhere) == []


def test_lists_take_as_many_queries_for_twenty_as_for_two(host, inside, queries):
    def asked():
        db.session.expire_all()
        with queries() as seen:
            gatherings.gatherings_of(host)
            gatherings.gatherings_of(inside("nora"))
        return len(seen)

    for day in (1, 2):
        plan(host, on(12, day))
    few = asked()
    for day in range(3, 21):
        plan(host, on(12, day))
    assert asked() == few


def test_who_is_in_two_teams_meets_by_the_one_she_asks_for(cast, host):
    access = enter_network(cast.people["nora"], "brukermedvirkning", Permission.MEET, now=datetime.now(host.now.tzinfo))
    assert gatherings.own_team(access, None) == "kirurgisk-3"
    assert gatherings.own_team(access, "legevakta") == "kirurgisk-3"
    assert gatherings.team_count(plan(host)) == 1
