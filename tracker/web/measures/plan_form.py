"""The form of a measure's plan (måleplan), in four blocks: what, direction, how, chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar, cast

from flask_babel import lazy_gettext as _

from tracker.analysis import Direction, PeriodKind
from tracker.models.measures import HowRecorded, Measure, MeasureKind, ValueKind
from tracker.services.measures.library import BASELINE, Ready, plan_of_ready
from tracker.services.measures.plan import LEAST_BASELINE, Plan, PlanFault, Reworded
from tracker.services.measures.values import to_stored, to_typed
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, SubmissionField
from tracker.web.forms.editing import Thing, Together
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField, NumberField

SENTENCES: Sentences = {
    PlanFault.VALUE_KIND_FIXED: _(
        "«Type tall» kan ikke endres når det er registrert tall. Lag heller en ny indikator."
    ),
    PlanFault.PERIOD_KIND_FIXED: _(
        "«Hvor ofte» kan ikke endres når det er registrert tall. Lag heller en ny indikator."
    ),
    PlanFault.MULTIPLIER_FIXED: _("«Rate per» kan ikke endres når det er registrert tall. Lag heller en ny indikator."),
    PlanFault.NO_DENOMINATOR: _("Fyll ut «Av hva (nevner)». En andel eller rate må ha en nevner."),
    PlanFault.NOT_TALLIED: _("Bare en andel kan telles ved senga, med ja og nei."),
    PlanFault.NO_REASON: _("Skriv hvorfor dere endrer hva som telles."),
    PlanFault.BEFORE_CURRENT: _("Datoen kan ikke være før ordlyden dere bruker nå, begynte å gjelde."),
    PlanFault.SHARE_ABOVE: _("Tallet kan ikke være over %(most)s.", most=100),
    PlanFault.NEGATIVE_TARGET: messages.NEGATIVE,
    PlanFault.DEADLINE_ALONE: _("Skriv målverdien, eller ta bort datoen."),
    PlanFault.RANGE_AND_TARGET: _("Velg enten en målverdi eller et målområde."),
    PlanFault.RANGE_OPEN: _("Skriv begge endene av målområdet, eller ingen."),
    PlanFault.RANGE_TURNED: _("«Målområde til» må være høyere enn «Målområde fra»."),
    PlanFault.RANGE_ABOVE: _("Tallet kan ikke være over %(most)s.", most=100),
    PlanFault.RANGE_NEGATIVE: messages.NEGATIVE,
    PlanFault.BASELINE_SHORT: _("Tallet kan ikke være under %(least)s.", least=LEAST_BASELINE),
}
"""The sentence for each fault."""


class PlanForm(Form):
    """A plan. What recorded numbers rest on is left out of the form where there are any."""

    thing = Thing(
        this=_("denne måleplanen"),
        the=_("måleplanen"),
        put_away=_("%(name)s la bort denne indikatoren %(when)s. Tallene er der fortsatt."),
    )
    together = (Together("aim", _("Mål"), ("target", "low", "high", "deadline")),)
    consequences: ClassVar[Mapping[str, object]] = {
        "aim": _("Målet gjelder fra i dag. Linja på diagrammet endres ikke bakover."),
    }
    sentences = SENTENCES
    name = FreeTextField(_("Navn"), required=True, most=200)
    short_name = FreeTextField(_("Kort navn"), most=24)
    kind = EnumRadios(_("Type indikator"), MeasureKind, choices(MeasureKind), default=MeasureKind.PROCESS)
    value_kind = EnumRadios(_("Type tall"), ValueKind, choices(ValueKind), default=ValueKind.PROPORTION)
    numerator = FreeTextField(_("Hva telles eller måles"), required=True, most=200)
    denominator = FreeTextField(_("Av hva (nevner)"), most=200)
    exclusions = FreeTextArea(_("Hva regnes ikke med?"), most=400)

    direction = EnumRadios(_("Hva er bedre?"), Direction, choices(Direction), default=Direction.HIGHER)
    target = NumberField(_("Målverdi"), least=None)
    low = NumberField(_("Målområde fra"), least=None)
    high = NumberField(_("Målområde til"), least=None)
    deadline = DayField(_("Innen"))

    period_kind = EnumRadios(_("Hvor ofte"), PeriodKind, choices(PeriodKind), default=PeriodKind.WEEK)
    who_records = FreeTextField(_("Hvem registrerer"), most=200)
    how_recorded = EnumRadios(
        _("Hvordan tallene kommer inn"), HowRecorded, choices(HowRecorded), default=HowRecorded.TYPED
    )
    sample = FreeTextField(_("Utvalg"), most=200)

    baseline_points = NumberField(
        _("Punkter i utgangsmålingen"), whole=True, least=LEAST_BASELINE, most=1000, default=BASELINE
    )
    unit = FreeTextField(_("Enhet"), most=60)
    decimals = NumberField(_("Desimaler"), whole=True, most=4, default=0)
    multiplier = NumberField(_("Rate per"), least=1, most=1_000_000, default=1000)

    reason = FreeTextField(_("Hvorfor endrer dere hva som telles?"), most=200)
    valid_from = DayField(_("Gjelder fra"))
    submission = SubmissionField()

    def __init__(self, *, measure: Measure | None = None, fixed: bool = False, **data: object) -> None:
        """Make a form for a new measure, or for changing one; `fixed` where numbers are recorded."""
        super().__init__(**data)
        self.measure, self.fixed = measure, fixed
        if measure is None:
            del self.reason
            del self.valid_from
        if fixed:
            del self.value_kind
            del self.period_kind
            del self.multiplier

    def plan(self) -> Plan:
        """Return what was written as the service takes it; also of a form that is not finished, for its sentence."""
        bare = Plan(name="", kind=MeasureKind.PROCESS, value_kind=self.value_kind_now, numerator="")
        held = self.measure
        target, low, high = (
            None if end.data is None else to_stored(bare, end.data) for end in (self.target, self.low, self.high)
        )
        return Plan(
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            kind=self.kind.data or bare.kind,
            value_kind=self.value_kind_now,
            numerator=self.numerator.data or "",
            period_kind=(held.period_kind if self.fixed and held else self.period_kind.data) or bare.period_kind,
            direction=self.direction.data or bare.direction,
            denominator=self.denominator.data or "",
            exclusions=self.exclusions.data or "",
            unit=self.unit.data or "",
            decimals=int(self.decimals.data or 0),
            multiplier=(held.multiplier if self.fixed and held else self.multiplier.data) or bare.multiplier,
            who_records=self.who_records.data or "",
            how_recorded=self.how_recorded.data or bare.how_recorded,
            sample=self.sample.data or "",
            baseline_points=int(self.baseline_points.data) if self.baseline_points.data else None,
            target=target,
            low=low,
            high=high,
            deadline=self.deadline.data,
        )

    @property
    def value_kind_now(self) -> ValueKind:
        """What one value is made of: chosen, or settled by what is recorded."""
        if self.fixed and self.measure is not None:
            return self.measure.value_kind
        return cast("ValueKind", self.value_kind.data) or ValueKind.PROPORTION

    def reworded(self, today: date) -> Reworded:
        """Return why the wording is changed, and from when: today where no day was written."""
        return Reworded(self.reason.data or "", self.valid_from.data or today)


def typed_plan(plan: Plan) -> dict[str, Any]:
    """Return a plan as the form's first values: what is aimed at as it is typed."""
    aimed = {"target": plan.target, "low": plan.low, "high": plan.high}
    return asdict(plan) | {name: None if end is None else to_typed(plan, end) for name, end in aimed.items()}


def from_library(ready: Ready) -> dict[str, Any]:
    """Return a measure of the library as the form's first values; from there on the words are the team's own."""
    return typed_plan(plan_of_ready(ready))
