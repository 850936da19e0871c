"""The field in which a person chooses a password: long, and not among the first that are tried."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, StopValidation

from tracker.services.accounts.passwords import PASSWORD_LEAST, PASSWORD_MOST, PasswordFault, fault_of
from tracker.web.core.settings import settings
from tracker.web.forms import messages

_PRODUCT = "Øyehøyde"
SENTENCES = {
    PasswordFault.SHORT: messages.PASSWORD_SHORT,
    PasswordFault.LONG: messages.TOO_LONG,
    PasswordFault.GUESSABLE: messages.PASSWORD_GUESSABLE,
}
"""What is said of a password that will not do."""


class NewPasswordField(PasswordField):
    """A new password; a password manager may fill it in, and it may be pasted."""

    near: tuple[str, ...] = ()

    def __init__(self, **options: Any) -> None:
        """Label it as new wherever it stands."""
        required = [DataRequired(messages.REQUIRED)]
        super().__init__(_("Nytt passord"), required, render_kw={"autocomplete": "new-password"}, **options)

    def lies_near(self, *names: str) -> None:
        """Name what is tried first for this person: her name and address, and her teams."""
        self.near = names

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is too short or too long, and say how long it is; refuse what is tried first."""
        typed = self.data or ""
        counts = {"typed": len(typed), "least": PASSWORD_LEAST, "room": PASSWORD_MOST}
        fault = fault_of(typed, (_PRODUCT, settings().brand, *self.near)) if typed else None
        if fault is not None:
            raise StopValidation(str(SENTENCES[fault] % counts))
