"""The forms of a network's rule, of its one postponement, and of the deletion itself."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _

from tracker.services.answers.retention.rule import MOST_MONTHS, RetentionFault
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextField
from tracker.web.forms.typed_fields import NumberField


class RuleForm(Form):
    """After how long answers go."""

    thing: ClassVar[Thing | None] = Thing(_("denne regelen"), _("regelen"))
    months = NumberField(_("Svar slettes etter"), required=True, least=1, most=MOST_MONTHS, whole=True)
    unread_months = NumberField(_("Svar som ikke er lest, slettes etter"), required=True, least=1, most=12, whole=True)


class PostponeForm(Form):
    """Why a run is put off."""

    sentences: ClassVar[Sentences] = {
        RetentionFault.POSTPONED_ALREADY: _("Slettingen er utsatt én gang. Den kan ikke utsettes igjen.")
    }
    why = FreeTextField(_("Hvorfor"), required=True, most=200)


class DryRunForm(Form):
    """The button that counts what would go."""

    submission = SubmissionField()


class RunForm(Form):
    """The number that a dry run showed, typed."""

    sentences: ClassVar[Sentences] = {
        RetentionFault.NOT_THE_NUMBER: _("Tallet er ikke det som prøvekjøringen viste. Ingenting er slettet."),
        RetentionFault.CHANGED_SINCE: _(
            "Det som skulle slettes, er ikke lenger det samme. Ingenting er slettet. Prøvekjør en gang til."
        ),
    }
    typed = NumberField(_("Tallet"), required=True, whole=True)
