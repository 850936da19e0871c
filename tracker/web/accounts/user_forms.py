"""Forms of the office."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tracker.services.accounts.new_account import AccountFault
from tracker.services.accounts.users import Roles, UserFault
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowChecks
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import EmailField, FreeTextField


class UserForm(Form):
    """A person's name and what she is beyond a team."""

    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "off"})
    is_administrator = BooleanField(_("Administrator"))
    organisations = RowChecks(_("Kvalitetsrådgiver for"))
    networks = RowChecks(_("Vertskap for"))
    programmes = RowChecks(_("Programeier for"))
    leads = RowChecks(_("Leder i"))

    def roles(self) -> Roles:
        """Return the roles that were ticked."""
        return Roles(
            is_administrator=bool(self.is_administrator.data),
            organisations=self.organisations.data or (),
            networks=self.networks.data or (),
            programmes=self.programmes.data or (),
            leads=self.leads.data or (),
        )


class NewUserForm(UserForm):
    """A new account."""

    sentences: ClassVar[Sentences] = {
        AccountFault.EMAIL_TAKEN: _("Det finnes allerede en konto med denne adressen. Endre den i lista over brukere.")
    }
    email = EmailField(_("E-post"), required=True, autocomplete="off")


class EditUserForm(UserForm):
    """An account that is there, open or closed."""

    thing = Thing(this=_("denne brukeren"), the=_("brukeren"))
    sentences: ClassVar[Sentences] = {
        UserFault.OWN_ACCOUNT: _("Du kan ikke stenge din egen konto. Be en annen administrator om det."),
        UserFault.LAST_ADMINISTRATOR: _("Det må være minst én administrator. Gjør en annen til administrator først."),
        UserFault.ONLY_LEADER: _("Velg hvem som overtar som teamleder i %(teams)s."),
    }
    is_active = BooleanField(_("Kontoen er åpen"))
    heirs = RowChecks(_("Hvem overtar som teamleder?"))
