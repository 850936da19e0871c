"""The field for whom to turn to."""

from __future__ import annotations

from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.text.screening import has_identity_number
from tracker.web.forms import messages
from tracker.web.forms.fields import LineField


class ContactField(LineField):
    """Who to turn to: a telephone number or an address is what it is for; an identity number is not."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse an identity number."""
        super().pre_validate(form)
        if has_identity_number(self.data or ""):
            raise StopValidation(str(messages.IDENTITY_NUMBER))
