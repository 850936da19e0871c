"""The forms to sign in with, and to ask for a new password."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired

from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.fields import EmailField, LineField


class SignInForm(Form):
    """An address and a password."""

    email = LineField(
        _("E-post"),
        required=True,
        most=254,
        render_kw={"type": "email", "autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _("Passord"), [DataRequired(messages.REQUIRED)], render_kw={"autocomplete": "current-password"}
    )


class ForgottenForm(Form):
    """The address of an account whose password is forgotten."""

    email = EmailField(_("E-post"), required=True, autocomplete="username")
