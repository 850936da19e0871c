"""Screening takes time by the length of a text, whatever stands in it: four times as much takes four times as long."""

import time

import pytest

from tracker.text.screening import screen, screen_row
from tracker.text.visible import folded, plain_address, without_invisible

SHAPES = (
    "a", "1", ".", "@", " ", "-", "+", "\n", "_", "\u0301", "\u0301\u0327", "\u0f73", "\u200b", "\u200d",
    "a.", "a@", "@a", "a@b.", "1@", "1 ", "1.", "1-", "11 ", "11.", "111 ", "1111 ", "111111 ", "11111 ", "11111111 ",
    "1\u0301", "\u0661 ", "01.01.90 ", "010190 1204 ", "01.01.1990 ", "2026-11-03 ", "1 jan ", "may 1, ", "fnr ", "cpr",
    "p.nr. 1 ", "siste fem ", "og nr ", "22 33 44 55 ", "22334455 ", "+47 ", "2026 ", "20", "2026 12 ", "mailto:",
    "3 fall på post 4, ", "a\u0301\u0327 ", "\uff11", "\ufdfa",
)  # fmt: skip
SHORT, TIMES = 8_000, 4


def seconds(function, text):
    """Give the least processor time of a few tries, so that a busy machine does not count."""
    tries = []
    for _ in range(3):
        begun = time.process_time()
        function(text)
        tries.append(time.process_time() - begun)
    return min(tries)


@pytest.mark.parametrize(
    "function", [screen, lambda text: screen_row([text, text]), folded, without_invisible, plain_address]
)
@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_four_times_the_text_takes_about_four_times_the_time(function, shape):
    text = shape * (SHORT // len(shape))
    short, long = seconds(function, text), seconds(function, text * TIMES)
    assert long < max(0.01, TIMES * 2 * short)  # by the square it would be sixteen times


@pytest.mark.parametrize("shape", ["a", "1 ", "\u0301\u0327", "3 fall på post 4 i uke 45, "], ids=ascii)
def test_a_million_signs_are_screened_soon(shape):
    text = shape * (1_000_000 // len(shape))
    begun = time.process_time()
    screen(text)
    assert time.process_time() - begun < 3  # under one on the machine it was written on
