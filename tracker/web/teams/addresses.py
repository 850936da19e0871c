"""Addresses of the team's own pages."""

from __future__ import annotations

from flask import url_for

from tracker.access.team import TeamAccess


def settings_address(access: TeamAccess) -> str:
    """Return the address of the team's settings."""
    return url_for("teams.settings", team=access.team.slug)
