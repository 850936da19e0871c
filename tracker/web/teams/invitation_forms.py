"""Forms with which an invitation is accepted."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from tracker.models.accounts import Profession
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect
from tracker.web.forms.fields import FreeTextField
from tracker.web.forms.set_password import SetPasswordForm


class AcceptForm(Form):
    """A yes to an invitation, with one's profession where the one who invited did not know it."""

    profession = EnumSelect(
        _("Yrke"),
        Profession,
        choices(Profession),
        blank=_("Velg yrke"),
        validators=[DataRequired(messages.CHOICE)],
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
