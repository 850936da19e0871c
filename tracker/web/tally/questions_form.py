"""The form of what is asked at the bedside: one line for each measure that can be counted by yes and no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field

from tracker.models.measures import Measure
from tracker.web.forms.base import Form
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextField

MOST = 80


class QuestionsForm(Form):
    """What each measure asks. Made by `questions_form`, which gives it a field for each."""

    thing = Thing(this=_("spørsmålene dere teller"), the=_("spørsmålene"))
    measures: Sequence[Measure] = ()

    def field(self, measure: Measure) -> Field:
        """Return the field of a measure."""
        return self[_name(measure)]

    def asked(self) -> Iterator[tuple[Measure, str]]:
        """Go through the measures with what was typed."""
        return ((measure, self.field(measure).data or "") for measure in self.measures)


def questions_form(measures: Sequence[Measure]) -> QuestionsForm:
    """Make the form over the team's measures, and read what was posted."""
    fields: dict[str, Any] = {_name(measure): FreeTextField(measure.name, most=MOST) for measure in measures}
    made: type[QuestionsForm] = type("TeamQuestionsForm", (QuestionsForm,), {**fields, "measures": tuple(measures)})
    return made(**{_name(measure): measure.tally_question for measure in measures})


def _name(measure: Measure) -> str:
    return f"q{measure.id}"
