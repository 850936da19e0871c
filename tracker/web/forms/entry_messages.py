"""The sentence for each way an entry can be wrong, and the reasons for a missing one."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.models.measurements import MissingReason
from tracker.services.measurements.entries import Entry, EntryFault
from tracker.web.core.language import choices, label, locale
from tracker.web.forms import messages

NOT_MEASURED = "-"

EITHER = lazy_gettext("Skriv et tall, eller velg «Ikke målt».")
NOT_HERE = lazy_gettext("Skjemaet har en indikator eller periode som ikke finnes her. Åpne siden på nytt.")

SENTENCES = {
    EntryFault.BOTH_PARTS: messages.BOTH_PARTS,
    EntryFault.ZERO_DENOMINATOR: messages.ZERO_DENOMINATOR,
    EntryFault.NEGATIVE: messages.NEGATIVE,
    EntryFault.NOT_A_NUMBER: messages.NUMBER,
    EntryFault.NOT_WHOLE: messages.WHOLE_NUMBER,
    EntryFault.VALUE_AND_MISSING: EITHER,
    EntryFault.WRONG_SHAPE: messages.NUMBER,
    EntryFault.BY_EVENTS: NOT_HERE,
    EntryFault.FUTURE: messages.FUTURE,
}
"""The sentence for each fault; a numerator above its denominator gets both numbers, below."""


def missing_reasons() -> list[tuple[str, str]]:
    """Return the reasons beside a tick for "not measured", the first one none: "Ikke målt", "Ikke målt: ferie"."""
    reasons = choices(MissingReason).items()
    return [
        ("", _("Ikke målt")),
        *((key.value, _("Ikke målt: %(reason)s", reason=str(text).lower())) for key, text in reasons),
    ]


def said(entry: Entry) -> str:
    """Return an entry in words: "8 av 12", "12,5", "ikke målt (ferie)", "tomt"."""
    if entry.not_measured:
        reason = f" ({label(entry.reason).lower()})" if entry.reason else ""
        return str(_("ikke målt")) + reason
    if entry.denominator is not None:
        return str(_("%(part)s av %(whole)s", part=number_said(entry.numerator), whole=number_said(entry.denominator)))
    return str(_("tomt")) if entry.value is None else number_said(entry.value)


def number_said(number: float | None) -> str:
    """Return a number as it is written in a sentence; nothing where there is none."""
    return "" if number is None else locale().exact(number)
