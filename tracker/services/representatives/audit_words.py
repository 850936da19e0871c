"""What representatives say and who they are, and the words that audit lines tell it in."""

from __future__ import annotations

from tracker.models.audit import Deed
from tracker.models.measures import Measure
from tracker.models.representatives import COOPERATION, CooperationRating, Recognition, RepresentativeSeat
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

RECOGNITION = register(
    RowKind(
        "recognition",
        marked("Kjenner du deg igjen?"),
        models=(Recognition,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "answer": RowField(marked("Svar")),
        },
        hidden=frozenset({"said_at", "thread_id", "user_id"}),
        topic=AuditTopic.MEASURES,
        sentences={
            Deed.CREATED: marked("%(who)s svarte på «Kjenner du deg igjen?» om %(row)s"),
            Deed.CHANGED: marked("%(who)s endret svaret sitt om %(row)s"),
        },
    )
)

# The trail is read by who leads the team, who may not see what one representative alone has given: so no number here.
RATING = register(
    RowKind(
        "rating",
        marked("Vurdering av samarbeidet"),
        models=(CooperationRating,),
        hidden=frozenset({*COOPERATION, "gathering_id", "rated_at", "user_id"}),
        sentences={
            Deed.CREATED: marked("%(who)s vurderte samarbeidet"),
            Deed.CHANGED: marked("%(who)s endret vurderingen av samarbeidet"),
        },
    )
)

SEAT = register(
    RowKind(
        "seat",
        marked("Representantplass"),
        models=(RepresentativeSeat,),
        fields={
            "role": RowField(marked("Rolle")),
            "state": RowField(marked("Status")),
            "until": RowField(marked("Har sagt ja til")),
        },
        hidden=frozenset({"changed_at", "membership_id"}),
        sentences={
            Deed.CREATED: marked("%(who)s la til en representantplass"),
            Deed.CHANGED: marked("%(who)s endret en representantplass"),
        },
    )
)
