"""The form of a month's step: one of ten, and why."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from tracker.models.progress import ProgressStep
from tracker.services.progress.scores import ProgressFault, Score
from tracker.web.core.language import choices
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea


class ProgressForm(Form):
    """A step, a reason, and the month the page asked about."""

    sentences: ClassVar[Sentences] = {
        ProgressFault.MONTH_OVER: _("Måneden skjemaet gjaldt, er over. Se gjennom, og lagre for den nye måneden."),
    }
    thing = Thing(this=_("dette tallet"), the=_("tallet"))
    step = EnumRadios(_("Trinn"), ProgressStep, choices(ProgressStep))
    why = FreeTextArea(_("Hvorfor"), most=400)
    month = HiddenField()

    def score(self) -> Score:
        """Return what was chosen as the service takes it."""
        if self.step.data is None:
            raise ValueError("the form has not been accepted")
        return Score(step=self.step.data, why=self.why.data or "", month=self.month.data or "")
