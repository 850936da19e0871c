"""Notifications of threads: one that waits for the team, and one that was answered. Never a word of what was said."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.models.notifications import NotificationKind
from tracker.services.threads.told import threads_answered_to, threads_waiting_in
from tracker.views.notifications.notification import Notification, ToldPerson


def waiting_threads(told: ToldPerson) -> Iterator[Notification]:
    """Tell who works in a team that somebody waits for its answer; it goes away when the answer is given."""
    locale = told.locale
    for thread in threads_waiting_in(told.teams, reader=told.actor.user):
        team = told.team(thread.team_id)
        yield Notification(
            kind=NotificationKind.THREAD_WAITS,
            row_id=thread.row_id,
            title=locale.gettext("%(name)s spør om «%(chart)s»", name=thread.by, chart=thread.measure.name),
            about=locale.gettext("%(team)s · samtale %(number)s venter på svar", team=team.name, number=thread.number),
            href=told.links.at_thread(told.links.measure(team.slug, thread.measure), thread.number),
            icon="talk",
            deed=locale.gettext("Les og svar"),
        )


def answered_threads(told: ToldPerson) -> Iterator[Notification]:
    """Tell who asked that the team has answered."""
    locale = told.locale
    for thread in threads_answered_to(told.actor, since=told.since):
        yield Notification(
            kind=NotificationKind.THREAD_ANSWERED,
            row_id=thread.row_id,
            title=locale.gettext("%(name)s har svart deg om «%(chart)s»", name=thread.by, chart=thread.measure.name),
            about=locale.gettext("%(team)s · samtale %(number)s", team=thread.team, number=thread.number),
            href=told.links.at_thread(told.links.measure(thread.team_slug, thread.measure), thread.number),
            icon="talk",
            at=thread.at,
            deed=locale.gettext("Les svaret"),
        )
