"""Whom a host writes to in tests."""

from datetime import date

import pytest

from tracker.models.base import db
from tracker.models.networks import NetworkTeam


@pytest.fixture
def legevakta(cast):
    """A second team of the network, led by Per, who has an account of his own."""
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
    cast.people["nora"].persona = None
    db.session.commit()
    return cast.other_team
