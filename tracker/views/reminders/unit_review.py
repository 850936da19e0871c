"""The words that are proposed to a host who writes to units of a day."""

from __future__ import annotations

from tracker.access.network import NetworkAccess
from tracker.services.campaigns.overview import UnitGroup
from tracker.services.reminders.wording import Wording
from tracker.text.locale import Locale


def proposed(access: NetworkAccess, group: UnitGroup, locale: Locale) -> Wording:
    """Return a subject and a text that suit the group; the host writes on, and signs."""
    hello, signed = locale.gettext("Hei,"), f"{access.user.name}, {access.network.host}"
    match group:
        case UnitGroup.NOT_COUNTED:
            subject = locale.gettext("Dere er ikke i tallene ennå")
            text = locale.gettext(
                "vi ser ikke at dere har talt ennå. Har dere spurt noen, så tell dem på enhetens side. Det tar to "
                "trykk, og dere kan registrere mange på en gang."
            )
        case UnitGroup.UNREAD:
            subject = locale.gettext("Svar venter på å bli lest")
            text = locale.gettext(
                "hos dere venter svar fra dagen på å bli lest. Den som svarte, får ikke vite noe før noen har lest. "
                "Sett av en halv time denne uka."
            )
        case UnitGroup.NOT_REPORTED:
            subject = locale.gettext("Hva ble det til?")
            text = locale.gettext(
                "vi vil gjerne vite hva svarene fra dagen ble til hos dere. Det er ett spørsmål på enhetens side. Er "
                "dere ikke i gang, er det også et svar."
            )
        case _:
            subject, text = "", ""
    return Wording(subject, f"{hello}\n\n{text}\n\n{signed}")
