"""The demo: a learning network of invented teams whose numbers tell a story, and published numbers to read beside them.

`load` tells the story with the same services people use, so every deed is in the audit trail, at its own moment. It
always ends in the last week that is over. `clear` empties a database, unless people work in it.
"""

from __future__ import annotations

from tracker.demo.emptying import NotADemoError, clear, is_empty
from tracker.demo.loading import load

__all__ = ["NotADemoError", "clear", "is_empty", "load"]
