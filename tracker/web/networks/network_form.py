"""The form of a learning network: the office and the host fill in the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.models.networks import Network
from tracker.services.networks.networks import NetworkFacts
from tracker.text.screening import has_identity_number
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextArea, FreeTextField, LineField
from tracker.web.forms.typed_fields import DayField, NumberField


class ContactField(LineField):
    """Who to turn to: a telephone number or an address is what it is for; an identity number is not."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse an identity number."""
        super().pre_validate(form)
        if has_identity_number(self.data or ""):
            raise StopValidation(str(messages.IDENTITY_NUMBER))


class NetworkForm(Form):
    """A learning network: who is behind it, when it runs, and from when its charts are judged."""

    thing = Thing(this=_("dette læringsnettverket"), the=_("læringsnettverket"))
    name = FreeTextField(_("Navn"), required=True)
    programme = FreeTextField(_("Program"))
    host = FreeTextField(_("Vertskap"), required=True)
    partners = FreeTextArea(_("Samarbeidspartnere"), most=500)
    funders = FreeTextArea(_("Finansiering"), most=500)
    contact = ContactField(_("Kontaktperson"))
    starts_on = DayField(_("Fra"), required=True)
    ends_on = DayField(_("Til"))
    minimum_points = NumberField(_("Punkter før et diagram blir vurdert"), least=3, most=50, whole=True, required=True)
    silent_after = NumberField(
        _("Perioder uten tall før teamet vises som «Registrerer ikke»"), least=1, most=24, whole=True, required=True
    )
    small_number = NumberField(
        _("Minste tall som vises utenfor nettverket"), least=0, most=50, whole=True, required=True
    )

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check that the end is not before the start."""
        right = super().validate(extra_validators)
        if self.starts_on.data and self.ends_on.data and self.ends_on.data < self.starts_on.data:
            self.refuse(self.ends_on, messages.BEFORE_START)
            return False
        return right

    def facts(self) -> NetworkFacts:
        """Return what was filled in; only for a form that was accepted."""
        return NetworkFacts(
            name=self.name.data or "",
            programme=self.programme.data or "",
            host=self.host.data or "",
            partners=self.partners.data or "",
            funders=self.funders.data or "",
            contact=self.contact.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            minimum_points=int(self.minimum_points.data),
            silent_after=int(self.silent_after.data),
            small_number=int(self.small_number.data),
        )


def form_of(network: Network) -> NetworkForm:
    """Return the form filled with what is known of a network."""
    columns = {name: getattr(network, name) for name in NetworkFacts.__dataclass_fields__ if name != "programme"}
    return NetworkForm(**columns, programme=network.programme.name if network.programme else "")
