"""The team's deeds with a lifted barrier: lift it, take it back, say that what was promised is not done."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.barriers import Barrier
from tracker.services.barriers import lifting
from tracker.services.barriers.lifting import ANSWER_WITHIN
from tracker.web.barriers.forms import RaiseForm
from tracker.web.barriers.routes import routes
from tracker.web.core.guard import team_access

_ONE = "/teams/<team>/barriers/<int:barrier_id>"


@routes.page(f"{_ONE}/lift", access=Permission.IMPROVE, methods=("GET", "POST"))
def lift(barrier_id: int) -> ResponseReturnValue:
    """Lift a barrier to a leader, with a day by which she answers."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    leaders = lifting.leaders_for(access)
    form = RaiseForm(due=access.today + ANSWER_WITHIN, leader=leaders[0].id if len(leaders) == 1 else None)
    form.leader.offer([(each.id, f"{each.name}, {each.organisation}") for each in leaders])
    if form.accepted():
        with form.refusing():
            leader = next(each for each in leaders if each.id == form.leader.data)
            lifting.lift(access, row, leader, due=form.due.data, submission=form.submission.data or "")
            flash(_("Hindringen er løftet til %(name)s.", name=leader.name), "done")
            return redirect(url_for("barriers.barriers", team=access.team.slug))
    page = render_template("barriers/lift.html", access=access, team=access.team, form=form, row=row, leaders=leaders)
    return page, form.status


@routes.page(f"{_ONE}/take-back", access=Permission.IMPROVE, methods=("POST",))
def take_back(barrier_id: int) -> ResponseReturnValue:
    """Take a lifted barrier back; it can be lifted anew."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    lifting.take_back(access, row)
    flash(_("Dere jobber med «%(name)s» selv nå. Dere kan løfte den igjen.", name=row.title), "done")
    return redirect(url_for("barriers.barriers", team=access.team.slug))


@routes.page(f"{_ONE}/not-done", access=Permission.IMPROVE, methods=("POST",))
def not_done(barrier_id: int) -> ResponseReturnValue:
    """Say that what a leader promised is not done: it waits for her answer again."""
    access = team_access()
    row = access.one(Barrier, barrier_id)
    if not lifting.say_not_done(access, row):
        flash(_("Det er ikke noe løfte her nå. Les hindringen på nytt."), "warning")
    else:
        flash(_("Lederen får den tilbake, og svarer på nytt."), "done")
    return redirect(url_for("barriers.barriers", team=access.team.slug))
