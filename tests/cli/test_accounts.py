"""Accounts from the command line: the first one, and one that nobody is left to confirm."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tracker import cli
from tracker.models.accounts import User
from tracker.models.audit import AuditLine
from tracker.models.base import db


@pytest.fixture
def run(app, monkeypatch):
    monkeypatch.setattr(cli.accounts, "create_app", lambda *_: app)
    return lambda *said: CliRunner().invoke(cli.main, said)


def person(name):
    return db.session.scalars(select(User).where(User.email == f"{name}@example.no")).one()


def test_a_held_account_is_opened_and_who_asked_is_noted(run):
    person("ingrid").held_since = datetime.now(UTC)
    db.session.commit()
    assert run("confirm-account", "Ingrid@example.no", "--by", "odd@example.no").exit_code == 0
    db.session.expire_all()
    assert person("ingrid").held_since is None
    line = db.session.scalars(select(AuditLine)).one()
    assert (line.user_name, line.label, line.after) == ("Odd Berg", "Ingrid Moe", {"is_owner": True})


@pytest.mark.parametrize(
    ("who", "by", "words"),
    [
        ("ingrid@example.no", "odd@example.no", "not closed"),
        ("odd@example.no", "odd@example.no", "Nobody confirms herself"),
        ("nobody@example.no", "odd@example.no", "no account nobody@example.no"),
    ],
)
def test_what_cannot_be_confirmed_is_told(run, who, by, words):
    done = run("confirm-account", who, "--by", by)
    assert done.exit_code != 0
    assert words in done.output + str(done.exception)


@pytest.mark.parametrize(
    ("password", "words"),
    [("kort", "at least 12"), ("passord12345", "first that are tried"), ("fire helt egne ord", "")],
)
def test_the_first_account_s_password_is_looked_at_too(run, password, words):
    done = run("create-administrator", "--name", "Else Lie", "--email", "else@example.no", "--password", password)
    assert words in done.output + str(done.exception)
    assert (done.exit_code == 0) == (words == "")
