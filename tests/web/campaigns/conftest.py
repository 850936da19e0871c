"""A day that is today, with a unit that takes part, and a browser without an account."""

from datetime import UTC, datetime

import pytest

from tests.people import today
from tests.services.campaigns.days import day_of, joined
from tracker.access.team_code import show_code
from tracker.models.base import db


@pytest.fixture
def day(cast):
    made = day_of(cast, today())
    db.session.commit()
    return made


@pytest.fixture
def path(day):
    unit = joined(day, now=datetime.now(UTC))
    db.session.commit()
    return f"/dagen/{day.year}/{show_code(unit.code)}"


@pytest.fixture
def phone(as_):
    return as_(None)
