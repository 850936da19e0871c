"""The interview guide: its questions in order, its versions, and who has approved it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import GuideSide, InterviewGuide, UserEvaluation
from tracker.services.refusal import Refused
from tracker.services.user_evaluations import guides as guides_service
from tracker.services.user_evaluations.evaluations import UserEvaluationFault
from tracker.services.user_evaluations.guides import (
    MOST_QUESTIONS,
    GuideFacts,
    GuideLine,
    begin_guide,
    change_guide,
    guides_of,
)
from tracker.views.user_evaluations.guide_page import guide_page
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.user_evaluations.forms import SENTENCES
from tracker.web.user_evaluations.guide_form import GuideForm, guide_form
from tracker.web.user_evaluations.routes import ONE, routes


@routes.page(f"{ONE}/guide", access=Permission.READ_GUIDE)
def guide(evaluation_id: int) -> ResponseReturnValue:
    """Show the guide: the newest version, or the one that is asked for; who may, changes the newest here."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    rows = guides_of(access, row)
    wanted = query.row_id("version")
    shown = next((each for each in rows if each.number == wanted), rows[0] if rows else None)
    form = None
    if shown is not None and shown is rows[0] and not shown.is_approved and access.may(Permission.EVALUATE):
        form = guide_form(_lines(shown), shown, extra=query.is_set("add"))
    return _page(access, row, rows, shown, form)


@routes.page(f"{ONE}/guide/edit", access=Permission.EVALUATE, methods=("GET", "POST"))
def edit_guide(evaluation_id: int) -> ResponseReturnValue:
    """Save all of the guide; the button says what is done besides: a question moved, added, or taken away."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    rows = guides_of(access, row)
    if not rows:
        return redirect(_address(access, row))
    shown = rows[0]
    form = guide_form(_lines(shown), shown)
    if form.accepted():
        with form.refusing():
            at = form.kept_place(query.hidden_id("remove"))
            change_guide(access, shown, form.facts(), title=row.title, seen=form.version.seen)
            if at is not None:
                return redirect(
                    url_for("user_evaluations.remove_question", team=access.team.slug, evaluation_id=row.id, number=at)
                )
            adds = query.is_pressed("add")
            if adds and not form.is_full():
                return redirect(_address(access, row, add=1) + "#last")
            full = _("Guiden er lagret. Den har plass til %(most)s spørsmål.", most=MOST_QUESTIONS)
            flash(full if adds else _("Guiden er lagret."), "warning" if adds else "done")
            return redirect(_address(access, row))
    form.version.data = str(shown.version)
    if request.method == "GET":
        return redirect(_address(access, row))
    return _page(access, row, rows, shown, form)


@routes.page(f"{ONE}/guide/questions/<int:number>/remove", access=Permission.EVALUATE, methods=("GET", "POST"))
def remove_question(evaluation_id: int, number: int) -> ResponseReturnValue:
    """Ask, then take a question out of the guide."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    rows = guides_of(access, row)
    if not rows or rows[0].is_approved or number > len(rows[0].questions):
        raise NotFoundError("question")
    held, back = rows[0], _address(access, row)
    lines = _lines(held)
    if request.method == "POST":
        facts = GuideFacts(
            opening=held.opening, minutes=held.minutes, questions=[*lines[: number - 1], *lines[number:]]
        )
        try:
            change_guide(access, held, facts, title=row.title, seen=_seen(held))
            flash(_("Spørsmålet er slettet."), "done")
        except Refused as refused:
            flash(_told(refused), "warning")
        return redirect(back)
    question = Confirmation(
        heading=_("Slett spørsmålet?"),
        about=lines[number - 1].text,
        consequences=(_("De andre spørsmålene blir stående i samme rekkefølge."),),
        does=_("Slett spørsmålet"),
        fields={"version": held.version},
        action=url_for("user_evaluations.remove_question", team=access.team.slug, evaluation_id=row.id, number=number),
        keep=_("Behold det"),
        back=back,
        above=((row.title, links().user_evaluation(access.team.slug, row.id)), (_("Intervjuguide"), back)),
        crumb=_("Slett"),
    )
    return ask(access.team, question)


@routes.page(f"{ONE}/guide/new", access=Permission.EVALUATE, methods=("POST",))
def new_guide(evaluation_id: int) -> ResponseReturnValue:
    """Begin the guide, or its next version from the one that is approved."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    rows = guides_of(access, row)
    opening = rows[0].opening if rows else _first_words()
    facts = GuideFacts(
        opening=opening, minutes=rows[0].minutes if rows else None, questions=_lines(rows[0]) if rows else []
    )
    made = begin_guide(access, row, facts)
    flash(_("Versjon %(number)s av guiden er begynt.", number=made.number), "done")
    return redirect(_address(access, row))


@routes.page(f"{ONE}/guide/approve", access=Permission.EVALUATE, methods=("POST",))
def approve_guide(evaluation_id: int) -> ResponseReturnValue:
    """Say that one side approves the newest version of the guide."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    rows, side = guides_of(access, row), query.read_member(GuideSide, query.hidden("side"))
    if not rows or side is None:
        raise NotFoundError("guide")
    try:
        guides_service.approve_guide(access, rows[0], side, title=row.title, seen=_seen(rows[0]))
    except Refused as refused:
        flash(_told(refused), "warning")
    else:
        flash(_("Godkjenningen er skrevet ned."), "done")
    return redirect(_address(access, row))


def _seen(row: InterviewGuide) -> int:
    """Return the version of the guide that whoever pressed the button had read."""
    return query.hidden_id("version") or row.version


def _told(refused: Refused) -> str:
    """Say why nothing was done on a page where nothing is typed."""
    if refused.fault is UserEvaluationFault.MEANWHILE:
        said: str = _("Noen har lagret guiden i mellomtiden. Les den før du går videre.")
        return said
    return str(SENTENCES[refused.fault])


def _first_words() -> str:
    said: str = _(
        "Jeg har selv brukt tjenesten. Jeg jobber ikke her. Du bestemmer hva du vil svare på, og kan stoppe når du "
        "vil. Ingen får vite hva akkurat du har sagt."
    )
    return said


def _lines(row: InterviewGuide) -> list[GuideLine]:
    return [GuideLine(each.text, each.more) for each in row.questions]


def _page(
    access: TeamAccess,
    row: UserEvaluation,
    rows: Sequence[InterviewGuide],
    shown: InterviewGuide | None,
    form: GuideForm | None,
) -> ResponseReturnValue:
    page = render_template(
        "user_evaluations/guide.html",
        access=access,
        team=access.team,
        form=form,
        may_evaluate=access.may(Permission.EVALUATE),
        back=links().user_evaluation(access.team.slug, row.id),
        **by_name(guide_page(access, row, rows, shown, locale())),
    )
    return page, form.status if form else 200


def _address(access: TeamAccess, row: UserEvaluation, *, add: int | None = None) -> str:
    return url_for("user_evaluations.guide", team=access.team.slug, evaluation_id=row.id, add=add)
