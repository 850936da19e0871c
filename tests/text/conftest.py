"""The two languages that texts are written in."""

import pytest

from tracker.text.locale import Locale


@pytest.fixture
def nb():
    return Locale.of("nb")


@pytest.fixture
def en():
    return Locale.of("en")
