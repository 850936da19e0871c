"""Sending what a host has written to her teams: a reminder of their numbers, or a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.analysis import Period
from tracker.models.accounts import User
from tracker.models.reminders import Reminder, ReminderKind
from tracker.models.teams import Team
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import Sender
from tracker.services.refusal import Refused, refuse_first
from tracker.services.reminders.dispatch import LetterTo, Outgoing, ReminderFault, dispatch, sent_before
from tracker.services.reminders.recipients import leaders
from tracker.services.reminders.wording import Wording, filled, last_number
from tracker.text.locale import Locale
from tracker.text.screening import refuse_identity_numbers


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves us: who it comes from (None: only the demo, which sends nothing), and a team's own address."""

    sender: Sender | None
    address_of: Callable[[Team], str]
    """The whole address where a team records."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A team that was chosen, and the last period in which it has a number."""

    team: Team
    last: Period | None


def send(
    access: NetworkAccess,
    wording: Wording,
    to: Sequence[Addressee],
    *,
    kind: ReminderKind,
    submission: str,
    post: Post,
) -> Reminder:
    """Put a mail to each leader of these teams into the outbox, to go in five minutes; return what was written.

    The same form sent twice gives the same row.

    Raises:
        Refused: nobody is chosen who has a leader, or a word in braces is unknown.
        IdentityNumberError: it holds the number of a person.
    """
    access.require(Permission.MANAGE_NETWORK)
    if (earlier := sent_before(access, submission)) is not None:
        return earlier
    if wording.unknown:
        field = "subject" if Wording(wording.subject, "").unknown else "text"
        raise Refused(ReminderFault.UNKNOWN_WORD, field, word="{" + wording.unknown + "}")
    for said in (wording.subject, wording.text):
        refuse_identity_numbers(said)
    led = leaders(access)
    last = {each.team: each.last for each in to if led.get(each.team.id)}
    refuse_first({(ReminderFault.NOBODY, "teams"): not last})

    def write(team: Team, leader: User, locale: Locale) -> LetterTo:
        period = last_number(last[team], locale)
        return LetterTo(_letter(access, kind, wording, team, leader, locale, period, post), period)

    what = Outgoing(kind=kind, subject=wording.subject, text=wording.text, submission=submission)
    return dispatch(access, what, {team: led[team.id] for team in last}, writer=write, sender=post.sender)


def _letter(
    access: NetworkAccess,
    kind: ReminderKind,
    wording: Wording,
    team: Team,
    leader: User,
    locale: Locale,
    period: str,
    post: Post,
) -> Letter:
    said = filled(wording, name=leader.name, team=team.name, period=period)
    button = LetterLink(locale.gettext("Registrer"), post.address_of(team), is_button=True)
    return Letter(
        subject=said.subject,
        heading=said.subject,
        about=access.network.name,
        parts=[LetterPart(text=said.paragraphs, link=button if kind is ReminderKind.NUMBERS else None)],
        why=[locale.gettext("Du får denne fordi du leder %(team)s.", team=team.name)],
    )
