"""From SVG to PNG, in the fonts that lie beside this module: the same picture on every server, whatever it has."""

from __future__ import annotations

from pathlib import Path

import resvg_py

FAMILY = "DejaVu Sans"
_FONTS = sorted(str(path) for path in (Path(__file__).parent / "fonts").glob("*.ttf"))


def png(drawing: str) -> bytes:
    """Return a drawing as PNG, one px for each of its own."""
    return resvg_py.svg_to_bytes(
        svg_string=drawing, skip_system_fonts=True, font_files=_FONTS, font_family=FAMILY, sans_serif_family=FAMILY
    )
