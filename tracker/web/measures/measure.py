"""The page of one measure: verdict, chart, flags, phases, plan; and the same reading as a file and as a figure."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from flask import Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction, Mark, Period
from tracker.charts.draw import plotly
from tracker.charts.words import explain
from tracker.models.audit import Subject
from tracker.models.measurements import Phase
from tracker.models.measures import ValueKind
from tracker.services.measurements import annotations as annotations_service
from tracker.services.measurements.events import events_of
from tracker.services.measurements.history import next_to_record
from tracker.services.measures import plan
from tracker.views.improvement.flag_list import listed
from tracker.views.measures.chart_card import chart_card
from tracker.views.measures.csv import csv_of
from tracker.views.measures.measure import MeasureView, measure_view
from tracker.views.measures.plan import definitions_told, plan_facts, plan_sentence, targets_told
from tracker.views.measures.reading import Drawn
from tracker.views.tally.tally_card import tally_card
from tracker.web.components.addresses import measure_address
from tracker.web.core.guard import team_access
from tracker.web.measures.plotly_script import plotly_version
from tracker.web.measures.routes import routes

_COUNTED = frozenset({ValueKind.PROPORTION, ValueKind.RATE, ValueKind.COUNT})
_LEAST_MEASURED = 6


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a note that stands in the list, and the address that takes it away, if this person may."""

    who: str
    remove: str


@dataclass(frozen=True, slots=True)
class ListedPhase:
    """One phase in the list beside the chart."""

    name: str
    since: str
    reason: str
    decided: str
    remove: str = ""


@routes.page("/teams/<team>/measures/<int:measure_id>-<slug>", access=Permission.READ)
def measure(measure_id: int, slug: str) -> ResponseReturnValue:
    """Show one measure: what the chart says first, then the chart, then all that stands behind it."""
    access = team_access()
    measure = access.measure(measure_id)
    if slug != measure.slug:
        return redirect(measure_address(access, measure))
    sight = measure_view(access, measure)
    drawn = sight.drawn
    return render_template(
        "measures/measure.html",
        team=access.team,
        measure=measure,
        drawn=drawn,
        card=chart_card(access, drawn, flags=sight.flags, point_links=_point_links(access, drawn)),
        due=next_to_record([drawn.history], today=access.today),
        listed=listed(
            sight.own,
            team_slug=access.team.slug,
            language=drawn.language,
            today=access.today,
            kind=measure.period_kind,
        ),
        written=_written(access, sight),
        tally=tally_card(access, measure),
        phases=[_listed_phase(access, sight, phase) for phase in drawn.history.decided],
        events=events_of(access, measure)[::-1] if measure.value_kind.is_between_events else (),
        method=explain.method(drawn.reading, drawn.plot, drawn.language),
        reasons=explain.reasons(drawn.reading, drawn.plot, drawn.language),
        sentence=plan_sentence(plan.plan_of(measure)),
        told=plan_facts(measure),
        exclusions=plan.plan_of(measure).exclusions,
        wordings=definitions_told(measure, sight.names),
        targets=targets_told(measure, sight.names),
        offers_days=_offers_days_between(drawn),
        plotly=plotly_version(),
        may={each.value: access.may(each) for each in Permission},
    )


@routes.page("/teams/<team>/measures/<int:measure_id>.csv", access=Permission.READ)
def measure_csv(measure_id: int) -> ResponseReturnValue:
    """Give the numbers of a chart as a file."""
    access = team_access()
    measure = access.measure(measure_id)
    response = Response(csv_of(measure_view(access, measure)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{access.team.slug}-{measure.slug}.csv"'
    return response


@routes.page("/teams/<team>/measures/<int:measure_id>/figure.json", access=Permission.READ)
def measure_figure(measure_id: int) -> ResponseReturnValue:
    """Give the same reading as a Plotly figure."""
    access = team_access()
    drawn = measure_view(access, access.measure(measure_id)).drawn
    return jsonify(plotly.figure(drawn.reading, drawn.plot, drawn.language))


def _point_links(access: TeamAccess, drawn: Drawn) -> dict[int, tuple[str, str]]:
    """Give, for who decides, the way to leave each point out or take it in again."""
    if not access.may(Permission.DECIDE) or drawn.measure.value_kind.is_between_events:
        return {}
    pattern = url_for("measurements.exclude", team=access.team.slug, measure_id=drawn.measure.id, start="START")
    again, leave = str(_("Ta med igjen")), str(_("Hold utenfor"))
    links = {}
    for at, mark in enumerate(drawn.reading.marks.tolist()):
        if mark != Mark.MISSING and at not in drawn.history.running:
            text = again if mark == Mark.EXCLUDED else leave
            links[at] = (text, pattern.replace("START", drawn.history.periods[at].start.isoformat()))
    return links


def _written(access: TeamAccess, sight: MeasureView) -> dict[int, Written]:
    """Say by flag number who wrote each note; events are the team's, comments are signed."""
    slug, measure_id = access.team.slug, sight.drawn.measure.id
    found = {}
    for flag in sight.own:
        if flag.subject is not Subject.ANNOTATION:
            continue
        remove = ""
        if annotations_service.may_remove(access, flag):
            remove = url_for(
                "measurements.remove_annotation", team=slug, measure_id=measure_id, annotation_id=flag.row_id
            )
        who = sight.names.get(flag.written_by_id or 0, "") if flag.is_comment else ""
        found[flag.number] = Written(who, remove)
    return found


def _listed_phase(access: TeamAccess, sight: MeasureView, phase: Phase) -> ListedPhase:
    measure, language = sight.drawn.measure, sight.drawn.language
    who, when = sight.names.get(phase.decided_by_id, ""), language.day(phase.decided_at.date())
    remove = ""
    if access.may(Permission.DECIDE):
        remove = url_for("measurements.remove_phase", team=access.team.slug, measure_id=measure.id, phase_id=phase.id)
    return ListedPhase(
        name=phase.name,
        since=language.period(Period.containing(measure.period_kind, phase.starts_on), year=True),
        reason=phase.reason,
        decided=_("%(who)s, %(when)s", who=who, when=when),
        remove=remove,
    )


def _offers_days_between(drawn: Drawn) -> bool:
    """Tell whether most periods are zero, so that the days between events would say more."""
    if drawn.measure.value_kind not in _COUNTED or drawn.measure.direction is Direction.HIGHER:
        return False
    measured = [value for value in drawn.reading.values.tolist() if isfinite(value)]
    return len(measured) >= _LEAST_MEASURED and sum(value == 0 for value in measured) > len(measured) / 2
