"""Sending the minutes of a gathering to the leaders of the network's teams: once, and again when they are changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from tracker.access.held import open_places
from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.gatherings import Action, Gathering, Minutes
from tracker.models.mail import Mail
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderTeam
from tracker.models.teams import Team
from tracker.services.gatherings.actions import actions_of
from tracker.services.gatherings.afterwards import AfterwardsFault, minutes_of, share_minutes
from tracker.services.gatherings.gatherings import require_here, teams_at_work
from tracker.services.mail.letter import Letter
from tracker.services.mail.outbox import UNDO
from tracker.services.mail.sender import Sender
from tracker.services.refusal import Refused, refuse_first
from tracker.services.reminders.dispatch import LetterTo, Outgoing, ReminderFault, dispatch, sent_before
from tracker.services.reminders.recipients import leaders, went_out
from tracker.text.locale import Locale

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MinutesNews:
    """What a letter tells of minutes: to one team, or, with none, as it is kept with who sent it."""

    gathering: Gathering
    team: Team | None
    agreed: Sequence[Action]
    """What the team itself agreed to: what others did stays theirs."""
    is_changed: bool
    """Whether they were sent before, and are another text now."""


MinutesWriter = Callable[[MinutesNews, Locale], Letter]


@dataclass(frozen=True, slots=True)
class MinutesSent:
    """What was sent last of a gathering's minutes, and whether they have changed since."""

    last: Reminder | None
    """What was sent and not stopped."""
    is_changed: bool


def sent_minutes(access: NetworkAccess, row: Gathering, own: Minutes | None, agreed: Sequence[Action]) -> MinutesSent:
    """Find what was sent of a gathering's minutes, in one query."""
    access.require(Permission.READ_NETWORK)
    query = select(Reminder).where(
        Reminder.network_id == access.network.id, Reminder.gathering_id == row.id, Reminder.stopped_at.is_(None)
    )
    last = db.session.scalars(query.order_by(Reminder.id.desc()).limit(1)).first()
    return MinutesSent(last, last is not None and own is not None and last.created_at < _changed_at(own, agreed))


def send_minutes(
    access: NetworkAccess, row: Gathering, *, writer: MinutesWriter, sender: Sender | None, locale: Locale
) -> Reminder:
    """Share the minutes, and put a mail to each leader into the outbox; return what was sent.

    Both come in five minutes, and can be stopped till then. Pressed again, there is one sending of the same minutes:
    who has got them, or will, is not written to twice. `locale` is that of what is kept with who sent it.

    Raises:
        Refused: nobody has written any, or no team has a leader.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    submission = _submission(row)
    earlier = sent_before(access, submission)
    own = minutes_of(access, row)
    if own is None:
        raise Refused(AfterwardsFault.NO_MINUTES)
    agreed = actions_of(access, row)
    before = sent_minutes(access, row, own, agreed)
    if (same := earlier or (None if before.is_changed else before.last)) is not None:
        return same
    changed_at, reached, led = _changed_at(own, agreed), _reached(row), leaders(access)
    to = {
        team: [each for each in led.get(team.id, ()) if reached.get((team.id, each.id), _NEVER) < changed_at]
        for team in teams_at_work(access)
    }
    to = {team: people for team, people in to.items() if people}
    refuse_first({(ReminderFault.NOBODY, None): not to})
    share_minutes(access, row, at=access.now + UNDO)
    by_team = _by_team(agreed)

    def write(team: Team, leader: User, language: Locale) -> LetterTo:
        news = MinutesNews(row, team, by_team.get(team.id, ()), (team.id, leader.id) in reached)
        return LetterTo(writer(news, language), not_mailed=_why_not(team, leader))

    kept = writer(MinutesNews(row, None, agreed, before.is_changed), locale)
    what = Outgoing(
        kind=ReminderKind.MINUTES,
        subject=kept.subject,
        text="\n".join(text for part in kept.parts for text in part.text),
        submission=submission,
        gathering_id=row.id,
    )
    return dispatch(access, what, to, writer=write, sender=sender)


def _submission(row: Gathering) -> str:
    """Return what the next sending is known by: of two at the same moment the database takes one."""
    count = db.session.scalar(select(func.count()).select_from(Reminder).where(Reminder.gathering_id == row.id))
    return f"minutes {row.id} {count or 0}"


def _changed_at(own: Minutes, agreed: Sequence[Action]) -> datetime:
    """Return when what is sent of minutes last became another text. That something agreed is done changes none."""
    return max([own.written_at, *(each.created_at for each in agreed)])


def _reached(row: Gathering) -> Mapping[tuple[int, int | None], datetime]:
    """Return whom a gathering's minutes reached by mail, or will, by team and person: when they were last sent."""
    query = (
        select(ReminderTeam.team_id, ReminderTeam.user_id, func.max(Reminder.created_at))
        .join(Reminder, Reminder.id == ReminderTeam.reminder_id)
        .outerjoin(Mail, Mail.id == ReminderTeam.mail_id)
        .where(
            Reminder.gathering_id == row.id,
            went_out(ReminderTeam.not_mailed == NotMailed.DEMO),
        )
        .group_by(ReminderTeam.team_id, ReminderTeam.user_id)
    )
    return {(team_id, user_id): at for team_id, user_id, at in db.session.execute(query)}


def _by_team(agreed: Sequence[Action]) -> Mapping[int, Sequence[Action]]:
    found: defaultdict[int, list[Action]] = defaultdict(list)
    for each in agreed:
        if each.team_id is not None:
            found[each.team_id].append(each)
    return found


def _why_not(team: Team, leader: User) -> NotMailed | None:
    """Return `HELD` where the team is closed to whoever uses this account now."""
    places = open_places(leader)
    return None if places is None or team.id in places else NotMailed.HELD
