"""Reading answers before anybody else does: one a page, by mouse, by touch, by keyboard, with scripts or without."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import LONGEST, AnswerState, RejectReason
from tracker.services.answers.finding import answer_of
from tracker.services.answers.reviewing import (
    ReviewFault,
    approve,
    claim,
    put_off,
    read_today,
    reject,
    rejected_answers,
    take_back,
    use_keys,
)
from tracker.services.versions import Outdated
from tracker.views.answers.review import Ticked, review_page
from tracker.views.answers.themes import theme_names
from tracker.web.answers.routes import routes
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import choices, label, locale
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, VersionField
from tracker.web.forms.field_types import Sentences

_HINTS = {
    RejectReason.POINTS_OUT: lazy_gettext("Også når ord er skjult"),
    RejectReason.HELP_NOW: lazy_gettext("Ta det med avdelingen med en gang. Øyehøyde varsler ingen."),
    RejectReason.EVENT: lazy_gettext("Meld den i avvikssystemet. Den hører ikke hjemme her."),
}


class ReviewForm(Form):
    """What the page about one answer sends."""

    answer = HiddenField()
    version = VersionField()
    hide = SelectMultipleField(lazy_gettext("Ord som skjules"), coerce=int, validate_choice=False)
    theme = SelectMultipleField(lazy_gettext("Temaer"), choices=[], validate_choice=False)

    def validate_hide(self, field: SelectMultipleField) -> None:
        """Refuse a place that no answer has a word at."""
        if any(not 0 <= place < LONGEST for place in field.data or ()):
            raise ValidationError(str(messages.CHOICE))

    def validate_theme(self, field: SelectMultipleField) -> None:
        """Refuse what is not on the list."""
        if set(field.data or ()) - {choice[0] for choice in field.choices or ()}:
            raise ValidationError(str(messages.CHOICE))

    def ticked(self) -> Ticked | None:
        """Return what was ticked; None before anything was sent."""
        public_id = self.answer.data or ""
        return Ticked(public_id, self.hide.data or [], self.theme.data or []) if public_id else None


class RejectForm(Form):
    """Why an answer is rejected."""

    version = VersionField()
    reason = EnumRadios(
        lazy_gettext("Hvorfor avviser du svaret?"),
        RejectReason,
        choices(RejectReason),
        blank=lazy_gettext("Ikke valgt"),
    )
    sentences: ClassVar[Sentences] = {ReviewFault.NO_REASON: lazy_gettext("Velg hvorfor du avviser svaret.")}


@routes.page("/teams/<team>/answers/review", access=Permission.REVIEW, methods=("GET", "POST"))
def review() -> ResponseReturnValue:
    """Show the answer that is next, and take the decision on it."""
    access = team_access()
    form = ReviewForm()
    form.theme.choices = [(theme.slug, theme.name) for theme in theme_names(access, locale())]
    if form.accepted():
        public_id, version = form.answer.data or "", form.version.seen
        if query.hidden("do") == "later":
            return _decide(access, public_id, lambda: put_off(access, public_id, version=version))
        hide, themes = form.hide.data or [], form.theme.data or []
        return _decide(access, public_id, lambda: approve(access, public_id, version=version, hide=hide, themes=themes))
    asked, last = query.words("answer"), query.words("last")
    page = review_page(access, locale(), asked=asked, last=last, ticked=form.ticked())
    if page.queue.now is None:
        return render_template(
            "answers/review_done.html", access=access, team=access.team, page=page, today=read_today(access)
        ), form.status
    return render_template(
        "answers/review.html",
        access=access,
        team=access.team,
        page=page,
        form=form,
        rejecting=None,
        reasons=(),
        hints={},
    ), form.status


@routes.page("/teams/<team>/answers/review/<public_id>/reject", access=Permission.REVIEW, methods=("GET", "POST"))
def reject_answer(public_id: str) -> ResponseReturnValue:
    """Ask why, and take an answer in no further."""
    access = team_access()
    row = answer_of(access, public_id)
    if row.state is not AnswerState.WAITING:
        return _told(access, public_id)
    form = RejectForm()
    if form.accepted():
        with form.refusing():
            version, reason = form.version.seen, form.reason.data
            return _decide(access, public_id, lambda: reject(access, public_id, version=version, reason=reason))
    page = review_page(access, locale(), asked=public_id)
    hints = {each.value: text for each, text in _HINTS.items()}
    return render_template(
        "answers/review.html",
        access=access,
        team=access.team,
        page=page,
        form=form,
        rejecting=form.reason,
        reasons=[(each.value, label(each)) for each in RejectReason],
        hints=hints,
    ), form.status


@routes.page("/teams/<team>/answers/review/<public_id>/undo", access=Permission.REVIEW, methods=("POST",))
def undo_review(public_id: str) -> ResponseReturnValue:
    """Take a decision back, and show the answer again."""
    access = team_access()
    version = query.read_whole(query.hidden("version")) or 0
    try:
        take_back(access, public_id, version=version)
    except Outdated as fault:
        return _outdated(access, public_id, fault)
    return redirect(url_for("answers.review", team=access.team.slug, answer=public_id))


@routes.page("/teams/<team>/answers/review/keys", access=Permission.REVIEW, methods=("POST",))
def review_keys() -> ResponseReturnValue:
    """Remember whether single letters decide."""
    access = team_access()
    keys = query.hidden("keys") == "on"
    use_keys(access, keys=keys)
    flash(_("Tastene er på.") if keys else _("Tastene er av."), "done")
    return redirect(url_for("answers.review", team=access.team.slug, answer=query.hidden("answer")[:16] or None))


@routes.page("/teams/<team>/answers/rejected", access=Permission.REVIEW)
def rejected() -> ResponseReturnValue:
    """List what was rejected, to be brought back while it is there."""
    access = team_access()
    rows = [(row, label(row.who)) for row in rejected_answers(access)]
    return render_template("answers/rejected.html", access=access, team=access.team, rows=rows)


def _decide(access: TeamAccess, public_id: str, deed: Callable[[], object]) -> ResponseReturnValue:
    """Do it, claim the answer that is next, and go there. Who came second is told who was first."""
    try:
        deed()
    except Outdated as fault:
        return _outdated(access, public_id, fault)
    except NotFoundError:
        flash(_("Svaret er trukket. Her er det neste."), "warning")
        return redirect(url_for("answers.review", team=access.team.slug))
    following = review_page(access, locale()).queue.now
    if following is not None:
        claim(access, following.public_id)
    return redirect(url_for("answers.review", team=access.team.slug, last=public_id))


def _outdated(access: TeamAccess, public_id: str, fault: Outdated) -> ResponseReturnValue:
    return _told(access, public_id, fault.saves[-1].name if fault.saves else "")


def _told(access: TeamAccess, public_id: str, name: str = "") -> ResponseReturnValue:
    """Say what became of an answer that somebody else decided on, and go on to the next."""
    row = answer_of(access, public_id)
    name = name or (row.reviewed_by.name if row.reviewed_by else "")
    if not name:
        text = _("Svaret er endret imens. Her er det neste.")
    elif row.state is AnswerState.APPROVED:
        text = _("%(name)s godkjente svaret nettopp. Her er det neste.", name=name)
    elif row.state is AnswerState.REJECTED:
        text = _("%(name)s avviste svaret nettopp. Her er det neste.", name=name)
    else:
        text = _("%(name)s la svaret tilbake i køen nettopp.", name=name)
    flash(text, "warning")
    return redirect(url_for("answers.review", team=access.team.slug))
