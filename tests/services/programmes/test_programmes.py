"""Programmes, their goals and steering groups, and how many take part."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import MADE
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.programme import enter_programme
from tracker.models.accounts import Ownership
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Country, Organisation, OrganisationKind
from tracker.models.programmes import SteeringRole
from tracker.models.teams import ServiceKind, Team
from tracker.services.networks import networks
from tracker.services.programmes import goals, programmes, steering
from tracker.services.programmes.overview import programme_overview
from tracker.services.programmes.programmes import ProgrammeFacts
from tracker.services.refusal import Refused


@pytest.fixture
def programme(office, cast):
    row = programmes.create_programme(office, ProgrammeFacts(name="Gode forløp"))
    cast.network.programme_id = row.id
    db.session.add(Ownership(user_id=cast.people["per"].id, programme_id=row.id))
    db.session.flush()
    return row


@pytest.fixture
def owning(cast, programme):
    return enter_programme(cast.people["per"], programme.slug, Permission.READ_PROGRAMME, now=NOW)


@pytest.fixture
def hosting_in(cast, programme):
    return enter_programme(cast.people["ingrid"], programme.slug, Permission.READ_PROGRAMME, now=NOW)


def lines(subject):
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == subject).order_by(AuditLine.id)).all()


def test_a_name_is_one_programmes(office, programme):
    with pytest.raises(Refused, match="name: taken"):
        programmes.create_programme(office, ProgrammeFacts(name="gode FORLØP"))


def test_an_owner_changes_her_programme_and_no_other(office, owning, programme):
    programmes.change_programme(owning, programme, ProgrammeFacts(name="Gode forløp", aim="Hjelp som henger sammen"))
    assert (programme.aim, programme.version) == ("Hjelp som henger sammen", 2)
    other = programmes.create_programme(office, ProgrammeFacts(name="Et annet"))
    with pytest.raises(NotFoundError):
        programmes.change_programme(owning, other, ProgrammeFacts(name="Mitt"))
    assert [line.deed for line in lines("programme")] == [Deed.CREATED, Deed.CHANGED, Deed.CREATED]


def test_a_host_changes_no_programme(hosting_in, programme):
    with pytest.raises(ForbiddenError):
        programmes.change_programme(hosting_in, programme, ProgrammeFacts(name="Mitt"))


def test_a_goal_is_judged_by_a_host_with_her_name_and_the_day(owning, hosting_in):
    goal = goals.add_programme_goal(owning, text="Tjenestene henger sammen")
    assert goals.add_programme_goal(owning, text="Tjenestene henger sammen") is goal
    goals.judge_programme_goal(hosting_in, goal, judgement="Et stykke på vei")
    assert (goal.judged_by, goal.judged_on) == ("Ingrid Moe", date(2026, 11, 11))
    goals.judge_programme_goal(hosting_in, goal, judgement="Et stykke på vei")
    assert goal.version == 2
    with pytest.raises(ForbiddenError):
        goals.judge_programme_goal(owning, goal, judgement="Nådd")
    with pytest.raises(ForbiddenError):
        goals.change_programme_goal(hosting_in, goal, text="Noe annet")
    goals.remove_programme_goal(owning, goal)
    assert goals.programme_goals(owning) == []
    assert lines("programme_goal")[-1].before["judgement"] == "Et stykke på vei"


def test_a_judgement_taken_away_takes_its_name_along(owning, hosting_in):
    goal = goals.add_programme_goal(owning, text="Tjenestene henger sammen")
    goals.judge_programme_goal(hosting_in, goal, judgement="Nådd")
    goals.judge_programme_goal(hosting_in, goal, judgement="")
    assert (goal.judgement, goal.judged_by, goal.judged_on) == ("", "", None)


def test_a_steering_group_begins_with_who_leads_it_and_then_those_who_speak_for_users(owning):
    for name, role in (("Erik", SteeringRole.MEMBER), ("Aslaug", SteeringRole.USER_REPRESENTATIVE)):
        steering.add_steering_member(owning, steering.Seat(name, role))
    steering.add_steering_member(owning, steering.Seat("Tone", SteeringRole.CHAIR, "KS"))
    steering.add_steering_member(owning, steering.Seat("Tone", SteeringRole.CHAIR, "KS"))
    assert [member.name for member in steering.steering_group(owning)] == ["Tone", "Aslaug", "Erik"]


def test_the_group_of_a_network_is_not_the_programmes(owning, hosting):
    access = hosting("ingrid")
    member = steering.add_steering_member(access, steering.Seat("Liv", SteeringRole.RELATIVE_REPRESENTATIVE))
    assert steering.steering_group(owning) == []
    with pytest.raises(NotFoundError):
        steering.steering_member(owning, member.id)
    steering.change_steering_member(access, member, steering.Seat("Liv Kvam", member.role))
    steering.remove_steering_member(access, member)
    assert [line.deed for line in lines("steering_member")] == [Deed.CREATED, Deed.CHANGED, Deed.REMOVED]
    with pytest.raises(ForbiddenError):
        steering.add_steering_member(hosting("kari"), steering.Seat("Noen", SteeringRole.MEMBER))


def test_a_network_made_by_an_owner_is_in_her_programme(owning, programme):
    facts = networks.NetworkFacts(name="Sør og øst", host="KS", starts_on=date(2027, 1, 1))
    assert networks.create_network(owning, facts).programme_id == programme.id


def test_a_host_makes_no_network(hosting_in):
    with pytest.raises(ForbiddenError):
        networks.create_network(hosting_in, networks.NetworkFacts(name="N", host="H", starts_on=date(2027, 1, 1)))


def test_a_joint_team_counts_each_of_its_kommuner_and_published_numbers_count_nowhere(cast, owning):
    kommuner = [
        Organisation(name=name, slug=name, kind=OrganisationKind.MUNICIPALITY, country=country, created_at=MADE)
        for name, country in (("a", Country.NO), ("b", Country.DK), ("c", Country.NO))
    ]
    joint, published, gone = (
        Team(name=name, slug=name, service=ServiceKind.OTHER, created_at=MADE, organisations=homes)
        for name, homes in (("felles", kommuner[:2]), ("tall", kommuner[2:]), ("borte", kommuner[2:]))
    )
    published.is_reference = True
    db.session.add_all([*kommuner, joint, published, gone])
    db.session.flush()
    day = MADE.date()
    db.session.add_all(
        NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=day, left_on=day if team is gone else None)
        for team in (joint, published, gone)
    )
    db.session.flush()
    part = programme_overview(owning).part[cast.network.id]
    assert sorted(part.municipalities.values()) == [Country.DK, Country.NO]
    assert part.teams == 2
