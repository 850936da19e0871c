"""The team's log of barriers: the list, and the forms that write one down, change it and let it be gone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.barriers import Barrier
from tracker.models.user_evaluations import DialoguePoint
from tracker.services.barriers import lifting
from tracker.services.barriers import log as log_service
from tracker.services.barriers.lifting import ANSWER_WITHIN, NamedLeader
from tracker.services.improvement.interventions import interventions
from tracker.services.user_evaluations.points import agreed_barriers, tie_point
from tracker.views.barriers.team_page import team_barriers
from tracker.web.barriers.forms import BarrierForm, EditBarrierForm, GoneForm, NewBarrierForm, touch_of
from tracker.web.barriers.routes import routes
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links

_ONE = "/teams/<team>/barriers/<int:barrier_id>"


@routes.page("/teams/<team>/barriers", access=Permission.READ_BARRIERS)
def barriers() -> ResponseReturnValue:
    """List what stands in the way: lifted, the team's own, and gone; and write down a new one."""
    access = team_access()
    may_improve = access.may(Permission.IMPROVE)
    leaders = lifting.leaders_for(access)
    return render_template(
        "barriers/barriers.html",
        access=access,
        team=access.team,
        shown=team_barriers(access, locale()),
        agreed=agreed_barriers(access),
        form=_new_form(access, leaders) if may_improve else None,
        leaders=leaders,
        may_improve=may_improve,
    )


@routes.page("/teams/<team>/barriers/new", access=Permission.IMPROVE, methods=("GET", "POST"))
def new_barrier() -> ResponseReturnValue:
    """Write down a barrier, and lift it at once where that is chosen; `?point=` ties it to a dialogue meeting."""
    access = team_access()
    leaders = lifting.leaders_for(access)
    point_id = query.row_id("point")
    point = None if point_id is None else access.one(DialoguePoint, point_id)
    form = _new_form(access, leaders, title=point.text if point else "")
    if form.accepted():
        with form.refusing():
            submission = form.submission.data or ""
            row = log_service.write_down(access, form.facts(), submission=submission)
            if point is not None:
                tie_point(access, point, row)
            leader = next((each for each in leaders if each.id == form.leader.data), None)
            if leader is not None:
                due = access.today + ANSWER_WITHIN
                lifting.lift(access, row, leader, due=due, submission=submission)
                flash(_("Hindringen er løftet til %(name)s.", name=leader.name), "done")
            else:
                flash(_("Hindringen er ført."), "done")
            if point is not None:
                return redirect(links().user_evaluation(access.team.slug, point.evaluation_id))
            return redirect(url_for("barriers.barriers", team=access.team.slug))
    page = render_template(
        "barriers/new.html", access=access, team=access.team, form=form, leaders=leaders, point=point
    )
    return page, form.status


@routes.page(f"{_ONE}/edit", access=Permission.IMPROVE, methods=("GET", "POST"))
def edit_barrier(barrier_id: int) -> ResponseReturnValue:
    """Change what is said of a barrier."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    form = EditBarrierForm(
        title=row.title, kind=row.kind, effect=row.effect, tried=row.tried, since=row.since, touches=touch_of(row)
    )
    _offer(access, form)
    back = url_for("barriers.barriers", team=access.team.slug)
    form.edits(row, name=row.title, back=back, anew=url_for("barriers.new_barrier", team=access.team.slug))
    if form.accepted():
        with form.refusing():
            log_service.change_barrier(access, row, form.facts())
            flash(form.saved(_("Hindringen er lagret.")), "done")
            return redirect(f"{back}#hindring-{row.id}")
    page = render_template("barriers/edit.html", access=access, team=access.team, form=form, row=row)
    return page, form.status


@routes.page(f"{_ONE}/gone", access=Permission.IMPROVE, methods=("GET", "POST"))
def gone(barrier_id: int) -> ResponseReturnValue:
    """Say that a barrier is not in the way any more, and what solved it."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    form = GoneForm(gone_on=row.gone_on or access.today, how=row.gone_how)
    if form.accepted():
        with form.refusing():
            log_service.say_gone(access, row, on=form.gone_on.data, how=form.how.data or "")
            flash(_("«%(name)s» står under Borte.", name=row.title), "done")
            return redirect(url_for("barriers.barriers", team=access.team.slug))
    page = render_template("barriers/gone.html", access=access, team=access.team, form=form, row=row)
    return page, form.status


@routes.page(f"{_ONE}/back", access=Permission.IMPROVE, methods=("POST",))
def bring_back(barrier_id: int) -> ResponseReturnValue:
    """Take a barrier up again that was said to be gone."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    log_service.bring_back(access, row)
    flash(_("«%(name)s» er i veien igjen.", name=row.title), "done")
    return redirect(url_for("barriers.barriers", team=access.team.slug))


@routes.page(f"{_ONE}/remove", access=Permission.IMPROVE, methods=("GET", "POST"))
def remove_barrier(barrier_id: int) -> ResponseReturnValue:
    """Ask, and remove a barrier that was written down by mistake."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    back = url_for("barriers.barriers", team=access.team.slug)
    if request.method == "POST":
        log_service.remove_barrier(access, row)
        flash(_("Hindringen er fjernet."), "done")
        return redirect(back)
    consequences = (
        _("Fjern bare det som er ført ved en feil. Er hindringen løst, er «Borte nå» riktig: da lærer andre av det."),
        *([_("Den forsvinner også hos %(name)s, med det som er svart.", name=row.lift.to.name)] if row.lift else []),
        _("Endringsloggen husker den."),
    )
    question = Confirmation(
        heading=_("Fjerne hindringen?"),
        about=row.title,
        consequences=consequences,
        does=_("Fjern hindringen"),
        action=url_for("barriers.remove_barrier", team=access.team.slug, barrier_id=row.id),
        keep=_("Behold den"),
        back=back,
        above=((_("Hindringer"), back),),
    )
    return ask(access.team, question)


def _new_form(access: TeamAccess, leaders: Sequence[NamedLeader], *, title: str = "") -> NewBarrierForm:
    form = NewBarrierForm(title=title)
    _offer(access, form)
    form.leader.offer([(each.id, _("Løft til %(name)s", name=each.name) + _home(access, each)) for each in leaders])
    return form


def _home(access: TeamAccess, leader: NamedLeader) -> str:
    """Return where a leader leads, where the team belongs to several organisations."""
    return f", {leader.organisation}" if len(access.team.organisations) > 1 else ""


def _offer(access: TeamAccess, form: BarrierForm) -> None:
    form.touches.offer_of(access.measures(), interventions(access))
