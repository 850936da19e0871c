"""A database that fills up or goes away in the middle of a deed: a page says so, and nothing is promised."""

import pytest
from sqlalchemy import event, text

from tests.conftest import _memory
from tests.page import Page
from tracker.models.base import db


@pytest.fixture
def lost(app, monkeypatch):
    """Break the database itself, just before what a page did is committed."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    seen = []

    def lose(session):
        seen.append(True)
        if session.get_bind().dialect.name == "postgresql":
            mine = session.execute(text("SELECT pg_backend_pid()")).scalar()
            with db.engine.connect() as other:
                other.execute(text(f"SELECT pg_terminate_backend({mine}, 5000)"))
        else:
            session.execute(text("PRAGMA query_only = ON"))
            session.execute(text("UPDATE user_account SET name = name"))

    event.listen(db.session, "before_commit", lose)
    yield seen
    event.remove(db.session, "before_commit", lose)
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        _memory().execute("PRAGMA query_only = OFF")


def test_a_deed_says_that_nothing_is_saved_and_the_next_page_works(as_, request):
    visitor = as_("nora")
    data = visitor.get("/account").fields() | {"name": "Nora Berg", "theme": "dark"}
    seen = request.getfixturevalue("lost")
    answer = Page(visitor.raw("POST", "/account", data=data), "/account")
    assert seen
    assert (answer.status, answer.h1) == (500, "Noe gikk galt hos oss")
    page = visitor.get("/account")
    assert "Lagret." not in page.words
    assert page.one("[name=name]")["value"] == "Nora Lund"
