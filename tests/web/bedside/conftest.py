"""The moment that tests of the grid and the wizard stand at."""

import pytest
import time_machine

from tests.web.bedside.gridforms import WEDNESDAY


@pytest.fixture
def week_46():
    """A Wednesday in week 46."""
    with time_machine.travel(WEDNESDAY, tick=False):
        yield
