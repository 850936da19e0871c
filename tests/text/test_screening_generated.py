"""Generated numbers in every written form are refused in any text, and generated ward sentences pass."""

import string
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.invented import SHIFTS, Number, duf_made, made
from tests.text.ward_sentences import DANISH_FORMS, DUF_FORMS, LONE_FORMS, NORWEGIAN_FORMS, number, sentence
from tracker.text.screening import Outcome, has_identity_number, row_has_identity_number, screen

# Figures close by make a longer number or a row of counts, so the text around has none at its edge.
AROUND = st.text(max_size=60).filter(lambda text: not any(sign.isnumeric() for sign in text))
ZEROS = (0x30, 0xFF10, 0x0660, 0x06F0, 0x0966, 0x1D7CE)
UNSEEN = ("", "\u200b", "\ufeff", "\u00ad", "\u2060", "\u0301", "\u200e")


@st.composite
def norwegian(draw):
    day_shift, month_shift = draw(st.sampled_from(list(SHIFTS.values())))
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    nine = f"{day + day_shift:02}{month + month_shift:02}38{draw(st.integers(500, 990))}"
    remainder = draw(st.integers(0, 3))
    tries = (made(f"{int(nine) + more:09}", remainder) for more in range(9))
    return Number(next(figures for figures in tries if figures))


@given(norwegian(), st.sampled_from(NORWEGIAN_FORMS), AROUND, AROUND)
def test_a_norwegian_number_is_refused_in_any_text(made_number, form, before, after):
    assert screen(before + form.format(n=made_number) + after).outcome is Outcome.REFUSED


@given(norwegian(), st.sampled_from(LONE_FORMS), st.text(alphabet=string.ascii_letters + " .,:;()?!æøå", max_size=20))
def test_a_norwegian_number_in_many_pieces_is_refused(made_number, form, around):
    assert has_identity_number(around + form.format(n=made_number) + around)


@given(norwegian(), st.sampled_from(NORWEGIAN_FORMS), st.sampled_from(ZEROS), st.sampled_from(UNSEEN))
def test_figures_of_any_script_with_unseen_signs_are_read(made_number, form, zero, unseen):
    text = unseen.join(form.format(n=made_number))
    assert has_identity_number("".join(chr(zero + int(sign)) if sign in string.digits else sign for sign in text))


@given(norwegian(), AROUND, AROUND, st.sampled_from(["-", " ", ".", ""]))
def test_a_number_parted_over_cells_is_refused(made_number, before, after, gap):
    day = gap.join([made_number.dd, made_number.mm, made_number.yyyy])
    assert row_has_identity_number([before, day, made_number.rest, after])


@given(
    st.integers(1, 28), st.integers(1, 12), st.integers(0, 9999), st.sampled_from([0, 60]),
    st.sampled_from(DANISH_FORMS), AROUND, AROUND,
)  # fmt: skip
def test_a_danish_number_is_refused_in_any_text(day, month, last, shift, form, before, after):
    text = form.format(n=Number(f"{day + shift:02}{month:02}38{last:04}"))
    assert screen(f"{before} {text}{after}").outcome is Outcome.REFUSED


@given(st.integers(1, 28), st.integers(1, 12), st.integers(0, 9999))
def test_what_may_be_a_danish_number_never_passes(day, month, last):
    assert screen(f"se {day:02}{month:02}38 {last:04} falt").outcome is not Outcome.FINE


@given(st.integers(1990, 2095), st.integers(0, 999_999), st.sampled_from(DUF_FORMS), AROUND, AROUND)
def test_a_duf_number_is_refused_in_any_text(year, running, form, before, after):
    text = form.format(n=Number(duf_made(year, running)))
    assert screen(before + text + after).outcome is Outcome.REFUSED


@given(st.text(max_size=200))
def test_any_text_can_be_screened(text):
    screen(text)
    row_has_identity_number([text, text])


@pytest.mark.parametrize("seed", range(4))
def test_no_sentence_with_a_number_passes(seed):
    random = Random(seed)
    for _ in range(1500):
        text = f"{sentence(random)} {number(random)}. {sentence(random)}"
        assert screen(text).outcome is Outcome.REFUSED, text


@pytest.mark.parametrize("seed", range(4))
def test_ward_sentences_pass(seed):
    random = Random(seed)
    stopped = [text for text in (sentence(random) for _ in range(3000)) if screen(text).outcome is not Outcome.FINE]
    assert len(stopped) <= 15, stopped[:5]  # 0.5 per cent
