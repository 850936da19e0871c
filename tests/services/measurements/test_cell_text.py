"""What one box can hold: numbers as people write them, and the words that say that nothing was measured."""

import time
from contextlib import suppress

import pytest

from tracker.models.measurements import MissingReason
from tracker.services.measurements.cell_text import ThousandsError, missing_word, read_fraction, read_number
from tracker.text.parse import TypedError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.204", 1204), ("1,204", 1204), ("1 204", 1204), ("12.345.678", 12345678), ("-1.204", -1204),
        ("12", 12), ("0,125", 0.125), ("1.204,5", 1204.5), ("1,204.5", 1204.5), ("12,5", 12.5),
    ],
)  # fmt: skip
def test_where_the_number_is_whole_a_point_parts_thousands(text, number):
    assert read_number(text, whole=True) == number


@pytest.mark.parametrize(
    ("text", "like", "number"),
    [
        ("1.204", [987, 998], 1204),
        ("1,204", [987, 1187, 998], 1204),
        ("1.204", [1.1, 1.4, 0.9], 1.204),
        ("1.204.000", [], 1204000),
    ],
)
def test_else_the_other_numbers_of_the_column_decide(text, like, number):
    assert read_number(text, whole=False, like=like) == number


@pytest.mark.parametrize("like", [[], [0, 0], [40, 35]])
def test_where_they_do_not_it_is_asked(like):
    with pytest.raises(ThousandsError) as asked:
        read_number("1.204", whole=False, like=like)
    assert (asked.value.whole, asked.value.parted) == (1204, 1.204)


def test_percent_is_a_number_only_where_it_may_be():
    assert read_number("92 %", whole=False, may_be_share=True) == 92
    with pytest.raises(TypedError):
        read_number("92 %", whole=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-", (None,)), ("–", (None,)), ("Ikke målt", (None,)), ("not measured", (None,)),
        ("ferie", (MissingReason.HOLIDAY,)), ("Ikke målt: ferie", (MissingReason.HOLIDAY,)),
        ("Ikke målt (hvalfangst)", (None,)), ("STENGT  POST", (MissingReason.CLOSED,)),
        ("glemt.", (MissingReason.FORGOTTEN,)), ("", None), ("12", None), ("ferieturer", None), ("-1", None),
    ],
)  # fmt: skip
def test_words_say_that_it_was_not_measured(text, found):
    assert missing_word(text) == found


@pytest.mark.parametrize(
    ("text", "parts"), [("25/30", ("25", "30")), ("25 av 30", ("25", "30")), ("25", None), ("/", None)]
)
def test_both_parts_may_stand_in_one_cell(text, parts):
    assert read_fraction(text) == parts


@pytest.mark.parametrize("piece", ["1 ", "1.", "1,000", " av ", "ikke målt:", "%", "1/"])
def test_a_long_text_costs_no_more_than_its_length(piece):
    def cost(text):
        begin = time.perf_counter()
        for _ in range(3):
            missing_word(text)
            read_fraction(text)
            with suppress(ValueError):
                read_number(text, whole=False, may_be_share=True)
        return time.perf_counter() - begin

    short, long = piece * 4000, piece * 16000
    cost(short)
    assert cost(long) < 12 * cost(short) + 0.05
