"""What screening misses and what it stops in vain, over 100,000 texts of each kind: ``python -m bench.screening``.

Goals: of texts with a valid identity number, in every form that people write one, none passes; of ordinary sentences
of wards, patients and next of kin, fewer than five in a thousand are stopped. All numbers are invented. The tests run
the same over some thousands each time.
"""

from __future__ import annotations

from random import Random
from time import process_time

from tests.text.ward_sentences import number, sentence
from tracker.text.screening import Outcome, screen

TEXTS = 100_000


def main() -> None:
    """Measure and print."""
    random = Random(20261128)
    begun = process_time()
    passed = sum(
        screen(f"{sentence(random)} {number(random)}. {sentence(random)}").outcome is not Outcome.REFUSED
        for _text in range(TEXTS)
    )
    found = [screen(sentence(random)).outcome for _text in range(TEXTS)]
    refused, asked = found.count(Outcome.REFUSED), found.count(Outcome.ASK)
    print(f"screening: {TEXTS} texts of each kind, {process_time() - begun:.0f} s of CPU time")
    print(f"  with an identity number, not refused  {passed:9d}      {passed / TEXTS:8.3%} (goal 0)")
    print(f"  ordinary sentences refused            {refused:9d}      {refused / TEXTS:8.3%}")
    print(f"  ordinary sentences asked about        {asked:9d}      {asked / TEXTS:8.3%} (with those refused: 0.5 %)")


if __name__ == "__main__":
    main()
