"""Forms of a programme: what is known of it, its goals, and who steers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.models.programmes import SteeringRole
from tracker.services.programmes.programmes import ProgrammeFacts
from tracker.services.programmes.steering import Seat
from tracker.web.components.contact_field import ContactField
from tracker.web.core.language import choices
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextArea, FreeTextField


class ProgrammeForm(Form):
    """What is known of a programme."""

    thing = Thing(this=_("dette programmet"), the=_("programmet"))
    name = FreeTextField(_("Navn"), required=True)
    aim = FreeTextArea(_("Det programmet vil"), most=1000)
    owner = FreeTextField(_("Eier"))
    partners = FreeTextArea(_("Faglige partnere"), most=500)
    funders = FreeTextArea(_("Støttes av"), most=500)
    contact = ContactField(_("Kontaktperson"))

    def facts(self) -> ProgrammeFacts:
        """Return what was filled in; only for a form that was accepted."""
        return ProgrammeFacts(**{name: self[name].data or "" for name in ProgrammeFacts.__dataclass_fields__})


class ProgrammeGoalForm(Form):
    """One part of what a programme wants."""

    thing = Thing(this=_("dette målet"), the=_("målet"))
    text = FreeTextArea(_("Målet"), most=300, required=True)


class JudgementForm(Form):
    """What a host finds of it."""

    thing = Thing(this=_("denne vurderingen"), the=_("vurderingen"))
    judgement = FreeTextArea(_("Vertskapenes vurdering"), most=1000)


class SteeringForm(Form):
    """A person in a steering group."""

    thing = Thing(this=_("dette medlemmet"), the=_("medlemmet"))
    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "off"})
    organisation = FreeTextField(_("Organisasjon"))
    role = EnumRadios(_("Rolle"), SteeringRole, choices(SteeringRole))

    def seat(self) -> Seat:
        """Return what was filled in; only for a form that was accepted."""
        return Seat(self.name.data or "", self.role.data, self.organisation.data or "")
