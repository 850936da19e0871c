"""Answers in the audit trail: that one was typed in, read or withdrawn, and never one of its words."""

from __future__ import annotations

from tracker.models.answers import Answer, AnswerTheme, RetentionRule
from tracker.models.audit import Deed
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
                "rejected_days",
                "told_for",
            }
        ),
        topic=AuditTopic.ANSWERS,
        sentences={Deed.CHANGED: marked("%(who)s endret når svar slettes i %(row)s")},
    )
)
