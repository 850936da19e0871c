"""The page of one measure: verdict, chart, flags, phases, plan; and the same reading as a file and as a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from flask import Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.doors import TeamAccess
from tracker.access.permissions import Permission
from tracker.analysis import Direction, Mark, Period
from tracker.charts import explain, plotly
from tracker.charts.language import capital
from tracker.models.improvement import Decision, InterventionState
from tracker.models.measurements import AnnotationKind, Phase
from tracker.models.measures import Measure, ValueKind
from tracker.services import annotating, phasing, planning
from tracker.services.annotating import Told
from tracker.services.events import events_of
from tracker.services.flags import TeamFlag
from tracker.services.histories import due_period
from tracker.services.recorders import names_of
from tracker.web.chart_card import chart_card
from tracker.web.drawing import Drawn, flag_href, flag_kind
from tracker.web.guard import team_access
from tracker.web.labels import label
from tracker.web.layout import chart_language
from tracker.web.wall.export import csv_of
from tracker.web.wall.place import place
from tracker.web.wall.plan_words import definitions_told, people_of, plan_facts, plan_sentence, targets_told
from tracker.web.wall.plotly_pages import plotly_version
from tracker.web.wall.sight import Sight, address, sight_of

DECIDED: Mapping[Decision, object] = {
    Decision.ADOPT: lazy_gettext("Innført"),
    Decision.ADAPT: lazy_gettext("Justert"),
    Decision.ABANDON: lazy_gettext("Forkastet"),
}
"""What a test led to, as it is told afterwards."""
_COUNTED = frozenset({ValueKind.PROPORTION, ValueKind.RATE, ValueKind.COUNT})
_LEAST_MEASURED = 6


@dataclass(frozen=True, slots=True)
class ListedFlag:
    """One flag in the list beside the chart."""

    number: int
    kind: str
    title: str
    href: str
    when: str
    state: str
    text: str
    remove: str = ""


@dataclass(frozen=True, slots=True)
class ListedPhase:
    """One phase in the list beside the chart."""

    name: str
    since: str
    reason: str
    decided: str
    remove: str = ""


@place.page("/teams/<team>/indicators/<int:measure_id>-<slug>", access=Permission.READ)
def indicator(measure_id: int, slug: str) -> ResponseReturnValue:
    """Show one measure: what the chart says first, then the chart, then all that stands behind it."""
    access = team_access()
    measure = access.measure(measure_id)
    if slug != measure.slug:
        return redirect(address(access, measure))
    sight = sight_of(access, measure)
    drawn, names = sight.drawn, names_of(people_of(measure))
    return render_template(
        "wall/indicator.html",
        team=access.team,
        measure=measure,
        drawn=drawn,
        card=chart_card(access, drawn, flags=sight.flags, point_links=_point_links(access, drawn)),
        due=due_period(measure.period_kind, access.today),
        listed=_listed(access, sight),
        phases=[_listed_phase(access, measure, phase) for phase in phasing.phases_of(access, measure)],
        events=events_of(access, measure)[::-1] if measure.value_kind.is_between_events else (),
        method=explain.method(drawn.reading, drawn.plot, drawn.language),
        reasons=explain.reasons(drawn.reading, drawn.plot, drawn.language),
        sentence=plan_sentence(planning.plan_of(measure)),
        told=plan_facts(measure),
        exclusions=planning.plan_of(measure).exclusions,
        wordings=definitions_told(measure, names),
        targets=targets_told(measure, names),
        offers_days=_offers_days_between(drawn),
        plotly=plotly_version(),
        may={each.value: access.may(each) for each in Permission},
    )


@place.page("/teams/<team>/indicators/<int:measure_id>.csv", access=Permission.READ)
def indicator_csv(measure_id: int) -> ResponseReturnValue:
    """Give the numbers of a chart as a file."""
    access = team_access()
    measure = access.measure(measure_id)
    response = Response(csv_of(sight_of(access, measure)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{access.team.slug}-{measure.slug}.csv"'
    return response


@place.page("/teams/<team>/indicators/<int:measure_id>/figure.json", access=Permission.READ)
def indicator_figure(measure_id: int) -> ResponseReturnValue:
    """Give the same reading as a Plotly figure."""
    access = team_access()
    drawn = sight_of(access, access.measure(measure_id)).drawn
    return jsonify(plotly.figure(drawn.reading, drawn.plot, drawn.language))


def _point_links(access: TeamAccess, drawn: Drawn) -> dict[int, tuple[str, str]]:
    """Give, for who decides, the way to leave each point out or take it in again."""
    if not access.may(Permission.DECIDE) or drawn.measure.value_kind.is_between_events:
        return {}
    pattern = url_for("wall.exclude", team=access.team.slug, measure_id=drawn.measure.id, start="START")
    links = {}
    for at, mark in enumerate(drawn.reading.marks.tolist()):
        if mark != Mark.MISSING:
            text = _("Ta med igjen") if mark == Mark.EXCLUDED else _("Hold utenfor")
            links[at] = (text, pattern.replace("START", drawn.history.periods[at].start.isoformat()))
    return links


def _listed(access: TeamAccess, sight: Sight) -> list[ListedFlag]:
    """Give the flags of this chart as the list beside it."""
    told = annotating.told_of(access, sight.own)
    return [_listed_flag(access, sight, flag, told.get((flag.subject, flag.row_id))) for flag in sight.own]


def _listed_flag(access: TeamAccess, sight: Sight, flag: TeamFlag, told: Told | None) -> ListedFlag:
    measure, slug = sight.drawn.measure, access.team.slug
    written = told.note if told else None
    state = _state(told.state) if told and told.state else label(flag.subject)
    if written is not None and flag.is_comment:
        state = f"{state}, {written.written_by.name}"
    remove = ""
    if written is not None and annotating.may_remove(access, written):
        remove = url_for(".remove_annotation", team=slug, measure_id=measure.id, annotation_id=written.id)
    return ListedFlag(
        number=flag.number,
        kind=flag_kind(flag).value,
        title=flag.title,
        href=flag_href(flag, slug),
        when=capital(chart_language().period(Period.containing(measure.period_kind, flag.on))),
        state=state,
        text=told.text if told else "",
        remove=remove,
    )


def _state(state: InterventionState | Decision | AnnotationKind) -> str:
    """Say how far something has come; of a test, what was decided."""
    return str(DECIDED[state]) if isinstance(state, Decision) else label(state)


def _listed_phase(access: TeamAccess, measure: Measure, phase: Phase) -> ListedPhase:
    language = chart_language()
    remove = ""
    if access.may(Permission.DECIDE):
        remove = url_for("wall.remove_phase", team=access.team.slug, measure_id=measure.id, phase_id=phase.id)
    return ListedPhase(
        name=phase.name,
        since=language.period(Period.containing(measure.period_kind, phase.starts_on), year=True),
        reason=phase.reason,
        decided=_("%(who)s, %(when)s", who=phase.decided_by.name, when=language.day(phase.decided_at.date())),
        remove=remove,
    )


def _offers_days_between(drawn: Drawn) -> bool:
    """Tell whether most periods are zero, so that the days between events would say more."""
    if drawn.measure.value_kind not in _COUNTED or drawn.measure.direction is Direction.HIGHER:
        return False
    measured = [value for value in drawn.reading.values.tolist() if isfinite(value)]
    return len(measured) >= _LEAST_MEASURED and sum(value == 0 for value in measured) > len(measured) / 2
