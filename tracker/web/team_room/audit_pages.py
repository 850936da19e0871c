"""The audit trail of a team: who did what, when, and what it was before."""

from __future__ import annotations
