"""The page of those who speak for patients: what is new, whether charts are as they live it, and what they write."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.measures import Measure
from tracker.services.representatives import recognition as recognition_service
from tracker.services.representatives.cooperation import cooperation_of, rate
from tracker.services.representatives.feedback import mark_visit, speakers_of
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread
from tracker.views.representatives.beside import who_sees
from tracker.views.representatives.cards import place_on, sentence_of
from tracker.views.representatives.page import feedback_page
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.representatives.forms import CommentForm, RatingForm, RatingScore, RecognitionForm
from tracker.web.representatives.routes import routes

_PAGE = "/teams/<team>/feedback"


@routes.page(_PAGE, access=Permission.COMMENT)
def feedback() -> ResponseReturnValue:
    """Show what is new since the last time, whether charts are known again, and how representatives are heard."""
    access = team_access()
    page = feedback_page(access, locale(), links())
    forms = {card.drawn.measure.id: RecognitionForm() for card in (*page.cards, *page.more_cards) if card.asks}
    for measure_id, form in forms.items():
        form.stand_among_others(measure_id)
    return render_template(
        "representatives/feedback.html",
        access=access,
        team=access.team,
        forms=forms,
        comment=CommentForm() if page.speaks else None,
        first_name=access.user.name.split()[0],
        **by_name(page),
    )


@routes.page(f"{_PAGE}/seen", access=Permission.COMMENT, methods=("POST",))
def seen() -> ResponseReturnValue:
    """Remember that this person has seen what is new."""
    mark_visit(team_access())
    return redirect(links().feedback(team_access().team.slug))


@routes.page(f"{_PAGE}/measures/<int:measure_id>", access=Permission.REPRESENT, methods=("GET", "POST"))
def recognise(measure_id: int) -> ResponseReturnValue:
    """Say whether a chart is as she lives it; it becomes a bubble on the chart, which the team answers."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    drawn, place = place_on(access, measure, locale())
    known = recognition_service.own_recognition(access, measure)
    form = RecognitionForm(answer=known.answer if known else None)
    back = f"{links().feedback(access.team.slug)}#indikator-{measure.id}"
    if form.accepted():
        with form.refusing():
            recognition_service.recognise(
                access,
                measure,
                place,
                form.answer.data,
                sentence=sentence_of(form.answer.data, locale()),
                text=form.text.data or "",
                submission=form.submission.data or "",
            )
            flash(_("Svaret ditt står som en snakkeboble på diagrammet."), "done")
            return redirect(back)
    page = render_template(
        "representatives/recognise.html",
        team=access.team,
        measure=measure,
        drawn=drawn,
        form=form,
        known=known,
        back=back,
    )
    return page, form.status


@routes.page(f"{_PAGE}/new", access=Permission.REPRESENT, methods=("GET", "POST"))
def new_comment() -> ResponseReturnValue:
    """Write to the team as a whole; the team must answer."""
    access = team_access()
    form, back = CommentForm(), links().feedback(access.team.slug)
    if form.accepted():
        with form.refusing():
            said = NewMessage(text=form.text.data or "", submission=form.submission.data or "", asks=True)
            row = begin_thread(access, None, ThreadPlace(), said)
            flash(_("Sendt til teamet."), "done")
            return redirect(links().at_thread(back, row.flag))
    return render_template("representatives/comment.html", team=access.team, form=form, back=back), form.status


@routes.page(f"{_PAGE}/rating", access=Permission.REPRESENT, methods=("GET", "POST"))
def rating() -> ResponseReturnValue:
    """Rate the cooperation; the form says who sees it."""
    access = team_access()
    found = cooperation_of(access)
    own = (
        {name: RatingScore(str(getattr(found.own, name))) for name in ("from_start", "is_used", "is_told")}
        if found.own
        else {}
    )
    form = RatingForm(**own)
    back = links().feedback(access.team.slug)
    if form.accepted():
        with form.refusing():
            rate(access, form.scores())
            flash(_("Takk. Vurderingen er lagret."), "done")
            return redirect(back)
    page = render_template(
        "representatives/rating.html",
        team=access.team,
        form=form,
        back=back,
        is_open=found.rounds.current is not None,
        who_sees=who_sees(len(speakers_of(access)), locale()),
        action=url_for("representatives.rating", team=access.team.slug),
    )
    return page, form.status
