"""Why a typed text cannot be read."""

from __future__ import annotations

from enum import StrEnum

from tracker.analysis.periods import PeriodKind

LONGEST = 60
"""Signs of the longest text that is a number, a day or a period: a longer one is none, and is not looked through."""


class TypedFault(StrEnum):
    """Why a typed text could not be read; `web/forms/messages.py` says it in a sentence."""

    NOT_A_NUMBER = "not_a_number"
    IDENTITY_NUMBER = "identity_number"
    """A person's number where a count was asked for."""
    NOT_A_DAY = "not_a_day"
    NOT_A_CLOCK = "not_a_clock"
    NOT_A_PERIOD = "not_a_period"
    OTHER_KIND = "other_kind"
    """A period, but of another length than what was asked for: a month where weeks are counted."""
    FUTURE = "future"


class TypedError(ValueError):
    """A typed text could not be read."""

    def __init__(self, fault: TypedFault, found: PeriodKind | None = None) -> None:
        """Keep the fault, and what kind of period the text says where that is known; the text is not repeated."""
        super().__init__(fault.value)
        self.fault, self.found = fault, found
