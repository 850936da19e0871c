"""What may be said of a day's numbers to everybody."""

import pytest

from tracker.services.campaigns.counting import DayNumbers
from tracker.services.campaigns.small_numbers import public_numbers


@pytest.mark.parametrize(
    ("asked", "answered", "units", "said"),
    [
        (3104, 2387, 200, (3104, 2387, False)),
        (4, 2, 200, (None, None, False)),
        (None, None, 0, (None, None, True)),
        (17, 6, 1, (15, 5, True)),  # of one unit: by fives
        (17, 6, 4, (15, 5, True)),
        (17, 6, 5, (17, 6, False)),
        (100, 98, 40, (100, 95, True)),  # two did not answer: that would be told
        (100, 100, 40, (100, 100, False)),
        (103, 103, 40, (100, 100, True)),
        (100, 95, 40, (100, 95, False)),
        (None, 1940, None, (None, 1940, False)),
        (17, 6, None, (17, 6, False)),  # a frozen number goes up no more
        (27, 40, 40, (27, 40, False)),  # cards without a count: neither is part of the other
    ],
)
def test_small_numbers_are_not_said_and_those_of_few_units_only_about(asked, answered, units, said):
    found = public_numbers(DayNumbers(asked, answered), threshold=5, units=units)
    assert (found.asked, found.answered, found.is_rounded) == said
