"""Names and addresses without the signs that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.visible import folded, plain_address, without_invisible

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
NURSE = "\U0001f469\U0001f3fd\u200d\u2695\ufe0f"
PERSIAN = "\u0646\u0631\u0645\u200c\u0627\u0641\u0632\u0627\u0631"
HINDI = "\u0915\u094d\u200d\u0937"


@pytest.mark.parametrize(
    "sign",
    [
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2060",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u034f",
        "\u3164",
        "\u2800",
        "\x00",
        "\u200d",
    ],
)
def test_invisible_signs_are_dropped(sign):
    assert without_invisible(f"{sign}Senge{sign}post{sign} 3{sign}") == "Sengepost 3"
    assert folded(f"Senge{sign}post 3") == folded("Sengepost 3")


@pytest.mark.parametrize(
    "text", ["", "Sengepost 3", "Blåbær\tog\nbrød", FAMILY, NURSE, PERSIAN, HINDI, "\u0663\u0600", "2\ufe0f\u20e3"]
)
def test_what_is_seen_stays(text):
    assert without_invisible(text) == text


def test_a_joiner_stays_only_where_it_is_spelling():
    assert without_invisible(f"a\u200db {FAMILY}\u200d") == f"ab {FAMILY}"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("navn@sykehus.no", "navn@sykehus.no"),
        (" navn@sykehus.no\u200b", "navn@sykehus.no"),
        ("mailto:navn@sykehus.no", "navn@sykehus.no"),
        ("MAILTO: navn@sykehus.no", "navn@sykehus.no"),
        ("\ufeffmailto:na\u00advn@sykehus.no", "navn@sykehus.no"),
        ("mailto:mailto:navn@sykehus.no", "navn@sykehus.no"),
        ("navn@mailto.no", "navn@mailto.no"),
        ("", ""),
    ],
)
def test_an_address_is_read_as_it_is_meant(typed, address):
    assert plain_address(typed) == address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kirurgisk sengepost", "kirurgisk  SENGEPOST "),
        ("Post 3\u20134", "Post 3-4"),
        ("Post\u00a03", "Post 3"),
        ("\uff30ost \uff13", "Post 3"),
        ("Å", "A\u030a"),
        ("Bra\u0308nd", "Bränd"),
        ("Ola\u2019s", "Ola's"),
        ("Straße", "STRASSE"),
        ("\ufb01n", "fin"),
        ("Post\t3\n", "post 3"),
    ],
)
def test_names_that_look_alike_are_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Post 3", "Post 4"), ("Ål", "Al"), ("Øst", "Ost"), ("Post 3", "Post3")])
def test_names_that_differ_stay_apart(one, other):
    assert folded(one) != folded(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
    assert without_invisible(without_invisible(text)) == without_invisible(text)
