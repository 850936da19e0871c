"""The field in which a person chooses a password: long enough, and nothing else is asked of it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, StopValidation

from tracker.services.accounts.passwords import PASSWORD_LEAST
from tracker.web.forms import messages

_MOST = 200  # beyond this nobody types, and hashing would only take longer


class NewPasswordField(PasswordField):
    """A new password; a password manager may fill it in."""

    def __init__(self, **options: Any) -> None:
        """Label it as new wherever it stands."""
        required = [DataRequired(messages.REQUIRED)]
        super().__init__(_("Nytt passord"), required, render_kw={"autocomplete": "new-password"}, **options)

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the length."""
        typed = len(self.data or "")
        if 0 < typed < PASSWORD_LEAST:
            raise StopValidation(str(messages.PASSWORD_SHORT % {"least": PASSWORD_LEAST}))
        if typed > _MOST:
            raise StopValidation(str(messages.TOO_LONG % {"typed": typed, "room": _MOST}))
