"""Two give the same name, number or address at the same moment: the second is told in words, on either database."""

from threading import Event, Thread
from time import sleep

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.access.network import enter_network
from tracker.access.office import enter_office
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import Hostship, Profession, Role, User
from tracker.models.base import db
from tracker.models.imports import ImportHabit, Upload
from tracker.models.networks import Network
from tracker.models.organisations import Country, Organisation, OrganisationKind
from tracker.models.teams import Invitation, ServiceKind, Team
from tracker.services.imports import remembered_choices
from tracker.services.networks.new_teams import NewTeam, new_teams
from tracker.services.organisations.organisations import (
    OrganisationFacts,
    change_organisation,
    create_organisation,
)  # fmt: skip
from tracker.services.refusal import Refused
from tracker.services.teams import invitations


def user(name):
    return db.session.scalars(select(User).where(User.email == f"{name}@example.no")).one()


def make_team(name):
    make_team_in("brukermedvirkning", name)


def make_team_in(network, name="Sone øst"):
    host = enter_network(user("ingrid"), network, Permission.READ_NETWORK, now=NOW)
    new_teams(host, [NewTeam(name=name, service=ServiceKind.HOME_CARE, organisation_ids=())])


def invite(_name):
    nora = enter_team(user("nora"), "kirurgisk-3", Permission.READ, now=NOW)
    invitations.invite(nora, email="ny@example.no", role=Role.MEMBER, profession=Profession.OTHER)


def facts(name):
    return OrganisationFacts(name=name, kind=OrganisationKind.HOSPITAL, country=Country.NO, orgnr="974749025")


def make_organisation(name):
    create_organisation(enter_office(user("odd"), now=NOW), facts(name))


def number_organisation(name):
    row = db.session.scalars(select(Organisation).where(Organisation.name == name)).one()
    change_organisation(enter_office(user("odd"), now=NOW), row, facts(name))


def remember(_name):
    nora = enter_team(user("nora"), "kirurgisk-3", Permission.READ, now=NOW)
    remembered_choices.remember(nora, ["Uke", "Teller"], Upload(columns={}, choices={}))


def at_once(app, deed, first, second):
    """Do a deed twice, the second when the first has written and before it is settled; give what each was told."""
    told, written = {}, Event()

    def do(name, *, waits):
        with app.app_context():
            if waits:
                written.wait(5)
            try:
                deed(name)
                db.session.flush()
                written.set()
                sleep(0 if waits else 0.3)
                db.session.commit()
                told[waits] = "done"
            except Refused as refused:
                db.session.rollback()
                told[waits] = f"{refused.field}: {refused.fault}"
            finally:
                db.session.remove()

    pair = [
        Thread(target=do, args=(first,), kwargs={"waits": False}),
        Thread(target=do, args=(second,), kwargs={"waits": True}),
    ]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    return told[False], told[True]


@pytest.mark.parametrize(
    ("deed", "first", "second", "told"),
    [
        (make_team, "Sone øst", "Sone  ØST", "name: taken"),
        (make_team, "Sone øst", "Sone Øst 2", "done"),
        (make_organisation, "Nord sykehus", "Sør sykehus", "orgnr: orgnr_taken"),
        (number_organisation, "Fjordheim sykehus", "Storfjell kommune", "orgnr: orgnr_taken"),
        (invite, "", "", "done"),
        (remember, "", "", "done"),
    ],
)
def test_the_second_of_two_at_once_is_told(shared, deed, first, second, told):
    assert at_once(shared, deed, first, second) == ("done", told)
    assert db.session.scalar(select(func.count()).select_from(ImportHabit)) == (deed is remember)
    still_open = (
        Invitation.revoked_at.is_(None) & Invitation.accepted_at.is_(None) & (Invitation.email == "ny@example.no")
    )
    assert db.session.scalar(select(func.count()).where(still_open)) == (deed is invite)


def test_hosts_of_two_networks_give_a_name_at_once_and_each_gets_an_address(shared):
    here = db.session.scalars(select(Network).where(Network.slug == "brukermedvirkning")).one()
    there = Network(name="Trygg utskriving", slug="trygg", host=here.host, programme_id=here.programme_id,
                    starts_on=here.starts_on, created_at=NOW)  # fmt: skip
    db.session.add(there)
    db.session.flush()
    db.session.add(Hostship(user_id=user("ingrid").id, network_id=there.id))
    db.session.commit()
    db.session.remove()
    assert at_once(shared, make_team_in, "brukermedvirkning", "trygg") == ("done", "done")
    slugs = select(Team.slug).where(Team.slug.startswith("sone-ost")).order_by(Team.slug)
    assert db.session.scalars(slugs).all() == ["sone-ost", "sone-ost-2"]
