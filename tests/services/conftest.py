"""Whoever acts in tests of the services."""

import pytest

from tests.conftest import NOW, build
from tests.people import furnish
from tracker.access.people import Actor
from tracker.models.base import db


@pytest.fixture
def ali(cast):
    """Ali, who records, at the moment these tests stand at."""
    return Actor(cast.people["ali"], NOW)


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request, tmp_path, at_head):
    """An application on a database that several threads can open."""
    app = build(at_head(request.param), tmp_path)
    with app.app_context():
        furnish()
        db.session.commit()
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()
