"""Forms with which a host keeps her network."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from tracker.models.teams import ServiceKind
from tracker.web.core.labels import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect, RowChecks
from tracker.web.forms.fields import ConfirmContactField, EmailField, FreeTextField


class LeaderForm(Form):
    """Who is to lead a team."""

    email = EmailField(_("E-post til teamlederen"), required=True, autocomplete="off")


class NewTeamForm(LeaderForm):
    """A new team of the network."""

    name = FreeTextField(_("Navn på teamet"), required=True)
    service = EnumSelect(_("Tjeneste"), ServiceKind, choices(ServiceKind))
    organisations = RowChecks(_("Hører til"), validators=[DataRequired(messages.REQUIRED)])
    confirm = ConfirmContactField(_("Det er greit at dette står"))
