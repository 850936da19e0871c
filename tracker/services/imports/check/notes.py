"""The note of a row: screened as everything people write."""

from __future__ import annotations

from tracker.services.imports.check.lines import RowError
from tracker.services.imports.file.faults import RowFault
from tracker.services.imports.file.header_row import Column
from tracker.text.formulas import without_apostrophe
from tracker.text.screening import screen

NOTE_MOST = 400


def read_note(text: str, *, confirmed: bool) -> str:
    """Return a note as it may be stored. Its length is held first: a long text is not looked through.

    Raises:
        RowError: it is too long, holds an identity number, or what is asked about and nobody has said is meant.
    """
    text = without_apostrophe(text)
    if len(text) > NOTE_MOST:
        raise RowError(Column.NOTE, RowFault.TOO_LONG, text)
    found = screen(text)
    if found.refused:
        raise RowError(Column.NOTE, RowFault.IDENTITY_NUMBER)
    if found.asked and not confirmed:
        raise RowError(Column.NOTE, RowFault.CONTACT)
    return text
