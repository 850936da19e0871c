"""Notifications of barriers: one lifted to a leader, a promise that is due, an answer. Never a word of the barrier."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.access.permissions import Permission
from tracker.models.barriers import LiftState
from tracker.models.notifications import NotificationKind
from tracker.views.barriers.words import answer_by
from tracker.views.labels import label
from tracker.views.notifications.notification import Notification, ToldPerson


def lifted_barriers(told: ToldPerson) -> Iterator[Notification]:
    """Tell a leader that a team waits for her answer; it goes away when she has given one."""
    locale, today = told.locale, told.actor.today
    for lift in told.lifts:
        if not lift.is_to_me or not lift.state.awaits_answer(lift.due, today):
            continue
        if lift.state is LiftState.NOT_NOW:
            title = locale.gettext("Se på hindringen fra %(team)s igjen", team=lift.team)
        else:
            title = locale.gettext("%(name)s har løftet en hindring til deg", name=lift.by)
        kind, by = label(lift.kind, locale), answer_by(lift.due, today, locale)
        yield Notification(
            kind=NotificationKind.BARRIER_LIFTED,
            row_id=lift.row_id,
            title=title,
            about=f"{lift.team} · {kind} · {by}",
            href=told.links.lifted_barrier(lift.organisation, lift.row_id),
            icon="up",
            deed=locale.gettext("Les og svar"),
        )


def due_promises(told: ToldPerson) -> Iterator[Notification]:
    """Ask leader and team on the day of a promise whether it is done."""
    locale, today = told.locale, told.actor.today
    working = {team.team_id for team in told.teams if team.may(Permission.IMPROVE)}
    for lift in told.lifts:
        is_hers = lift.is_to_me or lift.team_id in working
        if not is_hers or not lift.state.is_promise_due(lift.due, today):
            continue
        yield Notification(
            kind=NotificationKind.PROMISE_DUE,
            row_id=lift.row_id,
            title=locale.gettext("Er det gjort? Lovet til %(day)s", day=locale.day(lift.due, year=False)),
            about=f"{lift.team} · {label(lift.kind, locale)} · {lift.leader}",
            href=told.links.lifted_barrier(lift.organisation, lift.row_id)
            if lift.is_to_me
            else told.links.barriers(lift.team_slug),
            icon="check",
            deed=locale.gettext("Se og svar"),
        )


def answered_barriers(told: ToldPerson) -> Iterator[Notification]:
    """Tell a team that a leader has answered; what she said stands on the team's page."""
    locale = told.locale
    reading = {team.team_id for team in told.teams if team.may(Permission.READ_BARRIERS)}
    for lift in told.lifts:
        is_new = lift.answered_at is not None and lift.answered_at >= told.since
        if not is_new or lift.is_to_me or lift.news_id is None or lift.team_id not in reading:
            continue
        yield Notification(
            kind=NotificationKind.BARRIER_ANSWERED,
            row_id=lift.news_id,
            title=locale.gettext("%(name)s har svart om en hindring", name=lift.leader),
            about=f"{lift.team} · {label(lift.kind, locale)} · {label(lift.state, locale)}",
            href=told.links.barriers(lift.team_slug),
            icon="talk",
            at=lift.answered_at,
            deed=locale.gettext("Les svaret"),
        )
