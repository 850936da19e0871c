"""One cell of the grid as a small form of its own: what was shown, what was typed, and whose number holds."""

from __future__ import annotations

from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, HiddenField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure
from tracker.services.entries import Entry, EntryError, EntryFault, Part
from tracker.services.values import least
from tracker.web import words
from tracker.web.bedside.seen import Seen
from tracker.web.fields import NumberField, show_number
from tracker.web.labels import LABELS, label
from tracker.web.layout import chart_language

NOT_MEASURED = "-"
MINE, THEIRS = "mine", "theirs"

EITHER = lazy_gettext("Skriv enten et tall eller velg «Ikke målt».")
CHOOSE = lazy_gettext("Velg hvilket tall som skal gjelde.")
NOT_HERE = lazy_gettext("Skjemaet har en indikator eller periode som ikke finnes her. Åpne siden på nytt.")

SENTENCES = {
    EntryFault.BOTH_PARTS: words.BOTH_PARTS,
    EntryFault.ZERO_DENOMINATOR: words.ZERO_DENOMINATOR,
    EntryFault.NEGATIVE: words.NEGATIVE,
    EntryFault.NOT_A_NUMBER: words.NUMBER,
    EntryFault.NOT_WHOLE: words.WHOLE_NUMBER,
    EntryFault.VALUE_AND_MISSING: EITHER,
    EntryFault.WRONG_SHAPE: words.NUMBER,
    EntryFault.BY_EVENTS: NOT_HERE,
    EntryFault.FUTURE: words.FUTURE,
}
"""The sentence for each fault; a numerator above its denominator gets both numbers, below."""


class MissingField(SelectField):
    """Measured, or not measured with a reason that may be left open."""

    def __init__(self, **options: Any) -> None:
        """Offer "not measured" and the reasons for it."""
        super().__init__("", choices=[], validate_choice=False, **options)
        reasons = [(reason.value, str(text)) for reason, text in LABELS[MissingReason].items()]
        self.choices = [("", "–"), (NOT_MEASURED, _("Ikke målt")), *reasons]

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms' interface
        """Refuse what is not on the list."""
        if (self.data or "") not in {"", NOT_MEASURED, *MissingReason}:
            self.data = ""
            raise ValidationError(str(words.CHOICE))


class CellForm(PlainForm):
    """One period of one measure. `choice` is shown where someone else changed the cell meanwhile."""

    missing = MissingField()
    seen = HiddenField()
    disputed = HiddenField()
    choice = RadioField(validate_choice=False, choices=[])

    NUMBERS: tuple[str, ...] = ()

    @property
    def numbers(self) -> list[NumberField]:
        """Give the fields that take a number, the first one first."""
        return [cast(NumberField, self[name]) for name in self.NUMBERS]

    @property
    def saw(self) -> Seen:
        """Give what the form showed of this cell."""
        return Seen.read(self.seen.data or "")

    @property
    def chosen(self) -> str:
        """Give whose number was chosen in a dispute, or nothing."""
        return self.choice.data if self.disputed.data and self.choice.data in {MINE, THEIRS} else ""

    def entry(self) -> Entry:
        """Give what was typed. A number left as it was shown is the one that is stored, to the last decimal."""
        saw = self.saw.entry
        if self.chosen == THEIRS:
            return saw
        typed = {field.short_name: _as_seen(field, getattr(saw, field.short_name)) for field in self.numbers}
        missing = self.missing.data or ""
        reason = MissingReason(missing) if missing not in {"", NOT_MEASURED} else None
        return Entry(**typed, not_measured=bool(missing), reason=reason)

    def show(self, seen: Seen) -> None:
        """Show a cell as it is stored: nothing was typed there."""
        self.seen.data, self.disputed.data, self.choice.data = str(seen), "", None
        self.missing.data = _missing_of(seen.entry)
        for field in self.numbers:
            field.typed, field.data = None, getattr(seen.entry, field.short_name)
            field.object_data = field.data
        self.missing.object_data = self.missing.data

    def dispute(self, theirs: Seen) -> None:
        """Keep what was typed, and ask which of the two numbers holds."""
        mine = self.entry()
        self.seen.data, self.disputed.data, self.choice.data = str(theirs), "1", None
        self.compare(theirs)
        self._offer(mine, theirs.entry)

    def compare(self, seen: Seen) -> None:
        """Let what differs from this be shown as not saved."""
        for field in self.numbers:
            field.object_data = getattr(seen.entry, field.short_name)
        self.missing.object_data = _missing_of(seen.entry)

    def refuse(self, error: EntryError) -> None:
        """Say beside the right field what is wrong."""
        add_error(self[error.part.value] if error.part.value in self else self.numbers[0], self._sentence(error.fault))

    def settle(self) -> None:
        """Hold that a dispute is decided."""
        if not self.disputed.data or self.entry() == self.saw.entry:
            return
        self._offer(self.entry(), self.saw.entry)
        if not self.chosen:
            add_error(self.choice, CHOOSE)

    def _offer(self, mine: Entry, theirs: Entry) -> None:
        self.choice.choices = [
            (MINE, _("Bruk mitt: %(entry)s", entry=said(mine))),
            (THEIRS, _("Behold det som er lagret: %(entry)s", entry=said(theirs))),
        ]

    def _sentence(self, fault: EntryFault) -> object:
        if fault is EntryFault.NUMERATOR_ABOVE:
            entry = self.entry()
            return words.NUMERATOR_ABOVE % {"a": _told(entry.numerator), "b": _told(entry.denominator)}
        return SENTENCES[fault]


class PartsCell(CellForm):
    """A numerator and a denominator."""

    numerator = NumberField(lazy_gettext("Teller"))
    denominator = NumberField(lazy_gettext("Nevner"))
    NUMBERS = (Part.NUMERATOR.value, Part.DENOMINATOR.value)


class ValueCell(CellForm):
    """A value that is never negative."""

    value = NumberField(lazy_gettext("Verdi"))
    NUMBERS = (Part.VALUE.value,)


class AnyValueCell(CellForm):
    """A value that may be negative."""

    value = NumberField(lazy_gettext("Verdi"), least=None)
    NUMBERS = (Part.VALUE.value,)


def cell_of(measure: Measure) -> type[CellForm]:
    """Give the kind of cell a measure has."""
    if measure.value_kind.has_denominator:
        return PartsCell
    return AnyValueCell if least(measure) is None else ValueCell


def shown(seen: Seen) -> dict[str, object]:
    """Give what a cell's fields are filled with."""
    entry = seen.entry
    return {
        "value": entry.value,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "missing": _missing_of(entry),
        "seen": str(seen),
    }


def said(entry: Entry) -> str:
    """Say an entry in words: "8 av 12", "12,5", "ikke målt (ferie)", "tomt"."""
    if entry.not_measured:
        reason = f" ({label(entry.reason).lower()})" if entry.reason else ""
        return str(_("ikke målt")) + reason
    if entry.denominator is not None:
        return str(_("%(part)s av %(whole)s", part=_told(entry.numerator), whole=_told(entry.denominator)))
    return str(_("tomt")) if entry.value is None else _told(entry.value)


def add_error(field: Field, message: object) -> None:
    """Put a sentence beside a field."""
    field.errors = [*field.errors, str(message)]


def _missing_of(entry: Entry) -> str:
    if not entry.not_measured:
        return ""
    return entry.reason.value if entry.reason else NOT_MEASURED


def _as_seen(field: NumberField, seen: float | None) -> float | None:
    typed: float | None = field.data
    if typed is None or seen is None:
        return typed
    return seen if show_number(typed) == show_number(seen) else typed


def _told(number: float | None) -> str:
    return "" if number is None else chart_language().exact(number)
