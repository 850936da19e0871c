"""How a chart is read: its kind and its rules, among those that fit the measure, each explained in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from tracker.access.permissions import Permission
from tracker.analysis import ChartKind
from tracker.charts.draw.svg import NARROW, run_chart
from tracker.charts.shown import shown
from tracker.charts.words.axis import lowest_level
from tracker.models.measures import Measure, RuleSetName
from tracker.services.measures import chart_settings as chart_settings_service
from tracker.services.measures.chart_settings import AxisFault, ChartFault
from tracker.services.measures.values import PERCENT, is_share, to_typed
from tracker.text.locale import Locale
from tracker.views.measures.measure import measure_view
from tracker.views.measures.reading import Drawn
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import choices, locale
from tracker.web.core.links import links
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios
from tracker.web.forms.editing import Thing, Together
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.typed_fields import NumberField
from tracker.web.measures.routes import routes

KINDS: Mapping[ChartKind, object] = {
    ChartKind.RUN: lazy_gettext("Punktene rundt medianen: krever minst av tallene, og er det vanlige valget."),
    ChartKind.I: lazy_gettext("Hver verdi for seg, med gjennomsnitt og grenser ut fra spranget mellom verdiene."),
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
    RuleSetName.ANHOEJ_SPLIT: lazy_gettext(
        "Som Anhøj, og det vanlige valget: grensene følger hvor mange punkter som ligger på hver side, og der over "
        "halvparten er 0 eller 100 %, er de en side for seg."
    ),
    RuleSetName.ANHOEJ: lazy_gettext(
        "Uvanlig lang rekke på én side eller uvanlig få kryssinger, med grenser som bare følger antall punkter."
    ),
    RuleSetName.IHI: lazy_gettext(
        "For run-diagram: 6 på rad på én side, 5 som stiger eller faller, og den trykte tabellen for antall rekker."
    ),
    RuleSetName.IHI_EXACT: lazy_gettext("Som IHI, men med antall rekker regnet ut nøyaktig."),
    RuleSetName.IHI_SPLIT: lazy_gettext(
        "Som IHI med nøyaktige grenser, og tåler at punktene ligger skjevt fordelt på de to sidene av medianen."
    ),
    RuleSetName.MAKING_DATA_COUNT: lazy_gettext(
        "NHS-reglene for I-diagram: utenfor grensene, 7 på rad, 7 som stiger eller faller, 2 av 3 nær en grense."
    ),
}
"""What each rule set looks for, for who chooses."""

SENTENCES: Sentences = {
    ChartFault.CHART_MISFIT: lazy_gettext("Dette diagrammet passer ikke til slike tall. Velg et annet."),
    ChartFault.RULES_MISFIT: lazy_gettext(
        "Disse reglene passer ikke til diagrammet du har valgt. Velg Anhøj, eller et annet diagram."
    ),
    AxisFault.NOT_A_SHARE: lazy_gettext("Bare aksen til en andel kan begynne et annet sted enn 0."),
    AxisFault.OUT_OF_REACH: lazy_gettext("Skriv et tall over 0 og under 100."),
    AxisFault.ABOVE_LOWEST: lazy_gettext("Noe i diagrammet ligger under det. Velg et lavere tall."),
}
"""The sentence for each fault."""


class ChartForm(Form):
    """A kind of chart and a rule set."""

    thing = Thing(
        this=lazy_gettext("dette diagrammet"),
        the=lazy_gettext("diagrammet"),
        put_away=lazy_gettext("%(name)s la bort denne indikatoren %(when)s. Tallene er der fortsatt."),
    )
    together = (Together("chart", lazy_gettext("Diagram og regler"), ("chart_kind", "rule_set")),)
    sentences = SENTENCES
    chart_kind = EnumRadios(lazy_gettext("Diagram"), ChartKind, choices(ChartKind))
    rule_set = EnumRadios(lazy_gettext("Regler"), RuleSetName, choices(RuleSetName))
    axis_from = NumberField(lazy_gettext("Laveste verdi på aksen"))

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
    drawn = measure_view(access, measure, locale(), links()).drawn
    lowest = lowest_level(shown(drawn.reading, drawn.plot)).value if is_share(measure) else None
    form = ChartForm(chart_kind=measure.chart_kind, rule_set=measure.rule_set, axis_from=_begins_at(measure))
    form.offer(measure)
    form.edits(
        measure,
        name=measure.name,
        back=links().measure(access.team.slug, measure),
        is_put_away=measure.archived_at is not None,
    )
    _propose_axis(form, measure)
    if form.accepted():
        with form.refusing():
            chart_settings_service.choose_chart(
                access,
                measure,
                kind=form.chart_kind.data,
                rules=form.rule_set.data,
                axis_from=form.axis_from.data if is_share(measure) else None,
                lowest=lowest,
            )
            flash(form.saved(_("Diagrammet er endret.")), "done")
            return redirect(links().measure(access.team.slug, measure))
    page = render_template(
        "measures/chart_settings.html",
        team=access.team,
        measure=measure,
        form=form,
        kinds={kind.value: text for kind, text in KINDS.items()},
        rules={rules.value: text for rules, text in RULES.items()},
        back=links().measure(access.team.slug, measure),
        reach="" if lowest is None else _reach(lowest, drawn.locale),
        samples=_samples(drawn, form, lowest),
    )
    return page, form.status


@routes.page("/teams/<team>/measures/<int:measure_id>/chart/read", access=Permission.DECIDE, methods=("POST",))
def read_new_rules(measure_id: int) -> ResponseReturnValue:
    """Take down the notice of what the program's new rules changed."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    chart_settings_service.have_read_new_rules(access, measure)
    return redirect(links().measure(access.team.slug, measure))


def _begins_at(measure: Measure) -> float | None:
    """Return where the axis begins, as it was chosen; nothing where it is 0."""
    if not is_share(measure) or measure.axis_from is None:
        return None
    return to_typed(measure, measure.axis_from)


def _propose_axis(form: ChartForm, measure: Measure) -> None:
    """Fill in where the address asks the axis to begin (`?axis=90`)."""
    asked = query.whole("axis", most=100)
    if is_share(measure) and asked is not None:
        form.propose(axis_from=float(asked))


def _reach(lowest: float, language: Locale) -> str:
    """Return how far up the axis may begin."""
    if lowest == float("inf"):
        return str(_("Tomt felt: aksen går fra 0 til 100 %."))
    value = language.exact(round(lowest, 1), is_share=True)
    return str(
        _(
            "Tomt felt: aksen går fra 0 til 100 %%. Det laveste i diagrammet er %(value)s, og aksen må begynne der "
            "eller lavere.",
            value=value,
        )
    )


def _samples(drawn: Drawn, form: ChartForm, lowest: float | None) -> list[Markup]:
    """Draw the chart as chosen, and with its whole axis; nothing where the axis is whole, or cannot begin there."""
    begin = form.axis_from.data
    if lowest is None or not isinstance(begin, float) or not 0 < begin < PERCENT or begin > lowest:
        return []
    return [
        run_chart(
            drawn.reading, replace(drawn.plot, axis_from=at), drawn.locale, chart_id=f"sample-{name}", size=NARROW
        )
        for name, at in (("chosen", begin), ("whole", None))
    ]
