"""A writer who has lost the code asks the leader: she finds the answer by its words, and withdraws it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.models.answers import AnsweredBy
from tracker.services.answers.finding import answer_of, answers_with
from tracker.services.answers.wall import A_PAGE
from tracker.services.answers.withdrawing import withdraw_for_writer
from tracker.views.labels import label
from tracker.web.answers.routes import routes
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.forms.fields import FreeTextField

_QUIET = {"autocomplete": "off", "spellcheck": "false"}


class WordsForm(Form):
    """Words of an answer. They are sent in the body, so no address, log or history has them, and are kept nowhere."""

    words = FreeTextField(lazy_gettext("Ord fra svaret"), required=True, render_kw=_QUIET)


@routes.page("/teams/<team>/answers/find", access=Permission.REVIEW, methods=("GET", "POST"))
def find_answer() -> ResponseReturnValue:
    """Ask for words of an answer, and show the answers that have them."""
    access = team_access()
    form, found = WordsForm(), None
    if form.accepted():
        found = answers_with(access, form.words.data or "")
    page = render_template(
        "answers/find.html",
        access=access,
        team=access.team,
        form=form,
        found=found,
        items=[
            (row, label(row.who, locale()), row.who is AnsweredBy.KIN, row.week.isocalendar().week)
            for row in (found or [])[:A_PAGE]
        ],
    )
    return page, form.status


@routes.page("/teams/<team>/answers/<public_id>/withdraw", access=Permission.REVIEW, methods=("GET", "POST"))
def withdraw_answer(public_id: str) -> ResponseReturnValue:
    """Ask, and withdraw an answer for its writer, who has lost the code."""
    access = team_access()
    row = answer_of(access, public_id)
    wall = url_for("answers.wall", team=access.team.slug)
    back = url_for("answers.answer_chain", team=access.team.slug, public_id=public_id)
    if request.method == "POST":
        withdraw_for_writer(access, row, withdrawn=settings().withdrawn)
        flash(_("Svaret er trukket. Ta ned utskrifter med det, og slett filer dere har lastet ned."), "done")
        return redirect(wall)
    question = Confirmation(
        heading=_("Trekk svaret?"),
        about=_("Gjør dette når den som skrev svaret, ber om det og ikke har koden."),
        consequences=(
            _("Svaret slettes med en gang, fra veggen, tavla, nettsiden og kjeden. Det kan ikke hentes fram igjen."),
            _("Utskrifter og filer dere har lastet ned, må dere ta ned og slette selv."),
        ),
        does=_("Trekk svaret"),
        action=url_for("answers.withdraw_answer", team=access.team.slug, public_id=public_id),
        keep=_("Avbryt"),
        back=back,
        above=((_("Svarveggen"), wall), (_("Svaret"), back)),
    )
    return ask(access.team, question)
