"""Every text a person can meet is written in bokmål and known in every other language."""

import ast
import re
from pathlib import Path

import pytest

from tests.catalogues import CATALOGUES, gather, language, read

TRACKER = Path(__file__).parents[2] / "tracker"
TRANSLATE = {"_", "gettext", "ngettext", "lazy_gettext", "marked"}


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def placeholders(text):
    return sorted(set(re.findall(r"%\(\w+\)\w|%%|\{\w*\}", text)))


@pytest.fixture(scope="module")
def texts():
    return {message.id for message in gather() if message.id}


@pytest.fixture(scope="module", params=CATALOGUES, ids=language)
def catalogue(request):
    return read(request.param)


def messages(catalogue):
    return [message for message in catalogue if message.id]


def test_english_is_there():
    assert "en" in map(language, CATALOGUES)


def test_each_text_is_in_the_catalogue(texts, catalogue):
    assert sorted(map(str, texts - {message.id for message in messages(catalogue)})) == []


def test_each_text_is_translated(catalogue):
    assert [m.id for m in messages(catalogue) if not all(forms(m.string)) or m.fuzzy] == []


def test_no_text_is_left_that_nobody_shows(texts, catalogue):
    assert sorted(map(str, {message.id for message in messages(catalogue)} - texts)) == []
    assert list(catalogue.obsolete) == []


def test_a_translation_fills_in_the_same_values(catalogue):
    for message in (m for m in messages(catalogue) if all(forms(m.string))):
        original, translated = forms(message.id), forms(message.string)
        assert placeholders(original[-1]) == placeholders(translated[-1]), message.id
        known = set(placeholders(original[-1]))
        assert all(set(placeholders(form)) <= known for form in translated), message.id


def test_no_text_stands_inside_the_braces_of_another():
    """Where the oldest Python that runs it sees only a string, no catalogue gets what is in its braces."""
    hidden = [
        f"{path.relative_to(TRACKER)}:{call.lineno}"
        for path in TRACKER.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in TRANSLATE
    ]
    assert hidden == []


def test_nothing_translates_under_another_name():
    """What is read out of the code is read by the names above: a text given to another name is in no catalogue."""
    renamed = []
    for path in TRACKER.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        named = [node for node in nodes if isinstance(node, ast.Name | ast.Attribute) and id(node) not in called]
        names = {id(node): getattr(node, "id", getattr(node, "attr", "")) for node in named}
        renamed += [f"{path.name}:{node.lineno}" for node in named if names[id(node)] in TRANSLATE - {"_"}]
    assert renamed == []
