"""Forms of a person's own account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired

from tracker.models.accounts import Language, Theme
from tracker.web.core.language import OWN_NAMES, choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextField
from tracker.web.forms.passwords import NewPasswordField


class AccountForm(Form):
    """A person's name, language and look."""

    thing = Thing(this=_("denne kontoen"), the=_("kontoen"))
    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "name"})
    language = EnumRadios(_("Språk"), Language, OWN_NAMES)
    theme = EnumRadios(_("Utseende"), Theme, choices(Theme))


class FormerPasswordForm(Form):
    """The password an account had before the office's link, to show that it is you."""

    former = PasswordField(
        _("Passordet du hadde før"), [DataRequired(messages.REQUIRED)], render_kw={"autocomplete": "off"}
    )


class PasswordForm(Form):
    """A new password, with the current one to show that it is you."""

    current = PasswordField(
        _("Passordet du har nå"), [DataRequired(messages.REQUIRED)], render_kw={"autocomplete": "current-password"}
    )
    new = NewPasswordField()
