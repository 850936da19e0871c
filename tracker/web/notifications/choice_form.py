"""The form of which notifications a person wants, and which mail beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField

from tracker.access.memberships import own_teams
from tracker.access.organisation import led_organisations
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.access.reach import reads_teams
from tracker.models.mail import CHOSEN_KINDS, MailKind
from tracker.models.notifications import NotificationKind
from tracker.services.mail.choices import wanted_mail
from tracker.services.notifications.choices import wanted_by
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form


class NotificationChoiceForm(Form):
    """A column for each place that a kind may be told in. What is not ticked is not wanted."""

    here = SelectMultipleField(_("Her"))
    by_mail = SelectMultipleField(_("E-post"))
    mail = SelectMultipleField(_("E-post"))


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """The form with the kinds that concern this person."""

    form: NotificationChoiceForm
    kinds: Sequence[NotificationKind]
    mails: Sequence[MailKind]
    is_mail_on: bool

    def is_ticked(self, column: str, kind: NotificationKind | MailKind) -> bool:
        """Return whether a box is ticked."""
        return kind.value in (self.form[column].data or [])


def choice_form(actor: Actor) -> ChoiceTable:
    """Return the form as it stands for this person, or as she has posted it."""
    kinds = _concerning(actor)
    wanted, mails = wanted_by(actor.user.id), wanted_mail(actor.user.id)
    form = NotificationChoiceForm(
        here=[kind.value for kind in kinds if wanted[kind].here],
        by_mail=[kind.value for kind in kinds if wanted[kind].by_mail],
        mail=[kind.value for kind in CHOSEN_KINDS if kind in mails],
    )
    for column in (form.here, form.by_mail):
        column.choices = [(kind.value, kind.value) for kind in kinds]
    form.mail.choices = [(kind.value, kind.value) for kind in CHOSEN_KINDS]
    return ChoiceTable(form, kinds, CHOSEN_KINDS, settings().mail is not None)


_ASKERS = frozenset({NotificationKind.THREAD_ANSWERED, NotificationKind.PHASE_DECIDED})
"""What is told to whoever asks, in a team or as a reader of several."""


def _concerning(actor: Actor) -> list[NotificationKind]:
    """List what can ever be told to this person: the office's to the office, most to members, answers to who asks.

    A leader in an organisation is told of barriers that teams lift to her, and of what she has promised; a leader of a
    team of answers that were withdrawn, and of units of the day that have the team's name.
    """
    teams, leads = own_teams(actor.user), bool(led_organisations(actor.user))
    is_member = bool(teams)
    asks = is_member or reads_teams(actor.user)
    concerns = dict.fromkeys(NotificationKind, is_member) | {
        NotificationKind.MAIL_STUCK: actor.user.is_administrator,
        **dict.fromkeys(_ASKERS, asks),
        NotificationKind.BARRIER_LIFTED: leads,
        NotificationKind.PROMISE_DUE: leads or is_member,
        NotificationKind.ANSWER_WITHDRAWN: any(team.may(Permission.REVIEW) for team in teams),
        NotificationKind.UNIT_ASKS: any(team.may(Permission.MANAGE_TEAM) for team in teams),
    }
    return [kind for kind, does in concerns.items() if does]
