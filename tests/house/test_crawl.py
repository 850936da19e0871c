"""Each person of the demo follows each link she is shown: what is shown is what may be done."""

from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.conftest import keep
from tests.page import Visitor
from tracker import demo
from tracker.models.accounts import PERSONAS, User
from tracker.models.base import db
from tracker.services.accounts import sessions

MOST_OF_A_KIND = 2
"""Pages made by one view are alike: a few of each are visited."""

LANGUAGES = {"sqlite": "nb", "postgresql": "en"}


@pytest.fixture(scope="module")
def demos():
    """How to put the demo back, by database: it is loaded once, and nobody who follows links changes it."""
    return {}


@pytest.fixture
def told(app, demos):
    """The demo in place of the cast."""
    kind = db.engine.dialect.name
    if kind in demos:
        demos[kind]()
    else:
        with app.test_request_context():
            demo.clear()
            demo.load(now=datetime.now(UTC))
        db.session.commit()
        demos[kind] = keep(kind, "demo")
    return app


def follow(app, visitor: Visitor) -> Counter:
    """Visit all that can be reached from the start page; an answer that is no page or redirect fails."""
    waiting, seen, visits = ["/"], {"/"}, Counter()
    matcher = app.url_map.bind("localhost")
    while waiting:
        path = waiting.pop()
        endpoint, _ = matcher.match(urlsplit(path).path)
        if visits[endpoint] >= MOST_OF_A_KIND:
            continue
        visits[endpoint] += 1
        answer = visitor.get(path, None)
        assert answer.status in {200, 301, 302}, f"{path} answered {answer.status}"
        onward = sorted(answer.links()) if answer.html else [answer.headers.get("Location", "")]
        for link in onward:
            plain = link.split("#")[0]
            whole = f"{urlsplit(path).path}{plain}" if plain.startswith("?") else plain
            if whole and whole not in seen:
                seen.add(whole)
                waiting.insert(0, whole)
    return visits


@pytest.mark.parametrize("role", list(PERSONAS), ids=lambda role: role.value)
def test_every_link_that_is_shown_leads_somewhere(told, role):
    """In Norwegian on SQLite and in English on PostgreSQL: language and database do not meet in a link."""
    user = db.session.scalars(select(User).where(User.persona == role)).one()
    user.language = LANGUAGES[db.engine.dialect.name]
    visitor = Visitor(told)
    visitor.carry(sessions.start_session(user, days=1, now=datetime.now(UTC)))
    db.session.commit()
    visits = follow(told, visitor)
    assert visits.total() > 8
