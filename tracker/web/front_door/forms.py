"""Forms at the front door."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired

from tracker.web import words
from tracker.web.fields import ConfirmContactField, FreeTextField, LineField
from tracker.web.forms import Form
from tracker.web.passwords import NewPasswordField


class SignInForm(Form):
    """An address and a password."""

    email = LineField(
        _("E-post"),
        required=True,
        most=254,
        render_kw={"type": "email", "autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _("Passord"), [DataRequired(words.REQUIRED)], render_kw={"autocomplete": "current-password"}
    )


class SetPasswordForm(Form):
    """A new password, for whoever holds the link."""

    password = NewPasswordField()


class JoinForm(SetPasswordForm):
    """A new account for the person an invitation names."""

    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "name"})
    confirm = ConfirmContactField(_("Det er greit at dette står"))
