"""A table of what people write, both ways: what is refused, what is asked about, and what passes."""

import pytest

from tests.text.screening_texts import ASKED, FINE, REFUSED, filled
from tracker.text.screening import Outcome, contacts, has_identity_number, screen


@pytest.mark.parametrize("text", REFUSED)
def test_it_is_refused(text):
    assert screen(filled(text)).outcome is Outcome.REFUSED
    assert has_identity_number(filled(text))


@pytest.mark.parametrize("text", ASKED)
def test_it_is_asked_about(text):
    assert screen(filled(text)).outcome is Outcome.ASK
    assert contacts(filled(text))
    assert not has_identity_number(filled(text))


@pytest.mark.parametrize("text", FINE)
def test_it_passes(text):
    assert screen(filled(text)).outcome is Outcome.FINE
    assert contacts(filled(text)) == frozenset()


def test_the_table_is_long_enough_both_ways():
    assert len({*REFUSED, *ASKED, *FINE}) >= 300
    assert len(REFUSED) >= 100
    assert len(FINE) >= 100


def test_what_was_found_does_not_repeat_the_words():
    for text in (*REFUSED, *ASKED):
        shown = repr(screen(filled(text)))
        assert not any(sign.isdigit() for sign in shown)
