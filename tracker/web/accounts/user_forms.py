"""Forms of the office."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tracker.services.accounts.users import Roles
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowChecks
from tracker.web.forms.fields import ConfirmContactField, EmailField, FreeTextField


class UserForm(Form):
    """A person's name and what she is beyond a team."""

    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "off"})
    is_administrator = BooleanField(_("Administrator: styrer kontoret"))
    organisations = RowChecks(_("Kvalitetsrådgiver for"))
    networks = RowChecks(_("Vertskap for"))
    confirm = ConfirmContactField(_("Det er greit at dette står"))

    def roles(self) -> Roles:
        """Give the roles that were ticked."""
        return Roles(
            is_administrator=bool(self.is_administrator.data),
            organisations=self.organisations.data or (),
            networks=self.networks.data or (),
        )


class NewUserForm(UserForm):
    """A new account."""

    email = EmailField(_("E-post"), required=True, autocomplete="off")


class EditUserForm(UserForm):
    """An account that is there, open or closed."""

    is_active = BooleanField(_("Kontoen er åpen"))
