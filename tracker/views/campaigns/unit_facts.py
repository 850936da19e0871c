"""What a host reads of one unit, in words: its numbers, and never a word of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.access.network import NetworkAccess
from tracker.access.people import local_day
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.services.campaigns.counting import numbers_of_unit
from tracker.services.campaigns.following_up import follow_up_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.moments import moment


def unit_facts(
    access: NetworkAccess, campaign: Campaign, unit: CampaignUnit, locale: Locale
) -> Sequence[tuple[str, str]]:
    """Return names and values, in the order they came about."""
    gettext, today = locale.gettext, access.today
    numbers, said = numbers_of_unit(unit), follow_up_of(unit)
    facts = [
        (gettext("Kommune eller sykehus"), unit.organisation),
        (gettext("Tjeneste"), label(unit.service, locale)),
        (gettext("Hvem er med?"), label(unit.scope, locale)),
        (gettext("Kontakt"), unit.contact),
        (gettext("Påmeldt"), locale.day(local_day(unit.signed_up_at))),
        (gettext("Bekreftet"), locale.day(local_day(unit.confirmed_at)) if unit.confirmed_at else gettext("ikke ennå")),
    ]
    if unit.confirmed_at is None:
        return facts
    ready = gettext("%(ready)s av %(all)s", ready=sum(unit.ready), all=len(unit.ready))
    seen = moment(unit.seen_at, locale, today=today) if unit.seen_at else gettext("aldri")
    facts += [(gettext("Klart på lista"), ready), (gettext("Sett siden"), seen)]
    if today >= campaign.held_on:
        for name, number in ((gettext("Spurt"), numbers.asked), (gettext("Svart"), numbers.answered)):
            facts.append((name, gettext("ikke talt") if number is None else locale.number(number)))
    if campaign.asks(today):
        outcome = label(said.outcome, locale) if said else gettext("ikke fortalt ennå")
        facts.append((gettext("Hva ble det til?"), outcome))
    return facts
