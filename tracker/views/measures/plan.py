"""A measure's plan in words: the one sentence that says what is counted, the facts below it, and what held before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis import Direction, PeriodKind
from tracker.models.measures import Measure, MeasureDefinition, ValueKind
from tracker.services.measures.plan import Plan, plan_of
from tracker.services.measures.values import is_share, to_typed
from tracker.text.locale import Locale, capital, marked
from tracker.views.labels import label

EVERY: Mapping[PeriodKind, str] = {
    PeriodKind.DAY: marked("hver dag"),
    PeriodKind.WEEK: marked("hver uke"),
    PeriodKind.FORTNIGHT: marked("hver andre uke"),
    PeriodKind.MONTH: marked("hver måned"),
    PeriodKind.TERTIAL: marked("hvert tertial"),
    PeriodKind.QUARTER: marked("hvert kvartal"),
    PeriodKind.YEAR: marked("hvert år"),
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


def plan_sentence(plan: Plan, locale: Locale) -> str:
    """Return a plan in one to three sentences; what is not filled in yet is an ellipsis."""
    words = {
        "counted": plan.numerator or _OPEN,
        "out_of": plan.denominator or _OPEN,
        "every": locale.gettext(EVERY[plan.period_kind]),
        "per": locale.exact(plan.multiplier),
        "unit": plan.unit,
    }
    match plan.value_kind:
        case ValueKind.PROPORTION:
            first = locale.gettext("Andel %(counted)s, av %(out_of)s, %(every)s.", **words)
        case ValueKind.RATE if plan.unit:
            first = locale.gettext("Antall %(counted)s %(unit)s, %(every)s.", **words)
        case ValueKind.RATE:
            first = locale.gettext("Antall %(counted)s per %(per)s av %(out_of)s, %(every)s.", **words)
        case ValueKind.COUNT:
            first = locale.gettext("Antall %(counted)s, %(every)s.", **words)
        case ValueKind.CONTINUOUS:
            first = f"{capital(words['counted'])}, {words['every']}."
        case ValueKind.DAYS_BETWEEN:
            first = locale.gettext("Dager fra en hendelse til den neste: %(counted)s.", **words)
        case ValueKind.OPPORTUNITIES_BETWEEN:
            first = locale.gettext("%(out_of)s fra en hendelse til den neste: %(counted)s.", **words)
    sentences = [capital(first).replace(f"{_OPEN}.", _OPEN)]
    if plan.direction is not Direction.NEITHER:
        sentences.append(f"{label(plan.direction, locale)}.")
    if (aim := aim_in_words(plan, plan.target, plan.low, plan.high, locale)) is not None:
        sentences.append(_aim(aim, plan.deadline, locale))
    return " ".join(sentences)


def plan_facts(measure: Measure, locale: Locale) -> list[tuple[str, str]]:
    """Return the plan as names and values; what was not said is left out."""
    plan = plan_of(measure)
    facts = [
        (locale.gettext("Hva telles eller måles"), plan.numerator),
        (locale.gettext("Av hva (nevner)"), plan.denominator),
        (locale.gettext("Regnes ikke med"), plan.exclusions),
        (locale.gettext("Type indikator"), label(plan.kind, locale)),
        (locale.gettext("Type tall"), label(plan.value_kind, locale)),
        (locale.gettext("Retning"), label(plan.direction, locale)),
        (
            locale.gettext("Hvor ofte"),
            "" if plan.value_kind.is_between_events else capital(locale.gettext(EVERY[plan.period_kind])),
        ),
        (locale.gettext("Hvem registrerer"), plan.who_records),
        (locale.gettext("Hvordan tallene kommer inn"), label(plan.how_recorded, locale)),
        (locale.gettext("Utvalg"), plan.sample),
        (
            locale.gettext("Punkter i utgangsmålingen"),
            str(plan.baseline_points) if plan.baseline_points else locale.gettext("Alle i fasen"),
        ),
    ]
    return [(name, value) for name, value in facts if value]


def definitions_told(measure: Measure, names: Mapping[int, str], locale: Locale) -> list[Held]:
    """Return every wording there has been, newest first; one alone is no history."""
    rows = measure.definitions
    return [_wording(row, names, locale) for row in reversed(rows)] if len(rows) > 1 else []


def targets_told(measure: Measure, names: Mapping[int, str], locale: Locale) -> list[Held]:
    """Return every target there has been, newest first; one alone is no history."""
    if len(measure.targets) < 2:
        return []
    told = []
    for row in reversed(measure.targets):
        aim = aim_in_words(measure, row.value, row.low, row.high, locale)
        text = locale.gettext("Ikke noe mål") if aim is None else aim
        if aim is not None and row.deadline is not None:
            text = locale.gettext("%(value)s innen %(day)s", value=aim, day=locale.day(row.deadline))
        told.append(Held(locale.day(row.valid_from), text, names.get(row.set_by_id, "")))
    return told


def people_of(measure: Measure) -> set[int]:
    """Return the ids of all who set the plan or the target."""
    rows: Sequence[MeasureDefinition] = measure.definitions
    return {row.set_by_id for row in rows} | {row.set_by_id for row in measure.targets}


def _wording(row: MeasureDefinition, names: Mapping[int, str], locale: Locale) -> Held:
    parts = [row.numerator]
    if row.denominator:
        parts.append(locale.gettext("av %(out_of)s", out_of=row.denominator))
    text = ", ".join(part for part in parts if part) or _OPEN
    if row.exclusions:
        text = locale.gettext("%(text)s. Regnes ikke med: %(exclusions)s", text=text, exclusions=row.exclusions)
    return Held(locale.day(row.valid_from), capital(text), names.get(row.set_by_id, ""), row.reason)


def aim_in_words(
    measure: Measure | Plan, value: float | None, low: float | None, high: float | None, locale: Locale
) -> str | None:
    """Return a target, or the two ends of a goal range, as stored; None where nothing is aimed at."""
    ends = [to_typed(measure, end) for end in (value, low, high) if end is not None]
    if not ends:
        return None
    share = is_share(measure)
    *first, last = ends
    text = "–".join([*map(locale.exact, first), locale.exact(last, is_share=share)])
    return text if share else f"{text} {measure.unit}".strip()


def _aim(aim: str, deadline: date | None, locale: Locale) -> str:
    if deadline is None:
        return locale.gettext("Målet er %(value)s.", value=aim)
    return locale.gettext("Målet er %(value)s innen %(day)s.", value=aim, day=locale.day(deadline))
