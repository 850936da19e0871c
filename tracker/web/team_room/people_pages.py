"""The team's people: its members, and the invitations that are out."""

from __future__ import annotations
