"""Every enum member a person can meet has its words, in both languages."""

import inspect
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules

import pytest

from tracker import analysis, models
from tracker.analysis import periods
from tracker.text.locale import Locale
from tracker.text.screening import Contact
from tracker.views.labels import LABELS, label

# Read by the code alone: marks, sides, rules and effects are said by `charts`, which has its own tests.
# Which mail a unit has had is nowhere said.
UNSAID = {"Mark", "Side", "Effect", "Rule", "Contact", "Variation", "Assurance", "CampaignLetterKind"}


def enums():
    modules = [analysis, periods, *(import_module(f"tracker.models.{m.name}") for m in iter_modules(models.__path__))]
    found = {kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)}
    return sorted(
        (kind for kind in found if issubclass(kind, Enum) and len(kind) and kind.__name__ not in UNSAID),
        key=lambda kind: kind.__name__,
    )


@pytest.mark.parametrize("kind", enums(), ids=lambda kind: kind.__name__)
def test_every_member_has_words(kind):
    assert set(LABELS[kind]) == set(kind)


@pytest.mark.parametrize("code", ["nb", "en"])
def test_words_are_words(code):
    locale = Locale.of(code)
    for kind, members in LABELS.items():
        for member in members:
            assert label(member, locale).strip(), (kind, member)
    assert Contact  # the screening's own kinds are said in one sentence of `words.CONTACT`
