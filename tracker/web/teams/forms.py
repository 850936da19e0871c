"""Forms about the team and its people."""

from __future__ import annotations

from types import MappingProxyType

from flask_babel import lazy_gettext as _

from tracker.models.accounts import TEAM_ROLES, Profession, Role
from tracker.models.teams import ServiceKind
from tracker.web.core.labels import choices
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, EnumSelect
from tracker.web.forms.fields import ConfirmContactField, EmailField, FreeTextField

_ROLES = choices(Role)
ROLES = MappingProxyType({role: _ROLES[role] for role in TEAM_ROLES})
"""The roles a membership can hold, with their labels."""


class TeamForm(Form):
    """What the team is called and what kind of service it works in."""

    name = FreeTextField(_("Navn på teamet"), required=True)
    service = EnumSelect(_("Tjeneste"), ServiceKind, choices(ServiceKind))
    confirm = ConfirmContactField(_("Det er greit at dette står"))


class MemberForm(Form):
    """A member's role and profession."""

    role = EnumRadios(_("Rolle"), Role, ROLES)
    profession = EnumSelect(_("Yrke"), Profession, choices(Profession))


class InviteForm(MemberForm):
    """Whom to invite, and as what."""

    email = EmailField(_("E-post"), required=True, autocomplete="off")
