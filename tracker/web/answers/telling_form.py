"""The form of what is told back, and answers in it by the id that leaves the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from tracker.models.answers import TellingKind
from tracker.services.answers.told.tellings import NewTelling, TellingFault
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, RowChecks, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField

SHOWN = 40
"""Answers on the form: the newest. A whole theme is covered by one tick."""
_LETTERS = 90


def excerpt(parts: Iterable[str | None]) -> str:
    """Return the beginning of a text on one line; a hidden word is said to be one."""
    text = " ".join("".join(gettext("(skjult ord)") if part is None else part for part in parts).split())
    return text if len(text) <= _LETTERS else text[:_LETTERS].rsplit(" ", 1)[0] + " …"


class AnswerChecks(RowChecks):
    """Some of the team's answers by their public ids."""

    def offer_answers(self, rows: Sequence[tuple[str, str]]) -> None:
        """Set the answers on the list."""
        self.coerce = str
        self.choices = list(rows)

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - the fields' own signature
        """Begin with the ids a page gives: they are words, and the list of rows would drop what is no number."""
        self.data = [str(each) for each in value or ()]

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the ids."""
        self.data = [str(value) for value in valuelist]

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the fields' own signature
        """Refuse what is not on the list."""
        allowed = {choice[0] for choice in self.choices or ()}
        if any(value not in allowed for value in self.data or ()):
            raise ValidationError(str(messages.CHOICE))


NO_STAFF = _("Skriv ikke navn på ansatte. Siden kan leses av alle.")


class TellingForm(Form):
    """What came of answers, who decided it and when."""

    thing = Thing(this=_("denne teksten"), the=_("teksten"))
    sentences: ClassVar[Sentences] = {
        TellingFault.ABOUT: _("Velg et tema, eller minst ett svar."),
        TellingFault.WHO: _("Skriv hvem som bestemte det."),
        TellingFault.WHEN: _("Skriv når det ble bestemt."),
        TellingFault.LATER: _("Datoen kan ikke være fram i tid."),
        TellingFault.STAFF: NO_STAFF,
    }
    kind = EnumRadios(_("Hva vil du fortelle?"), TellingKind, choices(TellingKind))
    text = FreeTextArea(_("Teksten alle leser"), required=True, most=600)
    decided_by = FreeTextField(_("Hvem bestemte?"), most=120)
    decided_on = DayField(_("Når?"))
    theme = RowSelect(_("Tema"), blank=_("Ikke noe tema"))
    whole_theme = BooleanField(_("Gjelder alle godkjente svar i temaet"))
    answers = AnswerChecks(_("Svar den gjelder"))
    measure = RowSelect(_("Indikator som viser hvordan det går"), blank=_("Vi måler ikke dette"))
    submission = SubmissionField()

    def telling(self) -> NewTelling:
        """Return what was written as the service takes it."""
        return NewTelling(
            kind=self.kind.data,
            text=self.text.data or "",
            theme_id=self.theme.data,
            whole_theme=self.whole_theme.data,
            answers=frozenset(self.answers.data or ()),
            measure_id=self.measure.data,
            decided_by=self.decided_by.data or "",
            decided_on=self.decided_on.data,
        )
