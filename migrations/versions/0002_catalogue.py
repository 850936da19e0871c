"""Fill the library: ready measures for the ward-round chair, "What matters to you?", experience and common harms.

Each definition says what is counted, out of what, and what is left out, in bokmål and English. Injury, pressure ulcer
and catheter definitions follow the usual published ones (WHO on falls; EPUAP/NPIAP/PPPIA categories; CDC/NHSN: in
place more than two days, and on the day of the event or the day before; NCC MERP categories E to I). Targets are left
to the teams, but for the chair, where 80 percent is proposed. Shares are stored as 0 to 1.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002_catalogue"
down_revision = "0001_ground"
branch_labels = None
depends_on = None

CATALOGUE = sa.table(
    "catalogue_measure",
    sa.column("key", sa.String),
    sa.column("family", sa.String),
    sa.column("position", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("value_kind", sa.String),
    sa.column("direction", sa.String),
    sa.column("period_kind", sa.String),
    sa.column("multiplier", sa.Double),
    sa.column("decimals", sa.Integer),
    sa.column("target", sa.Double),
    sa.column("services", sa.String),
    *(
        sa.column(f"{name}_{language}", sa.String)
        for name in ("name", "numerator", "denominator", "unit", "exclusions")
        for language in ("nb", "en")
    ),
)
MEASURE = sa.table("measure", sa.column("catalogue_id", sa.Integer))
CATALOGUE_ID = sa.table("catalogue_measure", sa.column("id", sa.Integer), sa.column("key", sa.String))

# Where there are beds and a doctor's round; home care and outpatients have none.
WITH_ROUNDS = "hospital_ward,emergency,mental_health,nursing_home,other"
WITH_LINES = "hospital_ward,emergency,other"
AT_HOME = "home_care,other"

ROUND_LEFT_OUT = (
    "Visitter der pasienten sover, er borte eller ikke vil. Samtaler på gangen og visitter uten pasienten.",
    "Rounds where the patient is asleep, away or declines. Talks in the corridor and rounds without the patient.",
)
FALL = (
    "Fall uten skade. Fall: å havne utilsiktet på gulvet eller et lavere nivå. Skade: alt fra smerte eller sår som "
    "krever tiltak, til brudd og død.",
    "Falls without injury. Fall: coming to rest inadvertently on the floor or a lower level. Injury: anything from "
    "pain or a wound that needs treatment to fracture and death.",
)
ULCER = (
    "Kategori 1. Sår som var der ved innkomst. Hudskade av fukt.",
    "Category 1. Ulcers present on arrival. Moisture-associated skin damage.",
)
BED_DAYS = (
    "liggedøgn: pasienter inne ved midnatt, summert over periodens døgn",
    "bed days: patients present at midnight, summed over the days of the period",
)
PER_1000_BED_DAYS = ("per 1000 liggedøgn", "per 1,000 bed days")


def measure(
    key: str,
    family: str,
    name: tuple[str, str],
    *,
    counted: tuple[str, str],
    out_of: tuple[str, str] = ("", ""),
    unit: tuple[str, str],
    left_out: tuple[str, str],
    kind: str = "process",
    value: str = "proportion",
    direction: str = "higher",
    period: str = "week",
    services: str = "",
    multiplier: float = 1.0,
    decimals: int = 0,
    target: float | None = None,
) -> dict[str, Any]:
    """Give one row of the library; pairs are (bokmål, English)."""
    row: dict[str, Any] = {
        "key": key,
        "family": family,
        "kind": kind,
        "value_kind": value,
        "direction": direction,
        "period_kind": period,
        "multiplier": multiplier,
        "decimals": decimals,
        "target": target,
        "services": services,
    }
    texts = {"name": name, "numerator": counted, "denominator": out_of, "unit": unit, "exclusions": left_out}
    for column, (nb, en) in texts.items():
        row[f"{column}_nb"], row[f"{column}_en"] = nb, en
    return row


MEASURES = [
    # The ward-round chair (visittstolen).
    measure(
        "chair_seated",
        "chair",
        ("Satte legen seg ned under visitten?", "Did the doctor sit down during the round?"),
        counted=("visitter der legen satte seg ned hos pasienten", "rounds where the doctor sat down with the patient"),
        out_of=("observerte visitter hos pasienten på dagtid", "observed daytime rounds with the patient"),
        unit=("visitter", "rounds"),
        left_out=ROUND_LEFT_OUT,
        services=WITH_ROUNDS,
        target=0.8,
    ),
    measure(
        "chair_got_to_ask",
        "chair",
        ("Fikk pasienten spurt om det hun eller han ville?", "Did the patient get to ask what she or he wanted?"),
        counted=(
            "pasienter som svarer ja på at de fikk spurt om det de ville",
            "patients who answer yes, they got to ask what they wanted",
        ),
        out_of=("pasienter som ble spurt samme dag, etter visitten", "patients asked the same day, after the round"),
        unit=("pasienter", "patients"),
        left_out=(
            "Pasienter som ikke kan svare og ikke har pårørende til stede. Den som var med på visitten, skal ikke spørre.",
            "Patients who cannot answer and have no next of kin present. Whoever took part in the round does not ask.",
        ),
        services=WITH_ROUNDS,
    ),
    measure(
        "chair_minutes",
        "chair",
        ("Visittid per pasient", "Minutes per patient on the round"),
        counted=(
            "minutter legen er hos pasienten, i snitt over de observerte visittene",
            "minutes the doctor is with the patient, on average over the observed rounds",
        ),
        unit=("min", "min"),
        left_out=ROUND_LEFT_OUT,
        kind="balancing",
        value="continuous",
        direction="neither",
        decimals=1,
        services=WITH_ROUNDS,
    ),
    # «Hva er viktig for deg?»
    measure(
        "matters_asked",
        "matters",
        (
            "«Hva er viktig for deg?» spurt ved innkomst eller oppstart",
            "“What matters to you?” asked on admission or at start",
        ),
        counted=(
            "personer som ble spurt innen 24 timer etter innkomst, eller ved første besøk",
            "people asked within 24 hours of admission, or at the first visit",
        ),
        out_of=("alle som kom inn eller fikk oppstart i perioden", "all who were admitted or started in the period"),
        unit=("personer", "people"),
        left_out=(
            "De som ikke kan svare og ikke har pårørende å spørre. Opphold under 24 timer. "
            "Samme person telles én gang per innleggelse eller oppstart.",
            "Those who cannot answer and have no next of kin to ask. Stays under 24 hours. "
            "The same person counts once per admission or start.",
        ),
    ),
    measure(
        "matters_documented",
        "matters",
        ("«Hva er viktig for deg?» skrevet ned med egne ord", "“What matters to you?” written down in own words"),
        counted=(
            "personer som har svaret sitt i journal eller plan, med egne ord",
            "people whose answer stands in record or plan, in their own words",
        ),
        out_of=("personer som ble spurt i perioden", "people who were asked in the period"),
        unit=("personer", "people"),
        left_out=("De som ble spurt og ikke ville svare.", "Those who were asked and did not want to answer."),
    ),
    measure(
        "matters_acted_on",
        "matters",
        ("«Hva er viktig for deg?» fulgt opp", "“What matters to you?” acted on"),
        counted=(
            "personer der minst ett tiltak i planen bygger på svaret",
            "people for whom at least one action in the plan builds on the answer",
        ),
        out_of=("personer som har svaret sitt skrevet ned", "people whose answer is written down"),
        unit=("personer", "people"),
        left_out=(
            "De som reiste hjem eller avsluttet samme dag som svaret ble skrevet ned.",
            "Those who left or ended the service on the day the answer was written down.",
        ),
    ),
    # Experience and next of kin.
    measure(
        "felt_heard",
        "experience",
        ("Opplevd hørt", "Felt heard"),
        counted=(
            "svar «i stor grad» eller «i svært stor grad» på «Opplevde du å bli hørt?»",
            "answers “to a large extent” or “to a very large extent” to “Did you feel heard?”",
        ),
        out_of=("svar fra pasienter, brukere og pårørende", "answers from patients, service users and next of kin"),
        unit=("svar", "answers"),
        left_out=("Ubesvarte skjemaer og «ikke aktuelt».", "Blank forms and “not applicable”."),
        kind="outcome",
    ),
    measure(
        "next_of_kin_contacted",
        "experience",
        ("Pårørende kontaktet innen 24 timer", "Next of kin contacted within 24 hours"),
        counted=(
            "pasienter der nærmeste pårørende ble kontaktet innen 24 timer etter innkomst",
            "patients whose next of kin was contacted within 24 hours of admission",
        ),
        out_of=(
            "pasienter som kom inn i perioden og vil at pårørende skal kontaktes",
            "patients admitted in the period who want their next of kin contacted",
        ),
        unit=("pasienter", "patients"),
        left_out=(
            "Pasienter som sier nei til kontakt eller ikke har oppgitt pårørende.",
            "Patients who decline contact or have named no next of kin.",
        ),
        services=WITH_ROUNDS,
    ),
    # Harms: outcomes, counted in the organisation's own system and recorded here as numbers only.
    measure(
        "falls_with_injury",
        "harm",
        ("Fall med skade", "Falls with injury"),
        counted=("fall med skade", "falls with injury"),
        out_of=BED_DAYS,
        unit=PER_1000_BED_DAYS,
        left_out=FALL,
        kind="outcome",
        value="rate",
        direction="lower",
        period="month",
        multiplier=1000.0,
        decimals=1,
        services=WITH_ROUNDS,
    ),
    measure(
        "falls_with_injury_home",
        "harm",
        ("Fall med skade i hjemmet", "Falls with injury at home"),
        counted=("fall med skade hos dem som får tjenesten", "falls with injury among those who receive the service"),
        out_of=(
            "brukerdøgn: personer med tjenesten, summert over periodens døgn",
            "service days: people receiving the service, summed over the days of the period",
        ),
        unit=("per 1000 brukerdøgn", "per 1,000 service days"),
        left_out=FALL,
        kind="outcome",
        value="rate",
        direction="lower",
        period="month",
        multiplier=1000.0,
        decimals=1,
        services=AT_HOME,
    ),
    measure(
        "days_between_falls",
        "harm",
        ("Dager mellom fall med skade", "Days between falls with injury"),
        counted=("fall med skade", "falls with injury"),
        unit=("dager", "days"),
        left_out=FALL,
        kind="outcome",
        value="days_between",
        period="day",
    ),
    measure(
        "pressure_ulcers",
        "harm",
        ("Trykksår oppstått hos oss", "Pressure ulcers acquired here"),
        counted=(
            "pasienter med minst ett trykksår i kategori 2 eller høyere, oppstått hos oss",
            "patients with at least one pressure ulcer of category 2 or higher, acquired here",
        ),
        out_of=("pasienter undersøkt fra topp til tå på måledagen", "patients examined head to toe on the day of the count"),
        unit=("pasienter", "patients"),
        left_out=ULCER,
        kind="outcome",
        direction="lower",
        period="month",
        decimals=1,
    ),
    measure(
        "days_between_pressure_ulcers",
        "harm",
        ("Dager mellom trykksår", "Days between pressure ulcers"),
        counted=(
            "nye trykksår i kategori 2 eller høyere, oppstått hos oss",
            "new pressure ulcers of category 2 or higher, acquired here",
        ),
        unit=("dager", "days"),
        left_out=ULCER,
        kind="outcome",
        value="days_between",
        period="day",
    ),
    measure(
        "urinary_catheter_infections",
        "harm",
        ("Urinveisinfeksjon ved kateter", "Catheter-associated urinary tract infection"),
        counted=(
            "urinveisinfeksjoner med symptomer der kateteret lå i over to døgn, og lå inne samme dag eller dagen før",
            "symptomatic infections with a catheter in place over two days, and on the day or the day before",
        ),
        out_of=("kateterdøgn: pasienter med urinkateter, summert over periodens døgn", "urinary catheter days in the period"),
        unit=("per 1000 kateterdøgn", "per 1,000 catheter days"),
        left_out=(
            "Bakterier i urinen uten symptomer. Infeksjon som var der ved innkomst.",
            "Bacteria in the urine without symptoms. Infection present on arrival.",
        ),
        kind="outcome",
        value="rate",
        direction="lower",
        period="month",
        multiplier=1000.0,
        decimals=1,
    ),
    measure(
        "central_line_infections",
        "harm",
        ("Infeksjon ved sentralt venekateter", "Central line infection"),
        counted=(
            "blodbaneinfeksjoner uten annet utgangspunkt, med kateter i over to døgn og inne samme dag eller dagen før",
            "bloodstream infections from no other site, with a line in place over two days and on the day or the day before",
        ),
        out_of=(
            "kateterdøgn: pasienter med sentralt venekateter, summert over periodens døgn",
            "central line days in the period",
        ),
        unit=("per 1000 kateterdøgn", "per 1,000 line days"),
        left_out=(
            "Infeksjon som var der ved innkomst, eller som har et annet kjent utgangspunkt.",
            "Infection present on arrival, or with another known source.",
        ),
        kind="outcome",
        value="rate",
        direction="lower",
        period="month",
        multiplier=1000.0,
        decimals=1,
        services=WITH_LINES,
    ),
    measure(
        "medication_harm",
        "harm",
        ("Legemiddelskade", "Medication harm"),
        counted=(
            "skader av legemidler, kategori E til I (fra midlertidig skade som krevde tiltak, til død)",
            "harm from medicines, categories E to I (from temporary harm that needed treatment to death)",
        ),
        out_of=BED_DAYS,
        unit=PER_1000_BED_DAYS,
        left_out=(
            "Feil som ikke førte til skade. Skade som var der ved innkomst.",
            "Errors that led to no harm. Harm present on arrival.",
        ),
        kind="outcome",
        value="rate",
        direction="lower",
        period="month",
        multiplier=1000.0,
        decimals=1,
        services=WITH_ROUNDS,
    ),
    measure(
        "doses_between_errors",
        "harm",
        ("Doser mellom legemiddelfeil", "Doses between medication errors"),
        counted=("legemiddelfeil som nådde pasienten", "medication errors that reached the patient"),
        out_of=("doser gitt siden forrige feil", "doses given since the error before"),
        unit=("doser", "doses"),
        left_out=(
            "Feil som ble stoppet før pasienten fikk legemidlet. Doser pasienten tar på egen hånd.",
            "Errors caught before the patient got the medicine. Doses patients take on their own.",
        ),
        kind="outcome",
        value="opportunities_between",
        period="day",
    ),
]


def upgrade() -> None:
    op.bulk_insert(CATALOGUE, [row | {"position": place} for place, row in enumerate(MEASURES, start=1)])


def downgrade() -> None:
    ours = CATALOGUE_ID.c.key.in_([row["key"] for row in MEASURES])
    used = sa.select(CATALOGUE_ID.c.id).where(ours)
    op.execute(sa.update(MEASURE).where(MEASURE.c.catalogue_id.in_(used)).values(catalogue_id=None))
    op.execute(sa.delete(CATALOGUE_ID).where(ours))
