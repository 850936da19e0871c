"""Whether a text may be stored: refused for an identity number, asked about for what may point to a person, or fine.

The words themselves are never part of an outcome, an error or a log line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.text.screening.contacts import has_email, has_phone
from tracker.text.screening.danish import Likeness, danish
from tracker.text.screening.patterns import has_duf, has_norwegian, holds_figures, is_doubtful
from tracker.text.screening.plain import plain
from tracker.text.screening.rows import has_parted_danish, has_parted_duf, has_parted_norwegian, without_noughts

_SHORTEST_ROW = 9
"""Signs in all cells together of a row that can hold a number."""


class IdentityNumberError(ValueError):
    """A text seems to hold an identity number. The message never repeats it."""


class IdentityNumber(StrEnum):
    """What in a text names a person: it is refused."""

    NORWEGIAN = "norwegian"
    """Fødselsnummer, D-number, H-number, FH-number, and the synthetic series used in tests."""
    DANISH = "danish"
    DUF = "duf"


class Contact(StrEnum):
    """What in a text points to a person without surely naming one: it is asked about."""

    PHONE = "phone"
    EMAIL = "email"
    MAYBE_IDENTITY_NUMBER = "maybe_identity_number"
    """A day and four figures, or a number that is called an identity number and has a slip in it."""


class Outcome(StrEnum):
    """What becomes of a text."""

    FINE = "fine"
    ASK = "ask"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Screening:
    """What was found in a text, by its kind alone."""

    refused: frozenset[IdentityNumber] = frozenset()
    asked: frozenset[Contact] = frozenset()

    @property
    def outcome(self) -> Outcome:
        """Whether the text is refused, asked about or fine."""
        if self.refused:
            return Outcome.REFUSED
        return Outcome.ASK if self.asked else Outcome.FINE


_FINE = Screening()
_CONTACTS = {Contact.PHONE: has_phone, Contact.EMAIL: has_email}


def screen(text: str) -> Screening:
    """Look for all that must not, or not without a second thought, be stored in free text."""
    seen = plain(text)
    refused = _identity_numbers(seen)
    asked = {kind for kind, has in _CONTACTS.items() if has(seen)}
    if not refused and _is_doubtful(seen):
        asked.add(Contact.MAYBE_IDENTITY_NUMBER)
    return Screening(frozenset(refused), frozenset(asked)) if refused or asked else _FINE


def screen_row(cells: Sequence[str]) -> Screening:
    """Look for identity numbers in a table's row: in each cell, and parted over cells that stand side by side."""
    if sum(map(len, cells)) < _SHORTEST_ROW:
        return _FINE
    filled = [without_noughts(plain(cell).strip()) for cell in cells if cell and not cell.isspace()]
    refused = {kind for cell in filled for kind in _identity_numbers(cell) | _identity_numbers(_with_nought(cell))}
    if has_parted_norwegian(filled):
        refused.add(IdentityNumber.NORWEGIAN)
    if has_parted_duf(filled):
        refused.add(IdentityNumber.DUF)
    if refused:
        return Screening(frozenset(refused))
    if has_parted_danish(filled) or any(map(_is_doubtful, filled)):
        return Screening(asked=frozenset({Contact.MAYBE_IDENTITY_NUMBER}))
    return _FINE


def has_identity_number(text: str) -> bool:
    """Tell whether the text holds what is an identity number, of Norway or Denmark or a DUF number."""
    return bool(_identity_numbers(plain(text)))


def row_has_identity_number(cells: Sequence[str]) -> bool:
    """Tell whether a table's row holds an identity number, in one cell or parted over neighbours."""
    return bool(screen_row(cells).refused)


def is_identity_number(figures: str) -> bool:
    """Tell whether what should be a count is one, also where a spreadsheet took its leading zero away."""
    if not figures.isdigit():
        return False
    seen = plain(figures)
    return bool(_identity_numbers(seen) or _identity_numbers(_with_nought(seen)))


def refuse_identity_numbers(text: str) -> None:
    """Raise `IdentityNumberError` where `has_identity_number` says so."""
    if has_identity_number(text):
        message = "the text seems to contain an identity number"
        raise IdentityNumberError(message)


def contacts(text: str) -> frozenset[Contact]:
    """Return what the text holds that is asked about: telephone numbers, addresses, what may be an identity number."""
    return screen(text).asked


def _identity_numbers(seen: str) -> set[IdentityNumber]:
    """Return the kinds of numbers in a text that `plain` gave."""
    if not holds_figures(seen):
        return set()
    found = {IdentityNumber.NORWEGIAN} if has_norwegian(seen) else set()
    if danish(seen) is Likeness.CERTAIN:
        found.add(IdentityNumber.DANISH)
    if has_duf(seen):
        found.add(IdentityNumber.DUF)
    return found


def _is_doubtful(seen: str) -> bool:
    return holds_figures(seen) and (danish(seen) is Likeness.DOUBTFUL or is_doubtful(seen))


def _with_nought(cell: str) -> str:
    """Return ten figures with the leading zero that a spreadsheet may have taken away; "" for anything else."""
    return f"0{cell}" if len(cell) == 10 and cell.isdigit() else ""
