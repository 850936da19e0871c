"""Forms at the front door."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired

from tracker.models.people import Profession
from tracker.web import words
from tracker.web.fields import ConfirmContactField, EnumSelect, FreeTextField, LineField
from tracker.web.forms import Form
from tracker.web.labels import LABELS
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


class AcceptForm(Form):
    """A yes to an invitation, with one's profession where the one who invited did not know it."""

    profession = EnumSelect(
        _("Yrke"),
        Profession,
        LABELS[Profession],
        blank=_("Velg yrke"),
        validators=[DataRequired(words.CHOICE)],
    )

    def __init__(self, *, asks_profession: bool) -> None:
        """Ask for the profession, or leave it out."""
        super().__init__()
        if not asks_profession:
            del self.profession

    @property
    def said_profession(self) -> Profession | None:
        """The profession that was chosen; None where it was not asked for."""
        return self.profession.data if "profession" in self else None


class JoinForm(AcceptForm, SetPasswordForm):
    """A new account for the person an invitation names."""

    name = FreeTextField(_("Navn"), required=True, most=120, render_kw={"autocomplete": "name"})
    confirm = ConfirmContactField(_("Det er greit at dette står"))
