"""Forms of small tests (PDSA): the plan alone to start with, all four blocks later."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.models.improvement import Decision
from tracker.services.improvement.pdsa import Cycle, CycleFault
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField

SENTENCES: Sentences = {
    CycleFault.NOTHING_STUDIED: _("Skriv hva som skjedde, før dere bestemmer hva dere gjør videre."),
    CycleFault.NO_WHY: _("Skriv hvorfor dere forkaster ideen, så andre slipper å prøve det samme."),
    CycleFault.ENDS_LATER: _("Sluttdatoen kan ikke være fram i tid."),
    CycleFault.END_BEFORE_START: messages.BEFORE_START,
}
"""The sentence for each fault."""


NEXT_STEPS = {
    Decision.ADOPT: _("Innfør"),
    Decision.ADAPT: _("Juster"),
    Decision.ABANDON: _("Forkast"),
}
"""What a team may choose to do, in the imperative; once chosen it is told as done: Innført, Justert, Forkastet."""


class PdsaPlanForm(Form):
    """What it takes to start a test."""

    sentences = SENTENCES
    title = FreeTextField(_("Hva vil dere prøve?"), required=True, most=120)
    plan = FreeTextArea(_("Plan"), required=True, most=1000)
    prediction = FreeTextArea(_("Hva venter dere å se?"), required=True, most=400)
    started_on = DayField(_("Startdato"), required=True)
    measure = RowSelect(_("Indikator"), blank=_("Ingen indikator"))
    intervention = RowSelect(_("Tiltak"), blank=_("Ikke knyttet til et tiltak"))
    submission = SubmissionField()

    def cycle(self) -> Cycle:
        """Return what was written as the service takes it."""
        if self.started_on.data is None:
            raise ValueError("the form has not been accepted")
        return Cycle(
            title=self.title.data or "",
            plan=self.plan.data or "",
            prediction=self.prediction.data or "",
            started_on=self.started_on.data,
            measure_id=self.measure.data,
            intervention_id=self.intervention.data,
        )


class PdsaForm(PdsaPlanForm):
    """A whole test: plan, do, study, act."""

    thing = Thing(this=_("denne testen"), the=_("testen"))
    did = FreeTextArea(_("Hva gjorde dere?"), most=1000)
    ended_on = DayField(_("Sluttdato"))
    studied = FreeTextArea(_("Hva skjedde, sammenlignet med det dere ventet?"), most=1000)
    decision = EnumRadios(_("Hva gjør dere videre?"), Decision, NEXT_STEPS, blank=_("Ikke bestemt ennå"))
    decided_why = FreeTextArea(_("Hvorfor?"), most=400)

    def cycle(self) -> Cycle:
        """Return what was written as the service takes it."""
        if self.started_on.data is None:
            raise ValueError("the form has not been accepted")
        return Cycle(
            title=self.title.data or "",
            plan=self.plan.data or "",
            prediction=self.prediction.data or "",
            started_on=self.started_on.data,
            measure_id=self.measure.data,
            intervention_id=self.intervention.data,
            did=self.did.data or "",
            ended_on=self.ended_on.data,
            studied=self.studied.data or "",
            decision=self.decision.data,
            decided_why=self.decided_why.data or "",
        )
