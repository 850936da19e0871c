"""The forms by which a host holds a day and keeps the list of its units."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tracker.models.campaigns import Campaign
from tracker.services.campaigns.days import CampaignDates, CampaignFault
from tracker.web.forms.base import Form
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import EmailField
from tracker.web.forms.typed_fields import DayField, NumberField

_MOST = 100_000


class DayForm(Form):
    """The dates of a day, and how many were invited."""

    thing: ClassVar[Thing | None] = Thing(this=_("denne dagen"), the=_("dagen"))
    sentences: ClassVar[Sentences] = {
        CampaignFault.YEAR_TAKEN: _("Det året har en dag fra før. Det er én dag i året."),
        CampaignFault.ORDER: _(
            "Datoene må komme i rekkefølge: påmeldingen åpner, så er det dagen, og så fryses siden. «Hva ble det til?» "
            "sendes etter dagen."
        ),
        CampaignFault.OTHER_YEAR: _("Dagen må bli i det samme året, for adressen står på trykk."),
        CampaignFault.CLOSES_NOW: _(
            "Da fryses tallene med en gang, og det kan ikke gjøres om. Velg en dag fram i tid."
        ),
        CampaignFault.FROZEN: _("Tallene er frosset. Datoene kan ikke endres nå."),
        CampaignFault.HAS_UNITS: _("En enhet er meldt på. Da kan dagen ikke fjernes, men datoen kan endres."),
    }
    held_on = DayField(_("Dagen er"), required=True)
    opens_on = DayField(_("Påmeldingen åpner"), required=True)
    freezes_on = DayField(_("Siden fryses"))
    asks_on = DayField(_("«Hva ble det til?» sendes"))
    invited = NumberField(_("Inviterte enheter"), most=_MOST, whole=True)
    invited_municipalities = NumberField(_("Inviterte kommuner"), most=_MOST, whole=True)
    invited_hospitals = NumberField(_("Inviterte sykehus"), most=_MOST, whole=True)
    for_programme = BooleanField(_("Dagen er for alle nettverkene i programmet"))
    tells = BooleanField(_("Send e-post til enhetene om den nye datoen"))

    def dates(self) -> CampaignDates:
        """Return what is decided; what is left empty follows from the day."""
        if self.held_on.data is None or self.opens_on.data is None:
            raise TypeError("asked of a form that was not accepted")
        usual = CampaignDates.usual(self.held_on.data, opens_on=self.opens_on.data)
        return CampaignDates(
            held_on=usual.held_on,
            opens_on=usual.opens_on,
            freezes_on=self.freezes_on.data or usual.freezes_on,
            asks_on=self.asks_on.data or usual.asks_on,
            invited=self.invited.whole_number,
            invited_municipalities=self.invited_municipalities.whole_number,
            invited_hospitals=self.invited_hospitals.whole_number,
        )

    def moves(self, campaign: Campaign) -> bool:
        """Return whether the day itself gets another date."""
        return self.held_on.data is not None and self.held_on.data != campaign.held_on


class UnitAddressForm(Form):
    """Another address for a unit."""

    thing: ClassVar[Thing | None] = Thing(this=_("denne enheten"), the=_("enheten"))
    contact = EmailField(_("E-post til den som har ansvar"), required=True, autocomplete="off")


class DeedForm(Form):
    """No field: the address says which day or unit."""
