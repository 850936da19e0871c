"""The two languages that charts speak."""

import pytest

from tracker.charts.language import Language


@pytest.fixture
def nb():
    return Language.of("nb")


@pytest.fixture
def en():
    return Language.of("en")
