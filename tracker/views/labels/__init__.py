"""What every enum member is called on screen. A test fails on a member without a label."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from tracker.analysis import ChartKind, Direction, PeriodKind, Verdict
from tracker.models.accounts import Language, Profession, Role, Theme
from tracker.models.audit import Deed
from tracker.models.improvement import AdverseEventCategory, Claim, Decision, InterventionState, Level
from tracker.models.mail import MailFault, MailKind, MailState
from tracker.models.measurements import AnnotationKind, MissingReason, Source
from tracker.models.measures import HowRecorded, MeasureKind, RuleSetName, ValueKind
from tracker.models.notifications import NewsOf, NotificationKind, SignalKind
from tracker.models.organisations import Country, OrganisationKind
from tracker.models.representatives import Recognised, RecruitmentState
from tracker.models.tally import CodePurpose
from tracker.models.teams import ServiceKind
from tracker.services.accounts.user_list import AccountState, OfficeRole
from tracker.services.audit.registry import AuditTopic
from tracker.text.locale import Locale, marked
from tracker.views.labels.answers import ANSWER_LABELS
from tracker.views.labels.campaigns import CAMPAIGN_LABELS
from tracker.views.labels.evaluations import EVALUATION_LABELS
from tracker.views.labels.networks import NETWORK_LABELS

LABELS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        **ANSWER_LABELS,
        **CAMPAIGN_LABELS,
        **EVALUATION_LABELS,
        **NETWORK_LABELS,
        OfficeRole: {
            OfficeRole.ADMINISTRATOR: marked("Administrator"),
            OfficeRole.HOST: marked("Vertskap"),
            OfficeRole.ADVISOR: marked("Kvalitetsrådgiver"),
            OfficeRole.PROGRAMME_OWNER: marked("Programeier"),
            OfficeRole.ORGANISATION_LEADER: marked("Leder i organisasjonen"),
            OfficeRole.NONE: marked("Ingen utover team"),
        },
        AccountState: {
            AccountState.OPEN: marked("Åpen"),
            AccountState.WAITING: marked("Venter på passord"),
            AccountState.CLOSED: marked("Stengt"),
        },
        AuditTopic: {
            AuditTopic.MEASUREMENTS: marked("Målinger"),
            AuditTopic.INTERVENTIONS: marked("Tiltak og tester"),
            AuditTopic.GOALS: marked("Mål og drivere"),
            AuditTopic.MEASURES: marked("Måleplan og diagram"),
            AuditTopic.ANSWERS: marked("Svar"),
            AuditTopic.TEAM: marked("Medlemmer og koder"),
        },
        Role: {
            Role.LEADER: marked("Teamleder"),
            Role.MEMBER: marked("Teammedlem"),
            Role.USER_REPRESENTATIVE: marked("Brukerrepresentant"),
            Role.RELATIVE_REPRESENTATIVE: marked("Pårørenderepresentant"),
            Role.ADVISOR: marked("Kvalitetsrådgiver"),
            Role.HOST: marked("Vertskap"),
            Role.PROGRAMME_OWNER: marked("Programeier"),
            Role.ORGANISATION_LEADER: marked("Leder i organisasjonen"),
            Role.ADMINISTRATOR: marked("Administrator"),
            Role.PEER: marked("Et annet team i nettverket"),
        },
        Profession: {
            Profession.NURSE: marked("Sykepleier"),
            Profession.DOCTOR: marked("Lege"),
            Profession.HEALTH_WORKER: marked("Helsefagarbeider"),
            Profession.SOCIAL_EDUCATOR: marked("Vernepleier"),
            Profession.PHYSIOTHERAPIST: marked("Fysioterapeut"),
            Profession.OCCUPATIONAL_THERAPIST: marked("Ergoterapeut"),
            Profession.MIDWIFE: marked("Jordmor"),
            Profession.PHARMACIST: marked("Farmasøyt"),
            Profession.MANAGER: marked("Leder"),
            Profession.QUALITY_ADVISOR: marked("Kvalitetsrådgiver"),
            Profession.REPRESENTATIVE: marked("Representant"),
            Profession.OTHER: marked("Annet"),
        },
        Language: {Language.NB: marked("Norsk bokmål"), Language.EN: marked("Engelsk")},
        Theme: {Theme.SYSTEM: marked("Følg enheten"), Theme.LIGHT: marked("Lys"), Theme.DARK: marked("Mørk")},
        OrganisationKind: {
            OrganisationKind.HEALTH_TRUST: marked("Helseforetak"),
            OrganisationKind.HOSPITAL: marked("Sykehus"),
            OrganisationKind.MUNICIPALITY: marked("Kommune"),
            OrganisationKind.OTHER: marked("Annet"),
        },
        Country: {Country.NO: marked("Norge"), Country.DK: marked("Danmark")},
        ServiceKind: {
            ServiceKind.HOSPITAL_WARD: marked("Sengepost"),
            ServiceKind.OUTPATIENT: marked("Poliklinikk"),
            ServiceKind.EMERGENCY: marked("Akuttmottak eller legevakt"),
            ServiceKind.MENTAL_HEALTH: marked("Psykisk helsevern og rus"),
            ServiceKind.NURSING_HOME: marked("Sykehjem"),
            ServiceKind.HOME_CARE: marked("Hjemmetjeneste"),
            ServiceKind.OTHER: marked("Annet"),
        },
        MeasureKind: {
            MeasureKind.OUTCOME: marked("Resultat"),
            MeasureKind.PROCESS: marked("Prosess"),
            MeasureKind.BALANCING: marked("Balanserende"),
        },
        ValueKind: {
            ValueKind.PROPORTION: marked("Andel: teller av nevner"),
            ValueKind.RATE: marked("Rate: hendelser per 1000 døgn, besøk eller annet"),
            ValueKind.COUNT: marked("Antall"),
            ValueKind.CONTINUOUS: marked("Målt verdi: minutter, skår eller annet"),
            ValueKind.DAYS_BETWEEN: marked("Dager mellom hendelser"),
            ValueKind.OPPORTUNITIES_BETWEEN: marked("Muligheter mellom hendelser"),
        },
        HowRecorded: {
            HowRecorded.TALLY: marked("Telles ved senga"),
            HowRecorded.TYPED: marked("Skrives inn"),
            HowRecorded.FILE: marked("Hentes fra fil"),
        },
        Direction: {
            Direction.HIGHER: marked("Høyere er bedre"),
            Direction.LOWER: marked("Lavere er bedre"),
            Direction.NEITHER: marked("Verken høyere eller lavere er bedre"),
        },
        PeriodKind: {
            PeriodKind.DAY: marked("Dag"),
            PeriodKind.WEEK: marked("Uke"),
            PeriodKind.FORTNIGHT: marked("To uker"),
            PeriodKind.MONTH: marked("Måned"),
            PeriodKind.TERTIAL: marked("Tertial"),
            PeriodKind.QUARTER: marked("Kvartal"),
            PeriodKind.YEAR: marked("År"),
        },
        ChartKind: {
            ChartKind.RUN: marked("Run-diagram"),
            ChartKind.I: marked("I-diagram: enkeltverdier"),
            ChartKind.MR: marked("MR-diagram: sprang mellom verdier"),
            ChartKind.XBAR: marked("X̄-diagram: gjennomsnitt av grupper"),
            ChartKind.S: marked("S-diagram: spredning i grupper"),
            ChartKind.T: marked("T-diagram: tid mellom hendelser"),
            ChartKind.P: marked("P-diagram: andeler"),
            ChartKind.P_PRIME: marked("P′-diagram: andeler av store tall"),
            ChartKind.C: marked("C-diagram: antall"),
            ChartKind.U: marked("U-diagram: rater"),
            ChartKind.U_PRIME: marked("U′-diagram: rater av store tall"),
            ChartKind.G: marked("G-diagram: muligheter mellom hendelser"),
            ChartKind.I_PRIME: marked("I′-diagram: enkeltverdier med ulik nevner"),
        },
        RuleSetName: {
            RuleSetName.ANHOEJ_SPLIT: marked("Anhøj, delt"),
            RuleSetName.ANHOEJ: marked("Anhøj"),
            RuleSetName.IHI: marked("IHI"),
            RuleSetName.IHI_EXACT: marked("IHI, eksakte grenser"),
            RuleSetName.IHI_SPLIT: marked("IHI, delt"),
            RuleSetName.MAKING_DATA_COUNT: marked("Making Data Count"),
        },
        Verdict: {
            Verdict.SILENT: marked("Registrerer ikke"),
            Verdict.FEW: marked("For få punkter"),
            Verdict.WORSE: marked("Forverring"),
            Verdict.HELD: marked("Mål nådd og holdt"),
            Verdict.BETTER: marked("Bedring"),
            Verdict.STILL: marked("Står stille"),
            Verdict.STABLE: marked("Stabil"),
        },
        Source: {
            Source.ENTRY: marked("registrert for hånd"),
            Source.IMPORT: marked("hentet fra fil"),
            Source.TALLY: marked("fra telling"),
        },
        MissingReason: {
            MissingReason.HOLIDAY: marked("Ferie"),
            MissingReason.CLOSED: marked("Stengt post"),
            MissingReason.FORGOTTEN: marked("Glemt"),
            MissingReason.OTHER: marked("Annen grunn"),
        },
        AnnotationKind: {AnnotationKind.EVENT: marked("Hendelse"), AnnotationKind.COMMENT: marked("Kommentar")},
        AdverseEventCategory: {
            AdverseEventCategory.FALLS: marked("Fall"),
            AdverseEventCategory.PRESSURE_ULCERS: marked("Trykksår"),
            AdverseEventCategory.URINARY_CATHETER_INFECTION: marked("Urinveisinfeksjon ved kateter"),
            AdverseEventCategory.CENTRAL_LINE_INFECTION: marked("Infeksjon ved sentralt venekateter"),
            AdverseEventCategory.SURGICAL_SITE_INFECTION: marked("Infeksjon etter operasjon"),
            AdverseEventCategory.SEPSIS: marked("Sepsis"),
            AdverseEventCategory.MEDICATION: marked("Legemiddelskade"),
            AdverseEventCategory.DETERIORATION: marked("Forverret tilstand oppdaget sent"),
            AdverseEventCategory.OVERDOSE: marked("Overdose"),
            AdverseEventCategory.SUICIDE_ATTEMPT: marked("Selvmordsforsøk"),
            AdverseEventCategory.MALNUTRITION: marked("Underernæring"),
            AdverseEventCategory.OTHER: marked("Annen uønsket hendelse"),
        },
        Claim: {
            Claim.HYPOTHESIS: marked("Hypotese"),
            Claim.LOCAL_EXPERIENCE: marked("Lokal erfaring"),
            Claim.RESEARCH: marked("Forskning"),
        },
        InterventionState: {
            InterventionState.IDEA: marked("Idé"),
            InterventionState.TESTING: marked("Testes"),
            InterventionState.IMPLEMENTED: marked("Innført"),
            InterventionState.ENDED: marked("Avsluttet"),
        },
        Recognised: {
            Recognised.YES: marked("Ja"),
            Recognised.PARTLY: marked("Delvis"),
            Recognised.NO: marked("Nei"),
            Recognised.UNSURE: marked("Vet ikke"),
        },
        RecruitmentState: {
            RecruitmentState.SOUGHT: marked("Søkes"),
            RecruitmentState.ASKED: marked("Spurt"),
            RecruitmentState.ACCEPTED: marked("Sagt ja"),
            RecruitmentState.TRAINED: marked("Opplært"),
            RecruitmentState.ENDED: marked("Sluttet"),
        },
        Level: {Level.INDIVIDUAL: marked("Individ"), Level.SERVICE: marked("Tjeneste"), Level.SYSTEM: marked("System")},
        Decision: {
            Decision.ADOPT: marked("Innført"),
            Decision.ADAPT: marked("Justert"),
            Decision.ABANDON: marked("Forkastet"),
        },
        CodePurpose: {
            CodePurpose.TELL: marked("Tell"),
            CodePurpose.BOARD: marked("Tavla"),
            CodePurpose.ANSWER: marked("Hva er viktig?"),
        },
        MailKind: {
            MailKind.REMINDER: marked("Påminnelse"),
            MailKind.GATHERING: marked("Samling"),
            MailKind.MINUTES: marked("Referat"),
            MailKind.MESSAGE: marked("Melding fra vertskapet"),
            MailKind.ANSWERS: marked("Svar fra pasienter"),
            MailKind.DIGEST: marked("Ukebrev"),
            MailKind.PASSWORD: marked("Nytt passord"),
            MailKind.ACCOUNT: marked("Om kontoen"),
            MailKind.DAY: marked("«Hva er viktig for deg?»-dagen"),
        },
        NotificationKind: {
            NotificationKind.PERIOD_MISSING: marked("Tall mangler"),
            NotificationKind.ACCOUNT_HELD: marked("En kollegas konto må bekreftes"),
            NotificationKind.MAIL_STUCK: marked("E-post som ikke gikk"),
            NotificationKind.COMMENT: marked("Noen har kommentert et diagram"),
            NotificationKind.ROLE_CHANGED: marked("Rollen min er endret"),
            NotificationKind.SIGNAL: marked("Nytt signal"),
            NotificationKind.THREAD_WAITS: marked("En samtale venter på svar fra teamet"),
            NotificationKind.THREAD_ANSWERED: marked("Noen har svart meg"),
            NotificationKind.PHASE_PROPOSED: marked("Noen foreslår en fase"),
            NotificationKind.PHASE_DECIDED: marked("Svar på en fase jeg foreslo"),
            NotificationKind.BARRIER_LIFTED: marked("En hindring er løftet til meg"),
            NotificationKind.PROMISE_DUE: marked("Et løfte om en hindring skal sjekkes"),
            NotificationKind.FOLLOW_UP_DUE: marked("Punkter fra et dialogmøte skal følges opp"),
            NotificationKind.ANSWER_WITHDRAWN: marked("Et svar er trukket, og utskrifter må ned"),
            NotificationKind.UNIT_ASKS: marked("En enhet er meldt på dagen med teamets navn"),
            NotificationKind.BARRIER_ANSWERED: marked("En leder har svart teamet om en hindring"),
        },
        NewsOf: {
            NewsOf.CAME: marked("Kom"),
            NewsOf.WENT: marked("Gikk"),
            NewsOf.SAID: marked("Skrevet"),
        },
        SignalKind: {
            SignalKind.LONG_RUN: marked("Lang rekke"),
            SignalKind.FEW_CROSSINGS: marked("Få kryssinger"),
            SignalKind.BEYOND_LIMITS: marked("Utenfor grensene"),
            SignalKind.SHIFT: marked("Skift"),
            SignalKind.TREND: marked("Trend"),
            SignalKind.TOO_FEW_RUNS: marked("For få rekker"),
            SignalKind.TOO_MANY_RUNS: marked("For mange rekker"),
            SignalKind.SEVEN_ON_ONE_SIDE: marked("7 på én side"),
            SignalKind.SEVEN_POINT_TREND: marked("7 på rad opp eller ned"),
            SignalKind.TWO_OF_THREE_NEAR_LIMIT: marked("To av tre nær grensen"),
            SignalKind.SILENT: marked("Registrerer ikke"),
            SignalKind.GOAL_HELD: marked("Mål nådd og holdt"),
        },
        MailState: {
            MailState.WAITING: marked("Venter"),
            MailState.CLAIMED: marked("Venter"),
            MailState.HANDING_OVER: marked("Sendes nå"),
            MailState.SENT: marked("Sendt"),
            MailState.STOPPED: marked("Stoppet"),
            MailState.GIVEN_UP: marked("Ikke sendt"),
            MailState.UNCERTAIN: marked("Uvisst"),
        },
        MailFault: {
            MailFault.ADDRESS: marked("Adressen kan ikke brukes i e-post: den har æ, ø eller å foran @."),
            MailFault.NO_CONNECTION: marked("E-postserveren svarte ikke, eller er ikke den den gir seg ut for."),
            MailFault.SIGN_IN: marked("E-postserveren godtok ikke innloggingen vår."),
            MailFault.SENDER: marked("E-postserveren lar ikke avsenderadressen vår sende."),
            MailFault.LATER: marked("E-postserveren ba oss komme tilbake senere."),
            MailFault.RECIPIENT: marked("Adressen finnes ikke, sier e-postserveren."),
            MailFault.BLOCKED: marked("E-postserveren stopper meldinger fra oss. Adressen kan være riktig."),
            MailFault.CONTENT: marked("E-postserveren tok ikke imot innholdet."),
            MailFault.CUT_OFF: marked("Forbindelsen ble brutt underveis. Den kan ha kommet fram."),
            MailFault.TOO_OLD: marked("Ble ikke sendt i tide."),
        },
        Deed: {
            Deed.CREATED: marked("opprettet"),
            Deed.CHANGED: marked("endret"),
            Deed.REMOVED: marked("fjernet"),
            Deed.RESTORED: marked("hentet tilbake"),
            Deed.EXCLUDED: marked("holdt utenfor"),
            Deed.INCLUDED: marked("tatt med igjen"),
            Deed.ACCEPTED: marked("tatt imot"),
            Deed.REVOKED: marked("trukket tilbake"),
            Deed.SIGNED_IN: marked("logget inn"),
            Deed.SIGNED_OUT: marked("logget ut"),
        },
    }
)
"""Every enum a person can meet, and the words for its members, in bokmål."""


def label(member: Enum, locale: Locale) -> str:
    """Return the words for a member."""
    return locale.gettext(LABELS[type(member)][member])
