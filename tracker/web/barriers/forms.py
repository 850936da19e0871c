"""The forms of barriers: the team's, and the leader's answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from tracker.models.barriers import AnswerKind, Barrier, BarrierKind
from tracker.models.improvement import Intervention
from tracker.models.measures import Measure
from tracker.services.barriers.log import BarrierFacts, BarrierFault
from tracker.services.user_evaluations.evaluations import UserEvaluationFault
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, EnumSelect, RowSelect, SubmissionField, VersionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Label, Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField

SENTENCES: Sentences = {
    BarrierFault.NOT_YET: _("Datoen kan ikke være fram i tid."),
    BarrierFault.BEFORE: _("Hindringen kan ikke bli borte før den kom."),
    BarrierFault.IS_GONE: _("Hindringen er borte. Ta den opp igjen før dere løfter den."),
    BarrierFault.PAST: _("Velg i dag eller en dag som kommer."),
    BarrierFault.NO_WORDS: _("Skriv hva som skjer, eller hvorfor ikke nå."),
    BarrierFault.NOBODY: _("Skriv hvem som gjør det."),
    UserEvaluationFault.HAS_BECOME: messages.HAS_BECOME,
    BarrierFault.MEANWHILE: _("Noe har skjedd med hindringen mens du skrev. Les den på nytt, og send igjen."),
}
"""The sentence for each fault."""

_MEASURE, _INTERVENTION = "m", "i"


class TouchSelect(RowSelect):
    """What in the team's work a barrier touches: a measure or an intervention, as one list."""

    def __init__(self, label: Label, **options: Any) -> None:
        """Begin with nothing."""
        super().__init__(label, blank=_("Ikke noe bestemt"), **options)
        self.coerce = str
        self.ids: dict[str, int] = {}

    def offer_of(self, measures: Sequence[Measure], interventions: Sequence[Intervention]) -> None:
        """Set what is on the list."""
        self.ids = {f"{_MEASURE}{row.id}": row.id for row in measures}
        self.ids |= {f"{_INTERVENTION}{row.id}": row.id for row in interventions}
        self.offer(
            [
                *((f"{_MEASURE}{row.id}", _("Indikator: %(name)s", name=row.name)) for row in measures),
                *(
                    (f"{_INTERVENTION}{row.id}", _("Tiltak %(number)s: %(name)s", number=row.flag, name=row.title))
                    for row in interventions
                ),
            ]
        )

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the choice as it was sent; what is not on the list is refused in words."""
        self.data = str(valuelist[0]) or None if valuelist else None

    def _id_of(self, kind: str) -> int | None:
        data = str(self.data or "")
        return self.ids.get(data) if data.startswith(kind) else None

    @property
    def measure_id(self) -> int | None:
        """The measure that is chosen."""
        return self._id_of(_MEASURE)

    @property
    def intervention_id(self) -> int | None:
        """The intervention that is chosen."""
        return self._id_of(_INTERVENTION)


def touch_of(row: Barrier) -> str | None:
    """Return what a barrier touches, as the list calls it."""
    if row.measure_id is not None:
        return f"{_MEASURE}{row.measure_id}"
    return None if row.intervention_id is None else f"{_INTERVENTION}{row.intervention_id}"


class BarrierForm(Form):
    """What is said of a barrier."""

    sentences = SENTENCES
    thing = Thing(this=_("denne hindringen"), the=_("hindringen"))
    title = FreeTextField(_("Hva står i veien?"), required=True, most=120)
    kind = EnumSelect(
        _("Type"),
        BarrierKind,
        choices(BarrierKind),
        blank=_("Velg"),
        validators=[DataRequired(messages.CHOICE)],
    )
    effect = FreeTextArea(_("Hva gjør det med arbeidet?"), most=400)
    touches = TouchSelect(_("Hva rammer den?"))

    def facts(self) -> BarrierFacts:
        """Return what is said, as the service takes it."""
        return BarrierFacts(
            title=self.title.data or "",
            kind=self.kind.data,
            effect=self.effect.data or "",
            measure_id=self.touches.measure_id,
            intervention_id=self.touches.intervention_id,
        )


class NewBarrierForm(BarrierForm):
    """A new barrier, and who is to solve it."""

    leader = RowSelect(_("Hvem skal løse den?"), blank=_("Vi prøver selv"))
    submission = SubmissionField()


class EditBarrierForm(BarrierForm):
    """A barrier that is there, with what the team tries itself."""

    tried = FreeTextArea(_("Hva prøver dere?"), most=400)
    since = DayField(_("Siden når?"), required=True)

    def facts(self) -> BarrierFacts:
        """Return what is said, as the service takes it."""
        said = super().facts()
        return BarrierFacts(
            title=said.title,
            kind=said.kind,
            effect=said.effect,
            tried=self.tried.data or "",
            since=self.since.data,
            measure_id=said.measure_id,
            intervention_id=said.intervention_id,
        )


class RaiseForm(Form):
    """To whom a barrier is lifted, and by when she answers."""

    sentences = SENTENCES
    leader = RowSelect(_("Leder"))
    due = DayField(_("Svar innen"), required=True)
    submission = SubmissionField()


class GoneForm(Form):
    """When a barrier was gone, and what solved it."""

    sentences = SENTENCES
    gone_on = DayField(_("Borte fra"), required=True)
    how = FreeTextField(_("Hva løste den?"), most=200)


class LeaderAnswerForm(Form):
    """A leader's answer: every one has a day."""

    sentences = SENTENCES
    kind = EnumRadios(_("Hva svarer du?"), AnswerKind, choices(AnswerKind))
    text = FreeTextArea(_("Hva skjer, eller hvorfor ikke?"), most=400)
    due = DayField(_("Når?"), required=True)
    who = FreeTextField(_("Hvem gjør det?"), most=80)
    version = VersionField()
    submission = SubmissionField()


class PassOnForm(Form):
    """Another leader who is to answer."""

    sentences = SENTENCES
    leader = RowSelect(_("Leder"))
