from datetime import date

import pytest
from sqlalchemy import select

from tests.gathered import facts, plan
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.gatherings import TableAnswer
from tracker.models.networks import NetworkTeam
from tracker.services.gatherings import gatherings, managed, preparation, tables
from tracker.services.refusal import Refused


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def row(host):
    made = plan(host, facts())
    tables.set_tables(host, made, {1: "Få legene med", 2: "Holde på nivået"}, {})
    return made


def say(access, row, *ids):
    managed.say_managed(access, row, preparation.preparation_of(access, row), ids)


def test_a_team_is_named_only_by_its_own_yes_and_can_take_it_back(host, inside, row):
    first, second = tables.tables_of(row)
    nora = inside("nora")
    assert managed.named_at(row) == {}
    say(nora, row, first.id, second.id)
    assert managed.named_at(row) == {first.id: ["Kirurgisk sengepost 3"], second.id: ["Kirurgisk sengepost 3"]}
    say(nora, row, second.id)
    assert managed.managed_by(nora, row) == [second.id]
    say(nora, row)
    assert managed.named_at(row) == {}
    assert db.session.scalars(select(TableAnswer)).all() == []
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "preparation").order_by(AuditLine.id)).all()
    assert [(line.before["managed"], line.after["managed"]) for line in lines] == [
        ("", "Få legene med, Holde på nivået"), ("Få legene med, Holde på nivået", "Holde på nivået"),
        ("Holde på nivået", ""),
    ]  # fmt: skip


def test_a_yes_is_to_what_the_table_was_called(host, inside, row):
    first = tables.tables_of(row)[0]
    say(inside("nora"), row, first.id)
    tables.set_tables(host, row, {1: "Få ned bemanningen"}, {})
    assert managed.named_at(row) == {}
    assert managed.managed_by(inside("nora"), row) == []
    say(inside("nora"), row, first.id)
    assert managed.named_at(row) == {first.id: ["Kirurgisk sengepost 3"]}
    tables.set_tables(host, row, {1: ""}, {})
    assert db.session.scalars(select(TableAnswer)).all() == []


def test_a_team_that_has_left_is_not_named(cast, inside, row):
    say(inside("nora"), row, tables.tables_of(row)[0].id)
    db.session.query(NetworkTeam).filter_by(team_id=cast.team.id).update({"left_on": date(2026, 11, 1)})
    assert managed.named_at(row) == {}


def test_nobody_says_it_for_a_team_and_no_other_gatherings_table(host, inside, row):
    table = tables.tables_of(row)[0]
    for name in ("kari", "ingrid"):
        with pytest.raises(ForbiddenError):
            say(inside(name), row, table.id)
    other = plan(host, facts(title="En annen"))
    with pytest.raises(NotFoundError):
        say(inside("nora"), other, table.id)


def test_when_it_is_over_nothing_is_said_or_taken_back(host, inside, row):
    gatherings.cancel_gathering(host, row)
    with pytest.raises(Refused):
        say(inside("nora"), row, tables.tables_of(row)[0].id)
