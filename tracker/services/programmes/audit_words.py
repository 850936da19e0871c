"""The programmes, goals and steering groups that audit lines are about. No team's page shows such a line."""

from __future__ import annotations

from tracker.services.audit.registry import RowKind, register
from tracker.text.locale import marked

PROGRAMME = register(RowKind("programme", marked("Program")))

PROGRAMME_GOAL = register(RowKind("programme_goal", marked("Programmål")))

STEERING_MEMBER = register(RowKind("steering_member", marked("Medlem av styringsgruppa")))
