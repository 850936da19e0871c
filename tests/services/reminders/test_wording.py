"""What is filled in for each leader, in the words of any of our languages."""

import pytest

from tracker.services.reminders.wording import Wording, filled


def said(text, **more):
    known = {"name": "Silje Ness", "team": "Akuttmottaket", "period": "uke 44"}
    return filled(Wording("{team}", text), **known | more)


@pytest.mark.parametrize("text", ["{navn} {team} {uke}", "{name} {Team} {week}", "{ navn } {team} {UKE}"])
def test_the_first_name_the_team_and_the_week_are_filled_in(text):
    assert said(text).paragraphs == ("Silje Akuttmottaket uke 44",)


def test_each_line_stands_by_itself():
    assert said("Hei\n\n\n- en\n- to\n").paragraphs == ("Hei", "- en", "- to")


def test_what_is_filled_in_is_not_read_again():
    assert said("Hei {navn}", name="{team}").paragraphs == ("Hei {team}",)


@pytest.mark.parametrize(("text", "word"), [("{navn} {tema}", "tema"), ("{}", ""), ("{\n}", ""), ("et { alene", "")])
def test_the_first_word_that_is_unknown_is_named(text, word):
    assert Wording("", text).unknown == word
