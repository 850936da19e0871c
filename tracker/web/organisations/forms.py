"""The form of an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.models.organisations import Country, OrganisationKind
from tracker.services.organisations.organisations import OrganisationFacts, OrganisationFault, is_orgnr
from tracker.web.core.language import choices
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios
from tracker.web.forms.editing import Thing, Together
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextField, LineField
from tracker.web.forms.typed_fields import DayField, NumberField

ORGNR = _(
    "Organisasjonsnummeret stemmer ikke. Skriv alle 9 sifrene, for eksempel 974 760 673, eller sjekk det i "
    "Enhetsregisteret."
)
ORGNR_ABROAD = _("Organisasjonsnummer gjelder bare norske virksomheter. La feltet stå tomt.")
MUNICIPALITY_NUMBER = _("Skriv 4 siffer, for eksempel 5001.")
MUNICIPALITY_FROM = _("Skriv både kommunenummeret og datoen det gjelder fra.")


class OrgnrField(LineField):
    """A Norwegian organisation number, typed with spaces or without; None where nothing is typed."""

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the check digit."""
        super().pre_validate(form)
        if self.number is not None and not is_orgnr(self.number):
            raise StopValidation(str(ORGNR))

    @property
    def number(self) -> str | None:
        """The digits alone."""
        return "".join((self.data or "").split()) or None


class OrganisationForm(Form):
    """An organisation and the numbers it is known by."""

    thing = Thing(this=_("denne organisasjonen"), the=_("organisasjonen"))
    together = (Together("municipality", _("Kommunenummer"), ("municipality_number", "municipality_number_from")),)
    sentences: ClassVar[Sentences] = {
        OrganisationFault.ORGNR_TAKEN: _(
            "En annen organisasjon har dette nummeret. Sjekk nummeret, eller endre den organisasjonen."
        )
    }
    name = FreeTextField(_("Navn"), required=True)
    kind = EnumRadios(_("Type"), OrganisationKind, choices(OrganisationKind))
    country = EnumRadios(_("Land"), Country, choices(Country))
    orgnr = OrgnrField(_("Organisasjonsnummer"), most=20)
    municipality_number = LineField(_("Kommunenummer"), most=10)
    municipality_number_from = DayField(_("Kommunenummeret gjelder fra"))
    resh_id = NumberField(_("RESH-id"), least=1, most=99_999_999, whole=True)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Hold what concerns two fields: the number's country, and the municipality number's day."""
        right = super().validate(extra_validators)
        if self.orgnr.number and not self.orgnr.errors and self.country.data is not Country.NO:
            self.refuse(self.orgnr, ORGNR_ABROAD)
            right = False
        number = self.municipality_number.data or ""
        if number and not (len(number) == 4 and number.isascii() and number.isdigit()):
            self.refuse(self.municipality_number, MUNICIPALITY_NUMBER)
            right = False
        if bool(number) != bool(self.municipality_number_from.data) and not self.municipality_number_from.errors:
            self.refuse(self.municipality_number_from if number else self.municipality_number, MUNICIPALITY_FROM)
            right = False
        return right

    def facts(self) -> OrganisationFacts:
        """Return what was filled in; only for a form that was accepted."""
        return OrganisationFacts(
            name=self.name.data or "",
            kind=self.kind.data,
            country=self.country.data,
            orgnr=self.orgnr.number,
            municipality_number=self.municipality_number.data or None,
            municipality_number_from=self.municipality_number_from.data,
            resh_id=self.resh_id.whole_number,
        )
