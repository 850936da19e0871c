"""Answers in the audit trail: that one was typed in, read or withdrawn, and never one of its words."""

from __future__ import annotations

from sqlalchemy import Integer, String

from tracker.models.answers import (
    PAGE_LANGUAGES,
    Answer,
    AnswerEnd,
    AnswerLink,
    AnswerQuestion,
    AnswerTheme,
    CardSeries,
    OwnerText,
    RetentionRule,
    Telling,
)
from tracker.models.audit import Deed
from tracker.models.measures import Measure
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

ANSWER = register(
    RowKind(
        "answer",
        marked("Svar fra en pasient eller pårørende"),
        models=(Answer,),
        fields={
            "state": RowField(marked("Lest")),
            "reject_reason": RowField(marked("Hvorfor avvist")),
            "hidden_words": RowField(marked("Skjulte ord"), blank_when_zero=True),
            "language": RowField(marked("Språk")),
        },
        hidden=frozenset(
            {
                "claimed_at",
                "claimed_by_id",
                "code_hash",
                "code_turn",
                "is_doubtful",
                "public_from",
                "public_id",
                "put_off_at",
                "reviewed_at",
                "reviewed_by_id",
                "sent_key",
                "sent_on",
                "shared",
                "text",
                "told_stopped",
                "typed_by_id",
                "way",
                "week",
                "who",
            }
        ),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s skrev inn et svar fra papir"),
            Deed.ACCEPTED: marked("%(who)s leste og godkjente et svar"),
            Deed.EXCLUDED: marked("%(who)s avviste et svar"),
            Deed.RESTORED: marked("%(who)s hentet et svar fram igjen"),
            Deed.REMOVED: marked("%(who)s trakk et svar tilbake"),
        },
    )
)

ANSWER_THEME = register(
    RowKind(
        "answer_theme",
        marked("Tema for svar"),
        models=(AnswerTheme,),
        fields={
            "name": RowField(marked("Navn")),
            "merged_into_id": RowField(marked("Slått sammen med"), refers_to=AnswerTheme),
        },
        hidden=frozenset({"key", "merged_at", "merged_by_id", "position"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s la til temaet %(row)s"),
            Deed.CHANGED: marked("%(who)s endret temaet %(row)s"),
        },
    )
)

ANSWER_FILE = register(
    RowKind(
        "answer_file",
        marked("Fil med svar"),
        topic=AuditTopic.ANSWERS,
        sentences={Deed.CREATED: marked("%(who)s lastet ned svarene på veggen")},
    )
)

_OWN_WORDS = {"asker": marked("Avsender"), "question": marked("Spørsmålet"), "help": marked("Hjelp nå")}

ANSWER_QUESTION = register(
    RowKind(
        "answer_question",
        marked("Spørsmålet til pasienter"),
        models=(AnswerQuestion,),
        fields={
            "is_open": RowField(marked("Tar imot svar")),
            "stopped_after": RowField(marked("Stoppet etter, dager")),
            **{
                f"{name}_{language.value}": RowField(word, type=String())
                for name, word in _OWN_WORDS.items()
                for language in PAGE_LANGUAGES
            },
        },
        hidden=frozenset({"told_since"}),
        topic=AuditTopic.ANSWERS,
        sentences={Deed.CHANGED: marked("%(who)s endret spørsmålet til pasienter")},
    )
)

RETENTION_RULE = register(
    RowKind(
        "retention_rule",
        marked("Sletting og oppbevaring"),
        models=(RetentionRule,),
        fields={
            "months": RowField(marked("Svar slettes etter (måneder)")),
            "unread_months": RowField(marked("Svar som ikke er lest, slettes etter (måneder)")),
            "postponed_until": RowField(marked("Utsatt til")),
            "postponed_why": RowField(marked("Hvorfor utsatt")),
        },
        hidden=frozenset(
            {
                "decided_at",
                "decided_by_id",
                "network_id",
                "next_run_on",
                "postponed_at",
                "postponed_by_id",
                "told_for",
            }
        ),
        topic=AuditTopic.ANSWERS,
        sentences={Deed.CHANGED: marked("%(who)s endret når svar slettes i %(row)s")},
    )
)

ANSWER_LINK = register(
    RowKind(
        "answer_link",
        marked("Svar koblet til tiltak"),
        models=(AnswerLink,),
        fields={},
        hidden=frozenset({"answer_id", "at", "cycle_id", "intervention_id", "linked_by_id", "linked_on"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s koblet svar til %(row)s"),
            Deed.REMOVED: marked("%(who)s tok et svar bort fra %(row)s"),
        },
    )
)

ANSWER_END = register(
    RowKind(
        "answer_end",
        marked("Slutten for et svar"),
        models=(AnswerEnd,),
        fields={"kind": RowField(marked("Slik endte det"))},
        hidden=frozenset({"answer_id", "at", "decided_by_id", "decided_on", "reason"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s avsluttet svar"),
            Deed.REMOVED: marked("%(who)s tok et svar opp igjen"),
        },
    )
)

TELLING = register(
    RowKind(
        "telling",
        marked("Fortalt tilbake"),
        models=(Telling,),
        fields={
            "kind": RowField(marked("Hva som fortelles")),
            "decided_by": RowField(marked("Hvem som bestemte")),
            "decided_on": RowField(marked("Bestemt")),
            "told_on": RowField(marked("Fortalt")),
            "theme": RowField(marked("Tema"), type=String()),
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "answers": RowField(marked("Svar den gjelder, antall"), type=Integer()),
        },
        hidden=frozenset({"public_id", "published_at", "published_by_id", "text", "theme_id", "told_by_id"}),
        topic=AuditTopic.ANSWERS,
        sentences={
            Deed.CREATED: marked("%(who)s skrev hva teamet gjorde med svar"),
            Deed.CHANGED: marked("%(who)s endret det som er fortalt tilbake"),
            Deed.ACCEPTED: marked("%(who)s lot alle lese det som er fortalt tilbake"),
            Deed.REVOKED: marked("%(who)s tok ned det som var fortalt tilbake"),
        },
    )
)

CARD_SERIES = register(
    RowKind(
        "card_series",
        marked("Svarkort"),
        models=(CardSeries,),
        fields={"first": RowField(marked("Første nummer")), "last": RowField(marked("Siste nummer"))},
        hidden=frozenset({"made_at", "made_by_id", "public_id"}),
        topic=AuditTopic.ANSWERS,
        sentences={Deed.CREATED: marked("%(who)s laget svarkort")},
    )
)

OWNER_TEXT = register(
    RowKind(
        "owner_text",
        marked("Spørsmålet på et språk fra nettverkseieren"),
        models=(OwnerText,),
        fields={
            "language": RowField(marked("Språk")),
            "question": RowField(marked("Spørsmålet")),
            "text": RowField(marked("Teksten under")),
            "read_by": RowField(marked("Lest av")),
            "read_on": RowField(marked("Lest")),
        },
        hidden=frozenset({"network_id"}),
        topic=AuditTopic.ANSWERS,
    )
)
