from datetime import date

import pytest
from sqlalchemy import select

from tests.gathered import on, plan
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.gatherings import ActionState, AttendanceState
from tracker.services.gatherings import actions, afterwards, gatherings
from tracker.services.gatherings.actions import ActionFacts, ActionFault
from tracker.services.gatherings.afterwards import AfterwardsFault, Came, Turnout
from tracker.services.gatherings.attached import links
from tracker.services.gatherings.attached.links import LinkFault
from tracker.services.refusal import Refused


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def row(host):
    return plan(host, on(10, 23, title="Den som var"))


def agree(host, row, text, **more):
    return actions.agree(host, row, ActionFacts(text=text, **{"team_id": None, **more}), submission=f"{row.id} {text}")


def test_attendance_is_counted_and_can_be_taken_back(cast, host, row):
    came = {cast.team.id: Came(AttendanceState.PRESENT, 4, 1)}
    afterwards.write_attendance(host, row, came)
    assert afterwards.attendance_of(host, row) == came
    assert afterwards.turnouts(host) == {row.id: Turnout(1, 4)}
    version = row.version
    afterwards.write_attendance(host, row, came)
    assert row.version == version
    afterwards.write_attendance(host, row, {cast.team.id: None})
    assert afterwards.attendance_of(host, row) == {}


def test_representatives_are_part_of_those_who_came(cast, host, row):
    with pytest.raises(Refused) as refused:
        afterwards.write_attendance(host, row, {cast.team.id: Came(AttendanceState.PRESENT, 1, 2)})
    assert refused.value.fault is AfterwardsFault.TOO_MANY_REPRESENTATIVES


def test_a_team_reads_the_minutes_when_they_are_shared(host, inside, row):
    with pytest.raises(Refused):
        afterwards.share_minutes(host, row)
    afterwards.write_minutes(host, row, "Stolen følger vogna.")
    assert afterwards.minutes_of(inside("nora"), row) is None
    assert afterwards.shared_minutes(host) == {row.id: False}
    afterwards.share_minutes(host, row)
    afterwards.share_minutes(host, row)
    assert afterwards.minutes_of(inside("nora"), row).text == "Stolen følger vogna."
    assert afterwards.shared_minutes(host) == {row.id: True}
    version = afterwards.minutes_of(host, row).version
    afterwards.write_minutes(host, row, "Stolen følger vogna.")
    assert afterwards.minutes_of(host, row).version == version
    assert afterwards.write_minutes(host, row, "Rettet.").version == version + 1


def test_what_was_agreed_comes_back_at_the_next_until_it_is_done(cast, host, inside, row):
    done = agree(host, row, "Gjort alt", team_id=cast.team.id)
    left = agree(host, row, "Dele arket", team_id=cast.team.id, due=date(2026, 11, 1))
    hosts = agree(host, row, "Ringe Akuttmottaket")
    actions.set_state(inside("nora"), done, ActionState.DONE)
    following, last = plan(host, on(11, 20)), plan(host, on(12, 9))
    assert actions.coming_back(host, following) == [left, hosts, done]
    assert actions.coming_back(inside("ali"), following) == [left, done]
    agree(host, following, "Noe nytt", team_id=cast.team.id)
    assert [each.text for each in actions.coming_back(host, last)] == ["Dele arket", "Ringe Akuttmottaket", "Noe nytt"]
    assert actions.coming_back(host, row) == []
    assert actions.own_actions(inside("nora"), row) == [left, done]


def test_open_actions_stand_across_gatherings_the_late_ones_first(cast, host, row):
    agree(host, row, "Uten frist")
    agree(host, plan(host, on(11, 20)), "Senere", due=date(2026, 12, 1))
    agree(host, row, "Før", due=date(2026, 11, 1))
    done = agree(host, row, "Gjort", due=date(2026, 10, 30))
    actions.set_state(host, done, ActionState.DONE)
    assert [each.text for each in actions.open_actions(host)] == ["Før", "Senere", "Uten frist"]
    assert actions.done_counts(host)[row.id] == (1, 3)


def test_a_team_finishes_its_own_and_no_other(cast, host, inside, row):
    own, hosts = agree(host, row, "Vår", team_id=cast.team.id), agree(host, row, "Vertens")
    nora = inside("nora")
    assert actions.action_of(nora, own.id) is own
    with pytest.raises(NotFoundError):
        actions.action_of(nora, hosts.id)
    actions.set_state(nora, own, ActionState.DONE)
    actions.set_state(nora, own, ActionState.DONE)
    assert own.done_at == nora.now
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "action", AuditLine.subject_id == own.id))
    assert [line.deed.value for line in lines] == ["created", "changed"]
    actions.set_state(host, own, ActionState.BEGUN)
    assert own.done_at is None
    with pytest.raises(ForbiddenError):
        actions.set_state(inside("kari"), own, ActionState.DONE)


def test_only_a_team_of_the_network_can_own_an_action(cast, host, row):
    with pytest.raises(Refused) as refused:
        agree(host, row, "For andre", team_id=cast.other_team.id)
    assert refused.value.fault is ActionFault.NO_OWNER
    assert agree(host, row, "Igjen") is agree(host, row, "Igjen")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "http://example.no/x", "https://", "//example.no", "https://nora@example.no/x", "https://[",
     "data:text/html,x", "https://example.no/a b"],
)  # fmt: skip
def test_an_address_that_a_browser_may_not_be_sent_to_is_refused(host, row, address):
    with pytest.raises(Refused) as refused:
        links.add_link(host, row, name="Lenke", address=address, submission="a")
    assert (refused.value.fault, refused.value.field) == (LinkFault.NOT_AN_ADDRESS, "address")


def test_links_are_added_once_and_taken_away(host, row):
    for _time in range(2):
        link = links.add_link(host, row, name="Praktisk", address="https://example.no/a.pdf", submission="a")
    assert list(links.links_of(row)) == [link]
    with pytest.raises(NotFoundError):
        links.remove_link(host, plan(host, on(12, 1)), link.id)
    links.remove_link(host, row, link.id)
    assert list(links.links_of(row)) == []


def test_lists_of_what_came_after_take_the_same_queries_for_any_number(cast, host, queries):
    def asked():
        with queries() as seen:
            actions.open_actions(host)
            actions.done_counts(host)
            afterwards.turnouts(host)
            afterwards.shared_minutes(host)
        return len(seen)

    def hold(day):
        made = plan(host, on(9, day))
        agree(host, made, "Noe", team_id=cast.team.id)
        afterwards.write_minutes(host, made, "Noe")
        afterwards.write_attendance(host, made, {cast.team.id: Came(AttendanceState.PRESENT, 2)})

    hold(1)
    few = asked()
    for day in range(2, 12):
        hold(day)
    assert asked() == few
    assert len(gatherings.gatherings_of(host)) == 11
