"""What a programme wants: its owner writes the parts, the hosts of its networks judge them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services.programmes import goals
from tracker.web.core.guard import programme_access
from tracker.web.programmes.forms import JudgementForm, ProgrammeGoalForm
from tracker.web.programmes.routes import routes

_PATH = "/programmes/<programme>/goals"


@routes.page(f"{_PATH}/new", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def new_goal() -> ResponseReturnValue:
    """Write down a part of what the programme wants."""
    access = programme_access()
    form = ProgrammeGoalForm()
    if form.accepted():
        goals.add_programme_goal(access, text=form.text.data or "")
        flash(_("Målet er lagt til."), "done")
        return redirect(_back())
    return render_template("programmes/goal.html", form=form, programme=access.programme, goal=None), form.status


@routes.page(f"{_PATH}/<int:goal_id>/edit", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def edit_goal(goal_id: int) -> ResponseReturnValue:
    """Change the words of a part."""
    access = programme_access()
    goal = goals.programme_goal(access, goal_id)
    form = ProgrammeGoalForm(obj=goal)
    form.edits(goal, name=goal.text, back=_back())
    if form.accepted():
        goals.change_programme_goal(access, goal, text=form.text.data or "")
        flash(form.saved(_("Lagret.")), "done")
        return redirect(_back())
    return render_template("programmes/goal.html", form=form, programme=access.programme, goal=goal), form.status


@routes.page(f"{_PATH}/<int:goal_id>/judge", access=Permission.JUDGE_GOALS, methods=("GET", "POST"))
def judge_goal(goal_id: int) -> ResponseReturnValue:
    """Write how far the hosts find that the programme has come with a part."""
    access = programme_access()
    goal = goals.programme_goal(access, goal_id)
    form = JudgementForm(obj=goal)
    form.edits(goal, name=goal.text, back=_back())
    if form.accepted():
        goals.judge_programme_goal(access, goal, judgement=form.judgement.data or "")
        flash(form.saved(_("Lagret.")), "done")
        return redirect(_back())
    return render_template("programmes/judge.html", form=form, programme=access.programme, goal=goal), form.status


@routes.page(f"{_PATH}/<int:goal_id>/remove", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def remove_goal(goal_id: int) -> ResponseReturnValue:
    """Ask, and remove a part with what was found of it."""
    access = programme_access()
    goal = goals.programme_goal(access, goal_id)
    if request.method == "POST":
        goals.remove_programme_goal(access, goal)
        flash(_("Målet er fjernet."), "done")
        return redirect(_back())
    return render_template("programmes/remove_goal.html", programme=access.programme, goal=goal, back=_back())


def _back() -> str:
    return url_for("programmes.programme", programme=programme_access().programme.slug)
