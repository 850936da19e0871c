"""Which plotly.js there is: its version names its address, and every page with a chart links to it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version


@cache
def plotly_version() -> str:
    """Return the version of the installed wheel, which names the file: a new one is a new address."""
    return version("plotly")
