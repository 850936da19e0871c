"""What every enum member is called on screen. A test fails on a member without a label."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _

from tracker.analysis import ChartKind, Direction, PeriodKind, Verdict
from tracker.models.accounts import Language, Profession, Role, Theme
from tracker.models.audit import Deed, Subject
from tracker.models.improvement import AdverseEventCategory, Claim, Decision, InterventionState, Level
from tracker.models.measurements import AnnotationKind, MissingReason, Source
from tracker.models.measures import HowRecorded, MeasureKind, RuleSetName, ValueKind
from tracker.models.organisations import Country, OrganisationKind
from tracker.models.tally import CodePurpose
from tracker.models.teams import ServiceKind

LABELS: Mapping[type[Enum], Mapping[Any, Any]] = MappingProxyType(
    {
        Role: {
            Role.LEADER: _("Teamleder"),
            Role.MEMBER: _("Teammedlem"),
            Role.USER_REPRESENTATIVE: _("Brukerrepresentant"),
            Role.RELATIVE_REPRESENTATIVE: _("Pårørenderepresentant"),
            Role.ADVISOR: _("Kvalitetsrådgiver"),
            Role.HOST: _("Vertskap"),
            Role.ADMINISTRATOR: _("Administrator"),
        },
        Profession: {
            Profession.NURSE: _("Sykepleier"),
            Profession.DOCTOR: _("Lege"),
            Profession.HEALTH_WORKER: _("Helsefagarbeider"),
            Profession.SOCIAL_EDUCATOR: _("Vernepleier"),
            Profession.PHYSIOTHERAPIST: _("Fysioterapeut"),
            Profession.OCCUPATIONAL_THERAPIST: _("Ergoterapeut"),
            Profession.MIDWIFE: _("Jordmor"),
            Profession.PHARMACIST: _("Farmasøyt"),
            Profession.MANAGER: _("Leder"),
            Profession.QUALITY_ADVISOR: _("Kvalitetsrådgiver"),
            Profession.REPRESENTATIVE: _("Representant"),
            Profession.OTHER: _("Annet"),
        },
        Language: {Language.NB: _("Norsk bokmål"), Language.EN: _("Engelsk")},
        Theme: {Theme.SYSTEM: _("Følg enheten"), Theme.LIGHT: _("Lys"), Theme.DARK: _("Mørk")},
        OrganisationKind: {
            OrganisationKind.HEALTH_TRUST: _("Helseforetak"),
            OrganisationKind.HOSPITAL: _("Sykehus"),
            OrganisationKind.MUNICIPALITY: _("Kommune"),
            OrganisationKind.OTHER: _("Annet"),
        },
        Country: {Country.NO: _("Norge"), Country.DK: _("Danmark")},
        ServiceKind: {
            ServiceKind.HOSPITAL_WARD: _("Sengepost"),
            ServiceKind.OUTPATIENT: _("Poliklinikk"),
            ServiceKind.EMERGENCY: _("Akuttmottak eller legevakt"),
            ServiceKind.MENTAL_HEALTH: _("Psykisk helsevern og rus"),
            ServiceKind.NURSING_HOME: _("Sykehjem"),
            ServiceKind.HOME_CARE: _("Hjemmetjeneste"),
            ServiceKind.OTHER: _("Annet"),
        },
        MeasureKind: {
            MeasureKind.OUTCOME: _("Resultat"),
            MeasureKind.PROCESS: _("Prosess"),
            MeasureKind.BALANCING: _("Balanserende"),
        },
        ValueKind: {
            ValueKind.PROPORTION: _("Andel: teller av nevner"),
            ValueKind.RATE: _("Rate: hendelser per et antall døgn eller besøk"),
            ValueKind.COUNT: _("Antall"),
            ValueKind.CONTINUOUS: _("Måltall: minutter, skår eller annet"),
            ValueKind.DAYS_BETWEEN: _("Dager mellom hendelser"),
            ValueKind.OPPORTUNITIES_BETWEEN: _("Muligheter mellom hendelser"),
        },
        HowRecorded: {
            HowRecorded.TALLY: _("Telles ved senga"),
            HowRecorded.TYPED: _("Skrives inn"),
            HowRecorded.FILE: _("Hentes fra fil"),
        },
        Direction: {
            Direction.HIGHER: _("Høyere er bedre"),
            Direction.LOWER: _("Lavere er bedre"),
            Direction.NEITHER: _("Verken høyere eller lavere er bedre"),
        },
        PeriodKind: {
            PeriodKind.DAY: _("Dag"),
            PeriodKind.WEEK: _("Uke"),
            PeriodKind.FORTNIGHT: _("To uker"),
            PeriodKind.MONTH: _("Måned"),
            PeriodKind.TERTIAL: _("Tertial"),
            PeriodKind.QUARTER: _("Kvartal"),
            PeriodKind.YEAR: _("År"),
        },
        ChartKind: {
            ChartKind.RUN: _("Run-diagram"),
            ChartKind.I: _("I-diagram: enkeltverdier"),
            ChartKind.MR: _("MR-diagram: bevegelig spenn"),
            ChartKind.XBAR: _("X̄-diagram: gjennomsnitt av grupper"),
            ChartKind.S: _("S-diagram: spredning i grupper"),
            ChartKind.T: _("T-diagram: tid mellom hendelser"),
            ChartKind.P: _("P-diagram: andeler"),
            ChartKind.P_PRIME: _("P′-diagram: andeler av store tall"),
            ChartKind.C: _("C-diagram: antall"),
            ChartKind.U: _("U-diagram: rater"),
            ChartKind.U_PRIME: _("U′-diagram: rater av store tall"),
            ChartKind.G: _("G-diagram: muligheter mellom hendelser"),
            ChartKind.I_PRIME: _("I′-diagram: enkeltverdier med ulik nevner"),
        },
        RuleSetName: {
            RuleSetName.ANHOEJ: _("Anhøj"),
            RuleSetName.IHI: _("IHI"),
            RuleSetName.IHI_EXACT: _("IHI, eksakte grenser"),
            RuleSetName.MAKING_DATA_COUNT: _("Making Data Count"),
        },
        Verdict: {
            Verdict.SILENT: _("Registrerer ikke"),
            Verdict.FEW: _("For få punkter"),
            Verdict.WORSE: _("Forverring"),
            Verdict.HELD: _("Mål nådd og holdt"),
            Verdict.BETTER: _("Bedring"),
            Verdict.STILL: _("Står stille"),
            Verdict.STABLE: _("Stabil"),
        },
        Source: {
            Source.ENTRY: _("registrert for hånd"),
            Source.IMPORT: _("hentet fra fil"),
            Source.TALLY: _("fra telling"),
        },
        MissingReason: {
            MissingReason.HOLIDAY: _("Ferie"),
            MissingReason.CLOSED: _("Stengt post"),
            MissingReason.FORGOTTEN: _("Glemt"),
            MissingReason.OTHER: _("Annen grunn"),
        },
        AnnotationKind: {AnnotationKind.EVENT: _("Hendelse"), AnnotationKind.COMMENT: _("Kommentar")},
        AdverseEventCategory: {
            AdverseEventCategory.FALLS: _("Fall"),
            AdverseEventCategory.PRESSURE_ULCERS: _("Trykksår"),
            AdverseEventCategory.URINARY_CATHETER_INFECTION: _("Urinveisinfeksjon ved kateter"),
            AdverseEventCategory.CENTRAL_LINE_INFECTION: _("Infeksjon ved sentralt venekateter"),
            AdverseEventCategory.SURGICAL_SITE_INFECTION: _("Infeksjon etter operasjon"),
            AdverseEventCategory.SEPSIS: _("Sepsis"),
            AdverseEventCategory.MEDICATION: _("Legemiddelskade"),
            AdverseEventCategory.DETERIORATION: _("Forverret tilstand oppdaget sent"),
            AdverseEventCategory.OVERDOSE: _("Overdose"),
            AdverseEventCategory.SUICIDE_ATTEMPT: _("Selvmordsforsøk"),
            AdverseEventCategory.MALNUTRITION: _("Underernæring"),
            AdverseEventCategory.OTHER: _("Annen uønsket hendelse"),
        },
        Claim: {
            Claim.HYPOTHESIS: _("Hypotese"),
            Claim.LOCAL_EXPERIENCE: _("Lokal erfaring"),
            Claim.RESEARCH: _("Forskning"),
        },
        InterventionState: {
            InterventionState.IDEA: _("Idé"),
            InterventionState.TESTING: _("Testes"),
            InterventionState.IMPLEMENTED: _("Innført"),
            InterventionState.ENDED: _("Avsluttet"),
        },
        Level: {Level.INDIVIDUAL: _("Individ"), Level.SERVICE: _("Tjeneste"), Level.SYSTEM: _("System")},
        Decision: {Decision.ADOPT: _("Innfør"), Decision.ADAPT: _("Juster"), Decision.ABANDON: _("Forkast")},
        CodePurpose: {CodePurpose.TELL: _("Tell"), CodePurpose.BOARD: _("Tavla")},
        Deed: {
            Deed.CREATED: _("opprettet"),
            Deed.CHANGED: _("endret"),
            Deed.REMOVED: _("fjernet"),
            Deed.RESTORED: _("hentet tilbake"),
            Deed.EXCLUDED: _("holdt utenfor"),
            Deed.INCLUDED: _("tatt med igjen"),
            Deed.ACCEPTED: _("tatt imot"),
            Deed.REVOKED: _("trukket tilbake"),
            Deed.SIGNED_IN: _("logget inn"),
            Deed.SIGNED_OUT: _("logget ut"),
        },
        Subject: {
            Subject.MEASUREMENT: _("Måling"),
            Subject.RARE_EVENT: _("Hendelse"),
            Subject.MEASURE: _("Indikator"),
            Subject.DEFINITION: _("Måleplan"),
            Subject.TARGET: _("Målverdi"),
            Subject.PHASE: _("Fase"),
            Subject.ANNOTATION: _("Notat"),
            Subject.GOAL: _("Mål"),
            Subject.DRIVER: _("Driver"),
            Subject.INTERVENTION: _("Tiltak"),
            Subject.TEST: _("Test"),
            Subject.TEAM: _("Team"),
            Subject.MEMBERSHIP: _("Medlemskap"),
            Subject.INVITATION: _("Invitasjon"),
            Subject.ORGANISATION: _("Organisasjon"),
            Subject.NETWORK: _("Læringsnettverk"),
            Subject.USER: _("Bruker"),
            Subject.SESSION: _("Innlogging"),
            Subject.TEAM_CODE: _("Kode"),
        },
    }
)
"""Every enum a person can meet, and the words for its members."""


def label(member: Enum) -> str:
    """Give the words for a member, in the reader's language."""
    return str(LABELS[type(member)][member])
