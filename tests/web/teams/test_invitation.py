from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.models.accounts import Profession, Role, User
from tracker.models.base import db
from tracker.models.teams import Membership, Team
from tracker.services.accounts import new_account
from tracker.services.teams import invitations


@pytest.fixture
def invite(inside):
    def make(email="aud@example.no", role=Role.MEMBER, profession=Profession.NURSE):
        access = inside("nora", now=datetime.now(UTC))
        token = invitations.invite(access, email=email, role=role, profession=profession)
        db.session.commit()
        return f"/invitations/{token}"

    return make


def answer(**more):
    return {"name": "Aud Nilsen", "password": "et langt passord"} | more


def users():
    return db.session.scalar(select(func.count()).select_from(User))


def professions(email):
    db.session.rollback()
    query = select(Membership.profession).join(Membership.user).join(Team, Team.id == Membership.team_id)
    return list(db.session.scalars(query.where(User.email == email, Team.slug == "kirurgisk-3")))


def test_a_new_person_joins_and_is_shown_her_team(invite, as_):
    visitor = as_(None)
    page = visitor.submit(invite(), answer())
    assert page.location == "/teams/kirurgisk-3"
    assert "Velkommen til Kirurgisk sengepost 3." in visitor.follow(page).words


def test_the_page_says_who_invites_to_what(invite, as_):
    page = as_(None).get(invite())
    assert page.h1 == "Bli med i Kirurgisk sengepost 3"
    assert "Nora Lund har invitert deg." in page.words
    assert "aud@example.no" in page.words


@pytest.mark.parametrize("who", [None, "per"])
def test_a_representative_reads_what_she_sees_may_do_and_who_reads_her(invite, as_, who):
    page = as_(who).get(invite(email="per@example.no" if who else "aud@example.no", role=Role.USER_REPRESENTATIVE))
    said = {row.dt.get_text(): row.dd.get_text() for row in page.select(".facts > div")}
    assert said["Rolle"] == "Brukerrepresentant"
    assert said["Hva rollen kan"] == "Ser alt teamet ser, og kommenterer. Endrer aldri tall."
    assert "vertskapet" in said["Hvem som leser det du skriver"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "kort"}, "Passordet må ha minst 12 tegn."),
        ({"password": "x" * 201}, "for lang"),
        ({"password": ""}, "Fyll ut dette feltet."),
        ({"name": " "}, "Fyll ut dette feltet."),
        ({"name": "Aud 178538 50187"}, "fødselsnummer"),
        ({"csrf_token": "old"}, "send på nytt"),
    ],
)
def test_a_wrong_answer_is_refused_and_makes_no_account(invite, as_, wrong, words):
    before, path = users(), invite()
    page = as_(None).submit(path, answer(**wrong), status=422)
    assert words in page.words
    assert page.one("[name=name]")["value"] == answer(**wrong)["name"]
    assert users() == before
    assert as_(None).get(path)


def test_someone_with_an_account_signs_in_first(invite, as_):
    path = invite("per@example.no")
    page = as_(None).get(path, 302)
    assert page.location == "/sign-in"
    assert path.removeprefix("/invitations/") in page.headers["Location"]


def test_someone_signed_in_joins_with_one_press(invite, as_):
    visitor = as_("per")
    path = invite("per@example.no")
    page = visitor.submit(path)
    assert page.location == "/teams/kirurgisk-3"
    visitor.get(path, 404)


@pytest.mark.parametrize(("who", "email"), [(None, "aud@example.no"), ("per", "per@example.no")])
def test_a_profession_nobody_knew_is_said_by_the_one_who_joins(invite, as_, who, email):
    visitor, path = as_(who), invite(email, role=Role.LEADER, profession=Profession.OTHER)
    typed = answer() if who is None else {}
    assert visitor.get(path).fields()["profession"] == ""
    for wrong in ({}, {"profession": "forged"}):
        page = visitor.submit(path, typed | wrong, status=422)
        assert "Velg ett av alternativene." in page.errors()
        assert who or page.fields()["name"] == typed["name"]
        assert professions(email) == []
    visitor.submit(path, typed | {"profession": "midwife"})
    assert professions(email) == [Profession.MIDWIFE]


@pytest.mark.parametrize(("who", "email"), [(None, "aud@example.no"), ("per", "per@example.no")])
def test_a_profession_the_inviter_knew_is_not_asked_for_and_cannot_be_forged(invite, as_, who, email):
    visitor, path = as_(who), invite(email)
    assert "profession" not in visitor.get(path).fields()
    visitor.submit(path, (answer() if who is None else {}) | {"profession": "doctor"})
    assert professions(email) == [Profession.NURSE]


def test_another_persons_invitation_is_refused(invite, as_):
    path = invite("aud@example.no")
    page = as_("per").get(path, 403)
    assert page.h1 == "Invitasjonen er til en annen"
    as_("per").post(path, status=403)
    assert as_(None).get(path)


@pytest.mark.parametrize("who", [None, "per"])
def test_a_link_that_no_longer_holds_says_what_to_do(as_, who):
    assert "Be den som sendte den, om en ny." in as_(who).get("/invitations/none-such", 404).words


def test_a_second_press_by_the_same_person_leads_to_her_team(invite, as_):
    path = invite()
    visitor = as_(None)
    visitor.submit(path, answer())
    assert visitor.post(path, answer()).location == "/teams/kirurgisk-3"
    as_("per").post(path, status=404)
    as_(None).post(path, answer(), status=404)


def test_a_second_press_by_someone_with_an_account_leads_to_her_team(invite, as_):
    path = invite("per@example.no")
    as_("per").submit(path)
    assert as_("per").post(path).location == "/teams/kirurgisk-3"


def test_an_account_opened_meanwhile_sends_to_the_door(invite, as_, office):
    path = invite()
    visitor = as_(None)
    visitor.get(path)
    new_account.create_user(name="Aud", email="aud@example.no", password=None, by=office, now=NOW)
    db.session.commit()
    assert visitor.post(path, answer()).location == "/sign-in"


def test_a_link_works_once(invite, as_):
    path = invite()
    as_(None).submit(path, answer())
    as_(None).get(path, 404)
