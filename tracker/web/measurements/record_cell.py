"""One cell of the grid as a small form of its own: what was shown, what was typed, and whose number holds.

A page has a hundred controls and more. They are plain values, written out by `components/grid.html`: as fields of
WTForms they took three quarters of the page's time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, RadioField
from wtforms import Form as PlainForm

from tracker.analysis import Period
from tracker.models.measurements import Measurement, MissingReason, Source
from tracker.models.measures import Measure
from tracker.services.measurements.entries import Entry, EntryError, EntryFault, Part
from tracker.text.locale import capital
from tracker.text.parse import TypedError, parse_number
from tracker.web.core.language import locale
from tracker.web.forms import messages
from tracker.web.forms.entry_messages import NOT_MEASURED, SENTENCES, number_said, said
from tracker.web.forms.typed_fields import FAULTS, show_number
from tracker.web.measurements.record_seen import Seen

MINE, THEIRS = "mine", "theirs"

CHOOSE = lazy_gettext("Velg hvilket tall som skal gjelde.")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell of the form belongs, and what is stored there."""

    measure: Measure
    period: Period
    row: Measurement | None

    @property
    def name(self) -> str:
        """The cell's name in the form."""
        return f"m{self.measure.id}-{self.period.start.isoformat()}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The numbers a cell of this measure takes, the first one first."""
        return (Part.NUMERATOR, Part.DENOMINATOR) if self.measure.value_kind.has_denominator else (Part.VALUE,)

    @property
    def is_tallied(self) -> bool:
        """True where the numbers come from the bedside."""
        return self.row is not None and self.row.source is Source.TALLY and not self.row.not_measured


@dataclass(slots=True)
class Box:
    """One control: its name, which is its id too; the text in it; the text of what is stored; and what is wrong."""

    name: str
    text: str = ""
    saved: str = ""
    number: float | None = None
    errors: list[str] = field(default_factory=list)
    begins: bool = False
    """Whether the page opens with the caret here."""

    def read(self, text: str) -> None:
        """Take what was typed, as it was typed, and read it as a number."""
        self.text = text
        if not text.strip():
            return
        try:
            self.number = parse_number(text)
        except TypedError as error:
            self.errors.append(str(FAULTS[error.fault]))


class ChoiceForm(PlainForm):
    """Whose number holds, where someone else changed the cell meanwhile."""

    choice = RadioField(validate_choice=False, choices=[])


class CellForm:
    """One period of one measure, as it is stored or as it was posted."""

    def __init__(self, place: CellPlace, posted: Mapping[str, str] | None) -> None:
        """Show what is stored; or read what was posted alone: a cell that did not come with it says nothing."""
        self.place = place
        self.numbers = {part: Box(f"{place.name}-{part}") for part in place.parts}
        self.missing = Box(f"{place.name}-missing")
        self.saw = Seen()
        self.is_disputed = False
        self.chosen = ""
        self.choice: Field | None = None
        if posted is None:
            self.show()
        else:
            self._read(posted)

    def controls(self) -> Iterator[Box | Field]:
        """Give what can be wrong in this cell, the first one first."""
        yield from self.numbers.values()
        yield self.missing
        if self.choice is not None:
            yield self.choice

    @property
    def errors(self) -> list[str]:
        """All that is wrong in this cell."""
        return [error for control in self.controls() for error in control.errors]

    def entry(self) -> Entry:
        """Give what was typed. A number left as it was shown is the one that is stored, to the last decimal."""
        saw = self.saw.entry
        if self.chosen == THEIRS:
            return saw
        typed = {part.value: _as_seen(box.number, getattr(saw, part)) for part, box in self.numbers.items()}
        missing = self.missing.text
        reason = MissingReason(missing) if missing not in {"", NOT_MEASURED} else None
        return Entry(**typed, not_measured=bool(missing), reason=reason)

    def show(self) -> None:
        """Show the cell as it is stored: nothing was typed here."""
        self.saw, self.is_disputed, self.chosen, self.choice = Seen.of(self.place.row), False, "", None
        self._compare(self.saw)
        self.missing.text = self.missing.saved
        for part, box in self.numbers.items():
            box.text, box.number = box.saved, getattr(self.saw.entry, part)

    def dispute(self, theirs: Seen) -> Field:
        """Keep what was typed, and ask which of the two numbers holds; gives the field that asks."""
        mine = self.entry()
        self.saw, self.is_disputed, self.chosen = theirs, True, ""
        self._compare(theirs)
        return self._offer(mine)

    def refuse(self, error: EntryError) -> None:
        """Say beside the right control what is wrong."""
        box = self.missing if error.part is Part.MISSING else self.numbers.get(error.part)
        (box or next(iter(self.numbers.values()))).errors.append(str(self._sentence(error.fault)))

    def settle(self) -> None:
        """Hold that a dispute is decided. To write the other's number is to agree."""
        if not self.is_disputed or self.entry() == self.saw.entry:
            return
        choice = self._offer(self.entry())
        if not self.chosen:
            choice.errors = [*choice.errors, str(CHOOSE)]

    def _read(self, posted: Mapping[str, str]) -> None:
        name = self.place.name
        self.saw = Seen.read(posted.get(f"{name}-seen", ""))
        for box in self.numbers.values():
            box.read(posted.get(box.name, ""))
        missing = posted.get(self.missing.name, "")
        if missing in {"", NOT_MEASURED, *MissingReason}:
            self.missing.text = missing
        else:
            self.missing.errors.append(str(messages.CHOICE))
        self.is_disputed = bool(posted.get(f"{name}-disputed"))
        chosen = posted.get(f"{name}-choice", "")
        self.chosen = chosen if self.is_disputed and chosen in {MINE, THEIRS} else ""
        self._compare(self.saw)

    def _compare(self, seen: Seen) -> None:
        """Let what differs from this be shown as not saved."""
        for part, box in self.numbers.items():
            number = getattr(seen.entry, part)
            box.saved = "" if number is None else show_number(number)
        self.missing.saved = _missing_of(seen.entry)

    def _offer(self, mine: Entry) -> Field:
        place = self.place
        choice = ChoiceForm(prefix=f"{place.name}-", data={"choice": self.chosen or None}).choice
        choice.label.text = f"{capital(locale().period(place.period))}, {place.measure.name}"
        choice.choices = [
            (MINE, _("Bruk mitt: %(entry)s", entry=said(mine))),
            (THEIRS, _("Behold det som er lagret: %(entry)s", entry=said(self.saw.entry))),
        ]
        self.choice = choice
        return choice

    def _sentence(self, fault: EntryFault) -> object:
        if fault is EntryFault.NUMERATOR_ABOVE:
            entry = self.entry()
            return messages.NUMERATOR_ABOVE % {"a": number_said(entry.numerator), "b": number_said(entry.denominator)}
        return SENTENCES[fault]


def _missing_of(entry: Entry) -> str:
    if not entry.not_measured:
        return ""
    return entry.reason.value if entry.reason else NOT_MEASURED


def _as_seen(typed: float | None, seen: float | None) -> float | None:
    if typed is None or seen is None or typed == seen:
        return typed
    return seen if show_number(typed) == show_number(seen) else typed
