"""The rows of gatherings that audit lines are about, and the words of those that a team's page shows."""

from __future__ import annotations

from sqlalchemy import Integer, String

from tracker.models.gatherings import Action, Preparation
from tracker.models.measures import Measure
from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked

GATHERING = register(RowKind("gathering", marked("Samling")))
"""What the host does to a gathering: on no team's page, so no field has words."""

MINUTES = register(RowKind("minutes", marked("Referat")))

FEED = register(RowKind("feed", marked("Kalenderadresse")))

PREPARATION = register(
    RowKind(
        "preparation",
        marked("Forberedelse til samling"),
        models=(Preparation,),
        fields={
            "learned": RowField(marked("Hva dere har lært")),
            "help": RowField(marked("Hva dere vil ha hjelp til")),
            "report_sent_at": RowField(marked("Rapporten sendt")),
            "measures": RowField(marked("Indikatorer dere tar med"), refers_to=Measure, type=Integer()),
            "people": RowField(marked("Hvem som blir med"), type=String()),
            "managed": RowField(marked("Har fått det til, og kan nevnes"), type=String()),
        },
        hidden=frozenset({"gathering_id", "help_table_id", "has_chosen", "report_sent_by_id"}),
    )
)

ACTION = register(
    RowKind(
        "action",
        marked("Avtale"),
        models=(Action,),
        fields={
            "team": RowField(marked("Team"), type=String()),
            "text": RowField(marked("Hva")),
            "person": RowField(marked("Hvem")),
            "due": RowField(marked("Frist")),
            "state": RowField(marked("Hvor står det?")),
            "done_at": RowField(marked("Gjort")),
        },
        hidden=frozenset({"gathering_id"}),  # the line stands on the team's page, where all gatherings are its own
    )
)
