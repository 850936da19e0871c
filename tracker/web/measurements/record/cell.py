"""One cell of the form as a small form of its own: what was shown, what was typed, and whose number holds.

A page has a hundred controls and more. They are plain values, written out by the templates: as fields of WTForms they
took three quarters of the page's time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from tracker.analysis import Period
from tracker.models.measurements import Measurement, MissingReason, Source
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.cell_text import ThousandsError, is_whole, missing_word, read_fraction, read_number
from tracker.services.measurements.entries import Entry, EntryError, EntryFault, Part
from tracker.services.tally.counts import Sum
from tracker.text.parse import TypedError
from tracker.web.forms import messages
from tracker.web.forms.entry_messages import NOT_MEASURED, SENTENCES, number_said
from tracker.web.forms.typed_fields import FAULTS, show_number
from tracker.web.measurements.record.choice import MINE, TALLIED, THEIRS, TYPED, Choice, conflict_choice, tally_choice
from tracker.web.measurements.record.names import clock
from tracker.web.measurements.record.seen import SeenCell


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell of the form belongs, what is stored there, what was counted, and the measure's other numbers."""

    measure: Measure
    period: Period
    row: Measurement | None
    counted: Sum | None = None
    others: Sequence[Measurement] = ()

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

    @property
    def recorder(self) -> tuple[str, str]:
        """Who wrote what is stored, and when on the clock; empty where nothing is, or where it was counted."""
        if self.row is None:
            return "", ""
        return self.row.recorded_by.name if self.row.recorded_by else "", clock(self.row.recorded_at)

    def like(self, part: Part) -> list[float]:
        """Return the measure's other numbers of a part: what a doubtful one is compared with."""
        return [number for row in self.others if (number := getattr(row, part)) is not None]


@dataclass(slots=True)
class InputBox:
    """One control: its name, which is its id too; the text in it; the text of what is stored; and what is wrong."""

    name: str
    text: str = ""
    saved: str = ""
    number: float | None = None
    errors: list[str] = field(default_factory=list)
    begins: bool = False
    """Whether the page opens with the caret here."""
    is_whole: bool = False
    """Whether a phone shows figures alone."""


class CellForm:
    """One period of one measure, as it is stored or as it was posted."""

    def __init__(self, place: CellPlace, posted: Mapping[str, str] | None) -> None:
        """Show what is stored; or read what was posted alone: a cell that did not come with it says nothing."""
        self.place = place
        self.numbers = {
            part: InputBox(f"{place.name}-{part}", is_whole=is_whole(place.measure, part)) for part in place.parts
        }
        self.missing, self.why = InputBox(f"{place.name}-missing"), InputBox(f"{place.name}-why")
        self.saw = SeenCell()
        self.is_disputed = False
        self.chosen = self.which = ""
        self.choice: Choice | None = None
        self.ask: Choice | None = None
        if posted is None:
            self.show()
        else:
            self._read(posted)

    def controls(self) -> Iterator[InputBox | Choice]:
        """Return what can be wrong in this cell, the first one first."""
        yield from self.numbers.values()
        yield self.missing
        yield self.why
        yield from (choice for choice in (self.ask, self.choice) if choice is not None)

    @property
    def errors(self) -> list[str]:
        """All that is wrong in this cell."""
        return [error for control in self.controls() for error in control.errors]

    @property
    def has_changed(self) -> bool:
        """Return whether what was typed differs from what was shown."""
        return self.entry() != self.saw.entry

    def entry(self) -> Entry:
        """Return what holds: what was typed, unless the other's number or the counted one was chosen over it."""
        return self.saw.entry if self.chosen == THEIRS or self.which == TALLIED else self.typed()

    def typed(self) -> Entry:
        """Return what was typed. A number left as it was shown is the one that is stored, to the last decimal."""
        saw = self.saw.entry
        numbers = {part.value: _as_seen(box.number, getattr(saw, part)) for part, box in self.numbers.items()}
        missing = self.missing.text
        reason = MissingReason(missing) if missing not in {"", NOT_MEASURED} else None
        return Entry(**numbers, not_measured=bool(missing), reason=reason)

    def show(self) -> None:
        """Show the cell as it is stored: nothing was typed here."""
        self.saw, self.is_disputed, self.chosen, self.which = SeenCell.of(self.place.row), False, "", ""
        self.choice, self.ask = None, self._asking()
        self._compare(self.saw)
        self.missing.text, self.why.text = self.missing.saved, self.why.saved
        for part, box in self.numbers.items():
            box.text, box.number = box.saved, getattr(self.saw.entry, part)

    def dispute(self, theirs: SeenCell, *, name: str, at: str) -> Choice:
        """Keep what was typed, and ask which of the two numbers holds; gives the question."""
        mine = self.entry()
        self.saw, self.is_disputed, self.chosen = theirs, True, ""
        self._compare(theirs)
        self.choice = conflict_choice(self.place.name, self.place.measure, mine, theirs.entry, name=name, at=at)
        return self.choice

    def refuse(self, error: EntryError) -> None:
        """Say beside the right control what is wrong."""
        box = self.missing if error.part is Part.MISSING else self.numbers.get(error.part)
        (box or next(iter(self.numbers.values()))).errors.append(str(self._sentence(error.fault)))

    def settle(self) -> None:
        """Check that a dispute is decided, and which number counts where the period is counted at the bedside too.

        To write the other's number is to agree.
        """
        if self.is_disputed and self.has_changed:
            name, at = self.place.recorder
            self.choice = conflict_choice(
                self.place.name,
                self.place.measure,
                self.typed(),
                self.saw.entry,
                name=name,
                at=at,
                chosen=self.chosen,
            )
            if not self.chosen:
                self.choice.errors.append(_("Velg hvilket tall som skal gjelde."))
        elif self.place.is_tallied and self.place.counted and self.typed() not in (self.saw.entry, self._counted()):
            self.ask = self._asking(is_open=True)
            if self.ask is not None and not self.which:
                self.ask.errors.append(_("Velg hvilket tall som skal gjelde."))

    @property
    def seen_version(self) -> int:
        """The version that was seen. Who decides over a running count has seen it, however many came in meanwhile."""
        return (
            self.place.row.version
            if self.which == TYPED and self.place.row and self.place.is_tallied
            else self.saw.version
        )

    def _counted(self) -> Entry:
        counted = self.place.counted or Sum()
        return Entry(numerator=counted.yes, denominator=counted.total)

    def _asking(self, *, is_open: bool = False) -> Choice | None:
        if not self.place.is_tallied or not self.place.counted:
            return None
        typed = self.typed() if is_open else None
        return tally_choice(self.place.name, self.place.counted, typed, chosen=self.which)

    def _read(self, posted: Mapping[str, str]) -> None:
        name = self.place.name
        self.saw = SeenCell.read(posted.get(f"{name}-seen", ""))
        for box in self.numbers.values():
            box.text = posted.get(box.name, "")
        self._read_missing(posted.get(self.missing.name, ""), posted.get(self.why.name, ""))
        self._read_numbers()
        self.is_disputed = bool(posted.get(f"{name}-disputed"))
        chosen, which = posted.get(f"{name}-choice", ""), posted.get(f"{name}-which", "")
        self.chosen = chosen if self.is_disputed and chosen in {MINE, THEIRS} else ""
        self.which = which if which in {TYPED, TALLIED} and self.place.is_tallied else ""
        self.ask = self._asking()
        self._compare(self.saw)

    def _read_missing(self, missing: str, why: str) -> None:
        """Take the tick and its reason: a reason alone says nothing."""
        if missing not in {"", NOT_MEASURED, *MissingReason}:
            self.missing.errors.append(str(messages.CHOICE))
        elif why not in {"", *MissingReason}:
            self.why.errors.append(str(messages.CHOICE))
        else:
            self.missing.text = why or missing if missing == NOT_MEASURED else missing
            self.why.text = self.missing.text.replace(NOT_MEASURED, "")

    def _read_numbers(self) -> None:
        """Read the boxes: a number each, both parts in the first one ("25/30"), or a word for "not measured"."""
        first, *rest = self.numbers.values()
        if rest and not rest[0].text.strip() and (both := read_fraction(first.text)):
            first.text, rest[0].text = both
        filled = [box for box in self.numbers.values() if box.text.strip()]
        words = [missing_word(box.text) for box in filled]
        if words and words[0] is not None and all(word is not None for word in words):
            reason = words[0][0]
            self.missing.text, self.why.text = reason or NOT_MEASURED, reason or ""
            for box in filled:
                box.text = ""
            return
        for part, box in self.numbers.items():
            if box in filled:
                self._read_box(part, box)

    def _read_box(self, part: Part, box: InputBox) -> None:
        may_be_share = part is Part.VALUE and self.place.measure.value_kind is ValueKind.CONTINUOUS
        try:
            box.number = read_number(
                box.text, whole=box.is_whole, like=self.place.like(part), may_be_share=may_be_share
            )
        except ThousandsError as error:
            if part is Part.VALUE:  # a value has decimals unless the others say otherwise
                box.number = error.parted
                return
            asked = {"whole": number_said(error.whole), "parted": number_said(error.parted)}
            box.errors.append(str(messages.THOUSANDS % asked))
        except TypedError as error:
            box.errors.append(str(FAULTS[error.fault]))

    def _compare(self, seen: SeenCell) -> None:
        """Let what differs from this be shown as not saved."""
        for part, box in self.numbers.items():
            number = getattr(seen.entry, part)
            box.saved = "" if number is None else show_number(number)
        entry = seen.entry
        self.why.saved = entry.reason.value if entry.not_measured and entry.reason else ""
        self.missing.saved = (self.why.saved or NOT_MEASURED) if entry.not_measured else ""

    def _sentence(self, fault: EntryFault) -> object:
        if fault is EntryFault.NUMERATOR_ABOVE:
            entry = self.entry()
            return messages.NUMERATOR_ABOVE % {"a": number_said(entry.numerator), "b": number_said(entry.denominator)}
        return SENTENCES[fault]


def _as_seen(typed: float | None, seen: float | None) -> float | None:
    if typed is None or seen is None or typed == seen:
        return typed
    return seen if show_number(typed) == show_number(seen) else typed
