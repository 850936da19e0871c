"""The ladder: the highest step whose evidence is there, and that of every step under it."""

import pytest

from tracker.models.progress import EvidenceKind, ProgressStep
from tracker.services.progress.ladder import LADDER, as_stored, step_after, suggested


def up_to(step):
    return {kind for each, kinds in LADDER.items() if each <= step for kind in kinds}


def test_every_step_asks_for_something_of_its_own():
    asked = [kind for kinds in LADDER.values() for kind in kinds]
    assert list(LADDER) == list(ProgressStep)
    assert sorted(asked) == sorted(EvidenceKind)


@pytest.mark.parametrize("step", ProgressStep)
def test_all_up_to_a_step_speaks_for_it(step):
    assert suggested(up_to(step)) is step


def test_a_gap_below_holds_the_suggestion_back():
    assert suggested(set(EvidenceKind) - {EvidenceKind.CHARGE}) is ProgressStep.JOINED
    assert suggested(set(EvidenceKind) - {EvidenceKind.TEAM}) is None


def test_the_next_step_is_one_higher_and_the_last_has_none():
    assert step_after(None) is ProgressStep.JOINED
    assert step_after(ProgressStep.IMPROVED) is ProgressStep.CLEARLY_IMPROVED
    assert step_after(ProgressStep.LASTING) is None


def test_what_is_kept_says_what_was_there_and_what_was_not():
    kept = as_stored(up_to(ProgressStep.FORMED))
    assert kept["suggested"] == "1.0"
    assert kept["there"] == ["team", "members", "charge"]
    assert len(kept["there"]) + len(kept["lacking"]) == len(EvidenceKind)
