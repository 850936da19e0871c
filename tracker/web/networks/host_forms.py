"""Forms with which a host keeps her network."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from tracker.models.teams import ServiceKind
from tracker.services.networks.new_teams import LeaderFault
from tracker.services.teams.invitations import InvitationFault
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect, RowChecks
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import EmailField, FreeTextField


class LeaderForm(Form):
    """Who is to lead a team."""

    sentences: ClassVar[Sentences] = {
        InvitationFault.ALREADY_MEMBER: messages.ALREADY_MEMBER,
        LeaderFault.HAS_LEADER: _("Teamet har fått en leder i mellomtiden. Det er lederen som inviterer nå."),
    }
    email = EmailField(_("E-postadressen til teamlederen"), required=True, autocomplete="off")


class NewTeamForm(LeaderForm):
    """A new team of the network."""

    name = FreeTextField(_("Navn på teamet"), required=True)
    service = EnumSelect(_("Tjeneste"), ServiceKind, choices(ServiceKind))
    organisations = RowChecks(_("Hører til"), validators=[DataRequired(messages.REQUIRED)])
