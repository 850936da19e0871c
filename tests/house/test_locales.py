"""Only `text/conventions.py` knows how a language writes: nothing else asks which one it is."""

import re
from pathlib import Path

from tracker.models.accounts import Language
from tracker.text.conventions import CONVENTIONS

ROOT = Path(__file__).parents[2]
ASKS = re.compile(r"""[=!]==?\s*["'](?:nb|nn|en|da)["']|\.english\b|\bis (?:not )?Language\.|[=!]= Language\.""")
TAGS = re.compile(r"\b(?:nb|nn|da)-[A-Z]{2}\b")


def files(*patterns):
    found = {path.relative_to(ROOT): path.read_text() for pattern in patterns for path in ROOT.glob(pattern)}
    assert found
    return found


def test_no_module_and_no_template_asks_which_language_it_is():
    texts = files("tracker/**/*.py", "templates/**/*.html")
    assert {path: asked for path, text in texts.items() if (asked := ASKS.findall(text))} == {}


def test_no_script_asks_or_names_a_readers_locale():
    texts = files("static/js/**/*.js")
    assert {path: said for path, text in texts.items() if (said := ASKS.findall(text) + TAGS.findall(text))} == {}


def test_every_language_a_person_can_choose_has_its_ways():
    assert {each.value for each in Language} <= set(CONVENTIONS)
