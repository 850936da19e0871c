"""Every text a person can meet is written in bokmål and known in every other language."""

import re
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "tracker" / "translations").glob("*/LC_MESSAGES/messages.po"))


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def placeholders(text):
    return sorted(set(re.findall(r"%\(\w+\)\w|%%|\{\w*\}", text)))


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """What `make messages` finds in code and templates: msgid, or (singular, plural)."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    options = ["--mapping-file=babel.cfg", "--keywords=lazy_gettext lazy_ngettext:1,2", f"--output-file={template}"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(["pybabel", "--quiet", "extract", *options, "."])
    with template.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request):
    with request.param.open("rb") as file:
        return read_po(file, locale=request.param.parts[-3], abort_invalid=True)


def messages(catalogue):
    return [message for message in catalogue if message.id]


def test_english_is_there():
    assert "en" in {path.parts[-3] for path in CATALOGUES}


def test_each_text_is_in_the_catalogue(texts, catalogue):
    assert sorted(map(str, texts - {message.id for message in messages(catalogue)})) == []


def test_each_text_is_translated(catalogue):
    assert [m.id for m in messages(catalogue) if not all(forms(m.string)) or m.fuzzy] == []


def test_no_text_is_left_that_nobody_shows(texts, catalogue):
    assert sorted(map(str, {message.id for message in messages(catalogue)} - texts)) == []
    assert list(catalogue.obsolete) == []


def test_a_translation_fills_in_the_same_values(catalogue):
    for message in messages(catalogue):
        original, translated = forms(message.id), forms(message.string)
        assert placeholders(original[-1]) == placeholders(translated[-1]), message.id
        known = set(placeholders(original[-1]))
        assert all(set(placeholders(form)) <= known for form in translated), message.id
