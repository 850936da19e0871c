"""«Send uten tallet»: the number is cut out of the original, and the rest stands as it was written."""

import string
from random import Random

import pytest

from tests.text import invented
from tests.text.invented import SHIFTS, Number, duf_made, made
from tests.text.ward_sentences import DANISH_FORMS, DUF_FORMS, LONE_FORMS, NORWEGIAN_FORMS, sentence
from tracker.text.screening import (
    Contact,
    Outcome,
    has_identity_number,
    screen,
    without_contacts,
    without_identity_numbers,
)

CUT = "(tall tatt bort)"
FORMS = {"norwegian": NORWEGIAN_FORMS, "lone": LONE_FORMS, "danish": DANISH_FORMS, "duf": DUF_FORMS}


def norwegian(random):
    day_shift, month_shift = random.choice(list(SHIFTS.values()))
    nine = int(
        f"{random.randint(1, 28) + day_shift:02}{random.randint(1, 12) + month_shift:02}38{random.randint(500, 990)}"
    )
    return Number(next(found for more in range(9) if (found := made(f"{nine + more:09}", random.randint(0, 3)))))


def danish(random):
    shift = random.choice([0, 60])
    return Number(f"{random.randint(1, 28) + shift:02}{random.randint(1, 12):02}38{random.randint(0, 9999):04}")


def duf(random):
    return Number(duf_made(random.randint(1990, 2095), random.randint(0, 999_999)))


MADE = {"norwegian": norwegian, "lone": norwegian, "danish": danish, "duf": duf}


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_no_number_is_left_and_no_other_word_is_lost(kind, seed):
    random = Random(seed)
    for _ in range(120):
        number = random.choice(FORMS[kind]).format(n=MADE[kind](random))
        cut = without_identity_numbers(f"Ring meg om kvelden, {number} hilsen mor", CUT)
        assert not has_identity_number(cut)
        assert cut.startswith("Ring meg om kvelden, ")
        assert cut.endswith(" hilsen mor")
        assert CUT in cut


@pytest.mark.parametrize("zero", [0xFF10, 0x0660, 0x06F0, 0x0966])
def test_figures_of_any_script_are_cut_at_the_right_place(zero):
    figures = "".join(chr(zero + int(sign)) for sign in str(invented.FNR))
    for unseen in ("", "\u200b", "\u0301"):
        text = f"👩‍⚕️ nr {unseen.join(figures)} og mer"
        assert without_identity_numbers(text, CUT) == f"👩‍⚕️ nr {CUT} og mer"


def test_several_numbers_over_several_lines_are_all_cut():
    text = f"A {invented.FNR}\nB {invented.DNR.six} {invented.DNR.rest}\nC {invented.CPR}, D"
    assert without_identity_numbers(text, CUT) == f"A {CUT}\nB {CUT}\nC {CUT}, D"


def test_a_doubtful_number_is_cut_as_well():
    text = f"fødselsnummer {invented.WRONG} takk"
    assert screen(text).asked == {Contact.MAYBE_IDENTITY_NUMBER}
    assert without_identity_numbers(text, CUT) == f"fødselsnummer {CUT} takk"


def test_telephone_numbers_and_addresses_are_cut():
    text = "Ring 412 34 567, +47 98 76 54 32 eller kari.nordmann@example.no i dag"
    assert without_contacts(text, "…") == "Ring …, … eller … i dag"


@pytest.mark.parametrize("text", ["", "Ro", "12 av 25 i uke 45", "Rom 12, seng 3", "@", "kl. 08.30 den 22.11.2026"])
def test_what_holds_no_number_stands(text):
    assert without_contacts(without_identity_numbers(text, CUT), CUT) == text


def test_figures_that_are_everything_are_cut_in_little_time():
    text = (f"{invented.FNR} " * 90)[:1000]
    assert not has_identity_number(without_identity_numbers(text, CUT))


def test_ordinary_answers_are_hardly_ever_refused():
    random = Random(12)
    words = [sentence(random) for _ in range(2000)]
    assert sum(screen(text).outcome is Outcome.REFUSED for text in words) / len(words) < 0.005
    assert string.digits  # the sentences are full of counts, weeks and times
