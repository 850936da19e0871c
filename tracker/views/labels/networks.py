"""What enum members are called on screen that belong to a network's work with its teams: see `views.labels`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from tracker.models.barriers import AnswerKind, BarrierKind, LiftState
from tracker.models.gatherings import (
    ActionState,
    AttendanceState,
    FileKind,
    GatheringKind,
    GatheringStatus,
    ItemKind,
    ScreenStage,
)
from tracker.models.networks import NetworkStatus
from tracker.models.programmes import SteeringRole
from tracker.models.progress import EvidenceKind, ProgressSide, ProgressStep
from tracker.models.reminders import NotMailed, ReminderKind
from tracker.text.locale import marked

NETWORK_LABELS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        ProgressSide: {
            ProgressSide.TEAM: marked("Teamet"),
            ProgressSide.HOST: marked("Vertskapet"),
        },
        ProgressStep: {
            ProgressStep.JOINED: marked("Vil være med"),
            ProgressStep.FORMED: marked("Team og oppdrag er på plass"),
            ProgressStep.PLANNING: marked("Planlegger"),
            ProgressStep.STARTED: marked("I gang, ingen endring ennå"),
            ProgressStep.TESTING: marked("Tester endringer, ingen bedring ennå"),
            ProgressStep.SOME_CHANGE: marked("Noe bedring"),
            ProgressStep.IMPROVED: marked("Bedring"),
            ProgressStep.CLEARLY_IMPROVED: marked("Tydelig bedring"),
            ProgressStep.HOLDING: marked("Bedring som holder"),
            ProgressStep.LASTING: marked("Fremragende og varig"),
        },
        EvidenceKind: {
            EvidenceKind.TEAM: marked("Teamet er med"),
            EvidenceKind.MEMBERS: marked("Leder og medlemmer"),
            EvidenceKind.CHARGE: marked("Avtalen med nettverket er signert"),
            EvidenceKind.GOAL: marked("Mål med tall og dato"),
            EvidenceKind.MEASURES: marked("Indikatorer er valgt"),
            EvidenceKind.BASELINE: marked("Nok målinger til en median"),
            EvidenceKind.PLAN: marked("En endring er planlagt"),
            EvidenceKind.RUNNING: marked("En test er begynt"),
            EvidenceKind.TARGET: marked("Et diagram har mål"),
            EvidenceKind.TESTED: marked("En test er vurdert"),
            EvidenceKind.UNDER_WAY: marked("Et stykke på vei"),
            EvidenceKind.DRIVERS: marked("Alle drivere er prøvd"),
            EvidenceKind.PROCESS: marked("En prosess er bedre"),
            EvidenceKind.OUTCOME: marked("Resultatet begynner å følge etter"),
            EvidenceKind.REPRESENTATIVE: marked("En representant er med"),
            EvidenceKind.FOR_ALL: marked("Tiltakene er innført, ikke bare prøvd"),
            EvidenceKind.HALF_WAY: marked("Halve veien til målet"),
            EvidenceKind.NOTHING_WORSE: marked("Ingenting går feil vei"),
            EvidenceKind.HELD: marked("Et mål er nådd og holdt"),
            EvidenceKind.SPREAD_PLANNED: marked("Spredning er planlagt"),
            EvidenceKind.REACHED: marked("Alle mål er nådd og holdt"),
            EvidenceKind.SPREAD: marked("Spredt ut over teamet"),
        },
        GatheringKind: {
            GatheringKind.SAMLING: marked("Samling"),
            GatheringKind.PHONE: marked("Telefonmøte"),
            GatheringKind.WEBINAR: marked("Webinar"),
            GatheringKind.VISIT: marked("Veiledningsbesøk"),
        },
        GatheringStatus: {
            GatheringStatus.PLANNED: marked("Planlagt"),
            GatheringStatus.HELD: marked("Holdt"),
            GatheringStatus.CANCELLED: marked("Avlyst"),
        },
        ItemKind: {
            ItemKind.TALK: marked("Innlegg eller arbeid"),
            ItemKind.TEAMS: marked("Teamene viser"),
            ItemKind.VOICE: marked("Ledet av en representant"),
            ItemKind.BREAK: marked("Pause eller mat"),
        },
        FileKind: {
            FileKind.PDF: marked("PDF"),
            FileKind.PPTX: marked("PowerPoint"),
            FileKind.DOCX: marked("Word"),
            FileKind.XLSX: marked("Excel"),
            FileKind.PNG: marked("PNG-bilde"),
            FileKind.JPG: marked("JPG-bilde"),
        },
        ScreenStage: {
            ScreenStage.TITLE: marked("Tittel"),
            ScreenStage.TEAM: marked("Team"),
            ScreenStage.END: marked("Hvem kan hjelpe hvem?"),
        },
        AttendanceState: {
            AttendanceState.PRESENT: marked("Med"),
            AttendanceState.EXCUSED: marked("Meldte forfall"),
            AttendanceState.ABSENT: marked("Ikke med"),
        },
        ActionState: {
            ActionState.AGREED: marked("Ikke begynt"),
            ActionState.BEGUN: marked("Begynt"),
            ActionState.DONE: marked("Gjort"),
        },
        NetworkStatus: {
            NetworkStatus.RUNNING: marked("I gang"),
            NetworkStatus.PLANNED: marked("Planlagt"),
            NetworkStatus.CLOSED: marked("Avsluttet"),
        },
        SteeringRole: {
            SteeringRole.CHAIR: marked("Leder"),
            SteeringRole.MEMBER: marked("Medlem"),
            SteeringRole.USER_REPRESENTATIVE: marked("Brukerrepresentant"),
            SteeringRole.RELATIVE_REPRESENTATIVE: marked("Pårørenderepresentant"),
        },
        BarrierKind: {
            BarrierKind.TIME: marked("Tid"),
            BarrierKind.STAFFING: marked("Bemanning"),
            BarrierKind.TRAINING: marked("Opplæring"),
            BarrierKind.SPACE: marked("Rom og utstyr"),
            BarrierKind.IT: marked("IT"),
            BarrierKind.LEADERSHIP: marked("Ledelse"),
            BarrierKind.COOPERATION: marked("Samarbeid"),
            BarrierKind.OTHER: marked("Annet"),
        },
        LiftState: {
            LiftState.WAITING: marked("Venter på svar"),
            LiftState.PROMISED: marked("Lovet"),
            LiftState.NOT_NOW: marked("Ikke nå"),
            LiftState.DONE: marked("Gjort, sier lederen"),
        },
        AnswerKind: {
            AnswerKind.SOLVES: marked("Vi løser det"),
            AnswerKind.MORE_TIME: marked("Jeg trenger mer tid"),
            AnswerKind.NOT_NOW: marked("Ikke nå"),
            AnswerKind.DONE: marked("Det er gjort"),
        },
        ReminderKind: {
            ReminderKind.NUMBERS: marked("Påminnelse"),
            ReminderKind.MESSAGE: marked("Melding"),
            ReminderKind.MINUTES: marked("Referat"),
            ReminderKind.DAY: marked("Melding om dagen"),
        },
        NotMailed: {
            NotMailed.UNWANTED: marked("Vil ikke ha slike e-poster"),
            NotMailed.DEMO: marked("Demoen sender ikke e-post"),
            NotMailed.HELD: marked("Kontoen er ikke bekreftet etter nytt passord"),
        },
    }
)
"""The words for what is planned, set, lifted and sent in a network, in bokmål."""
