"""Goals: the list, the page that ties measures and interventions together, and the forms."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.improvement import Goal
from tracker.models.measures import Measure, MeasureKind
from tracker.services.improvement import goals as goals_service
from tracker.services.measures.values import to_typed
from tracker.views.answers.latest import latest_answers
from tracker.views.improvement.goal import aim_sentence, earlier_aims
from tracker.views.improvement.goal_figure import figure_of
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.improvement.goal_forms import GoalForm, follow_form
from tracker.web.improvement.routes import routes


@routes.page("/teams/<team>/goals", access=Permission.READ)
def goals() -> ResponseReturnValue:
    """List the team's goals with their numbers and dates, the closed ones below."""
    access = team_access()
    rows = goals_service.goals(access)
    return render_template(
        "improvement/goals.html",
        access=access,
        team=access.team,
        open_goals=[goal for goal in rows if goal.closed_at is None],
        closed_goals=[goal for goal in rows if goal.closed_at is not None],
        sentences={goal.id: aim_sentence(goal, locale()) for goal in rows},
        may_improve=access.may(Permission.IMPROVE),
    )


@routes.page("/teams/<team>/goals/new", access=Permission.IMPROVE, methods=("GET", "POST"))
def new_goal() -> ResponseReturnValue:
    """Set a goal on one of the team's outcome measures."""
    access = team_access()
    outcomes = [measure for measure in access.measures() if measure.kind is MeasureKind.OUTCOME]
    form = GoalForm()
    form.outcome.offer([(measure.id, measure.name) for measure in outcomes])
    if form.accepted():
        outcome = next(measure for measure in outcomes if measure.id == form.outcome.data)
        with form.refusing():
            goal = goals_service.set_goal(access, form.aim(), outcome=outcome, submission=form.submission.data or "")
            flash(_("Målet er lagret. Velg hva dere vil følge ved siden av resultatet."), "done")
            return redirect(url_for("improvement.goal_measures", team=access.team.slug, goal_id=goal.id))
    return _form_page(access, form, outcomes=outcomes)


@routes.page("/teams/<team>/goals/<int:goal_id>-<slug>", access=Permission.READ)
def goal(goal_id: int, slug: str) -> ResponseReturnValue:
    """Show a goal: where it stands, all that is followed on one time axis, and the driver diagram."""
    access = team_access()
    row = access.one(Goal, goal_id)
    if slug != row.slug:
        return redirect(_address(access, row), 301)
    return render_template(
        "improvement/goal.html",
        access=access,
        team=access.team,
        goal=row,
        answers=latest_answers(access, locale()),
        figure=figure_of(access, row, locale(), links()),
        earlier=earlier_aims(row, locale()),
        may_improve=access.may(Permission.IMPROVE),
    )


@routes.page("/teams/<team>/goals/<int:goal_id>/edit", access=Permission.IMPROVE, methods=("GET", "POST"))
def edit_goal(goal_id: int) -> ResponseReturnValue:
    """Change a goal's words or numbers; the numbers that held before are kept beside the new ones."""
    access = team_access()
    row = access.one(Goal, goal_id)
    now = row.targets[-1]
    form = GoalForm(
        title=row.title,
        category=row.category,
        why=row.why,
        outcome=row.outcome_id,
        baseline=to_typed(row.outcome, now.baseline),
        target=to_typed(row.outcome, now.target),
        deadline=now.deadline,
    )
    form.outcome.blank = None
    form.outcome.offer([(row.outcome_id, row.outcome.name)])
    form.edits(row, name=row.title, back=_address(access, row), is_put_away=row.closed_at is not None)
    if form.accepted():
        with form.refusing():
            goals_service.change_goal(access, row, form.aim())
            flash(form.saved(_("Målet er lagret.")), "done")
            return redirect(_address(access, row))
    return _form_page(access, form, outcomes=[row.outcome], goal=row)


@routes.page("/teams/<team>/goals/<int:goal_id>/close", access=Permission.IMPROVE, methods=("POST",))
def close_goal(goal_id: int) -> ResponseReturnValue:
    """Close a goal; it can be opened again."""
    access = team_access()
    row = access.one(Goal, goal_id)
    goals_service.close_goal(access, row)
    flash(_("Målet er avsluttet. Det står nederst i lista, og kan åpnes igjen."), "done")
    return redirect(url_for("improvement.goals", team=access.team.slug))


@routes.page("/teams/<team>/goals/<int:goal_id>/reopen", access=Permission.IMPROVE, methods=("POST",))
def reopen_goal(goal_id: int) -> ResponseReturnValue:
    """Open a closed goal again."""
    access = team_access()
    row = access.one(Goal, goal_id)
    goals_service.reopen_goal(access, row)
    flash(_("Målet er åpnet igjen."), "done")
    return redirect(_address(access, row))


@routes.page("/teams/<team>/goals/<int:goal_id>/measures", access=Permission.IMPROVE, methods=("GET", "POST"))
def goal_measures(goal_id: int) -> ResponseReturnValue:
    """Choose what is followed beside the outcome, and how strong each link is claimed."""
    access = team_access()
    row = access.one(Goal, goal_id)
    followed = goals_service.followed(access, row)
    offered = [measure for measure in access.measures() if measure.id != row.outcome_id]
    offered += [measure for measure, _link in followed if measure.archived_at is not None]
    form = follow_form(offered, {measure.id: link.claim for measure, link in followed})
    form.edits(row, name=row.title, back=_address(access, row))
    if form.accepted():
        with form.refusing():
            goals_service.follow(access, row, form.claims(offered))
            flash(form.saved(_("Lagret.")), "done")
            return redirect(_address(access, row))
    page = render_template(
        "improvement/goal_measures.html",
        team=access.team,
        goal=row,
        form=form,
        leading=[measure for measure in offered if measure.kind is not MeasureKind.BALANCING],
        balancing=[measure for measure in offered if measure.kind is MeasureKind.BALANCING],
        may_define=access.may(Permission.DEFINE),
    )
    return page, form.status


def _form_page(
    access: TeamAccess, form: GoalForm, *, outcomes: Sequence[Measure], goal: Goal | None = None
) -> ResponseReturnValue:
    page = render_template(
        "improvement/goal_form.html",
        team=access.team,
        form=form,
        goal=goal,
        outcomes=outcomes,
        back=url_for("improvement.goals", team=access.team.slug) if goal is None else _address(access, goal),
        may_define=access.may(Permission.DEFINE),
    )
    return page, form.status


def _address(access: TeamAccess, row: Goal) -> str:
    return url_for("improvement.goal", team=access.team.slug, goal_id=row.id, slug=row.slug)
