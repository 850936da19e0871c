from datetime import date

import pytest
from sqlalchemy import select

from tests.gathered import AFTER, facts, plan
from tests.people import MADE
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.gatherings import Preparation, SignUp
from tracker.models.measurements import Measurement
from tracker.models.networks import NetworkTeam
from tracker.models.teams import ServiceKind, Team
from tracker.services.gatherings import preparation, tables
from tracker.services.gatherings.preparation import PreparationFault
from tracker.services.gatherings.readiness import readiness_of, recorded_by_team
from tracker.services.refusal import Refused
from tracker.services.versions import Outdated

WEEK_45 = date(2026, 11, 2)  # the last that is over at the moment of these tests


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def row(host):
    return plan(host)


@pytest.fixture
def nora(inside):
    return inside("nora")


def own(access, row):
    return preparation.preparation_of(access, row)


def test_the_first_answer_makes_the_teams_row_and_the_next_changes_it(nora, row):
    preparation.answer(nora, row, None, learned="Stolen følger vogna", help_wanted="")
    preparation.answer(nora, row, own(nora, row), learned="Stolen følger vogna", help_wanted="Kveldslegene")
    assert own(nora, row).help == "Kveldslegene"
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "preparation")).all()
    assert [line.after for line in lines] == [{"learned": "Stolen følger vogna"}, {"help": "Kveldslegene"}]
    assert {line.team_id for line in lines} == {nora.team.id}


def test_the_second_of_two_who_begin_at_once_is_told(nora, inside, row):
    preparation.answer(inside("ali"), row, None, learned="Alis svar", help_wanted="")
    with pytest.raises(Outdated):
        preparation.answer(nora, row, None, learned="Noras svar", help_wanted="")
    assert own(nora, row).learned == "Alis svar"


def test_a_representative_answers_and_signs_up_and_advisor_and_host_only_read(inside, row):
    preparation.answer(inside("siv"), row, None, learned="Vi ble hørt", help_wanted="")
    for name in ("kari", "ingrid"):
        assert preparation.preparation_of(inside(name), row).learned == "Vi ble hørt"
        with pytest.raises(ForbiddenError):
            preparation.answer(inside(name), row, None, learned="", help_wanted="")


def test_measures_are_brought_in_the_order_they_are_chosen_and_only_ones_own(cast, nora, row):
    preparation.choose(nora, row, None, [cast.falls.id, cast.chair.id])
    assert preparation.chosen_ids(nora, row) == [cast.falls.id, cast.chair.id]
    preparation.choose(nora, row, own(nora, row), [])
    assert (preparation.chosen_ids(nora, row), own(nora, row).has_chosen) == ([], True)
    with pytest.raises(NotFoundError):
        preparation.choose(nora, row, own(nora, row), [cast.stranger_measure.id])


def test_a_representative_has_a_seat_beside_the_teams_own(cast, host, nora):
    row = plan(host, facts(seats=1, title="Én plass"))
    ids = {name: cast.people[name].id for name in ("nora", "ali", "siv", "per")}
    preparation.sign_up(nora, row, None, [ids["nora"], ids["siv"]])
    with pytest.raises(Refused) as refused:
        preparation.sign_up(nora, row, own(nora, row), [ids["nora"], ids["ali"], ids["siv"]])
    assert refused.value.fault is PreparationFault.SEATS
    with pytest.raises(NotFoundError):
        preparation.sign_up(nora, row, own(nora, row), [ids["per"]])
    preparation.sign_up(nora, row, own(nora, row), [ids["siv"]])
    assert preparation.coming_ids(nora, row) == [ids["siv"]]
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "preparation").order_by(AuditLine.id)).all()
    assert (line[-1].before, line[-1].after) == ({"people": "Nora Lund, Siv Aas"}, {"people": "Siv Aas"})


def test_nobody_signs_up_after_the_deadline_or_prepares_for_what_was_held(cast, host, inside):
    row = plan(host, facts(sign_up_by=date(2026, 11, 10), title="Frist"))
    with pytest.raises(Refused) as refused:
        preparation.sign_up(inside("nora"), row, None, [cast.people["nora"].id])
    assert refused.value.fault is PreparationFault.DEADLINE
    with pytest.raises(Refused) as refused:
        preparation.answer(inside("nora", now=AFTER), row, None, learned="Sent", help_wanted="")
    assert refused.value.fault is PreparationFault.OVER


def test_the_report_is_sent_once(nora, inside, row):
    preparation.send_report(nora, row, None)
    preparation.send_report(inside("ali"), row, own(nora, row))
    assert own(nora, row).report_sent_by_id == nora.user.id


def recorded(measure, start, by):
    db.session.add(
        Measurement(
            team_id=measure.team_id, measure_id=measure.id, period_start=start, numerator=1, denominator=2,
            recorded_by_id=by.id, recorded_at=MADE,
        )
    )  # fmt: skip
    db.session.flush()


def test_a_team_has_recorded_when_every_measure_it_has_begun_has_the_last_period_over(cast, nora):
    def told():
        return recorded_by_team([cast.team.id], today=nora.today).get(cast.team.id)

    assert told() is None
    recorded(cast.chair, WEEK_45, nora.user)
    assert told().is_complete
    recorded(cast.minutes, date(2026, 10, 26), nora.user)
    assert not told().is_complete
    assert told().through.start == date(2026, 10, 26)
    recorded(cast.minutes, WEEK_45, nora.user)
    recorded(cast.minutes, date(2026, 11, 9), nora.user)  # the week that runs neither helps nor harms
    assert told().is_complete
    assert told().through.start == WEEK_45


def test_a_team_is_ready_when_nothing_is_lacking(cast, host, nora, row):
    def told():
        return readiness_of(host, row)[0]

    assert not told().is_ready
    recorded(cast.chair, WEEK_45, nora.user)
    preparation.answer(nora, row, None, learned="Noe", help_wanted="Noe annet")
    preparation.send_report(nora, row, own(nora, row))
    assert (told().answered, told().report_sent, told().signed_up, told().is_ready) == (2, True, 0, False)
    preparation.sign_up(nora, row, own(nora, row), [nora.user.id])
    assert told().is_ready


@pytest.mark.parametrize("lacks", ["nothing", "a week", "every number"])
def test_whoever_lacks_only_numbers_is_ready_when_the_row_says_that_all_are_recorded(cast, host, nora, row, lacks):
    if lacks != "every number":
        recorded(cast.chair, WEEK_45, nora.user)
        recorded(cast.minutes, date(2026, 10, 26) if lacks == "a week" else WEEK_45, nora.user)
    preparation.answer(nora, row, None, learned="Noe", help_wanted="Noe annet")
    preparation.send_report(nora, row, own(nora, row))
    preparation.sign_up(nora, row, own(nora, row), [nora.user.id])
    told = recorded_by_team([cast.team.id], today=nora.today).get(cast.team.id)
    [found] = [each for each in readiness_of(host, row) if each.team.id == cast.team.id]
    assert found.is_ready is (told is not None and told.is_complete) is (lacks == "nothing")


def test_readiness_takes_as_many_queries_for_thirty_teams_as_for_one(cast, host, row, queries):
    def asked():
        with queries() as seen:
            readiness_of(host, row)
        return len(seen)

    asked()
    few = asked()
    for number in range(30):
        team = Team(name=f"Team {number:02}", slug=f"team-{number}", service=ServiceKind.OTHER, created_at=MADE)
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=host.network.id, team_id=team.id, joined_on=date(2026, 1, 5)))
        db.session.add(Preparation(gathering_id=row.id, team_id=team.id, learned="a", help="b", created_at=MADE))
        db.session.add(SignUp(gathering_id=row.id, team_id=team.id, user_id=cast.people["per"].id, signed_at=MADE))
    db.session.flush()
    assert asked() == few <= 7
    assert [each.team.name for each in readiness_of(host, row)][:2] == ["Kirurgisk sengepost 3", "Team 00"]


def test_the_host_seats_teams_at_tables_and_a_nameless_table_goes(cast, host, nora, row):
    preparation.answer(nora, row, None, learned="", help_wanted="Få legene med")
    tables.set_tables(host, row, {1: "Leger", 2: "Måling"}, {cast.team.id: 2})
    assert [table.title for table in tables.tables_of(row)] == ["Leger", "Måling"]
    assert own(nora, row).help_table_id == tables.tables_of(row)[1].id
    tables.set_tables(host, row, {1: "Leger", 2: ""}, {cast.team.id: 2})
    assert [table.title for table in tables.tables_of(row)] == ["Leger"]
    db.session.refresh(own(nora, row))
    assert own(nora, row).help_table_id is None
