"""The form of a new phase, and that of leaving a point out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _

from tracker.models.measures import Measure
from tracker.services.measurements.phases import PhaseFault
from tracker.services.measurements.proposals import ProposalFault
from tracker.services.measures.plan import LEAST_BASELINE
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowSelect, SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextField
from tracker.web.forms.typed_fields import NumberField, PeriodField

SENTENCES: Sentences = {
    PhaseFault.NOTHING_BEFORE: _("En ny fase må ha minst ett punkt før seg. Velg en senere periode."),
    PhaseFault.NOTHING_AFTER: _(
        "Det er ikke registrert noe fra og med denne perioden ennå. Velg en tidligere periode."
    ),
    PhaseFault.TAKEN: _("Her begynner det allerede en fase. Fjern den først hvis den skal være annerledes."),
    PhaseFault.BASELINE_SHORT: _("Tallet kan ikke være under %(least)s.", least=LEAST_BASELINE),
    PhaseFault.WRONG_KIND: messages.PERIOD,
    ProposalFault.OPEN: _("Her er det allerede foreslått en fase. Vent på teamet, eller velg en annen periode."),
    ProposalFault.DECIDED: _("Noen har alt tatt stilling til denne fasen."),
}
"""The sentence for each fault."""


class PhaseForm(Form):
    """A phase: where it begins, what it is called and why. Made by `phase_form`, which knows the kind of period."""

    sentences = SENTENCES
    starts: PeriodField
    name = FreeTextField(_("Navn på fasen"), required=True, most=60)
    reason = FreeTextField(_("Hvorfor begynner en ny fase her?"), required=True, most=200)
    intervention = RowSelect(_("Tiltaket fasen begynner med"), blank=_("Ikke knyttet til et tiltak"))
    baseline_points = NumberField(_("Punkter i utgangsmålingen"), whole=True, least=LEAST_BASELINE, most=1000)


class ProposalForm(Form):
    """A phase that is proposed to the team. Made by `proposal_form`, which knows the kind of period."""

    sentences = SENTENCES
    starts: PeriodField
    name = FreeTextField(_("Navn på fasen"), required=True, most=60)
    reason = FreeTextField(_("Hvorfor begynner en ny fase her?"), required=True, most=200)
    submission = SubmissionField()


class AcceptPhaseForm(Form):
    """What the phase is called and why it begins: the proposer's words, which the leader may change."""

    sentences = SENTENCES
    beside: ClassVar[Mapping[str, str]] = {"starts": "name"}
    name = FreeTextField(_("Navn på fasen"), required=True, most=60)
    reason = FreeTextField(_("Hvorfor begynner en ny fase her?"), required=True, most=200)


class DeclineForm(Form):
    """Why it is no phase of the team's."""

    sentences = SENTENCES
    answer = FreeTextField(_("Hvorfor ikke?"), required=True, most=200)


class ReasonForm(Form):
    """Why a point is left out."""

    reason = FreeTextField(_("Hvorfor skal punktet holdes utenfor?"), required=True, most=200)


def phase_form(measure: Measure, *, today: date, **data: object) -> PhaseForm:
    """Make the form for a measure's own kind of period."""

    class Bound(PhaseForm):
        starts = PeriodField(_("Fra og med"), kind=measure.period_kind, today=today, required=True)

    return Bound(**data)


def proposal_form(measure: Measure, *, today: date, **data: object) -> ProposalForm:
    """Make the form of a proposal for a measure's own kind of period."""

    class Bound(ProposalForm):
        starts = PeriodField(_("Fra og med"), kind=measure.period_kind, today=today, required=True)

    return Bound(**data)
