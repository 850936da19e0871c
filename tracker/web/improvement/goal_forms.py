"""Forms of goals: the goal itself, what is followed beside its outcome, and its drivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import DataRequired

from tracker.models.improvement import AdverseEventCategory, Claim, Driver
from tracker.models.measures import Measure, MeasureKind
from tracker.services.improvement.goals import Aim, AimFault
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing, Together
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField, NumberField

SENTENCES: Sentences = {
    AimFault.SAME: _("Målet er det samme som utgangspunktet. Skriv tallet dere vil nå."),
    AimFault.WRONG_WAY: _("Målet ligger på feil side av utgangspunktet: indikatoren skal andre veien."),
    AimFault.BASELINE_BELOW: messages.NEGATIVE,
    AimFault.BASELINE_ABOVE: _("En andel skrives i prosent, fra 0 til 100."),
    AimFault.TARGET_BELOW: messages.NEGATIVE,
    AimFault.TARGET_ABOVE: _("En andel skrives i prosent, fra 0 til 100."),
    AimFault.DEADLINE_PASSED: _("Fristen kan ikke være før i dag."),
}
"""The sentence for each fault."""


class GoalForm(Form):
    """A goal: what harm there should be less of, from which number to which, by when."""

    thing = Thing(this=_("dette målet"), the=_("målet"), put_away=_("%(name)s avsluttet dette målet %(when)s."))
    consequences: ClassVar[Mapping[str, object]] = {
        "target": _("Målet gjelder fra i dag. Linja på diagrammet endres ikke bakover."),
    }
    sentences = SENTENCES
    title = FreeTextField(_("Tittel"), required=True, most=120)
    category = EnumSelect(
        _("Uønsket hendelse"),
        AdverseEventCategory,
        choices(AdverseEventCategory),
        blank=_("Velg hva målet gjelder"),
        validators=[DataRequired(messages.CHOICE)],
    )
    why = FreeTextArea(_("Hvorfor er dette viktig?"), most=400)
    outcome = RowSelect(_("Resultatindikator"))
    baseline = NumberField(_("Utgangspunkt"), least=None, required=True)
    target = NumberField(_("Mål"), least=None, required=True)
    deadline = DayField(_("Frist"), required=True)
    submission = SubmissionField()

    def aim(self) -> Aim:
        """Return what was written as the service takes it."""
        if (
            self.category.data is None
            or self.baseline.data is None
            or self.target.data is None
            or self.deadline.data is None
        ):
            raise ValueError("the form has not been accepted")
        return Aim(
            title=self.title.data or "",
            category=self.category.data,
            why=self.why.data or "",
            baseline=self.baseline.data,
            target=self.target.data,
            deadline=self.deadline.data,
        )


class DriverForm(Form):
    """One driver: a name, and the measure that follows it."""

    thing = Thing(this=_("denne driveren"), the=_("driveren"))
    title = FreeTextField(_("Driver"), required=True, most=120)
    measure = RowSelect(_("Indikator"), blank=_("Indikator mangler"))
    submission = SubmissionField()

    def as_stored(self, row: Driver) -> None:
        """Show a driver as it is stored, on a page where another driver's form was posted."""
        self.process(None, data={"title": row.title, "measure": row.measure_id})

    def named(self, row_id: int) -> None:
        """Give the fields ids of their own, since each driver has such a form on the same page."""
        for field in self:
            field.id = f"{field.name}-{row_id}"
            field.label.field_id = field.id


class FollowForm(Form):
    """Which measures are followed beside the outcome; made for the measures there are by `follow_form`."""

    thing = Thing(this=_("indikatorene for dette målet"), the=_("indikatorene for målet"))

    def claims(self, measures: Sequence[Measure]) -> dict[int, Claim]:
        """Return the claim of each measure that was ticked. What must not get worse claims nothing."""
        chosen: dict[int, Claim] = {}
        for measure in measures:
            if self[f"on-{measure.id}"].data:
                balancing = measure.kind is MeasureKind.BALANCING
                chosen[measure.id] = Claim.HYPOTHESIS if balancing else self[f"claim-{measure.id}"].data
        return chosen


def follow_form(measures: Sequence[Measure], claims: Mapping[int, Claim]) -> FollowForm:
    """Make a form with a box for each measure, and a claim for each that is not balancing."""
    fields: dict[str, Any] = {}
    data: dict[str, object] = {}
    for measure in measures:
        fields[f"on-{measure.id}"] = BooleanField(measure.name)
        data[f"on-{measure.id}"] = measure.id in claims
        if measure.kind is not MeasureKind.BALANCING:
            name = f"claim-{measure.id}"
            called = _("Hva bygger koblingen på? %(name)s", name=measure.name)
            fields[name] = EnumSelect(_("Hva bygger koblingen på?"), Claim, choices(Claim), description=called)
            data[name] = claims.get(measure.id, Claim.HYPOTHESIS)
    together = tuple(
        Together(f"on-{measure.id}", measure.name, (f"on-{measure.id}", f"claim-{measure.id}")) for measure in measures
    )
    made: FollowForm = type("FollowFormOfTeam", (FollowForm,), {**fields, "together": together})(None, **data)
    return made
