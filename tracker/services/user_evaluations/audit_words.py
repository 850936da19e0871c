"""Evaluations and all that belongs to them, and the words that audit lines tell them in."""

from __future__ import annotations

from sqlalchemy import String

from tracker.models.audit import Deed
from tracker.models.barriers import Barrier
from tracker.models.improvement import Intervention
from tracker.models.user_evaluations import DialoguePoint, Finding, InterviewGuide, StageDates, UserEvaluation
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

USER_EVALUATION = register(
    RowKind(
        "user_evaluation",
        marked("Bruker spør bruker"),
        models=(UserEvaluation,),
        fields={
            "title": RowField(marked("Navn")),
            "year": RowField(marked("År")),
            "evaluator": RowField(marked("Evaluator")),
            "interviewers": RowField(marked("Intervjuere med egen erfaring")),
            "are_trained": RowField(marked("Intervjuerne har fått opplæring")),
            "interviews": RowField(marked("Enkeltintervjuer")),
            "groups": RowField(marked("Gruppeintervjuer")),
            "persons": RowField(marked("Personer som er intervjuet")),
            "came_team": RowField(marked("På dialogmøtet fra teamet")),
            "came_representatives": RowField(marked("Representanter på dialogmøtet")),
            "came_interviewers": RowField(marked("Intervjuere på dialogmøtet")),
            "came_asked": RowField(marked("Intervjuede på dialogmøtet")),
            "no_staff": RowField(marked("Ingen ansatte i rommet")),
            "are_invited": RowField(marked("De intervjuede er invitert til dialogmøtet")),
            "have_report": RowField(marked("De intervjuede har fått rapporten")),
            "approved_on": RowField(marked("Rapporten er godkjent av intervjuerne")),
        },
        hidden=frozenset({"approved_by_id", "contact_id"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s begynte evalueringen «%(row)s»"),
            Deed.CHANGED: marked("%(who)s endret evalueringen «%(row)s»"),
            Deed.REMOVED: marked("%(who)s fjernet evalueringen «%(row)s»"),
        },
    )
)

EVALUATION_STAGE = register(
    RowKind(
        "evaluation_stage",
        marked("Steg i en evaluering"),
        models=(StageDates,),
        fields={
            "stage": RowField(marked("Steg")),
            "due": RowField(marked("Frist")),
            "began_on": RowField(marked("Begynte")),
            "done_on": RowField(marked("Ferdig")),
        },
        hidden=frozenset({"evaluation_id"}),
        topic=AuditTopic.ANSWERS,
        sentences={Deed.CHANGED: marked("%(who)s endret datoene for et steg i «%(row)s»")},
    )
)

INTERVIEW_GUIDE = register(
    RowKind(
        "interview_guide",
        marked("Intervjuguide"),
        models=(InterviewGuide,),
        fields={
            "number": RowField(marked("Versjon")),
            "opening": RowField(marked("Dette sier intervjueren først")),
            "minutes": RowField(marked("Minutter")),
            "questions": RowField(marked("Spørsmål"), type=String()),
            "approved": RowField(marked("Godkjent av"), type=String()),
        },
        hidden=frozenset({"evaluation_id"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s begynte en versjon av intervjuguiden for «%(row)s»"),
            Deed.CHANGED: marked("%(who)s endret intervjuguiden for «%(row)s»"),
            Deed.ACCEPTED: marked("%(who)s godkjente intervjuguiden for «%(row)s»"),
        },
    )
)

FINDING = register(
    RowKind(
        "finding",
        marked("Funn"),
        models=(Finding,),
        fields={
            "theme": RowField(marked("Tema")),
            "own_theme": RowField(marked("Eget tema")),
            "sentence": RowField(marked("Funnet med evaluators ord")),
            "state": RowField(marked("Status")),
        },
        # The trail is read by more than those who may see a number under the threshold.
        hidden=frozenset({"evaluation_id", "persons"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s skrev ned et funn i «%(row)s»"),
            Deed.CHANGED: marked("%(who)s endret et funn i «%(row)s»"),
            Deed.REMOVED: marked("%(who)s fjernet et funn i «%(row)s»"),
        },
    )
)

DIALOGUE_POINT = register(
    RowKind(
        "dialogue_point",
        marked("Punkt fra dialogmøtet"),
        models=(DialoguePoint,),
        fields={
            "text": RowField(marked("Dette ble vi enige om")),
            "is_new": RowField(marked("Noe nytt skal gjøres")),
            "intervention_id": RowField(marked("Tiltak"), refers_to=Intervention),
            "barrier_id": RowField(marked("Hindring"), refers_to=Barrier),
            "verdict": RowField(marked("Fulgt opp")),
            "verdict_why": RowField(marked("Hvorfor ikke gjort?")),
            "verdict_on": RowField(marked("Sett på")),
        },
        hidden=frozenset({"evaluation_id", "finding_id", "responsible_id"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s skrev ned et punkt fra dialogmøtet: «%(row)s»"),
            Deed.CHANGED: marked("%(who)s endret punktet «%(row)s»"),
            Deed.REMOVED: marked("%(who)s fjernet punktet «%(row)s»"),
        },
    )
)
