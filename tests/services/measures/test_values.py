import pytest

from tracker.models.measures import CatalogueMeasure, ValueKind
from tracker.services.measures.values import factor, is_share, least, most, shown, to_stored, to_typed


def measure(kind, multiplier=1.0):
    return CatalogueMeasure(value_kind=kind, multiplier=multiplier)


SHARE = measure(ValueKind.PROPORTION)
RATE = measure(ValueKind.RATE, 1000)
MINUTES = measure(ValueKind.CONTINUOUS)


def test_a_share_is_stored_as_a_fraction_and_typed_in_percent():
    assert is_share(SHARE)
    assert to_stored(SHARE, 80) == 0.8
    assert to_typed(SHARE, 0.8) == 80


@pytest.mark.parametrize("percent", [*range(101), 12.5, 33.3])
def test_percent_comes_back_as_it_was_typed(percent):
    assert to_typed(SHARE, to_stored(SHARE, percent)) == percent


@pytest.mark.parametrize("kind", sorted(set(ValueKind) - {ValueKind.PROPORTION}))
def test_everything_else_is_stored_as_it_is_typed(kind):
    assert to_stored(measure(kind, 1000), 4.5) == 4.5
    assert to_typed(measure(kind, 1000), 4.5) == 4.5


def test_only_a_share_has_a_highest_value():
    assert most(SHARE) == 100
    assert most(RATE) is None


def test_only_what_is_measured_on_a_scale_may_be_negative():
    assert least(MINUTES) is None
    assert least(SHARE) == least(RATE) == least(measure(ValueKind.COUNT)) == 0


def test_parts_are_shown_per_what_the_measure_says():
    assert shown(SHARE, value=None, numerator=29, denominator=100) == 29
    assert shown(RATE, value=None, numerator=3, denominator=600) == 5
    assert shown(MINUTES, value=-2.5, numerator=None, denominator=None) == -2.5
    assert factor(MINUTES) == 1


def test_nothing_to_count_is_missing_and_not_zero():
    assert shown(SHARE, value=None, numerator=0, denominator=0) is None
    assert shown(SHARE, value=None, numerator=None, denominator=None) is None
