"""Whoever acts in tests of the services."""

import pytest

from tests.conftest import NOW
from tracker.access.people import Actor


@pytest.fixture
def ali(cast):
    """Ali, who records, at the moment these tests stand at."""
    return Actor(cast.people["ali"], NOW)
