"""A ward with a code, and a phone in front of it."""

import pytest

from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.tally import CodePurpose
from tracker.services.tally.codes import make_code


@pytest.fixture
def code(inside):
    made = make_code(inside("nora"), CodePurpose.ANSWER)
    db.session.commit()
    return made.code


@pytest.fixture
def path(code):
    return f"/viktig/{show_code(code)}"


@pytest.fixture
def phone(as_):
    return as_(None)
