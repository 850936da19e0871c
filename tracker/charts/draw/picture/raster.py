"""From SVG to PNG, in the fonts that are shipped: the same picture on every server, whatever it has."""

from __future__ import annotations

import resvg_py

from tracker.text.fonts import FAMILY, FOLDER

_FONTS = sorted(str(path) for path in FOLDER.glob("*.ttf"))


def png(drawing: str) -> bytes:
    """Return a drawing as PNG, one px for each of its own."""
    return resvg_py.svg_to_bytes(
        svg_string=drawing, skip_system_fonts=True, font_files=_FONTS, font_family=FAMILY, sans_serif_family=FAMILY
    )
