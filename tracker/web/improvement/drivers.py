"""Drivers: one page of plain forms to add, rename, move and remove them, with the ideas that hang on each."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.improvement import Driver, Goal
from tracker.models.measures import Measure
from tracker.services.improvement import drivers as drivers_service
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.improvement.goal_forms import DriverForm
from tracker.web.improvement.routes import routes

_DRIVERS = "/teams/<team>/goals/<int:goal_id>/drivers"


@routes.page(_DRIVERS, access=Permission.IMPROVE, methods=("GET", "POST"))
def drivers(goal_id: int) -> ResponseReturnValue:
    """Show a goal's drivers, each in a form of its own, and add one at the end."""
    access = team_access()
    goal = access.one(Goal, goal_id)
    form = DriverForm()
    _offer(access, form)
    if form.accepted():
        with form.refusing():
            drivers_service.add_driver(
                access,
                goal,
                title=form.title.data or "",
                measure_id=form.measure.data,
                submission=form.submission.data or "",
            )
            flash(_("Driveren er lagt til."), "done")
            return redirect(_address(access, goal))
    return _page(access, goal, adding=form)


@routes.page(f"{_DRIVERS}/<int:driver_id>", access=Permission.IMPROVE, methods=("POST",))
def edit_driver(goal_id: int, driver_id: int) -> ResponseReturnValue:
    """Give a driver another name or measure."""
    access = team_access()
    goal, driver = _of_goal(access, goal_id, driver_id)
    form = DriverForm(title=driver.title, measure=driver.measure_id)
    _edits(access, form, goal, driver, list(access.measures()))
    if form.accepted():
        with form.refusing():
            drivers_service.change_driver(access, driver, title=form.title.data or "", measure_id=form.measure.data)
            flash(form.saved(_("Driveren er lagret.")), "done")
            return redirect(_address(access, goal))
    return _page(access, goal, editing=(driver.id, form))


@routes.page(f"{_DRIVERS}/<int:driver_id>/move", access=Permission.IMPROVE, methods=("POST",))
def move_driver(goal_id: int, driver_id: int) -> ResponseReturnValue:
    """Move a driver one place up or down."""
    access = team_access()
    goal, driver = _of_goal(access, goal_id, driver_id)
    drivers_service.move_driver(access, driver, goal, up=query.hidden("to") == "up")
    return redirect(_address(access, goal))


@routes.page(f"{_DRIVERS}/<int:driver_id>/remove", access=Permission.IMPROVE, methods=("GET", "POST"))
def remove_driver(goal_id: int, driver_id: int) -> ResponseReturnValue:
    """Ask, and say what hangs on the driver, then remove it."""
    access = team_access()
    goal, driver = _of_goal(access, goal_id, driver_id)
    if request.method == "POST":
        drivers_service.remove_driver(access, driver, goal)
        flash(_("Driveren er fjernet."), "done")
        return redirect(_address(access, goal))
    ideas = drivers_service.ideas(access, goal).get(driver.id, [])
    team, back = access.team.slug, _address(access, goal)
    if ideas:
        said = ngettext(
            "%(num)s tiltak er knyttet til driveren. Det blir stående i tiltakslista, men uten driver:",
            "%(num)s tiltak er knyttet til driveren. De blir stående i tiltakslista, men uten driver:",
            len(ideas),
        )
    else:
        said = _("Ingen tiltak er knyttet til driveren.")
    question = Confirmation(
        heading=_("Fjern driveren?"),
        about=driver.title,
        consequences=(said,),
        concerned=tuple(idea.title for idea in ideas),
        does=_("Fjern driveren"),
        action=url_for("improvement.remove_driver", team=team, goal_id=goal.id, driver_id=driver.id),
        keep=_("Behold den"),
        back=back,
        above=(
            (goal.title, url_for("improvement.goal", team=team, goal_id=goal.id, slug=goal.slug)),
            (_("Driverdiagram"), back),
        ),
        crumb=_("Fjern"),
    )
    return ask(access.team, question)


def _of_goal(access: TeamAccess, goal_id: int, driver_id: int) -> tuple[Goal, Driver]:
    goal, driver = access.one(Goal, goal_id), access.one(Driver, driver_id)
    if driver.goal_id != goal.id:
        raise NotFoundError("driver")
    return goal, driver


def _page(
    access: TeamAccess,
    goal: Goal,
    *,
    adding: DriverForm | None = None,
    editing: tuple[int, DriverForm] | None = None,
) -> ResponseReturnValue:
    """Show all forms: the one that was posted as it was typed, the others as they are stored."""
    rows = drivers_service.drivers(access, goal)
    measures = list(access.measures())
    forms = {}
    for row in rows:
        form = DriverForm()
        form.as_stored(row)
        _edits(access, form, goal, row, measures)
        forms[row.id] = form
    if adding is None:
        adding = DriverForm()
        adding.process(None)
        _offer(access, adding, None, measures)
    posted = adding
    if editing is not None:
        forms[editing[0]] = posted = editing[1]
    page = render_template(
        "improvement/drivers.html",
        team=access.team,
        goal=goal,
        rows=rows,
        forms=forms,
        adding=adding,
        form=posted,
        ideas=drivers_service.ideas(access, goal),
    )
    return page, posted.status


def _edits(access: TeamAccess, form: DriverForm, goal: Goal, row: Driver, measures: list[Measure]) -> None:
    """Let a form change a driver: one of several such forms on the page."""
    form.named(row.id)
    _offer(access, form, row, measures)
    form.edits(row, name=row.title, back=_address(access, goal), anew=_address(access, goal))


def _offer(
    access: TeamAccess, form: DriverForm, row: Driver | None = None, measures: list[Measure] | None = None
) -> None:
    offered = list(access.measures() if measures is None else measures)
    if row is not None and row.measure_id is not None and row.measure_id not in {each.id for each in offered}:
        offered.append(access.one(Measure, row.measure_id))
    form.measure.offer([(measure.id, measure.name) for measure in offered])


def _address(access: TeamAccess, goal: Goal) -> str:
    return url_for("improvement.drivers", team=access.team.slug, goal_id=goal.id)
