"""The field in which a person chooses a password: long enough, and nothing else is asked of it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, StopValidation

from tracker.services.accounts import PASSWORD_LEAST
from tracker.web import words

_MOST = 200  # beyond this nobody types, and hashing would only take longer


class NewPasswordField(PasswordField):
    """A new password; a password manager may fill it in."""

    def __init__(self, **options: Any) -> None:
        """Label it as new wherever it stands."""
        required = [DataRequired(words.REQUIRED)]
        super().__init__(_("Nytt passord"), required, render_kw={"autocomplete": "new-password"}, **options)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms' interface
        """Hold the length."""
        typed = len(self.data or "")
        if 0 < typed < PASSWORD_LEAST:
            raise StopValidation(str(words.PASSWORD_SHORT % {"least": PASSWORD_LEAST}))
        if typed > _MOST:
            raise StopValidation(str(words.TOO_LONG % {"typed": typed, "room": _MOST}))
