"""Notifications of evaluations by users: the points of a dialogue meeting that have come back."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.access.permissions import Permission
from tracker.models.notifications import NotificationKind
from tracker.services.user_evaluations.points import follow_ups_due
from tracker.views.notifications.notification import Notification, ToldPerson


def due_follow_ups(told: ToldPerson) -> Iterator[Notification]:
    """Ask leader and representatives what became of the points, from the agreed day until all are looked at."""
    if NotificationKind.FOLLOW_UP_DUE not in told.rare:
        return
    locale = told.locale
    teams = [team.team_id for team in told.teams if team.may(Permission.EVALUATE)]
    for row, due in follow_ups_due(teams, told.actor.today):
        team = told.team(row.team_id)
        yield Notification(
            kind=NotificationKind.FOLLOW_UP_DUE,
            row_id=row.id,
            title=locale.gettext("Hva ble det av punktene fra dialogmøtet?"),
            about=locale.gettext("%(team)s · avtalt %(day)s", team=team.name, day=locale.day(due)),
            href=told.links.user_evaluation(team.slug, row.id),
            icon="check",
            deed=locale.gettext("Se på punktene"),
        )
