"""A measure's plan in words: the one sentence that says what is counted, the facts below it, and what held before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.analysis import Direction, PeriodKind
from tracker.models.measures import Measure, MeasureDefinition, ValueKind
from tracker.services.measures.plan import Plan, plan_of
from tracker.services.measures.values import is_share, to_typed
from tracker.text.locale import capital
from tracker.views.labels import label
from tracker.web.core.frame import chart_language

EVERY: Mapping[PeriodKind, object] = {
    PeriodKind.DAY: lazy_gettext("hver dag"),
    PeriodKind.WEEK: lazy_gettext("hver uke"),
    PeriodKind.FORTNIGHT: lazy_gettext("hver andre uke"),
    PeriodKind.MONTH: lazy_gettext("hver måned"),
    PeriodKind.TERTIAL: lazy_gettext("hvert tertial"),
    PeriodKind.QUARTER: lazy_gettext("hvert kvartal"),
    PeriodKind.YEAR: lazy_gettext("hvert år"),
}
"""How often, in a sentence."""

_OPEN = "…"


@dataclass(frozen=True, slots=True)
class Held:
    """One line of the plan's history: what held, from when, and who said so and why."""

    since: str
    text: str
    by: str
    reason: str = ""


def plan_sentence(plan: Plan) -> str:
    """Say a plan in one to three sentences; what is not filled in yet is an ellipsis."""
    words = {
        "counted": plan.numerator or _OPEN,
        "out_of": plan.denominator or _OPEN,
        "every": str(EVERY[plan.period_kind]),
        "per": chart_language().exact(plan.multiplier),
        "unit": plan.unit,
    }
    match plan.value_kind:
        case ValueKind.PROPORTION:
            first = _("Andel %(counted)s, av %(out_of)s, %(every)s.", **words)
        case ValueKind.RATE if plan.unit:
            first = _("Antall %(counted)s %(unit)s, %(every)s.", **words)
        case ValueKind.RATE:
            first = _("Antall %(counted)s per %(per)s av %(out_of)s, %(every)s.", **words)
        case ValueKind.COUNT:
            first = _("Antall %(counted)s, %(every)s.", **words)
        case ValueKind.CONTINUOUS:
            first = f"{capital(words['counted'])}, {words['every']}."
        case ValueKind.DAYS_BETWEEN:
            first = _("Dager fra en hendelse til den neste: %(counted)s.", **words)
        case ValueKind.OPPORTUNITIES_BETWEEN:
            first = _("%(out_of)s fra en hendelse til den neste: %(counted)s.", **words)
    sentences = [capital(first).replace(f"{_OPEN}.", _OPEN)]
    if plan.direction is not Direction.NEITHER:
        sentences.append(f"{label(plan.direction)}.")
    if (aim := aim_in_words(plan, plan.target, plan.low, plan.high)) is not None:
        sentences.append(_aim(aim, plan.deadline))
    return " ".join(sentences)


def plan_facts(measure: Measure) -> list[tuple[str, str]]:
    """Give the plan as names and values; what was not said is left out."""
    plan = plan_of(measure)
    facts = [
        (_("Hva teller"), plan.numerator),
        (_("Av hva"), plan.denominator),
        (_("Holdes utenfor"), plan.exclusions),
        (_("Slags indikator"), label(plan.kind)),
        (_("Slags tall"), label(plan.value_kind)),
        (_("Retning"), label(plan.direction)),
        (_("Hvor ofte"), "" if plan.value_kind.is_between_events else capital(str(EVERY[plan.period_kind]))),
        (_("Hvem registrerer"), plan.who_records),
        (_("Hvordan tallene kommer inn"), label(plan.how_recorded)),
        (_("Utvalg"), plan.sample),
        (_("Punkter i utgangsmålingen"), str(plan.baseline_points) if plan.baseline_points else _("Alle i fasen")),
    ]
    return [(name, value) for name, value in facts if value]


def definitions_told(measure: Measure, names: Mapping[int, str]) -> list[Held]:
    """Give every wording there has been, newest first; one alone is no history."""
    rows = measure.definitions
    return [_wording(row, names) for row in reversed(rows)] if len(rows) > 1 else []


def targets_told(measure: Measure, names: Mapping[int, str]) -> list[Held]:
    """Give every target there has been, newest first; one alone is no history."""
    if len(measure.targets) < 2:
        return []
    language = chart_language()
    told = []
    for row in reversed(measure.targets):
        aim = aim_in_words(measure, row.value, row.low, row.high)
        text = _("Ikke noe mål") if aim is None else aim
        if aim is not None and row.deadline is not None:
            text = _("%(value)s innen %(day)s", value=aim, day=language.day(row.deadline))
        told.append(Held(language.day(row.valid_from), text, names.get(row.set_by_id, "")))
    return told


def people_of(measure: Measure) -> set[int]:
    """Give the ids of all who set the plan or the target."""
    rows: Sequence[MeasureDefinition] = measure.definitions
    return {row.set_by_id for row in rows} | {row.set_by_id for row in measure.targets}


def _wording(row: MeasureDefinition, names: Mapping[int, str]) -> Held:
    parts = [row.numerator]
    if row.denominator:
        parts.append(_("av %(out_of)s", out_of=row.denominator))
    text = ", ".join(part for part in parts if part) or _OPEN
    if row.exclusions:
        text = _("%(text)s. Holdes utenfor: %(exclusions)s", text=text, exclusions=row.exclusions)
    return Held(chart_language().day(row.valid_from), capital(text), names.get(row.set_by_id, ""), row.reason)


def aim_in_words(measure: Measure | Plan, value: float | None, low: float | None, high: float | None) -> str | None:
    """Say a target, or the two ends of a goal range, as stored; None where nothing is aimed at."""
    ends = [to_typed(measure, end) for end in (value, low, high) if end is not None]
    if not ends:
        return None
    share, write = is_share(measure), chart_language()
    *first, last = ends
    text = "–".join([*map(write.exact, first), write.exact(last, is_share=share)])
    return text if share else f"{text} {measure.unit}".strip()


def _aim(aim: str, deadline: date | None) -> str:
    if deadline is None:
        return str(_("Målet er %(value)s.", value=aim))
    return str(_("Målet er %(value)s innen %(day)s.", value=aim, day=chart_language().day(deadline)))
