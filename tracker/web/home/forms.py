"""Forms of a person's own account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired, Length

from tracker.models.people import Language, Theme
from tracker.services.accounts import PASSWORD_LEAST
from tracker.web import words
from tracker.web.fields import EnumRadios, FreeTextField
from tracker.web.forms import Form
from tracker.web.labels import LABELS
from tracker.web.languages import OWN_NAMES


class AccountForm(Form):
    """A person's name, language and look."""

    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "name"})
    language = EnumRadios(_("Språk"), Language, OWN_NAMES)
    theme = EnumRadios(_("Utseende"), Theme, LABELS[Theme])


class PasswordForm(Form):
    """A new password, with the current one to show that it is you."""

    current = PasswordField(
        _("Passordet du har nå"), [DataRequired(words.REQUIRED)], render_kw={"autocomplete": "current-password"}
    )
    new = PasswordField(
        _("Nytt passord"),
        [
            DataRequired(words.REQUIRED),
            Length(min=PASSWORD_LEAST, max=200, message=words.PASSWORD_SHORT % {"least": PASSWORD_LEAST}),
        ],
        render_kw={"autocomplete": "new-password"},
    )
