"""Notifications of proposed phases: one that waits for the leader, and what became of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.analysis import Period
from tracker.models.notifications import NotificationKind
from tracker.services.measurements.proposals import ToldProposal, decisions_for, proposals_for
from tracker.views.notifications.notification import Notification, ToldPerson


def proposed_phases(told: ToldPerson) -> Iterator[Notification]:
    """Tell who leads a team that a reader proposes a phase; it goes away when she has decided."""
    locale = told.locale
    for proposal in proposals_for(told.teams):
        team = told.team(proposal.team_id)
        yield Notification(
            kind=NotificationKind.PHASE_PROPOSED,
            row_id=proposal.row_id,
            title=locale.gettext(
                "%(name)s foreslår en ny fase fra %(period)s", name=proposal.by, period=_period(told, proposal)
            ),
            about=f"{team.name} · {proposal.measure.name}",
            href=told.links.proposal(team.slug, proposal.measure.id, proposal.row_id),
            icon="flag",
            deed=locale.gettext("Ta stilling til den"),
        )


def decided_proposals(told: ToldPerson) -> Iterator[Notification]:
    """Tell who proposed a phase what the team decided."""
    locale = told.locale
    for proposal in decisions_for(told.actor, since=told.since):
        period = _period(told, proposal)
        if proposal.accepted:
            title = locale.gettext("Fasen du foreslo fra %(period)s, er godtatt", period=period)
        else:
            title = locale.gettext("Fasen du foreslo fra %(period)s, ble det ikke noe av", period=period)
        yield Notification(
            kind=NotificationKind.PHASE_DECIDED,
            row_id=proposal.row_id,
            title=title,
            about=f"{proposal.team} · {proposal.measure.name} · {proposal.by}",
            href=told.links.measure(proposal.team_slug, proposal.measure),
            icon="flag",
            at=proposal.at,
            deed=locale.gettext("Se diagrammet"),
        )


def _period(told: ToldPerson, proposal: ToldProposal) -> str:
    return told.locale.period(Period.containing(proposal.measure.period_kind, proposal.starts_on), year=True)
