"""What a person asked for and cannot have as she wrote it: one exception, with the fault and the field it is about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Refused(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """What was asked cannot be done like this. The form it came from can answer: another value, another choice.

    Each service has its own faults; `web` has a sentence for each. What no form can mend (a page that is not there, a
    password that is wrong too often) has exceptions of its own.
    """

    def __init__(self, fault: StrEnum, field: str | None = None, **details: object) -> None:
        """Say what is wrong and with which field (None: with the whole); `details` are filled into the sentence."""
        super().__init__(f"{field}: {fault}" if field else fault.value)
        self.fault, self.field, self.details = fault, field, details


def refuse_first(faults: Mapping[tuple[StrEnum, str | None], bool]) -> None:
    """Raise `Refused` for the first of these faults (each with its field) that is so."""
    for (fault, field), is_so in faults.items():
        if is_so:
            raise Refused(fault, field)
