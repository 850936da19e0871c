"""Notifications of «Hva er viktig for deg?»-dagen: units that signed up in a team's name and wait for its word."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.access.permissions import Permission
from tracker.models.notifications import NotificationKind
from tracker.services.campaigns.linking import units_asking
from tracker.views.notifications.notification import Notification, ToldPerson


def asking_units(told: ToldPerson) -> Iterator[Notification]:
    """Ask a leader whether a unit that signed up in the team's name is the team."""
    if NotificationKind.UNIT_ASKS not in told.rare:
        return
    locale = told.locale
    teams = [team.team_id for team in told.teams if team.may(Permission.MANAGE_TEAM)]
    for unit_id, team_id, held_on in units_asking(teams, told.actor.today):
        team = told.team(team_id)
        yield Notification(
            kind=NotificationKind.UNIT_ASKS,
            row_id=unit_id,
            title=locale.gettext("Er det dere som er meldt på dagen?"),
            about=f"{team.name} · {locale.day(held_on)}",
            href=told.links.units_of_team(team.slug),
            icon="calendar",
            deed=locale.gettext("Svar på om det er dere"),
        )
