"""How a network is kept: the host changes it, and makes its teams."""

from __future__ import annotations
