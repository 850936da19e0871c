"""The reference team: published numbers to read beside one's own. `data/reference/README.md` names the sources."""

from __future__ import annotations

from datetime import date

from tracker.access.team import TeamAccess
from tracker.analysis import Direction, PeriodKind
from tracker.demo.measures import submission
from tracker.demo.numbers import record, rows_of
from tracker.models.measurements import AnnotationKind
from tracker.models.measures import Measure, MeasureKind, ValueKind
from tracker.services.measurements import annotations as annotations_service
from tracker.services.measures import measures as measures_service
from tracker.services.measures import plan as plan_service

_PER = 10_000
_RISK_DAYS = "risikodøgn: pasientdøgn uten infeksjon"
_INFECTIONS = {"bac": "Bakteriemi", "cdi": "Clostridioides difficile", "uti": "Urinveisinfeksjon"}
_HOSPITALS = ("ahh", "bfh", "boh", "hgh", "noh", "rgh")
_INTERVENTION = date(2014, 11, 1)

GTT = plan_service.Plan(
    name="Opphold med pasientskade, hele landet (GTT)",
    kind=MeasureKind.OUTCOME,
    value_kind=ValueKind.CONTINUOUS,
    period_kind=PeriodKind.YEAR,
    direction=Direction.LOWER,
    unit="%",
    decimals=1,
    numerator="andel somatiske sykehusopphold med minst én pasientskade, funnet med Global Trigger Tool",
    exclusions="Metoden følger ett sted over tid. Den er ikke egnet til å sammenligne sykehus.",
    who_records="Helsedirektoratet. Kilden står ved hvert tall.",
)
CDI = plan_service.Plan(
    name="Clostridioides difficile før og etter et tiltak, Amager Hvidovre",
    kind=MeasureKind.OUTCOME,
    value_kind=ValueKind.RATE,
    period_kind=PeriodKind.MONTH,
    direction=Direction.LOWER,
    unit="per 10 000 risikodøgn",
    decimals=1,
    multiplier=_PER,
    numerator="infeksjoner som oppsto på sykehuset",
    denominator=_RISK_DAYS,
    exclusions="Kilde: esundhed.dk, Amager Hvidovre Hospital, gjengitt i R-pakken qicharts2.",
    who_records="Publisert. Tiltaket begynte i november 2014.",
    baseline_points=24,
)


def tell(access: TeamAccess) -> None:
    """Take the measures into use and import their numbers, as the person inside."""
    measures = {"gtt": _take(access, "gtt", GTT), "cdi": _take(access, "cdi", CDI)}
    for infection in _INFECTIONS:
        for hospital in _HOSPITALS:
            key = f"{infection}-{hospital}"
            measures[key] = _take(access, key, _hospital_plan(infection, hospital))
    for name in ("gtt_norway.csv", "cdi.csv", "hospital_infections.csv"):
        record(access, rows_of(f"reference/{name}"), measures)
    annotations_service.write_note(
        access,
        kind=AnnotationKind.EVENT,
        on_date=_INTERVENTION,
        title="Tiltaket begynner",
        text="Slik kilden sier det. Hva tiltaket var, står ikke i tallene.",
        measure=measures["cdi"],
        submission=submission("reference", "cdi"),
    )


def _take(access: TeamAccess, key: str, plan: plan_service.Plan) -> Measure:
    return measures_service.define_measure(access, plan, submission=submission("reference", key))


def _hospital_plan(infection: str, hospital: str) -> plan_service.Plan:
    return plan_service.Plan(
        name=f"{_INFECTIONS[infection]}, {hospital.upper()}",
        kind=MeasureKind.OUTCOME,
        value_kind=ValueKind.RATE,
        period_kind=PeriodKind.MONTH,
        direction=Direction.LOWER,
        unit="per 10 000 risikodøgn",
        decimals=1,
        multiplier=_PER,
        numerator="infeksjoner som oppsto på sykehuset",
        denominator=_RISK_DAYS,
        exclusions="Kilde: esundhed.dk, Region Hovedstaden, gjengitt i R-pakken qicharts2. Les hver serie for seg.",
        who_records="Publisert",
    )
