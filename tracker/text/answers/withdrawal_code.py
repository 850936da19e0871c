"""The code that withdraws an answer: eleven figures and a check figure, in three groups of four.

The check figure is Damm's: it catches every single wrong figure and every two neighbours that changed places, so a slip
is told at once and nothing is looked up.
"""

from __future__ import annotations

import unicodedata

LENGTH = 12
GROUP = 4
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""Damm's table of order ten (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004)."""


def check_figure(figures: str) -> str:
    """Return the figure that goes behind these."""
    state = 0
    for figure in figures:
        state = _TABLE[state][int(figure)]
    return str(state)


def code_of(number: int) -> str:
    """Return a whole number as a code, with its check figure."""
    figures = f"{number % 10 ** (LENGTH - 1):0{LENGTH - 1}}"
    return figures + check_figure(figures)


def read_withdrawal_code(typed: str) -> str | None:
    """Return the twelve figures of what was typed, in any script and parted in any way; None where a slip is seen."""
    found = []
    for sign in typed:
        figure = unicodedata.decimal(sign, None)
        if figure is not None:
            found.append(str(figure))
        elif unicodedata.category(sign)[0] in "LNS":  # a letter or another sign is no gap between figures
            return None
    figures = "".join(found)
    if len(figures) != LENGTH or check_figure(figures) != "0":
        return None
    return figures


def show_withdrawal_code(code: str) -> str:
    """Return a code in groups, as it is written by hand and read aloud."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
