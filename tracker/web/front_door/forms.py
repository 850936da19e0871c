"""Forms at the front door."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired, Length

from tracker.services.accounts import PASSWORD_LEAST
from tracker.web import words
from tracker.web.fields import FreeTextField, LineField
from tracker.web.forms import Form


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


class JoinForm(Form):
    """A new account for the person an invitation names."""

    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "name"})
    password = PasswordField(
        _("Nytt passord"),
        [
            DataRequired(words.REQUIRED),
            Length(min=PASSWORD_LEAST, message=words.PASSWORD_SHORT % {"least": PASSWORD_LEAST}),
        ],
        render_kw={"autocomplete": "new-password"},
    )
