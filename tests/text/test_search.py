"""Words are found whatever keyboard they are typed on."""

import pytest

from tracker.text.search import has_words, search_form


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bjørn Ås", "bjorn as"),
        ("Bjorn As", "BJØRN ÅS"),
        ("Renée Sæther", "renee saether"),
        ("A\u030age", "åge"),
        ("Ola", ""),
    ],
)
def test_letters_and_case_make_no_difference(text, words):
    assert has_words(text, words)


def test_every_word_must_be_there():
    assert has_words("Nora Lund nora@example.no", "lund nora@")
    assert not has_words("Nora Lund", "nora moe")


def test_other_alphabets_stay_as_they_are():
    assert search_form("Анна") == "анна"
