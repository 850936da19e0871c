"""The field for a telephone number or an address: whom to turn to, or where a link leads."""

from __future__ import annotations

from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.text.screening import has_identity_number
from tracker.web.forms import messages
from tracker.web.forms.fields import LineField


class ContactField(LineField):
    """A telephone number or an address, with all the numbers they hold; an identity number is neither."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse an identity number."""
        super().pre_validate(form)
        if has_identity_number(self.data or ""):
            raise StopValidation(str(messages.IDENTITY_NUMBER))
