"""The colours in tokens.css keep their contrast (WCAG 2.2: 4.5 for text, 3 for marks), light and dark."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text()
TEXT, MARK = 4.5, 3.0

PAIRS = [
    ("ink", "surface", TEXT), ("ink", "paper", TEXT), ("ink2", "surface", TEXT), ("ink2", "paper", TEXT),
    ("ink2", "sunken", TEXT), ("brand", "surface", TEXT), ("brand", "paper", TEXT), ("brand", "brandtint", TEXT),
    ("onbrand", "brand", TEXT), ("onbar", "bar", TEXT), ("better", "surface", TEXT), ("better", "bettertint", TEXT),
    ("worse", "surface", TEXT), ("worse", "worsetint", TEXT), ("steady", "surface", TEXT),
    ("steady", "steadytint", TEXT), ("neutral", "surface", TEXT), ("neutral", "neutraltint", TEXT),
    ("goal", "surface", TEXT), ("goal", "goaltint", TEXT), ("error", "surface", TEXT), ("error", "errortint", TEXT),
    ("warn", "warntint", TEXT), ("focusink", "focus", TEXT), ("point", "surface", MARK), ("median", "surface", MARK),
    ("control", "surface", MARK), ("control", "paper", MARK), ("focusline", "paper", MARK),
]  # fmt: skip


def colours(theme):
    """Name -> colour of a theme: light is the first block, dark any block that says so."""
    blocks = re.findall(r"color-scheme:\s*(light|dark)\s*;([^}]*)}", TOKENS)
    block = next(body for scheme, body in blocks if scheme == theme)
    return dict(re.findall(r"--([a-z0-9]+):\s*(#[0-9A-Fa-f]{6})", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_of_colours_can_be_told_apart(theme, front, back, least):
    found = colours(theme)
    high, low = sorted((luminance(found[front]), luminance(found[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
