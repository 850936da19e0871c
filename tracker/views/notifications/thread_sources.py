"""Notifications of threads: one that waits for the team, and one that was answered. Never a word of what was said."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.models.notifications import NotificationKind
from tracker.services.threads.told import ToldThread, threads_answered_to, threads_waiting_in
from tracker.views.notifications.notification import Notification, ToldPerson


def waiting_threads(told: ToldPerson) -> Iterator[Notification]:
    """Tell who works in a team that somebody waits for its answer; it goes away when the answer is given."""
    locale = told.locale
    for thread in threads_waiting_in(told.teams, reader=told.actor.user):
        team = told.team(thread.team_id)
        yield Notification(
            kind=NotificationKind.THREAD_WAITS,
            row_id=thread.row_id,
            title=(
                locale.gettext("%(name)s venter på svar", name=thread.by)
                if thread.measure is None
                else locale.gettext("%(name)s spør om «%(chart)s»", name=thread.by, chart=thread.measure.name)
            ),
            about=locale.gettext("%(team)s · samtale %(number)s venter på svar", team=team.name, number=thread.number),
            href=_where(told, thread, team.slug),
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
            title=(
                locale.gettext("%(name)s har svart deg", name=thread.by)
                if thread.measure is None
                else locale.gettext("%(name)s har svart deg om «%(chart)s»", name=thread.by, chart=thread.measure.name)
            ),
            about=locale.gettext("%(team)s · samtale %(number)s", team=thread.team, number=thread.number),
            href=_where(told, thread, thread.team_slug),
            icon="talk",
            at=thread.at,
            deed=locale.gettext("Les svaret"),
        )


def _where(told: ToldPerson, thread: ToldThread, team: str) -> str:
    """Return where a thread is read: beside its chart, or on the page of those who speak for patients."""
    page = told.links.feedback(team) if thread.measure is None else told.links.measure(team, thread.measure)
    return f"{page}#samtale-{thread.number}"
