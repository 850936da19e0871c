"""One word for where a measure stands, in the order a host needs to know it."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """Where a measure stands now."""

    SILENT = "silent"
    FEW = "few"
    WORSE = "worse"
    HELD = "held"
    BETTER = "better"
    STILL = "still"
    STABLE = "stable"
