"""The form of what a host writes to her teams, and that of the button which stops it."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from tracker.services.reminders.dispatch import ReminderFault
from tracker.services.reminders.wording import MOST_SUBJECT, MOST_TEXT, Wording
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowChecks, SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField

NOBODY = _("Velg minst ett team.")
NO_UNIT = _("Velg minst én enhet.")


class UnitMessageForm(Form):
    """To which units of a day it goes, and what it says; nothing is filled in for them."""

    sentences: ClassVar[Sentences] = {
        ReminderFault.NOBODY: NO_UNIT,
        ReminderFault.UNKNOWN_WORD: _("Her fylles ingenting inn for hver enhet. Skriv det uten %(word)s."),
    }
    submission = SubmissionField()
    units = RowChecks(_("Hvem får den"), validators=[DataRequired(NO_UNIT)])
    subject = FreeTextField(_("Emne"), required=True, most=MOST_SUBJECT)
    text = FreeTextArea(_("Tekst"), required=True, most=MOST_TEXT)

    def wording(self) -> Wording:
        """Return what is written, right or not."""
        return Wording(self.subject.data or "", self.text.data or "")


class ReminderForm(Form):
    """Whom it goes to, and what it says."""

    sentences: ClassVar[Sentences] = {
        ReminderFault.NOBODY: NOBODY,
        ReminderFault.UNKNOWN_WORD: _("Vi kan ikke fylle inn %(word)s. Bruk ordene som står over feltet."),
    }
    submission = SubmissionField()
    teams = RowChecks(_("Hvem får den"), validators=[DataRequired(NOBODY)])
    subject = FreeTextField(_("Emne"), required=True, most=MOST_SUBJECT)
    text = FreeTextArea(_("Tekst"), required=True, most=MOST_TEXT)

    def wording(self) -> Wording:
        """Return what is written, right or not."""
        return Wording(self.subject.data or "", self.text.data or "")


class StopReminderForm(Form):
    """No field: the address says which reminder."""
