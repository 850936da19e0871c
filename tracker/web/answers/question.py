"""What the team asks: its own words in four languages, the line of help now, and whether it takes answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field

from tracker.access.permissions import Permission
from tracker.models.answers import PAGE_LANGUAGES, AnswerLanguage
from tracker.services.answers.question import OwnWords, asked_by, question_row, set_question
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.web.answers.routes import routes
from tracker.web.core.guard import team_access
from tracker.web.forms.base import Form
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextField
from tracker.web.forms.typed_fields import NumberField

_ROOM = {"asker": 120, "question": 120, "help_line": 200}
_LABELS = {
    "asker": lazy_gettext("Hva dere heter"),
    "question": lazy_gettext("Spørsmålet"),
    "help_line": lazy_gettext("Hjelp nå"),
}
_USUAL_DAYS = 28


class OwnFields(NamedTuple):
    """The fields of one language, and what stands on the page without them."""

    language: str
    name: str
    asker: Field
    question: Field
    help_line: Field
    usual_question: str
    usual_help: str


class QuestionForm(Form):
    """The team's own words. Made by `_form`, which gives it the fields of each language."""

    thing = Thing(this=lazy_gettext("spørsmålet til pasienter"), the=lazy_gettext("spørsmålet"))
    is_open = BooleanField(lazy_gettext("Vi tar imot svar"))
    stopped_after = NumberField(
        lazy_gettext("Si fra når et svar har stått stille i"), required=True, whole=True, least=1, most=365
    )

    def own(self) -> Iterator[OwnFields]:
        """Go through the languages with their fields."""
        for language in PAGE_LANGUAGES:
            tag, usual = language.value, PATIENT_TEXTS[language.value]
            asker, asks, help_line = (self[f"{part}_{tag}"] for part in _ROOM)
            yield OwnFields(tag, usual.name, asker, asks, help_line, usual.question, usual.help_default)

    def words(self) -> dict[AnswerLanguage, OwnWords]:
        """Return what was typed."""
        return {
            AnswerLanguage(each.language): OwnWords(
                each.asker.data or "", each.question.data or "", each.help_line.data or ""
            )
            for each in self.own()
        }


@routes.page("/teams/<team>/answers/question", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def question() -> ResponseReturnValue:
    """Show and change what the team asks."""
    access = team_access()
    row, asked = question_row(access), asked_by(access)
    values: dict[str, object] = {
        "is_open": asked.is_open,
        "stopped_after": row.stopped_after if row else _USUAL_DAYS,
    }
    for language, words in asked.own.items():
        for part in _ROOM:
            values[f"{part}_{language.value}"] = getattr(words, part)
    form = _form(values)
    back = url_for("tally.codes", team=access.team.slug)
    if row is not None:
        form.edits(row, name=access.team.name, back=back)
    if form.accepted():
        with form.refusing():
            days = int(form.stopped_after.data)
            set_question(access, is_open=form.is_open.data, stopped_after=days, own=form.words())
            flash(form.saved(_("Lagret.")), "done")
            return redirect(url_for("answers.question", team=access.team.slug))
    page = render_template("answers/question.html", team=access.team, form=form, back=back)
    return page, form.status


def _form(values: dict[str, object]) -> QuestionForm:
    fields: dict[str, Any] = {
        f"{part}_{language.value}": FreeTextField(_LABELS[part], most=room)
        for language in PAGE_LANGUAGES
        for part, room in _ROOM.items()
    }
    made: type[QuestionForm] = type("TeamQuestionForm", (QuestionForm,), fields)
    return made(**values)
