"""A row's version goes up once a deed, and a deed on an old version is told."""

import pytest
from sqlalchemy import select, text, update

from tracker.models.accounts import Profession, Role
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.teams import Membership, ServiceKind, Team
from tracker.services.audit.log import joining
from tracker.services.teams.members import change_membership
from tracker.services.teams.teams import change_team
from tracker.services.versions import Outdated, forget_versions, saves_since


def rename(access, name):
    change_team(access, name=name, service=ServiceKind.HOSPITAL_WARD)


def test_each_deed_counts_once(inside):
    access = inside("nora")
    rename(access, "Tredje")
    rename(access, "Fjerde")
    assert access.team.version == 3
    assert [(save.name, save.at) for save in saves_since(access.team, 1)] == [("Nora Lund", access.now)] * 2
    assert len(saves_since(access.team, 2)) == 1


def test_what_changes_nothing_counts_nothing(inside):
    access = inside("nora")
    rename(access, access.team.name)
    assert access.team.version == 1
    assert saves_since(access.team, 0) == []


def test_a_deed_on_an_old_version_is_told(inside):
    access = inside("nora")
    rename(access, "Tredje")
    elsewhere = update(Team).where(Team.id == access.team.id).values(version=7)
    db.session.execute(elsewhere, execution_options={"synchronize_session": False})
    with pytest.raises(Outdated):
        rename(access, "Fjerde")


def test_a_deed_on_a_row_that_is_gone_is_told(inside, cast):
    access = inside("nora")
    member = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["siv"].id)).one()
    db.session.execute(text("DELETE FROM membership WHERE id = :id"), {"id": member.id})
    with pytest.raises(Outdated):
        change_membership(access, member, role=Role.MEMBER, profession=Profession.NURSE)


def test_the_versions_of_a_removed_row_are_forgotten(inside):
    access = inside("nora")
    rename(access, "Tredje")
    forget_versions(access.team)
    assert saves_since(access.team, 0) == []


def test_the_trail_names_whose_changes_were_taken_along(inside):
    access = inside("nora")
    with joining(["Ali Hassan", "Siv Aas"]):
        rename(access, "Tredje")
    rename(access, "Fjerde")
    lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(2)).all()
    assert [line.joined_with for line in lines] == ["", "Ali Hassan, Siv Aas"]
