"""Typing in answers from paper cards, by keyboard alone: Enter saves, and the next card begins."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.answers import LONGEST, AnsweredBy, AnswerLanguage, AnswerWay
from tracker.services.answers.paper import CardFault, own_card, type_in
from tracker.services.answers.taking_in import NewAnswer
from tracker.services.answers.withdrawing import forget_typed
from tracker.services.answers.words import typed_answers
from tracker.text.period_address import write_period
from tracker.web.answers.routes import routes
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import choices, label
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, EnumSelect, SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea
from tracker.web.forms.typed_fields import NumberField, PeriodField

_MOST_SHOWN = 50
_MOST_NUMBER = 999_999


class CardForm(Form):
    """One card. Made by `_form`, which knows today."""

    week: PeriodField
    language = EnumSelect(lazy_gettext("Språk"), AnswerLanguage, choices(AnswerLanguage))
    number = NumberField(lazy_gettext("Nummer på kortet"), least=1, most=_MOST_NUMBER, whole=True)
    text = FreeTextArea(lazy_gettext("Svaret, med personens egne ord"), required=True, most=LONGEST)
    who = EnumRadios(lazy_gettext("Hvem svarer"), AnsweredBy, choices(AnsweredBy))
    shared = BooleanField(lazy_gettext("Krysset av for at andre kan lese"))
    submission = SubmissionField()
    sentences: ClassVar[Sentences] = {
        CardFault.TYPED: lazy_gettext("Dette kortet er skrevet inn fra før."),
        CardFault.UNKNOWN: lazy_gettext("Ingen kort med dette nummeret er skrevet ut for teamet."),
    }


@routes.page("/teams/<team>/answers/paper", access=Permission.RECORD, methods=("GET", "POST"))
def paper() -> ResponseReturnValue:
    """Take in one card, and come back for the next with the same week, language, who and sharing."""
    access = team_access()
    form = _form(access)
    if form.accepted():
        with form.refusing():
            week: Period = form.week.data
            number = int(form.number.data) if form.number.data else None
            new = NewAnswer(
                text=form.text.data or "",
                form_id=form.submission.data or "",
                way=AnswerWay.PAPER,
                language=form.language.data,
                who=form.who.data,
                shared=form.shared.data,
            )
            type_in(access, new, number=number, sent_on=_day_of(week, access.today), keys=settings().answer_keys)
            flash(_("Kortet er lagret."), "done")
            return redirect(_next_card(access, form, week, number))
    typed = typed_answers(access, limit=_MOST_SHOWN)
    page = render_template(
        "answers/paper.html",
        access=access,
        team=access.team,
        form=form,
        typed=[(each, label(each.who)) for each in typed],
    )
    return page, form.status


@routes.page("/teams/<team>/answers/paper/<public_id>/remove", access=Permission.RECORD, methods=("GET", "POST"))
def remove_card(public_id: str) -> ResponseReturnValue:
    """Ask, and take back a card that one typed in oneself and nobody has read yet."""
    access = team_access()
    card = own_card(access, public_id)
    back = url_for("answers.paper", team=access.team.slug)
    if request.method == "POST":
        forget_typed(access, card, withdrawn=settings().withdrawn)
        flash(_("Kortet er slettet."), "done")
        return redirect(back)
    question = Confirmation(
        heading=_("Slett kortet?"),
        consequences=(_("Svaret du skrev inn, blir borte. Kortet kan skrives inn på nytt."),),
        does=_("Slett kortet"),
        action=url_for("answers.remove_card", team=access.team.slug, public_id=public_id),
        keep=_("Avbryt"),
        back=back,
        above=((_("Skriv inn fra papir"), back),),
    )
    return ask(access.team, question)


def _form(access: TeamAccess) -> CardForm:
    week = PeriodField(lazy_gettext("Uka kortene er fra"), kind=PeriodKind.WEEK, today=access.today, required=True)
    made: type[CardForm] = type("TeamCardForm", (CardForm,), {"week": week})
    return made(
        week=query.period(PeriodKind.WEEK) or Period.containing(PeriodKind.WEEK, access.today),
        language=query.member(AnswerLanguage, "language") or AnswerLanguage.NB,
        who=query.member(AnsweredBy, "who") or AnsweredBy.PATIENT,
        shared=query.is_set("shared"),
        number=query.whole("number", most=_MOST_NUMBER),
    )


def _day_of(week: Period, today: date) -> date:
    """Return a day of the week that is not to come: no card says which."""
    return min(week.start, today)


def _next_card(access: TeamAccess, form: CardForm, week: Period, number: int | None) -> str:
    return url_for(
        "answers.paper",
        team=access.team.slug,
        week=write_period(week),
        language=form.language.data.value,
        who=form.who.data.value,
        shared=1 if form.shared.data else None,
        number=number + 1 if number and number < _MOST_NUMBER else None,
    )
