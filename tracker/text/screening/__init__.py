"""What must never be stored in free text: the numbers that name a person, and what may only after a second thought.

`plain` makes figures of every script and all kinds of dashes one, `numbers` knows control digits, `days`, `patterns`
and `danish` find numbers in a text, `rows` in a table's row, `contact_details` telephone numbers and addresses, and
`outcome` decides, and `cutting` takes out what was found where a person wants the rest sent.
Every step costs time by the length of the text, not by its square.
"""

from tracker.text.screening.cutting import without_contacts, without_identity_numbers
from tracker.text.screening.outcome import (
    Contact,
    IdentityNumber,
    IdentityNumberError,
    Outcome,
    Screening,
    contacts,
    has_identity_number,
    is_identity_number,
    refuse_identity_numbers,
    row_has_identity_number,
    screen,
    screen_row,
)

__all__ = [
    "Contact",
    "IdentityNumber",
    "IdentityNumberError",
    "Outcome",
    "Screening",
    "contacts",
    "has_identity_number",
    "is_identity_number",
    "refuse_identity_numbers",
    "row_has_identity_number",
    "screen",
    "screen_row",
    "without_contacts",
    "without_identity_numbers",
]
