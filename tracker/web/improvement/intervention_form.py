"""Forms of the intervention log."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from tracker.models.improvement import Claim, InterventionState, Level
from tracker.services.improvement.interventions import Intent, InterventionFault
from tracker.web.core.labels import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, RowChecks, RowSelect, SubmissionField
from tracker.web.forms.fields import ConfirmContactField, FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField

FAULTS: Mapping[InterventionFault, tuple[str, object]] = {
    InterventionFault.NO_MEASURE: ("measures", _("Velg minst én indikator.")),
    InterventionFault.NOT_STARTED: ("started_on", _("Skriv datoen tiltaket startet. Bare en idé kan stå uten dato.")),
    InterventionFault.STARTS_LATER: (
        "started_on",
        _("Startdatoen kan ikke være fram i tid. Velg «Idé» til tiltaket er i gang."),
    ),
    InterventionFault.NO_END: ("ended_on", _("Skriv datoen tiltaket ble avsluttet.")),
    InterventionFault.NO_WHY: ("ended_why", _("Skriv hvorfor tiltaket ble avsluttet.")),
    InterventionFault.ENDS_LATER: ("ended_on", _("Sluttdatoen kan ikke være fram i tid.")),
    InterventionFault.END_BEFORE_START: ("ended_on", messages.BEFORE_START),
    InterventionFault.NOT_ENDED: ("state", _("Velg «Avsluttet», eller ta bort sluttdatoen og grunnen.")),
}
"""The field each fault belongs to, and the sentence for it."""


class InterventionForm(Form):
    """An intervention: title, day and one measure are enough."""

    confirm = ConfirmContactField(_("Det er greit at dette står"))
    title = FreeTextField(_("Tittel"), required=True, most=120)
    state = EnumRadios(_("Tilstand"), InterventionState, choices(InterventionState))
    started_on = DayField(_("Startdato"))
    measures = RowChecks(_("Indikatorer tiltaket skal virke på"))
    text = FreeTextArea(_("Beskrivelse"), most=400)
    ended_on = DayField(_("Sluttdato"))
    ended_why = FreeTextField(_("Hvorfor ble det avsluttet?"), most=200)
    level = EnumRadios(_("Nivå"), Level, choices(Level))
    claim = EnumRadios(_("Hva bygger tiltaket på?"), Claim, choices(Claim))
    driver = RowSelect(_("Driver"), blank=_("Ingen driver"))
    submission = SubmissionField()

    def intent(self) -> Intent:
        """Give what was written as the service takes it."""
        return Intent(
            title=self.title.data or "",
            measures=frozenset(self.measures.data or ()),
            text=self.text.data or "",
            state=self.state.data,
            level=self.level.data,
            claim=self.claim.data,
            started_on=self.started_on.data,
            ended_on=self.ended_on.data,
            ended_why=self.ended_why.data or "",
            driver_id=self.driver.data,
        )
