"""Whose account the office can open is told by letter to her own address, without the link, and cannot turn it off."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.catcher import catching
from tests.conftest import NOW
from tests.services.mail.letters import SENDER, server_at
from tracker.models.accounts import AccountLink
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.mail import CHOSEN_KINDS, Mail, MailKind
from tracker.services.accounts import links, users
from tracker.services.accounts.telling import AccountPost
from tracker.services.accounts.users import Roles
from tracker.services.mail.worker import Worker

POST = AccountPost(SENDER, f"{SENDER.site}/account/links")
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("et langt passord til tester")
NEW = "et helt annet passord"


@pytest.fixture
def nora(cast):
    user = cast.people["nora"]
    user.persona, user.password_hash = None, CHEAP
    db.session.commit()
    return user


def caught(now=NOW):
    db.session.commit()
    with catching() as catcher:
        Worker(server_at(catcher.port), SENDER, clock=lambda: now).send_due()
        return catcher.mails


def text_of(mail):
    return " ".join(mail.get_body(("plain",)).get_content().split())


def test_a_link_is_told_with_who_and_when_and_never_with_the_link(office, nora):
    token = links.make_link(office, nora, post=POST)
    (mail,) = caught()
    words = text_of(mail)
    assert mail["To"].addresses[0].addr_spec == "nora@example.no"
    assert mail["Subject"] == "Administrasjonen har laget en lenke til kontoen din"
    assert f"{office.user.name} laget 11. november kl. 09.30 en lenke" in words
    assert "Den virker til 18. november kl. 09.30." in words
    assert POST.links_address in words
    assert token not in mail.as_string() + words
    assert mail["List-Unsubscribe"] is None
    assert mail["Auto-Submitted"] == "auto-generated"


def test_the_teams_trail_has_the_line_that_its_leaders_read(office, nora, cast):
    links.make_link(office, nora, post=POST)
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "account_link")).all()
    assert [(line.team_id, line.user_id) for line in lines] == [(cast.team.id, office.user.id)]


def test_a_link_that_is_used_is_told_too(office, nora):
    token = links.make_link(office, nora, post=POST)
    links.set_password(links.find_link(token, now=NOW), password=NEW, now=NOW + timedelta(hours=1), post=POST)
    subjects = [mail["Subject"] for mail in caught(NOW + timedelta(hours=1))]
    assert subjects[1:] == ["Passordet ditt er byttet med en lenke fra administrasjonen"]


def test_used_twice_or_taken_back_it_is_told_once_or_not_at_all(office, nora):
    token = links.make_link(office, nora)
    db.session.commit()
    link = links.find_link(token, now=NOW)
    links.set_password(link, password=NEW, now=NOW, post=POST)
    db.session.rollback()
    assert db.session.scalars(select(Mail)).all() == []
    link = links.find_link(token, now=NOW)
    links.set_password(link, password=NEW, now=NOW, post=POST)
    with pytest.raises(links.LinkUsedError):
        links.set_password(link, password=NEW, now=NOW, post=POST)
    assert len(db.session.scalars(select(Mail)).all()) == 1


def test_a_first_password_has_nothing_behind_it_to_tell_of(office, cast):
    user, _token = users.open_account(office, name="Ny Person", email="ny@example.no", roles=Roles())
    token = links.make_link(office, user, post=POST)
    links.set_password(links.find_link(token, now=NOW), password=NEW, now=NOW, post=POST)
    assert db.session.scalars(select(Mail)).all() == []


def test_a_link_to_her_own_address_is_not_told_as_the_offices(nora):
    db.session.add(AccountLink(user=nora, token_hash="x" * 64, created_at=NOW, expires_at=NOW + timedelta(hours=1)))
    db.session.flush()
    link = db.session.scalars(select(AccountLink)).one()
    links.set_password(link, password=NEW, now=NOW, post=POST)
    assert db.session.scalars(select(Mail)).all() == []


def test_an_account_begun_anew_is_told(office, nora):
    nora.is_leader_opened = True
    roles = Roles(is_administrator=True)
    assert users.change_account(office, nora, name=nora.name, is_active=True, roles=roles, post=POST)
    assert len(caught()) == 1


def test_it_cannot_be_turned_off_and_is_in_her_language(office, nora):
    nora.language = type(nora.language).EN
    assert MailKind.ACCOUNT not in CHOSEN_KINDS
    links.make_link(office, nora, post=POST)
    (mail,) = caught()
    assert mail["Subject"] == "The administration has made a link to your account"


def test_where_mail_is_off_and_in_the_demo_there_is_no_letter(office, nora, cast):
    links.make_link(office, nora)
    links.make_link(office, cast.people["ali"], post=POST)  # of the demo
    assert db.session.scalars(select(Mail)).all() == []
