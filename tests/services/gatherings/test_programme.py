from datetime import date, time

import pytest

from tests.gathered import WEDNESDAY, facts, plan
from tracker.access.people import NotFoundError
from tracker.models.gatherings import ItemKind
from tracker.services.gatherings import gatherings, programme
from tracker.services.gatherings.gatherings import Hours
from tracker.services.gatherings.programme import ItemFacts, ProgrammeFault
from tracker.services.refusal import Refused


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def row(host):
    return plan(host)


@pytest.fixture
def add(host, row):
    def put(title, minutes, day=0, **more):
        place = gatherings.days_of(row)[day].id
        wanted = ItemFacts(title=title, minutes=minutes, **more)
        return programme.add_item(host, row, place, wanted, teams=15, submission=title)

    return put


def clocks(row, day=0):
    return [(f"{each.starts:%H.%M}", each.item.title) for each in programme.plans_of(row)[day].items]


def test_times_are_computed_from_the_minutes_before(row, add):
    add("Velkommen", 15)
    add("Innlegg", 45)
    add("Lunsj", 60, kind=ItemKind.BREAK)
    assert clocks(row) == [("10.00", "Velkommen"), ("10.15", "Innlegg"), ("11.00", "Lunsj")]
    plan = programme.plans_of(row)[0]
    assert (plan.given, plan.whole, plan.free) == (120, 390, 270)
    assert f"{plan.free_from:%H.%M}" == "12.00"


def test_a_longer_stretch_moves_what_comes_after(host, row, add):
    first = add("Velkommen", 15)
    add("Innlegg", 45)
    programme.change_item(host, row, first, ItemFacts(title="Velkommen", minutes=30), teams=15)
    assert clocks(row)[1] == ("10.30", "Innlegg")


def test_each_day_begins_at_its_own_hour(row, add):
    add("Dag to", 60, day=1)
    assert clocks(row, 1) == [("09.00", "Dag to")]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_minutes_are_minutes_when_the_clock_changes_in_the_night(host, day):
    row = plan(host, facts(Hours(day, time(1), time(9)), title="Natt"))
    wanted = ItemFacts(title="Tre timer", minutes=180)
    place = gatherings.days_of(row)[0].id
    programme.add_item(host, row, place, wanted, teams=1, submission="a")
    programme.add_item(host, row, place, ItemFacts(title="Etter", minutes=10), teams=1, submission="b")
    assert clocks(row)[1][0] == ("05.00" if day.month == 3 else "03.00")


def test_more_than_the_day_has_is_told_and_not_refused(row, add):
    add("Langt", 400)
    assert programme.plans_of(row)[0].free == -10


def test_so_many_teams_with_so_many_minutes_need_their_product(host, row, add):
    with pytest.raises(Refused) as refused:
        add("Teamene viser", 60, kind=ItemKind.TEAMS, minutes_each=5)
    assert (refused.value.fault, refused.value.details["needed"]) == (ProgrammeFault.TOO_SHORT, 75)
    item = add("Teamene viser", 75, kind=ItemKind.TEAMS, minutes_each=5)
    with pytest.raises(Refused):
        programme.change_item(
            host, row, item, ItemFacts(title="T", minutes=74, kind=ItemKind.TEAMS, minutes_each=5), teams=15
        )


def test_moving_goes_one_place_and_on_to_the_next_day(host, row, add):
    add("En", 10)
    two = add("To", 20)
    programme.move_item(host, row, two, up=True)
    assert clocks(row) == [("10.00", "To"), ("10.20", "En")]
    programme.move_item(host, row, two, up=True)  # it is the first of the first day
    assert clocks(row)[0][1] == "To"
    programme.move_item(host, row, two, up=False)
    programme.move_item(host, row, two, up=False)
    assert (clocks(row), clocks(row, 1)) == ([("10.00", "En")], [("09.00", "To")])
    programme.move_item(host, row, two, up=True)
    assert [title for _clock, title in clocks(row)] == ["En", "To"]


def test_what_is_taken_out_is_gone_and_another_gatherings_is_not_there(host, row, add):
    item = add("Pause", 15)
    other = plan(host, facts(WEDNESDAY, title="En annen"))
    with pytest.raises(NotFoundError):
        programme.item_of(host, other, item.id)
    programme.remove_item(host, row, item)
    assert clocks(row) == []
    with pytest.raises(NotFoundError):
        programme.item_of(host, row, item.id)


def test_the_same_form_sent_twice_adds_one(row, add):
    assert add("Pause", 15) is add("Pause", 15)
    assert len(clocks(row)) == 1


def test_the_order_is_drawn_by_lot_and_kept(host, row, cast):
    ids = [cast.team.id, cast.other_team.id]
    assert programme.turns_of(row.id) == {}
    programme.draw_order(host, row, ids)
    drawn = programme.turns_of(row.id)
    assert (sorted(drawn), sorted(drawn.values())) == (sorted(ids), [1, 2])
    assert row.drawn_at == host.now
    found = set()
    for _time in range(40):
        programme.draw_order(host, row, ids)
        found.add(tuple(programme.turns_of(row.id)))
    assert len(found) == 2
