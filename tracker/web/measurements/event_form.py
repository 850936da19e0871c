"""The small form "Ny hendelse": a day, and opportunities where those are counted. Shown on the measure's own page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.events import EventFault
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.typed_fields import DayField, NumberField

SENTENCES: Sentences = {
    EventFault.FUTURE: _("Datoen kan ikke være fram i tid."),
    EventFault.NEEDS_OPPORTUNITIES: messages.REQUIRED,
    EventFault.NEGATIVE: messages.NEGATIVE,
    EventFault.NOT_BY_EVENTS: _("Denne indikatoren har tall for hver periode, ikke hendelser."),
}


class EventForm(Form):
    """One event. `opportunities` is there only where the measure counts them."""

    sentences = SENTENCES
    happened_on = DayField(_("Dag"), required=True)
    opportunities = NumberField(_("Muligheter siden forrige hendelse"), required=True, whole=True, most=1_000_000_000)
    submission = SubmissionField()

    def __init__(self, measure: Measure) -> None:
        """Ask for what this measure counts."""
        super().__init__()
        if measure.value_kind is not ValueKind.OPPORTUNITIES_BETWEEN:
            del self.opportunities

    @property
    def counted(self) -> int | None:
        """Return the opportunities that were typed, where they are asked for."""
        typed = self.opportunities.data if "opportunities" in self else None
        return None if typed is None else int(typed)
