"""The day and its units in the audit trail."""

from __future__ import annotations

from tracker.models.audit import Deed
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked

CAMPAIGN = register(
    RowKind(
        "campaign",
        marked("«Hva er viktig for deg?»-dagen"),
        models=(Campaign,),
        fields={
            "held_on": RowField(marked("Dato")),
            "opens_on": RowField(marked("Påmelding åpner")),
            "freezes_on": RowField(marked("Siden fryses")),
            "asks_on": RowField(marked("«Hva ble det til?» sendes")),
            "invited": RowField(marked("Inviterte enheter")),
            "invited_municipalities": RowField(marked("Inviterte kommuner")),
            "invited_hospitals": RowField(marked("Inviterte sykehus")),
        },
        hidden=frozenset({"frozen_at", "made_by_id", "network_id", "programme_id", "year"}),
        sentences={
            Deed.CREATED: marked("%(who)s satte datoen for dagen"),
            Deed.CHANGED: marked("%(who)s endret dagen"),
            Deed.ACCEPTED: marked("%(who)s skrev ned tallene fra dagen"),
        },
    )
)

CAMPAIGN_UNIT = register(
    RowKind(
        "campaign_unit",
        marked("Enhet på dagen"),
        models=(CampaignUnit,),
        fields={
            "organisation": RowField(marked("Kommune eller sykehus")),
            "name": RowField(marked("Enhet")),
            "contact": RowField(marked("E-post til den som har ansvar")),
        },
        hidden=frozenset(
            {
                "buttons_given",
                "buttons_ordered",
                "campaign_id",
                "cards_printed",
                "code",
                "confirmed_at",
                "has_buttons",
                "has_cards",
                "has_meeting",
                "has_posters",
                "has_representative",
                "has_time",
                "language",
                "last_count_id",
                "last_counted_at",
                "name_key",
                "organisation_id",
                "organisation_key",
                "organisation_kind",
                "posters_hung",
                "scope",
                "seen_at",
                "service",
                "signed_up_at",
                "team_agreed_at",
                "withdrawn_at",
            }
        ),
        sentences={
            Deed.CREATED: marked("%(who)s meldte %(row)s på dagen"),
            Deed.ACCEPTED: marked("%(who)s sa at påmeldingen til dagen er teamets"),
            Deed.CHANGED: marked("%(who)s fortalte hva svarene ble til i %(row)s"),
            Deed.REMOVED: marked("%(who)s tok %(row)s bort fra dagen"),
            Deed.RESTORED: marked("%(who)s tok %(row)s med på dagen igjen"),
        },
    )
)

CAMPAIGN_CONTACT = register(
    RowKind(
        "campaign_contact",
        marked("Adressen til en enhet på dagen"),
        sentences={Deed.CHANGED: marked("%(who)s rettet adressen til %(row)s")},
    )
)
