"""Where notifications come from: each kind is found by one query.

A subject that has something to tell adds its kind to `NotificationKind`, to `LABELS`, and its source to `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker.analysis import Effect
from tracker.models.notifications import NotificationKind
from tracker.services.accounts.held import held_in
from tracker.services.answers.withdrawing import to_take_down_in
from tracker.services.mail.desk import stuck_for
from tracker.services.measurements.comments import comments_in
from tracker.services.measurements.missing import missing_in
from tracker.services.signals.keeping import new_signals_in
from tracker.services.teams.role_changes import role_changes
from tracker.text.locale import capital
from tracker.views.labels import label
from tracker.views.notifications.barrier_sources import answered_barriers, due_promises, lifted_barriers
from tracker.views.notifications.campaign_sources import asking_units
from tracker.views.notifications.evaluation_sources import due_follow_ups
from tracker.views.notifications.notification import Notification, NotificationSource, ToldPerson
from tracker.views.notifications.proposal_sources import decided_proposals, proposed_phases
from tracker.views.notifications.thread_sources import answered_threads, waiting_threads


def missing_periods(told: ToldPerson) -> Iterator[Notification]:
    """Tell who records that a period is over and lacks numbers."""
    locale = told.locale
    found = missing_in(told.teams, today=told.actor.today)
    for (team_id, period), number in sorted(found.items(), key=lambda each: (each[0][1].stop, each[0][0])):
        team, name = told.team(team_id), locale.period(period)
        waiting = locale.ngettext("%(num)s indikator venter på tall", "%(num)s indikatorer venter på tall", number)
        yield Notification(
            kind=NotificationKind.PERIOD_MISSING,
            row_id=team_id,
            title=locale.gettext("%(period)s mangler tall", period=capital(name)),
            about=f"{team.name} · {waiting}",
            href=told.links.record(team.slug, period=period),
            icon="pen",
            deed=locale.gettext("Registrer %(period)s", period=name),
        )


def held_accounts(told: ToldPerson) -> Iterator[Notification]:
    """Ask who records whether it is really a colleague who uses an account with a new password."""
    if NotificationKind.ACCOUNT_HELD not in told.rare:
        return
    locale = told.locale
    for member in held_in(told.teams):
        team = told.team(member.team_id)
        yield Notification(
            kind=NotificationKind.ACCOUNT_HELD,
            row_id=member.id,
            title=locale.gettext("Er det %(name)s som bruker kontoen?", name=member.user.name),
            about=locale.gettext("%(team)s · nytt passord med en lenke fra administrasjonen", team=team.name),
            href=told.links.confirm_member(team.slug, member.id),
            icon="lock",
            deed=locale.gettext("Se og svar"),
        )


def stuck_mail(told: ToldPerson) -> Iterator[Notification]:
    """Tell the office that mail did not go, or that nobody knows whether it did."""
    locale = told.locale
    if number := stuck_for(told.actor):
        yield Notification(
            kind=NotificationKind.MAIL_STUCK,
            row_id=told.actor.user.id,
            title=locale.ngettext(
                "%(num)s e-post trenger at noen bestemmer", "%(num)s e-poster trenger at noen bestemmer", number
            ),
            about=locale.gettext("Ikke sendt, eller uvisst om den kom fram"),
            href=told.links.mail_desk(),
            icon="mail",
            deed=locale.gettext("Se hvilke"),
        )


def withdrawn_answers(told: ToldPerson) -> Iterator[Notification]:
    """Ask a team's leader to have prints and files with withdrawn answers taken away; never which answers."""
    if NotificationKind.ANSWER_WITHDRAWN not in told.rare:
        return
    locale = told.locale
    for team_id, number in to_take_down_in(told.teams).items():
        team = told.team(team_id)
        yield Notification(
            kind=NotificationKind.ANSWER_WITHDRAWN,
            row_id=team_id,
            title=locale.ngettext("Et svar er trukket", "%(num)s svar er trukket", number),
            about=locale.gettext("%(team)s · ta ned utskrifter, og slett nedlastede filer", team=team.name),
            href=told.links.answers(team.slug),
            icon="talk",
            deed=locale.gettext("Si fra når det er gjort"),
        )


def readers_comments(told: ToldPerson) -> Iterator[Notification]:
    """Tell a team that a reader has written on a chart: who and where, never what."""
    locale = told.locale
    for comment in comments_in(told.teams, reader=told.actor.user, since=told.since):
        team, measure = told.team(comment.team_id), comment.measure
        where = f"«{measure.name}»" if measure is not None else locale.gettext("alle diagrammene")
        href = told.links.measure(team.slug, measure) if measure is not None else told.links.team(team.slug)
        yield Notification(
            kind=NotificationKind.COMMENT,
            row_id=comment.row_id,
            title=locale.gettext("%(name)s har kommentert %(chart)s", name=comment.by, chart=where),
            about=team.name,
            href=href,
            icon="talk",
            at=comment.at,
            deed=locale.gettext("Les kommentaren"),
        )


def changed_roles(told: ToldPerson) -> Iterator[Notification]:
    """Tell a member that somebody has given her another role."""
    locale = told.locale
    by_membership: Mapping[int, int] = {team.membership_id: team.team_id for team in told.teams}
    for change in role_changes(told.teams, of=told.actor.user, since=told.since):
        team = told.team(by_membership[change.membership_id])
        yield Notification(
            kind=NotificationKind.ROLE_CHANGED,
            row_id=change.row_id,
            title=locale.gettext(
                "Du er nå %(role)s i %(team)s", role=label(change.role, locale).lower(), team=team.name
            ),
            about=locale.gettext("Endret av %(name)s", name=change.by),
            href=told.links.team(team.slug),
            icon="users",
            at=change.at,
            deed=locale.gettext("Se teamet"),
        )


def new_signals(told: ToldPerson) -> Iterator[Notification]:
    """Tell a team that a measure of its own has a signal it did not have before; what the chart says stands there."""
    locale = told.locale
    for signal in new_signals_in(told.teams, since=told.since):
        team = told.team(signal.measure.team_id)
        title = {
            Effect.WORSE: locale.gettext("Forverring: %(measure)s", measure=signal.measure.name),
            Effect.BETTER: locale.gettext("Bedring: %(measure)s", measure=signal.measure.name),
            Effect.NEUTRAL: locale.gettext("Endring: %(measure)s", measure=signal.measure.name),
        }[signal.effect]
        yield Notification(
            kind=NotificationKind.SIGNAL,
            row_id=signal.row_id,
            title=title,
            about=locale.gettext("%(team)s · nytt signal", team=team.name),
            href=told.links.measure(team.slug, signal.measure),
            icon="chart",
            at=signal.at,
            deed=locale.gettext("Se diagrammet"),
            measure=signal.measure,
        )


SOURCES: Mapping[NotificationKind, NotificationSource] = {
    NotificationKind.ACCOUNT_HELD: held_accounts,
    NotificationKind.THREAD_WAITS: waiting_threads,
    NotificationKind.PHASE_PROPOSED: proposed_phases,
    NotificationKind.BARRIER_LIFTED: lifted_barriers,
    NotificationKind.PROMISE_DUE: due_promises,
    NotificationKind.FOLLOW_UP_DUE: due_follow_ups,
    NotificationKind.UNIT_ASKS: asking_units,
    NotificationKind.PERIOD_MISSING: missing_periods,
    NotificationKind.ANSWER_WITHDRAWN: withdrawn_answers,
    NotificationKind.MAIL_STUCK: stuck_mail,
    NotificationKind.COMMENT: readers_comments,
    NotificationKind.THREAD_ANSWERED: answered_threads,
    NotificationKind.PHASE_DECIDED: decided_proposals,
    NotificationKind.BARRIER_ANSWERED: answered_barriers,
    NotificationKind.ROLE_CHANGED: changed_roles,
    NotificationKind.SIGNAL: new_signals,
}
"""What needs somebody stands in this order; news by when it happened."""
