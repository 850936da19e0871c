"""Types that fields share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

Label = Any
"""A label: a string or one that is translated when it is shown."""

Sentences = Mapping[StrEnum, object]
"""What is said of each fault that a service can find."""
