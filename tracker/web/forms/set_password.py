"""The form in which a person chooses a password."""

from __future__ import annotations

from tracker.web.forms.base import Form
from tracker.web.forms.passwords import NewPasswordField


class SetPasswordForm(Form):
    """A new password, for whoever holds the link."""

    password = NewPasswordField()
