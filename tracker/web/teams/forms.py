"""Forms about the team and its people."""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar

from flask_babel import lazy_gettext as _

from tracker.models.accounts import TEAM_ROLES, Profession, Role
from tracker.models.teams import ServiceKind
from tracker.services.teams.invitations import InvitationFault
from tracker.services.teams.members import MemberFault
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, EnumSelect
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import EmailField, FreeTextField

LAST_LEADER = _("Teamet må ha minst én teamleder. Gjør en annen til teamleder først.")

_ROLES = choices(Role)
ROLES = MappingProxyType({role: _ROLES[role] for role in TEAM_ROLES})
"""The roles a membership can hold, with their labels."""


class TeamForm(Form):
    """What the team is called and what kind of service it works in."""

    thing = Thing(this=_("dette teamet"), the=_("teamet"))
    name = FreeTextField(_("Navn på teamet"), required=True)
    service = EnumSelect(_("Tjeneste"), ServiceKind, choices(ServiceKind))


class MemberForm(Form):
    """A member's role and profession."""

    thing = Thing(this=_("dette medlemmet"), the=_("medlemmet"))
    sentences: ClassVar[Sentences] = {MemberFault.LAST_LEADER: LAST_LEADER}
    role = EnumRadios(_("Rolle"), Role, ROLES)
    profession = EnumSelect(_("Yrke"), Profession, choices(Profession))


class InviteForm(MemberForm):
    """Whom to invite, and as what."""

    sentences: ClassVar[Sentences] = {InvitationFault.ALREADY_MEMBER: messages.ALREADY_MEMBER}
    email = EmailField(_("E-post"), required=True, autocomplete="off")
