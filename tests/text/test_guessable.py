"""What is tried first is refused however it is dressed; what is long and one's own is not."""

from time import process_time

import pytest

from tracker.text.guessable import is_guessable

KNOWN = ("Øyehøyde", "Kirurgisk sengepost 3", "Aud Nilsen", "aud.nilsen@example.no")
COMMON = """
passord12345, Passord123456!, P@ssw0rd2026, passordpassord, sommer2026!!, Sommeren2026, Vinter 2026!, høst2026høst2026,
Hosten2025!!, velkommen123, Velkommen2026!, 123456789012, qwertyuiopå12, qwertyqwerty, asdfghjkløæ1, 1qaz2wsx3edc,
abcdefghijkl, aaaaaaaaaaaa, abcabcabcabc, iloveyou1234, jegelskerdeg, Administrator1, Helse-Midt-Norge, trondheim2026,
Oktober2026!, rosenborg1917, Mandag123456, l0gg1nn123456, ch@ngeme2026, Pa55ord!!!!!, test test test, 999999999999,
020202020202, sykehus sykehus
"""
NEAR = """
Øyehøyde2026, oyehoyde1234, kirurgisksengepost3, Kirurgisk2026!, AudNilsen1984, aud.nilsen2026, 0yeh0yde2026
"""
OWN = """
et langt passord, et helt annet passord, blå hest på låven, sommer kryss trapp 9, kaffe uten sukker takk, 839205714663,
hverdagen-begynner-halv-sju, Zx9!kq2#Lm7w, correct horse battery staple, mormor bakte lefse i går, x7fQ-passord-LpT2,
sommer katt fotball mandag, åååh nei ikke nå igjen
"""


def listed(text):
    return [
        password for line in text.strip().splitlines() for each in line.split(", ") if (password := each.strip(","))
    ]


@pytest.mark.parametrize("password", listed(COMMON))
def test_what_everybody_tries_is_guessable(password):
    assert is_guessable(password)


@pytest.mark.parametrize("password", listed(NEAR))
def test_what_lies_near_for_this_person_is_guessable_for_her(password):
    assert is_guessable(password, KNOWN)


@pytest.mark.parametrize("password", listed(OWN))
def test_what_is_long_and_one_s_own_is_welcome(password):
    assert not is_guessable(password, KNOWN)


def test_the_work_grows_with_the_length_and_no_faster():
    assert seconds("sommer" * 400) < 4 * seconds("sommer" * 200)


def seconds(text):
    def once():
        begun = process_time()
        is_guessable(f"{text}æ-x", KNOWN)
        return process_time() - begun

    return min(once() for _ in range(5))
