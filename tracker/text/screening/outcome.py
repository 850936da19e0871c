"""Whether a text may be stored: refused for an identity number, asked about for what may point to a person, or fine.

The words themselves are never part of an outcome, an error or a log line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.text.screening.contact_details import has_email, has_phone
from tracker.text.screening.danish import Likeness, danish
from tracker.text.screening.days import may_hold_number
from tracker.text.screening.identity_numbers import has_duf, has_norwegian, may_have_number
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


_TEN = 10
_FINE = Screening()
_CONTACTS = {Contact.PHONE: has_phone, Contact.EMAIL: has_email}


def screen(text: str) -> Screening:
    """Look for all that must not, or not without a second thought, be stored in free text."""
    seen = plain(text)
    refused, is_doubtful = _numbers(seen)
    asked = {kind for kind, has in _CONTACTS.items() if has(seen)}
    if is_doubtful:
        asked.add(Contact.MAYBE_IDENTITY_NUMBER)
    return Screening(frozenset(refused), frozenset(asked)) if refused or asked else _FINE


def screen_row(cells: Sequence[str]) -> Screening:
    """Look for identity numbers in a table's row: in each cell, and parted over cells that stand side by side."""
    if sum(map(len, cells)) < _SHORTEST_ROW:
        return _FINE
    filled = [without_noughts(plain(cell).strip()) for cell in cells if cell and not cell.isspace()]
    refused = set()
    is_doubtful = False
    for cell in filled:
        found, doubt = _numbers(cell)
        refused |= found
        if len(cell) == _TEN:
            refused |= _numbers(_with_nought(cell))[0]
        is_doubtful = is_doubtful or doubt
    if has_parted_norwegian(filled):
        refused.add(IdentityNumber.NORWEGIAN)
    if has_parted_duf(filled):
        refused.add(IdentityNumber.DUF)
    if refused:
        return Screening(frozenset(refused))
    if is_doubtful or has_parted_danish(filled):
        return Screening(asked=frozenset({Contact.MAYBE_IDENTITY_NUMBER}))
    return _FINE


def has_identity_number(text: str) -> bool:
    """Return whether the text holds what is an identity number, of Norway or Denmark or a DUF number."""
    return bool(_numbers(plain(text))[0])


def row_has_identity_number(cells: Sequence[str]) -> bool:
    """Return whether a table's row holds an identity number, in one cell or parted over neighbours."""
    return bool(screen_row(cells).refused)


def is_identity_number(figures: str) -> bool:
    """Return whether what should be a count is one, also where a spreadsheet took its leading zero away."""
    if not figures.isdigit():
        return False
    seen = plain(figures)
    return bool(_numbers(seen)[0] or _numbers(_with_nought(seen))[0])


def refuse_identity_numbers(text: str) -> None:
    """Raise `IdentityNumberError` where `has_identity_number` says so."""
    if has_identity_number(text):
        message = "the text seems to contain an identity number"
        raise IdentityNumberError(message)


def contacts(text: str) -> frozenset[Contact]:
    """Return what the text holds that is asked about: telephone numbers, addresses, what may be an identity number."""
    return screen(text).asked


def _numbers(seen: str) -> tuple[set[IdentityNumber], bool]:
    """Return the kinds of numbers in a text that `plain` gave, and whether it may hold one where it surely has none."""
    if not may_hold_number(seen):
        return set(), False
    likeness = danish(seen)
    found = {IdentityNumber.NORWEGIAN} if has_norwegian(seen) else set()
    if likeness is Likeness.CERTAIN:
        found.add(IdentityNumber.DANISH)
    if has_duf(seen):
        found.add(IdentityNumber.DUF)
    return found, not found and (likeness is Likeness.DOUBTFUL or may_have_number(seen))


def _with_nought(cell: str) -> str:
    """Return ten figures with the leading zero that a spreadsheet may have taken away; "" for anything else."""
    return f"0{cell}" if len(cell) == _TEN and cell.isdigit() else ""
