"""The form of a learning network: its host, its programme's owner and the office fill in the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tracker.analysis.small_numbers import LEAST
from tracker.models.networks import Network
from tracker.services.networks.networks import NetworkFacts
from tracker.web.components.contact_field import ContactField
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowSelect
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField, NumberField


class NetworkForm(Form):
    """A learning network: what it wants, who is behind it, when it runs, and what its teams agree on."""

    thing = Thing(this=_("dette læringsnettverket"), the=_("læringsnettverket"))
    name = FreeTextField(_("Navn"), required=True)
    aim = FreeTextArea(_("Det nettverket vil"), most=1000)
    host = FreeTextField(_("Vertskap"), required=True)
    partners = FreeTextArea(_("Partnere"), most=500)
    funders = FreeTextArea(_("Støttes av"), most=500)
    contact = ContactField(_("Kontaktperson"))
    starts_on = DayField(_("Fra"), required=True)
    ends_on = DayField(_("Til"))
    join_by = DayField(_("Påmeldingsfrist"))
    planned_gatherings = NumberField(_("Planlagte samlinger"), least=0, most=50, whole=True)
    planned_with = FreeTextArea(_("Planlagt sammen med brukerne"), most=1000)
    teams_see_each_other = BooleanField(_("Teamene ser hverandres diagrammer"))
    advisors_decide_phases = BooleanField(_("Kvalitetsrådgiver bestemmer faser selv"))
    agreement = FreeTextArea(_("Mer dere har avtalt"), most=2000)
    minimum_points = NumberField(_("Punkter før et diagram blir vurdert"), least=3, most=50, whole=True, required=True)
    silent_after = NumberField(
        _("Perioder uten tall før teamet vises som «Registrerer ikke»"), least=1, most=24, whole=True, required=True
    )
    small_number = NumberField(
        _("Minste tall som vises utenfor nettverket"), least=LEAST, most=50, whole=True, required=True
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
            programme_id=self.chosen_programme(),
            aim=self.aim.data or "",
            planned_with=self.planned_with.data or "",
            planned_gatherings=int(self.planned_gatherings.data or 0),
            join_by=self.join_by.data,
            teams_see_each_other=bool(self.teams_see_each_other.data),
            advisors_decide_phases=bool(self.advisors_decide_phases.data),
            agreement=self.agreement.data or "",
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

    def chosen_programme(self) -> int | None:
        """Return the programme that was chosen; only the office chooses one."""
        return None


class OfficeNetworkForm(NetworkForm):
    """The office says which programme a network belongs to."""

    programme_id = RowSelect(_("Program"), blank=_("Ikke i et program"))

    def chosen_programme(self) -> int | None:
        """Return the programme that was chosen."""
        chosen: int | None = self.programme_id.data
        return chosen


Chosen = TypeVar("Chosen", bound=NetworkForm)


def form_of(kind: type[Chosen], network: Network) -> Chosen:
    """Return the form filled with what is known of a network."""
    return kind(**{name: getattr(network, name) for name in NetworkFacts.__dataclass_fields__})
