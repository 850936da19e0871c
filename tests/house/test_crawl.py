"""Each person of the demo follows each link she is shown: what is shown is what may be done."""

from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.page import Visitor
from tracker import demo
from tracker.models.accounts import PERSONAS, User
from tracker.models.base import db
from tracker.services.accounts import sessions

MOST_OF_A_KIND = 2
"""Pages made by one view are alike: a few of each are visited."""


@pytest.fixture
def told(app):
    """The demo in place of the cast."""
    with app.test_request_context():
        demo.clear()
        demo.load(now=datetime.now(UTC))
    db.session.commit()
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
        with visitor.client.get(path) as answer:
            assert answer.status_code in {200, 301, 302}, f"{path} answered {answer.status_code}"
            onward = [answer.headers["Location"]] if answer.status_code != 200 else []
        if answer.status_code == 200 and answer.mimetype == "text/html":
            onward = sorted(visitor.get(path).links())
        for link in onward:
            plain = link.split("#")[0]
            whole = f"{urlsplit(path).path}{plain}" if plain.startswith("?") else plain
            if whole and whole not in seen:
                seen.add(whole)
                waiting.insert(0, whole)
    return visits


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("role", list(PERSONAS), ids=lambda role: role.value)
def test_every_link_that_is_shown_leads_somewhere(told, role, language):
    user = db.session.scalars(select(User).where(User.persona == role)).one()
    user.language = language
    visitor = Visitor(told)
    visitor.carry(sessions.start_session(user, days=1, now=datetime.now(UTC)))
    db.session.commit()
    visits = follow(told, visitor)
    assert visits.total() > 8
