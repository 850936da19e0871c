"""The colours of files: those of the light dress of the pages, as six digits. A test compares them with the sheet."""

from __future__ import annotations

from types import MappingProxyType

COLOURS = MappingProxyType(
    {
        "ink": "16282b",
        "ink2": "4b5b5e",
        "rule": "dbd7cb",
        "bar": "0f3f3a",
        "surface": "ffffff",
        "brandtint": "e1eee9",
        "better": "1457b0",
        "bettertint": "e3edfa",
        "worse": "a8460a",
        "worsetint": "fce9db",
        "steady": "566467",
        "steadytint": "eceeec",
        "neutral": "4a1d5c",
        "goal": "0f6b4f",
        "goaltint": "e6f3ec",
        "point": "4f6064",
        "median": "16282b",
    }
)
"""By the names they have in `tokens.css`."""

TAGS = MappingProxyType(
    {
        "better": ("better", "bettertint", "+"),
        "worse": ("worse", "worsetint", "−"),
        "held": ("goal", "goaltint", "✓"),
    }
)
"""How a verdict's tag looks: its words, its ground, and a sign where there is one."""
PLAIN_TAG = ("steady", "steadytint", "")
