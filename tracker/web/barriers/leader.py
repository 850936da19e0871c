"""A leader's own view in an organisation: the barrier due first stands open, and she answers it there."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.barriers import AnswerKind
from tracker.services.barriers import answering
from tracker.services.barriers.answering import AnswerFacts, LiftedBarrier
from tracker.services.barriers.lifting import leaders_in
from tracker.views.barriers.leader_page import leader_page
from tracker.views.organisation_tabs import organisation_counts
from tracker.web.barriers.forms import LeaderAnswerForm, PassOnForm
from tracker.web.barriers.routes import routes
from tracker.web.core import query
from tracker.web.core.guard import organisation_access
from tracker.web.core.language import locale

_HERE = "/organisations/<organisation>/barriers"


@routes.page(_HERE, access=Permission.READ_LIFTED)
def organisation_barriers() -> ResponseReturnValue:
    """Show a leader what waits for her: the one due first, or the one that is asked for, stands open."""
    access = organisation_access()
    chosen = query.row_id("lift") if access.may(Permission.ANSWER_LIFTED) else None
    return _page(chosen, None)


@routes.page(f"{_HERE}/<int:lift_id>/answer", access=Permission.ANSWER_LIFTED, methods=("GET", "POST"))
def answer(lift_id: int) -> ResponseReturnValue:
    """Answer a lifted barrier."""
    access = organisation_access()
    found = answering.lifted_to(access, lift_id)
    form = _form_of(found)
    if form.accepted():
        with form.refusing():
            answering.give_answer(
                access,
                found,
                AnswerFacts(kind=form.kind.data, due=form.due.data, text=form.text.data or "", who=form.who.data or ""),
                seen=form.version.seen,
                submission=form.submission.data or "",
            )
            flash(_("Svaret er sendt til %(team)s.", team=found.team.name), "done")
            return redirect(_address())
    form.version.data = str(found.lift.version)
    return _page(lift_id, form), form.status


@routes.page(f"{_HERE}/<int:lift_id>/done", access=Permission.ANSWER_LIFTED, methods=("POST",))
def done(lift_id: int) -> ResponseReturnValue:
    """Say that what was promised is done."""
    access = organisation_access()
    found = answering.lifted_to(access, lift_id)
    if not answering.say_done(access, found):
        flash(_("Det er ikke noe løfte her nå. Les hindringen på nytt."), "warning")
    else:
        flash(_("%(team)s får vite at det er gjort, og sier om hindringen er borte.", team=found.team.name), "done")
    return redirect(_address())


@routes.page(f"{_HERE}/<int:lift_id>/pass-on", access=Permission.ANSWER_LIFTED, methods=("GET", "POST"))
def pass_on(lift_id: int) -> ResponseReturnValue:
    """Send a barrier on to another leader of the organisation; its first day stays."""
    access = organisation_access()
    found = answering.lifted_to(access, lift_id)
    leaders = leaders_in(access.organisation.id, but_for=access.user.id)
    form = PassOnForm(leader=leaders[0].id if len(leaders) == 1 else None)
    form.leader.offer([(each.id, each.name) for each in leaders])
    if form.accepted():
        with form.refusing():
            leader = next(each for each in leaders if each.id == form.leader.data)
            answering.pass_on(access, found, leader)
            flash(_("Hindringen er sendt videre til %(name)s.", name=leader.name), "done")
            return redirect(_address())
    page = render_template(
        "barriers/pass_on.html", organisation=access.organisation, form=form, found=found, leaders=leaders
    )
    return page, form.status


def _page(chosen: int | None, form: LeaderAnswerForm | None) -> str:
    access = organisation_access()
    shown = leader_page(access, locale(), chosen=chosen)
    if form is None and shown.open is not None:
        form = _form_of(shown.open.found)
    return render_template(
        "barriers/organisation.html",
        access=access,
        organisation=access.organisation,
        counts=organisation_counts(access, barriers=shown.count if shown.answers else None),
        shown=shown,
        form=form,
    )


def _form_of(found: LiftedBarrier) -> LeaderAnswerForm:
    form = LeaderAnswerForm(version=str(found.lift.version))
    form.kind.restrict([AnswerKind.SOLVES, AnswerKind.MORE_TIME, AnswerKind.NOT_NOW])
    return form


def _address() -> str:
    return url_for("barriers.organisation_barriers", organisation=organisation_access().organisation.slug)
