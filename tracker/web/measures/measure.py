"""The page of one measure: verdict, chart, flags, phases, plan; and the same reading as a file and as a figure."""

from __future__ import annotations

from flask import jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.charts.draw import plotly
from tracker.models.measures import Measure
from tracker.views.measures.csv import csv_of
from tracker.views.measures.explore import Stretch
from tracker.views.measures.measure import measure_page, measure_view
from tracker.views.measures.picture import file_name
from tracker.views.measures.thread_places import kind_of
from tracker.views.signals.news import news_strip
from tracker.views.walls.strip import wall_strip
from tracker.web.components.download import download
from tracker.web.components.plotly import plotly_version
from tracker.web.components.thread_forms import new_thread_form, write_form
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import actor, team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.measures.routes import routes


@routes.page("/teams/<team>/measures/<int:measure_id>-<slug>", access=Permission.READ)
def measure(measure_id: int, slug: str) -> ResponseReturnValue:
    """Show one measure: what the chart says first, then the chart, then all that stands behind it."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    stretch = query.member(Stretch, "vis")
    if slug != measure.slug:
        now = links().measure(access.team.slug, measure)
        return redirect(f"{now}?vis={stretch.value}" if stretch else now)
    page = measure_page(access, measure, locale(), links(), stretch=stretch)
    said = page.threads
    first = next(iter(said.waiting), None)
    news, organisation, wall = query.words("ny"), query.slug("hos"), query.words("from")
    return render_template(
        "measures/measure.html",
        team=access.team,
        measure=measure,
        plotly=plotly_version(),
        may={each.value: access.may(each) for each in Permission},
        writing=write_form(version=first.version, waits=True, may_answer=said.may_answer) if first else None,
        strip=news_strip(access, organisation, news) if news and organisation else None,
        wall=wall_strip(actor(), wall, measure, locale(), links()) if wall else None,
        beginning=new_thread_form(kind_of(page.drawn), today=access.today, may_answer=said.may_answer),
        **by_name(page),
    )


@routes.page("/teams/<team>/measures/<int:measure_id>.csv", access=Permission.READ)
def measure_csv(measure_id: int) -> ResponseReturnValue:
    """Give the numbers of a chart as a file."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    view = measure_view(access, measure, locale(), links())
    return download(csv_of(view), file_name(access, measure, "csv"))


@routes.page("/teams/<team>/measures/<int:measure_id>/figure.json", access=Permission.READ)
def measure_figure(measure_id: int) -> ResponseReturnValue:
    """Give the same reading as a Plotly figure."""
    access = team_access()
    drawn = measure_view(access, access.one(Measure, measure_id), locale(), links()).drawn
    return jsonify(plotly.figure(drawn.reading, drawn.plot, drawn.locale))
