"""The form of a button beside a mail that needs a person."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _

from tracker.services.mail.desk import MailDeskFault
from tracker.web.forms.base import Form
from tracker.web.forms.field_types import Sentences


class MailDeskForm(Form):
    """No field: the address says which mail, the button what is done."""

    sentences: ClassVar[Sentences] = {
        MailDeskFault.DECIDED: _(
            "E-posten er gått videre, eller noen andre har bestemt. Lista viser hvordan det står nå."
        ),
        MailDeskFault.NOT_KEPT: _("Denne e-posten kan ikke sendes på nytt. Personen må be om en ny."),
    }
