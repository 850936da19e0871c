"""The form of an interview guide: as many questions as there are, each with what to ask more about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field

from tracker.models.user_evaluations import InterviewGuide
from tracker.services.user_evaluations.guides import MOST_QUESTIONS, GuideFacts, GuideLine
from tracker.web.core import query
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import VersionField
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import NumberField
from tracker.web.user_evaluations.forms import SENTENCES


class GuideForm(Form):
    """A guide; `guide_form` makes one with a pair of fields for each question."""

    sentences = SENTENCES
    number: ClassVar[int] = 0
    opening = FreeTextArea(_("Dette sier intervjueren først"), most=600)
    minutes = NumberField(_("Omtrent hvor lenge?"), most=600, whole=True)
    version = VersionField()

    def pairs(self) -> list[tuple[int, Field, Field]]:
        """Return the fields of each question, with its number."""
        return [(at + 1, self[f"question_{at}"], self[f"more_{at}"]) for at in range(self.number)]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Hold besides that what is to be asked more about stands under a question, save in one that is taken away."""
        right, away = super().validate(extra_validators), query.hidden_id("remove")
        bare = [text for number, text, more in self.pairs() if more.data and not text.data and number != away]
        for text in bare:
            self.refuse(text, _("Skriv spørsmålet, eller tøm feltet under."))
        return right and not bare

    def is_full(self) -> bool:
        """Return whether there is room for no question more."""
        return sum(bool(text.data) for _number, text, _more in self.pairs()) >= MOST_QUESTIONS

    def kept_place(self, number: int | None) -> int | None:
        """Return which of the questions that are kept stands at a number of the form; None where that one is empty."""
        held = [bool(text.data) for _number, text, _more in self.pairs()]
        if number is None or number > len(held) or not held[number - 1]:
            return None
        return sum(held[:number])

    def facts(self) -> GuideFacts:
        """Return the guide as it was sent, moved as the button that was pressed says; empty questions are left out."""
        lines = [GuideLine(text.data or "", more.data or "") for _number, text, more in self.pairs()]
        up, down = query.read_whole(query.hidden("up")), query.read_whole(query.hidden("down"))
        first = up - 1 if up is not None else down
        if first is not None and 1 <= first < len(lines):
            lines[first - 1], lines[first] = lines[first], lines[first - 1]
        return GuideFacts(
            opening=self.opening.data or "",
            minutes=self.minutes.whole_number,
            questions=[line for line in lines if line.text],
        )


def guide_form(lines: Sequence[GuideLine], row: InterviewGuide, *, extra: bool = False) -> GuideForm:
    """Return the form of a guide with its questions, and with `extra` one more that is empty."""
    number = _sent() if request.method == "POST" else max(len(lines) + extra, 1)
    number = min(number, MOST_QUESTIONS)
    fields: dict[str, object] = {}
    for at in range(number):
        fields[f"question_{at}"] = FreeTextField(gettext("Spørsmål %(number)s", number=at + 1), most=200)
        fields[f"more_{at}"] = FreeTextField(gettext("Spør videre om"), most=200)
    said: dict[str, object] = {"opening": row.opening, "minutes": row.minutes, "version": str(row.version)}
    for at, line in enumerate(lines[:number]):
        said |= {f"question_{at}": line.text, f"more_{at}": line.more}
    made: type[GuideForm] = type("GuideFormOfNumber", (GuideForm,), {**fields, "number": number})
    return made(**said)


def _sent() -> int:
    """Return how many questions the form was sent with."""
    return next((at for at in range(MOST_QUESTIONS) if not query.is_pressed(f"question_{at}")), MOST_QUESTIONS)
