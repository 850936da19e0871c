"""How a chart is read: its kind and its rules, among those that fit the measure, each explained in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import ChartKind
from tracker.models.measures import Measure, RuleSetName
from tracker.services.measures import chart_settings as chart_settings_service
from tracker.web.core.guard import team_access
from tracker.web.core.labels import choices
from tracker.web.core.links import links
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios
from tracker.web.measures.routes import routes

KINDS: Mapping[ChartKind, object] = {
    ChartKind.RUN: lazy_gettext("Punktene rundt medianen: krever minst av tallene, og er det vanlige valget."),
    ChartKind.I: lazy_gettext("Hver verdi for seg, med gjennomsnitt og grenser fra spranget mellom naboer."),
    ChartKind.MR: lazy_gettext("Spranget fra én verdi til den neste, som viser om variasjonen selv endrer seg."),
    ChartKind.T: lazy_gettext("Tid mellom sjeldne hendelser, med grenser som tåler at tidene er skjevt fordelt."),
    ChartKind.P: lazy_gettext("Andelen med grenser som følger nevneren: smale når den er stor."),
    ChartKind.P_PRIME: lazy_gettext("Som P, når nevnerne er så store at nesten alt havner utenfor grensene."),
    ChartKind.C: lazy_gettext("Antall hendelser når muligheten for dem er omtrent like stor hver gang."),
    ChartKind.U: lazy_gettext("Hendelser per døgn eller besøk, med grenser som følger hvor mange det var."),
    ChartKind.U_PRIME: lazy_gettext("Som U, når nevnerne er så store at nesten alt havner utenfor grensene."),
    ChartKind.G: lazy_gettext("Antall muligheter mellom sjeldne hendelser, med grenser for slike tall."),
    ChartKind.I_PRIME: lazy_gettext("Hver verdi for seg, med grenser som tar hensyn til ulike nevnere."),
}
"""What each chart shows, for who chooses."""

RULES: Mapping[RuleSetName, object] = {
    RuleSetName.ANHOEJ: lazy_gettext(
        "Uvanlig lang rekke på én side eller uvanlig få kryssinger, med grenser som følger antall punkter."
    ),
    RuleSetName.IHI: lazy_gettext(
        "For run-diagram: seks på rad på én side, fem som stiger eller faller, "
        "og den trykte tabellen for antall rekker."
    ),
    RuleSetName.IHI_EXACT: lazy_gettext("Som IHI, men med antall rekker regnet ut nøyaktig."),
    RuleSetName.MAKING_DATA_COUNT: lazy_gettext(
        "Reglene fra NHS for I-diagram: utenfor grensene, sju på rad, sju som stiger eller faller, to av tre nær dem."
    ),
}
"""What each rule set looks for, for who chooses."""

CHART_MISFIT = lazy_gettext("Dette diagrammet passer ikke til slike tall. Velg et annet.")
RULES_MISFIT = lazy_gettext(
    "Disse reglene passer ikke til diagrammet du har valgt. Velg Anhøj, eller et annet diagram."
)


class ChartForm(Form):
    """A kind of chart and a rule set."""

    chart_kind = EnumRadios(lazy_gettext("Diagram"), ChartKind, choices(ChartKind))
    rule_set = EnumRadios(lazy_gettext("Regler"), RuleSetName, choices(RuleSetName))

    def offer(self, measure: Measure) -> None:
        """Show what fits the measure; rules are held against the chart when it is sent."""
        kinds = chart_settings_service.KINDS[measure.value_kind]
        fitting = {rules for kind in kinds for rules in chart_settings_service.rules_of(kind)}
        self.chart_kind.restrict(kinds)
        self.rule_set.restrict([rules for rules in RuleSetName if rules in fitting])


@routes.page("/teams/<team>/measures/<int:measure_id>/chart", access=Permission.DECIDE, methods=("GET", "POST"))
def chart_settings(measure_id: int) -> ResponseReturnValue:
    """Choose how a measure's chart is drawn and read, for everybody."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    form = ChartForm(measure)
    form.offer(measure)
    if form.accepted() and _choose(access, measure, form):
        flash(_("Diagrammet er endret."), "done")
        return redirect(links().measure(access.team.slug, measure))
    page = render_template(
        "measures/chart_settings.html",
        team=access.team,
        measure=measure,
        form=form,
        kinds={kind.value: text for kind, text in KINDS.items()},
        rules={rules.value: text for rules, text in RULES.items()},
        back=links().measure(access.team.slug, measure),
    )
    return page, form.status


def _choose(access: TeamAccess, measure: Measure, form: ChartForm) -> bool:
    try:
        chart_settings_service.choose_chart(access, measure, kind=form.chart_kind.data, rules=form.rule_set.data)
    except chart_settings_service.MisfitError as error:
        form.refuse(form.rule_set if error.rules else form.chart_kind, RULES_MISFIT if error.rules else CHART_MISFIT)
        return False
    return True
