"""The network's host at her door, as the tests of its gatherings need her."""

from datetime import UTC, datetime

import pytest

from tracker.access.network import enter_network
from tracker.access.permissions import Permission


@pytest.fixture
def host(cast):
    user = cast.people["ingrid"]
    return enter_network(user, "brukermedvirkning", Permission.MANAGE_NETWORK, now=datetime.now(UTC))
