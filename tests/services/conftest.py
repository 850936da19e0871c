"""Whoever acts in tests of the services."""

import pytest
from flask_migrate import upgrade

from tests.conftest import NOW, build
from tests.people import furnish
from tracker.access.people import Actor
from tracker.models.base import db


@pytest.fixture
def ali(cast):
    """Ali, who records, at the moment these tests stand at."""
    return Actor(cast.people["ali"], NOW)


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request, tmp_path):
    """An application on a database that several threads can open."""
    if request.param == "postgresql":
        url = request.getfixturevalue("fresh_postgresql_url")
    else:
        url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    app = build(url, tmp_path)
    with app.app_context():
        upgrade()
        furnish()
        db.session.commit()
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()
