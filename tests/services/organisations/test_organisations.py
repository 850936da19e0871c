from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.services import names
from tracker.services.networks import networks
from tracker.services.networks.networks import NetworkFacts
from tracker.services.organisations import organisations
from tracker.services.organisations.organisations import OrganisationFacts, is_orgnr
from tracker.services.programmes import programmes
from tracker.services.refusal import Refused

REGISTER = "974760673"  # the number of Brønnøysundregistrene itself, from their own page about the numbers


def facts(name="Havsund sykehus", **more):
    return OrganisationFacts(name=name, kind=OrganisationKind.HOSPITAL, **more)


def plan(name="Trygg hjemme 2027", **more):
    return NetworkFacts(name=name, host="Helse Midt-Norge", starts_on=date(2027, 1, 1), **more)


def lines(subject):
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == subject).order_by(AuditLine.id)).all()


def test_a_real_number_is_one():
    assert is_orgnr(REGISTER)


@pytest.mark.parametrize("text", ["", "97476067", "9747606731", "974760674", "174760673", "97476067x", "974 760 673"])
def test_what_is_no_number(text):
    assert not is_orgnr(text)


@given(st.integers(80_000_000, 99_999_999))
def test_of_ten_last_digits_one_holds_at_most(eight):
    assert sum(is_orgnr(f"{eight}{last}") for last in range(10)) <= 1


@given(st.integers(80_000_000, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(eight, place, shift):
    for last in range(10):
        number = f"{eight}{last}"
        if is_orgnr(number):
            wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
            assert not is_orgnr(wrong)


def test_an_organisation_is_added_with_a_line(office):
    row = organisations.create_organisation(office, facts(orgnr=REGISTER))
    assert row.slug == "havsund-sykehus"
    (line,) = lines("organisation")
    assert (line.deed, line.label, line.after["orgnr"]) == (Deed.CREATED, "Havsund sykehus", REGISTER)


@pytest.mark.parametrize("name", ["Fjordheim sykehus", "FJORDHEIM sykehus"])
def test_a_name_is_one_organisations(office, name):
    with pytest.raises(Refused, match="name: taken"):
        organisations.create_organisation(office, facts(name))


def test_names_that_look_alike_in_an_address_get_a_number(office):
    first = organisations.create_organisation(office, facts("Ås sykehjem"))
    second = organisations.create_organisation(office, facts("As sykehjem"))
    third = organisations.create_organisation(office, facts("Ås-sykehjem"))
    assert [first.slug, second.slug, third.slug] == ["as-sykehjem", "as-sykehjem-2", "as-sykehjem-3"]


def test_a_number_is_one_organisations(office):
    first = organisations.create_organisation(office, facts(orgnr=REGISTER))
    with pytest.raises(Refused, match="orgnr_taken"):
        organisations.create_organisation(office, facts("Lysøya", orgnr=REGISTER))
    organisations.change_organisation(office, first, facts(orgnr=REGISTER, resh_id=4_201_115))
    assert first.resh_id == 4_201_115


def test_a_change_tells_what_changed_and_nothing_tells_nothing(office):
    row = organisations.create_organisation(office, facts())
    organisations.change_organisation(office, row, facts())
    organisations.change_organisation(
        office, row, facts(municipality_number="5001", municipality_number_from=date(2018, 1, 1))
    )
    (_, line) = lines("organisation")
    assert line.before == {"municipality_number": None, "municipality_number_from": None}
    assert line.after == {"municipality_number": "5001", "municipality_number_from": "2018-01-01"}


def test_an_organisation_does_not_take_anothers_name(office):
    row = organisations.create_organisation(office, facts())
    with pytest.raises(Refused, match="name: taken"):
        organisations.change_organisation(office, row, facts("Storfjell kommune"))


def test_the_database_has_the_last_word_on_a_name(office):
    twin = Organisation(
        name="Fjordheim to", slug="fjordheim", kind=OrganisationKind.HOSPITAL, created_at=office.now
    )  # another person was a moment faster with the address
    with pytest.raises(Refused, match="name: taken"):
        names.add_or_taken(twin)
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 2


def test_a_network_is_added_in_its_programme(office):
    programme = programmes.create_programme(office, programmes.ProgrammeFacts(name="I trygge hender"))
    first = networks.create_network(office, plan(programme_id=programme.id))
    second = networks.create_network(office, plan("Trygg hjemme 2028", programme_id=programme.id))
    assert first.programme is second.programme
    assert [line.after["programme"] for line in lines("network")] == ["I trygge hender"] * 2


def test_a_network_has_a_name_of_its_own(office):
    with pytest.raises(Refused, match="name: taken"):
        networks.create_network(office, plan("Brukermedvirkning 2026"))


def test_a_host_changes_her_network_and_keeps_its_address(hosting):
    access = hosting("ingrid")
    for _ in range(2):
        networks.change_network(access, access.network, plan("Brukermedvirkning 2027", silent_after=4))
    assert access.network.slug == "brukermedvirkning"
    (line,) = lines("network")
    assert line.user_name == "Ingrid Moe"
    assert line.after["silent_after"] == 4


def test_a_host_changes_no_other_network(office, hosting):
    other = networks.create_network(office, plan())
    with pytest.raises(NotFoundError):
        networks.change_network(hosting("ingrid"), other, plan("Mitt"))


def test_an_advisor_changes_no_network(hosting):
    access = hosting("kari")
    with pytest.raises(ForbiddenError):
        networks.change_network(access, access.network, plan())
    with pytest.raises(ForbiddenError):
        organisations.organisations(access)


def test_rows_are_found_by_the_office(office):
    assert [row.name for row in organisations.organisations(office)] == ["Fjordheim sykehus", "Storfjell kommune"]
    assert [row.name for row in networks.networks(office)] == ["Brukermedvirkning 2026"]
    network = db.session.scalars(select(Network)).one()
    assert networks.network(office, network.id) is network
    with pytest.raises(NotFoundError):
        networks.network(office, 999_999)
    with pytest.raises(NotFoundError):
        organisations.organisation(office, 999_999)
