"""Line breaks of what people write in several lines."""

from __future__ import annotations


def one_break(text: str) -> str:
    """Return the text with one sign a line break, a newline, whichever way it came."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
