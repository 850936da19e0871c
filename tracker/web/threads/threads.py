"""Pages of threads: begin one on a chart, and write in one. The measure's own page has the same forms."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.measures import Measure
from tracker.models.threads import Thread
from tracker.services.threads import threads as threads_service
from tracker.services.threads.threads import NewMessage
from tracker.views.measures.measure import measure_view
from tracker.views.measures.thread_list import thread_line
from tracker.views.measures.thread_places import kind_of, place_of
from tracker.web.components.thread_forms import new_thread_form, write_form
from tracker.web.components.thread_places import measure_of, place_and_way
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.threads.routes import routes


@routes.page("/teams/<team>/measures/<int:measure_id>/threads/new", access=Permission.COMMENT, methods=("GET", "POST"))
def new_thread(measure_id: int) -> ResponseReturnValue:
    """Begin a thread on a point, a stretch or the whole chart."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    view = measure_view(access, measure, locale(), links())
    kind, back = kind_of(view.drawn), links().measure(access.team.slug, measure)
    form = new_thread_form(kind, today=access.today, may_answer=threads_service.may_answer(access))
    if form.accepted():
        with form.refusing():
            said = NewMessage(
                text=form.said.data or "",
                submission=form.submission.data or "",
                asks="asks" in form and form.asks.data,
            )
            row = threads_service.begin_thread(
                access, measure, place_of(view.drawn, form.starts.data, form.stops.data), said
            )
            flash(_("Samtale %(number)s er begynt.", number=row.flag), "done")
            return redirect(links().at_thread(back, row.flag))
    page = render_template("threads/new.html", team=access.team, measure=measure, form=form, back=back)
    return page, form.status


@routes.page("/teams/<team>/threads/<int:thread_id>", access=Permission.COMMENT, methods=("GET", "POST"))
def thread(thread_id: int) -> ResponseReturnValue:
    """Show one thread, and write in it."""
    access = team_access()
    row = access.one(Thread, thread_id)
    measure, (place, back) = measure_of(access, row), place_and_way(access, row)
    may_answer = threads_service.may_answer(access)
    form = write_form(version=row.version, waits=row.waits, may_answer=may_answer)
    if form.accepted():
        with form.refusing():
            answers = "answers" in form and form.answers.data
            said = NewMessage(
                text=form.text.data or "",
                submission=form.writing.data or "",
                asks="asks_again" in form and form.asks_again.data,
                answers=answers,
            )
            threads_service.write_in(access, row, measure, said, seen=form.version.seen)
            flash(_("Svaret er sendt.") if answers else _("Meldingen er sendt."), "done")
            return redirect(links().at_thread(back, row.flag))
    form.version.data = str(row.version)
    drawn = None if measure is None else measure_view(access, measure, locale(), links()).drawn
    page = render_template(
        "threads/thread.html",
        team=access.team,
        place=place,
        form=form,
        thread=thread_line(access, row, locale(), links(), drawn=drawn),
        may_answer=may_answer,
        back=back,
    )
    return page, form.status
