"""A team keeps a leader, whoever takes one away and however many do it at once."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.office import enter_office
from tracker.access.people import Actor, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Profession, Role, User
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.teams import Membership
from tracker.services.accounts import users
from tracker.services.accounts.users import Roles
from tracker.services.networks import new_teams
from tracker.services.refusal import Refused
from tracker.services.teams import invitations, members, succession
from tracker.services.versions import Outdated


def person(name):
    return db.session.scalars(select(User).where(User.email == f"{name}@example.no")).one()


def membership(name):
    return db.session.scalars(select(Membership).where(Membership.user_id == person(name).id)).one()


def inside(name):
    return enter_team(person(name), "kirurgisk-3", Permission.READ, now=NOW)


def lead(*names):
    for name in names:
        membership(name).role = Role.LEADER
    db.session.commit()


def close(office, name):
    user = person(name)
    users.change_account(office, user, name=user.name, is_active=False, roles=Roles())


def leaders():
    query = select(User.name).join(Membership, Membership.user_id == User.id)
    query = query.where(Membership.role == Role.LEADER, Membership.left_on.is_(None), User.is_active)
    return set(db.session.scalars(query.where(User.name != "Per Vik")))


def test_a_team_s_only_leader_is_not_closed_and_the_team_is_named(office):
    with pytest.raises(Refused, match="only_leader") as refused:
        close(office, "nora")
    assert refused.value.details["teams"] == "Kirurgisk sengepost 3"
    assert person("nora").is_active


def test_who_takes_over_is_named_in_the_same_step_and_told_to_the_team(office):
    nora = person("nora")
    (heir,) = succession.heirs(office, nora)
    assert (heir.name, heir.team) == ("Ali Hassan", "Kirurgisk sengepost 3")
    succession.appoint(office, nora, [heir.membership_id])
    close(office, "nora")
    assert leaders() == {"Ali Hassan"}
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "membership")).one()
    assert (line.user_name, line.label, line.before, line.after) == (
        "Odd Berg", "Ali Hassan", {"role": "member"}, {"role": "leader"},
    )  # fmt: skip
    assert line.team_id == membership("ali").team_id


@pytest.mark.parametrize("who", ["siv", "per"])
def test_only_a_member_of_that_team_takes_over(office, who):
    succession.appoint(office, person("nora"), [membership(who).id])
    with pytest.raises(Refused, match="only_leader"):
        close(office, "nora")


def test_nobody_is_made_leader_of_a_team_that_has_another(office):
    lead("siv")
    assert succession.heirs(office, person("nora")) == []
    succession.appoint(office, person("nora"), [membership("ali").id])
    assert membership("ali").role is Role.MEMBER


def test_a_team_of_nobody_else_waits_for_a_leader_at_the_host(office, hosting):
    for name in ("ali", "siv"):
        membership(name).left_on = NOW.date()
    db.session.flush()
    assert new_teams.leaderless(hosting("ingrid")) == []
    close(office, "nora")
    assert [team.slug for team in new_teams.leaderless(hosting("ingrid"))] == ["kirurgisk-3"]


@pytest.mark.parametrize("deed", ["step down", "leave"])
def test_a_leader_whose_account_is_closed_leads_nobody(app, deed):
    lead("ali")
    person("ali").is_active = False
    db.session.flush()
    with pytest.raises(Refused, match="last_leader"):
        take_away(inside("nora"), "nora", deed)


def test_an_older_invitation_does_not_take_the_role_away(app):
    token = invitations.invite(inside("nora"), email="per@example.no", role=Role.MEMBER, profession=Profession.NURSE)
    per = person("per")
    db.session.add(Membership(team_id=inside("nora").team.id, user_id=per.id, role=Role.LEADER, joined_on=NOW.date()))
    db.session.flush()
    assert invitations.accept(invitations.find_invitation(token, now=NOW), Actor(per, NOW)).role is Role.LEADER


def take_away(access, name, deed):
    row = membership(name)
    if deed == "leave":
        members.end_membership(access, row)
    else:
        members.change_membership(access, row, role=Role.MEMBER, profession=Profession.NURSE)


@pytest.fixture
def led(shared):
    """Nora and Ali lead, Per is with them, Odd and Kari run the office; several threads can open it."""
    person("kari").is_administrator = True
    lead("ali")
    db.session.add(
        Membership(team_id=inside("nora").team.id, user_id=person("per").id, role=Role.MEMBER, joined_on=NOW.date())
    )
    db.session.commit()
    db.session.remove()
    return shared


def close_by(who, name):
    return lambda: close(enter_office(person(who), now=NOW), name)


def take_by(who, name, deed):
    return lambda: take_away(inside(who), name, deed)


def at_once(app, *deeds):
    """Do all of it at the same moment, each after it has read what it needs; return what was refused."""
    gate, told = Barrier(len(deeds)), []

    def run(deed):
        with app.app_context():
            if db.engine.dialect.name == "postgresql":  # SQLite lets one in at a time
                db.session.execute(select(Membership)).all()
                db.session.execute(select(User)).all()
            gate.wait()
            try:
                deed()
                db.session.commit()
            except (Refused, Outdated, NotFoundError) as error:  # or the second is let in no more
                db.session.rollback()
                told.append(error)
            db.session.remove()

    crowd = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join(30)
        assert not thread.is_alive()
    return told


@pytest.mark.parametrize(
    "deeds",
    [
        (close_by("odd", "nora"), close_by("kari", "ali")),
        (take_by("nora", "ali", "leave"), take_by("ali", "nora", "leave")),
        (take_by("nora", "nora", "step down"), take_by("ali", "ali", "step down")),
        (close_by("odd", "nora"), take_by("ali", "ali", "leave")),
    ],
    ids=["closed by two", "each other", "both step down", "closed while the other leaves"],
)
def test_of_two_at_once_one_stays(led, deeds):
    told = at_once(led, *deeds)
    assert len(leaders()) == 1
    assert len(told) == 1


def test_two_administrators_do_not_close_each_other(led):
    told = at_once(led, close_by("odd", "kari"), close_by("kari", "odd"))
    assert len(told) == 1
    office = db.session.scalars(select(User.name).where(User.is_administrator, User.is_active)).all()
    assert len(office) == 1
