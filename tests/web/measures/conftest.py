"""Every page here stands on a Wednesday morning in week 46."""

import pytest


@pytest.fixture(autouse=True)
def _at_the_moment(wednesday_morning):
    pass
