"""The fonts that pictures and pages are set in, the same on every server. Their licence lies beside them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

FAMILY = "DejaVu Sans"
FOLDER = Path(__file__).parent

_NO_SIGN = re.compile(
    "[^\n -~\u00a0-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u202f-\u203a"
    "\u20ac\u2190-\u2193\u2212\u2264\u2265]"
)
_IN_THE_WAY = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})


def writable(text: str) -> str:
    """Return a text in signs that the fonts have; in place of one they lack, such as a drawn face, stands "?"."""
    return _NO_SIGN.sub(_instead, unicodedata.normalize("NFC", text))


def _instead(found: re.Match[str]) -> str:
    """Signs that show nothing of their own go without a trace."""
    return "" if unicodedata.category(found[0]) in _IN_THE_WAY else "?"
