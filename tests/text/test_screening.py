"""No number here is, or can be, a person's: births in 2038, the test series, and numbers made of one digit.

The numbers are computed by the rules as Skatteetaten writes them, not by the code under test.
"""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.screening import Contact, IdentityNumberError, contacts, has_identity_number, refuse_identity_numbers

K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def made(nine: str, remainder: int = 0) -> str | None:
    """Add two control digits; None where the rules give none (a digit of 10)."""
    first = (remainder - sum(w * int(d) for w, d in zip(K1, nine, strict=True))) % 11
    second = -sum(w * int(d) for w, d in zip(K2, f"{nine}{first}", strict=False)) % 11
    return None if first == 10 or second == 10 else f"{nine}{first}{second}"


def first_made(day: int, month: int, remainder: int = 0) -> str:
    """Give the first number of this day in (20)38 that has control digits."""
    numbers = (made(f"{day:02}{month:02}38{individual}", remainder) for individual in range(500, 600))
    return next(number for number in numbers if number)


KINDS = {
    "fødselsnummer": first_made(17, 5),
    "D-number": first_made(57, 5),
    "H-number": first_made(17, 45),
    "synthetic, month + 80": first_made(17, 85),
    "synthetic, month + 65": first_made(17, 70),
    "synthetic D-number": first_made(57, 85),
    "FH-number": next(n for n in (made(f"8{x}") for x in range(88888888, 88888999)) if n),
    "2032, remainder 1": first_made(17, 5, remainder=1),
    "2032, remainder 2": first_made(17, 5, remainder=2),
    "2032, remainder 3": first_made(17, 5, remainder=3),
    "CPR": "1705385432",
    "CPR of a temporary number": "7705385432",
}


def cut(number: str, *gaps: str) -> str:
    """Put gaps between the date, the individual number and the control digits."""
    parts = [number[:6], number[6:]] if len(number) == 10 else [number[:6], number[6:9], number[9:]]
    return "".join(part + gap for part, gap in zip(parts, (*gaps, "", ""), strict=False))


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_refused(kind):
    assert has_identity_number(f"Pasienten {KINDS[kind]} falt i går.")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gap", ["-", " ", ".", " - ", "\u00a0", "\u2011", "–", "/", "\n"])
def test_a_number_is_refused_however_it_is_parted(kind, gap):
    assert has_identity_number(f"fnr: {cut(KINDS[kind], gap)}, og mer")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gap", [".", " "])
def test_a_number_is_refused_when_its_date_is_parted_too(kind, gap):
    number = KINDS[kind]
    assert has_identity_number(gap.join([number[:2], number[2:4], number[4:6], number[6:]]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u2066", "\u0301"])
def test_a_number_is_refused_with_signs_that_nobody_sees(kind, sign):
    assert has_identity_number(sign.join(KINDS[kind]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zero", [0xFF10, 0x1D7CE, 0x0660], ids=["full width", "bold", "Arabic"])
def test_a_number_is_refused_in_other_digits(kind, zero):
    assert has_identity_number("".join(chr(zero + int(digit)) for digit in KINDS[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_refused_right_after_other_numbers(kind):
    assert has_identity_number(f"12 av 25 i uke 45 {KINDS[kind]}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Stolen følger visittvogna.",
        "22.11.2026",
        "2026-11-22",
        "20261122",
        "uke 45–46",
        "uke 2-12/2026",
        "17.05.38",
        "17.05.2038 kl. 08.30",
        "12 345 678",
        "1 234 567 890",
        "12 av 25, 13 av 27, 11 av 24",
        "4,5 per 1000 liggedøgn, mot 6,25 før",
        "1. tertial 2026: 3 fall, 2. tertial 2026: 1 fall",
        "58 % (24 av 41)",
        "10, 11, 12, 1300 liggedøgn",
        "10\t11\t12\t1300",
        "12;25\n13;27\n11;24\n",
        "DOI 10.1136/bmjqs-2019-010012",
        "00000 00000",
        "99 38 54 32 10",
        "kirurgisk sengepost 3, rom 301-318",
        "Vi fortsetter til 4.6.2026 og 6.6.2027.",
    ],
)
def test_what_teams_write_is_let_through(text):
    assert not has_identity_number(text)
    refuse_identity_numbers(text)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("CPR")])
def test_a_number_with_a_wrong_control_digit_is_none(kind):
    number = KINDS[kind]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not has_identity_number(wrong)


@pytest.mark.parametrize("text", [made("310238500") or "31023850000", "3102385432", "1713385432", "0000000000"])
def test_a_day_that_does_not_exist_is_nobodys_birthday(text):
    assert not has_identity_number(text)


def test_a_longer_number_is_something_else():
    assert not has_identity_number(f"1{KINDS['fødselsnummer']}")
    assert not has_identity_number(f"{KINDS['fødselsnummer']}1")


def test_the_refusal_does_not_repeat_the_number():
    with pytest.raises(IdentityNumberError) as refusal:
        refuse_identity_numbers(f"Se {KINDS['D-number']}")
    assert not any(sign.isdigit() for sign in str(refusal.value))


@given(
    day=st.integers(1, 28),
    month=st.integers(1, 12),
    individual=st.integers(500, 899),
    day_shift=st.sampled_from([0, 40]),
    month_shift=st.sampled_from([0, 40, 65, 80]),
    remainder=st.integers(0, 3),
    gaps=st.tuples(*[st.sampled_from(["", " ", "-", ".", "–", "\u200b"])] * 2),
    around=st.text(alphabet=string.ascii_letters + " .,:;()«»?!æøå\n", max_size=12),
)
def test_every_number_of_every_kind_is_refused(day, month, individual, day_shift, month_shift, remainder, gaps, around):
    number = made(f"{day + day_shift:02}{month + month_shift:02}38{individual}", remainder)
    if number is not None:
        assert has_identity_number(around + cut(number, *gaps) + around)


@given(
    day=st.integers(1, 28), month=st.integers(1, 12), last=st.integers(5000, 8999), gap=st.sampled_from(["", "-", " "])
)
def test_every_danish_number_is_refused(day, month, last, gap):
    assert has_identity_number(f"{day:02}{month:02}38{gap}{last}")


@given(st.integers(0, 10**9 - 1))
def test_numbers_up_to_nine_digits_are_let_through(number):
    assert not has_identity_number(f"{number} liggedøgn")
    assert not has_identity_number(f"{number:,}".replace(",", " "))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    has_identity_number(text)
    contacts(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 90 12 34 56", {Contact.PHONE}),
        ("Ring 901 23 456.", {Contact.PHONE}),
        ("+47 22334455", {Contact.PHONE}),
        ("0045 22 33 44 55", {Contact.PHONE}),
        ("navn@sykehus.no", {Contact.EMAIL}),
        ("Navn.Navnesen+x@helse-midt.no, tlf 22334455", {Contact.EMAIL, Contact.PHONE}),
        ("\uff19\uff10\uff11\uff12\uff13\uff14\uff15\uff16", {Contact.PHONE}),
    ],
)
def test_contacts_are_asked_about(text, found):
    assert contacts(text) == found
    assert not has_identity_number(text)


@pytest.mark.parametrize(
    "text",
    ["20261122", "2026-11-22", "12 345 678", "22.11.2026", "uke 45–46", "25 av 30", "1000 liggedøgn", "4,5", "@alle"],
)
def test_what_is_no_contact_is_not_asked_about(text):
    assert contacts(text) == frozenset()
