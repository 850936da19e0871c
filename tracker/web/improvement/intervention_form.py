"""Forms of the intervention log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tracker.models.improvement import Claim, InterventionState, Level
from tracker.services.improvement.interventions import Intent, InterventionFault
from tracker.services.user_evaluations.evaluations import UserEvaluationFault
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, RowChecks, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField

SENTENCES: Sentences = {
    InterventionFault.NO_MEASURE: _("Velg minst én indikator."),
    InterventionFault.NOT_STARTED: _("Skriv datoen tiltaket startet. Bare en idé kan stå uten dato."),
    InterventionFault.STARTS_LATER: _("Startdatoen kan ikke være fram i tid. Velg «Idé» til tiltaket er i gang."),
    InterventionFault.NO_END: _("Skriv datoen tiltaket ble avsluttet."),
    InterventionFault.NO_WHY: _("Skriv hvorfor tiltaket ble avsluttet."),
    InterventionFault.ENDS_LATER: _("Sluttdatoen kan ikke være fram i tid."),
    InterventionFault.END_BEFORE_START: messages.BEFORE_START,
    InterventionFault.NOT_ENDED: _("Velg «Avsluttet», eller ta bort sluttdatoen og grunnen."),
    UserEvaluationFault.HAS_BECOME: messages.HAS_BECOME,
}
"""The sentence for each fault."""


class InterventionForm(Form):
    """An intervention: title, day and one measure are enough."""

    thing = Thing(this=_("dette tiltaket"), the=_("tiltaket"))
    consequences: ClassVar[Mapping[str, object]] = {
        "started_on": _("Flagget på diagrammet flyttes til den datoen du velger."),
    }
    sentences = SENTENCES
    title = FreeTextField(_("Tittel"), required=True, most=120)
    state = EnumRadios(_("Status"), InterventionState, choices(InterventionState))
    started_on = DayField(_("Startdato"))
    measures = RowChecks(_("Indikatorer tiltaket skal virke på"))
    text = FreeTextArea(_("Beskrivelse"), most=400)
    ended_on = DayField(_("Sluttdato"))
    ended_why = FreeTextField(_("Hvorfor ble det avsluttet?"), most=200)
    level = EnumRadios(_("Nivå"), Level, choices(Level))
    with_representatives = BooleanField(_("Planlagt sammen med representantene våre"))
    with_organisations = FreeTextField(_("Brukerorganisasjoner som var med å planlegge"), most=200)
    claim = EnumRadios(_("Hva bygger tiltaket på?"), Claim, choices(Claim))
    driver = RowSelect(_("Driver"), blank=_("Ingen driver"))
    submission = SubmissionField()

    def intent(self) -> Intent:
        """Return what was written as the service takes it."""
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
            with_representatives=self.with_representatives.data,
            with_organisations=self.with_organisations.data or "",
        )
