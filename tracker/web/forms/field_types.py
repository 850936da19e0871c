"""Types that fields share."""

from __future__ import annotations

from typing import Any

Label = Any
"""A label: a string or one that is translated when it is shown."""
